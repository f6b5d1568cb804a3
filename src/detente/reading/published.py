"""When an article appeared, and how that is known: given, from metadata, from its own words, or not at all."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from detente.article import PublishedBasis
from detente.dates import days, is_edtf
from detente.reading.dating import date_by_words
from detente.reading.mentions import find_mentions
from detente.reading.stamps import find_stamp

EARLIEST = 1600  # newspapers began in 1605

_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
_TIME_OF_DAY = re.compile(r"^(\d{4}-\d{2}-\d{2})[T ]\d{2}:?\d{2}.{0,20}$")


class Published(NamedTuple):
    """An EDTF date or interval with its basis, the reasons in words, and what to warn of."""

    date: str | None
    basis: PublishedBasis
    reasons: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


class Known(NamedTuple):
    """What is said beside the text of when it appeared. `latest` is the day on which it was fetched.

    `created` is when the file was made, often but not always the day it appeared: a stamp in the text goes before it.
    """

    given: str | None = None
    metadata: str | None = None
    url: str | None = None
    created: str | None = None
    latest: dt.date | None = None


def find_published(known: Known, text: str, head: str) -> Published:
    """Decide when an article appeared. `head` is the text with the lines above the article, `text` without.

    >>> find_published(Known(given="2024-01-11T08:00:00Z"), "", "")
    Published(date='2024-01-11', basis='given', reasons=('given',), warnings=())
    """
    warnings: list[str] = []
    if known.given:
        date = as_edtf(known.given)
        if date:
            late = _implausible(date, known.latest)
            return Published(date, "given", ("given",), (f"the date given, {date}, {late}",) if late else ())
        warnings.append(f"the date given, {known.given[:40]!r}, is not understood")
    stamp = find_stamp(head, text, known.latest) if known.created else None
    for value, source in _beside(known, stamped=bool(stamp and stamp.days)):
        date = as_edtf(value)
        wrong = _implausible(date, known.latest) if date else "is not understood"
        if date and not wrong:
            return Published(date, "metadata", (f"{source} says {date}",), tuple(warnings))
        warnings.append(f"{source} says {value[:40]!r}, which {wrong}")
    return _by_words(known, text, head, warnings)


def as_edtf(value: str) -> str | None:
    """Return a date as written by machines or people as EDTF, `None` where it is none.

    >>> as_edtf("2024-01-11 10:00"), as_edtf("11 January 2024"), as_edtf("soon")
    ('2024-01-11', '2024-01-11', None)
    """
    value = value.strip()[:60]
    match = _TIME_OF_DAY.match(value)
    if match:
        value = match.group(1)
    if is_edtf(value):
        return value
    mentions = [mention for mention in find_mentions(value) if mention.month and mention.days()]
    span = mentions[0].days() if len(mentions) == 1 else None
    return span.first.isoformat() if span and mentions[0].day else None


def _beside(known: Known, *, stamped: bool) -> list[tuple[str, str]]:
    """Return the dates beside the text, best first, each with its source."""
    in_address = _IN_ADDRESS.search(known.url or "")
    found = [(known.metadata, "the document's metadata")] if known.metadata else []
    if in_address:
        year, month, day = (int(part) for part in in_address.groups())
        found.append((f"{year:04d}-{month:02d}-{day:02d}", "its address"))
    if known.created and not stamped:
        found.append((known.created, "the file's own date of creation"))
    return found


def _implausible(date: str, latest: dt.date | None) -> str | None:
    """Return what is wrong with a date of publication, `None` where nothing is."""
    span = days(date)
    if span.last.year < EARLIEST:
        return "lies before there were newspapers"
    if latest is not None and span.first > latest:
        return f"lies after the day of fetching, {latest}"
    return None


def _by_words(known: Known, text: str, head: str, warnings: list[str]) -> Published:
    found = date_by_words(text, known.latest, head)
    if found.interval is None:
        do = "no publication date found; pass --published or add it to the metadata"
        return Published(None, "unknown", found.reasons, (*warnings, do, *found.warnings))
    return Published(found.interval, "text", found.reasons, (*warnings, *found.warnings))

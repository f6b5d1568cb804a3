"""Dates, lists, shares and names as a person would write them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Sequence

from detente.dates import days
from detente.reference.negotiation import name_in_text, name_of

_CODED = re.compile(r"\\u([0-9a-fA-F]{4})")
_ESCAPED = re.compile(r"\\(?=[#*`\[\]{|}~-])")
_BREAK = re.compile(r"\\_|(?<=\S)(?:\\\s){1,20}")  # an escaped underscore stands for a space that does not break
_PARTS = {(1, 10): "early", (11, 20): "mid"}


def say_date(edtf: str | dt.date | None) -> str:
    """Return a date in words, as precise as it is.

    >>> [say_date(x) for x in ("2023-12-07", "2023-12-21/2023-12-31", "2023-10/2023-12", "2023-06", "2026", None)]
    ['7 Dec 2023', 'late Dec 2023', 'Oct–Dec 2023', 'Jun 2023', '2026', 'no date']
    """
    if edtf is None:
        return "no date"
    if isinstance(edtf, dt.date):
        return _day(edtf)
    first, last = days(edtf)
    if first == last:
        return _day(first)
    if first.day == 1 and last.day == _length(last):
        return _months(first, last)
    if (first.year, first.month) == (last.year, last.month):
        part = "late" if first.day == 21 and last.day == _length(last) else _PARTS.get((first.day, last.day))
        return f"{part} {_month(last)}" if part else f"{first.day}–{_day(last)}"
    start = _day(first) if first.year != last.year else f"{first.day} {_name(first)}"
    return f"{start} – {_day(last)}"


def say_list(items: Iterable[str], last: str = "and") -> str:
    """Join things as in a sentence.

    >>> say_list(["Armenia", "Azerbaijan", "Georgia"])
    'Armenia, Azerbaijan and Georgia'
    """
    items = list(items)
    return f" {last} ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def say_share(probability: float) -> str:
    """Return a probability in per cent, without false precision.

    >>> say_share(0.071), say_share(0.004), say_share(0.9981)
    ('7 %', 'under 1 %', 'over 99 %')
    """
    if probability < 0.01:
        return "under 1 %"
    return "over 99 %" if probability > 0.99 else f"{round(probability * 100)} %"


def say_range(low: float, high: float) -> str:
    """Return a range in per cent.

    >>> say_range(0.05, 0.29)
    '5–29 %'
    """
    return f"{round(low * 100)}–{round(high * 100)} %"


def say_names(actors: Iterable[str], *, short: bool = False) -> str:
    """Return the names of some actors as in a sentence.

    >>> say_names(("ARM", "AZE"))
    'Armenia and Azerbaijan'
    """
    return say_list([name_of(one, short=True) if short else name_in_text(one) for one in actors])


def say_sides(parties: Sequence[str]) -> str:
    """Return how the parties are called together."""
    return "the two sides" if len(parties) == 2 else "the parties"


def say_count(n: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun.

    >>> say_count(1, "article"), say_count(0, "party", "parties")
    ('1 article', '0 parties')
    """
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def clean(text: str) -> str:
    """Return text on one line, without the characters that could steer a terminal or turn the direction of writing.

    Characters that a page escaped are written out.

    >>> clean(r"Sullivan\\u2019s readout \\_ part \\#2")
    'Sullivan’s readout part #2'
    """
    text = _BREAK.sub(" ", _ESCAPED.sub("", _CODED.sub(lambda match: chr(int(match[1], 16)), text)))
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def capital(text: str) -> str:
    """Return a sentence with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def _day(day: dt.date) -> str:
    return f"{day.day} {_month(day)}"


def _month(day: dt.date) -> str:
    return f"{_name(day)} {day.year}"


def _name(day: dt.date) -> str:
    return calendar.month_abbr[day.month]


def _months(first: dt.date, last: dt.date) -> str:
    if first.month == 1 and last.month == 12:
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return _month(last)
    return f"{_name(first)}–{_month(last)}" if first.year == last.year else f"{_month(first)} – {_month(last)}"


def _length(day: dt.date) -> int:
    return calendar.monthrange(day.year, day.month)[1]

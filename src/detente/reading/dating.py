"""When an undated article appeared, reasoned from its own words.

A stamp tells the day. Without one, what the text tells of has happened, so the latest such date is a lower bound; what
it says is still to come has not, so it is an upper bound, as is "the new year". A date without a year lies within the
last twelve months, since a writer names the year of what lies further back; which year that is, is only reasoned where
the text names it twice or more, or a later one as still to come. Measured on dated reports: one mention misleads in two
of three cases, two in one of three.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from detente.dates import interval
from detente.reading.mentions import Mention, find_mentions, is_to_come, sentence_around
from detente.reading.stamps import Stamp, find_stamp
from detente.reference.reading import load_dating_book

WIDEST_DAYS = 3 * 366  # an interval wider than this says nothing that helps
NEW_YEAR_FROM = (12, 15)  # writers speak of "the new year" from mid-December
NEW_YEAR_TO = (1, 31)  # to the end of January


class Dating(NamedTuple):
    """What the words tell: an EDTF interval or `None`, the reasons, and what to warn of."""

    interval: str | None
    reasons: tuple[str, ...]
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class _Bounds:
    """The first and last day that fit so far, with the reasons."""

    lower: dt.date
    framed: bool  # whether the year of dates without one can be reasoned
    last_event: Mention | None = None  # the latest past day without a year
    upper: dt.date | None = None
    reasons: list[str] = field(default_factory=list)

    def raise_to(self, day: dt.date, reason: str) -> bool:
        if day <= self.lower:
            return False
        self.lower = day
        self.reasons.append(reason)
        return True

    def cap(self, day: dt.date, reason: str) -> None:
        if day >= self.lower and (self.upper is None or day < self.upper):
            self.upper = day
            self.reasons.append(reason)


def date_by_words(text: str, latest: dt.date | None = None, head: str | None = None) -> Dating:
    """Reason from the text when it was written.

    `latest` is the day on which it was fetched, where that is known; `head` the text with the lines above it, where
    a stamp may stand.

    >>> text = "Hopes are high. A poll of June 2023 found doubts, as did others in 2023. "
    >>> date_by_words(text + "They met on December 26. The new year brings change.").interval
    '2023-12-27/2024-01-31'
    >>> date_by_words("The two sides met on Tuesday.").interval is None
    True
    """
    stamp = find_stamp(text if head is None else head, text, latest)
    if stamp and stamp.days:
        return Dating(interval(*stamp.days), (stamp.reason,))
    mentions = list(find_mentions(text))
    bounds = _latest_past(mentions, latest)
    if bounds is None:
        reasons = (stamp.reason,) if stamp else ()
        return Dating(None, reasons, ("no past date of the text names its year, so the year stays unknown",))
    _cap_by_future(bounds, (mention for mention in mentions if mention.year))
    if bounds.framed:
        _place_yearless(bounds, mentions, latest)
        if stamp:
            return _by_dateline(bounds, stamp)
        _after_last_event(bounds, text)
        _cap_by_future(bounds, (mention for mention in mentions if not mention.year))
        _cap_by_new_year(bounds, text)
        _cap_by_last_month(bounds, mentions)
    return _concluded(bounds, latest)


def _latest_past(mentions: Sequence[Mention], latest: dt.date | None) -> _Bounds | None:
    """Return the bound that the latest past date with a year gives.

    A date told of as past that lies after one told of as still to come contradicts it, and is passed over.
    """
    dated = [(span.first, m) for m in mentions if m.year and (span := m.days())]
    ceiling = min((first for first, m in dated if m.role == "future"), default=dt.date.max)
    ceiling = min(ceiling, latest + dt.timedelta(days=1) if latest else dt.date.max)
    dated = [(first, m) for first, m in dated if m.role == "past" and first < ceiling]
    if not dated:
        return None
    first, mention = max(dated, key=lambda pair: pair[0])
    reason = f"tells of “{mention.text}” as past, so it appeared from {first} on"
    return _Bounds(first, _is_framed(mention, mentions), reasons=[reason])


def _is_framed(anchor: Mention, mentions: Iterable[Mention]) -> bool:
    """Tell whether the year of the latest past date is likely that of the dates without a year.

    A date with day and year is the style of a notice about the very days of writing, and places no other date.
    """
    if anchor.month is None or anchor.day is not None or anchor.year is None:
        return False
    others = [mention for mention in mentions if mention.year and mention is not anchor]
    same = any(mention.year == anchor.year for mention in others)
    to_come = any(mention.role == "future" and 0 <= (mention.year or 0) - anchor.year <= 3 for mention in others)
    return same or to_come


def _place_yearless(bounds: _Bounds, mentions: Sequence[Mention], latest: dt.date | None) -> None:
    """Raise the lower bound by past dates without a year, placed after the one that has its year."""
    year = bounds.lower.year
    for mention in mentions:
        if mention.year or mention.month is None or mention.role != "past" or mention.qualifier in ("this", "next"):
            continue
        span = mention.days(year)
        if span is None or not mention.fits_weekday(year) or (latest and span.first > latest):
            continue
        if bounds.raise_to(span.first, f"tells of “{mention.text}” as past ({span.first})"):
            bounds.last_event = mention if mention.day else None


def _after_last_event(bounds: _Bounds, text: str) -> None:
    """Begin the day after the latest event: what happens on the day of writing is "today", except in the lead."""
    mention = bounds.last_event
    if mention is not None and mention.start >= _end_of_lead(text):
        day = bounds.lower + dt.timedelta(days=1)
        bounds.raise_to(day, f"the latest event is that of “{mention.text}”, and it was written after that day")


def _cap_by_future(bounds: _Bounds, mentions: Iterable[Mention]) -> None:
    for mention in mentions:
        if mention.role != "future" or (mention.month is None and mention.year is None):
            continue
        years = [mention.year] if mention.year else [bounds.lower.year, bounds.lower.year + 1]
        spans = [span for year in years if (span := mention.days(year)) and span.last >= bounds.lower]
        if spans:
            bounds.cap(spans[0].last, f"tells of “{mention.text}” as still to come, so it appeared by {spans[0].last}")


def _cap_by_new_year(bounds: _Bounds, text: str) -> None:
    book = load_dating_book()
    for match in book.new_year.finditer(text):
        if book.not_new_year.search(text[max(0, match.start() - 20) : match.start()]):
            continue
        before, _ = sentence_around(text, match.start(), match.end())
        ahead = is_to_come(before)
        end = _first_end(bounds.lower, (12, 31) if ahead else NEW_YEAR_TO)
        year = end.year + 1 if ahead else end.year
        bounds.cap(end, f"says “{match.group()}”, so it appeared by {end} (the new year is {year})")
        if not ahead and bounds.upper == end:
            bounds.raise_to(
                dt.date(year - 1, *NEW_YEAR_FROM), f"speaks of {year} as the new year, as one does from mid-December"
            )


def _cap_by_last_month(bounds: _Bounds, mentions: Iterable[Mention]) -> None:
    """"Last October" is said until the next October is over."""  # fmt: skip
    for mention in mentions:
        if mention.qualifier != "last" or mention.month is None or mention.year or mention.role == "future":
            continue
        this = bounds.lower.month == mention.month
        end = _first_end(bounds.lower + dt.timedelta(days=31 if this else 0), (mention.month, 31))
        bounds.cap(end, f"says “{mention.text}”, so it appeared before the next one was over ({end})")


def _by_dateline(bounds: _Bounds, stamp: Stamp) -> Dating:
    years = (bounds.lower.year, bounds.lower.year + 1)
    spans = [span for year in years if (span := stamp.mention.days(year)) and span.first >= bounds.lower]
    if not spans:
        return Dating(None, (*bounds.reasons, stamp.reason), ("the dateline does not fit the dates of the text",))
    return Dating(interval(*spans[0]), (*bounds.reasons, stamp.reason))


def _concluded(bounds: _Bounds, latest: dt.date | None) -> Dating:
    upper = bounds.upper
    if latest is not None and (upper is None or upper > latest):
        upper = latest
        bounds.reasons.append(f"it was fetched on {latest}")
    if upper is None:
        return Dating(None, tuple(bounds.reasons), ("the text tells only the earliest day of its publication",))
    if upper < bounds.lower or (upper - bounds.lower).days > WIDEST_DAYS:
        return Dating(None, tuple(bounds.reasons), ("the dates in the text leave the time of publication too open",))
    return Dating(interval(bounds.lower, upper), tuple(bounds.reasons))


def _first_end(lower: dt.date, month_day: tuple[int, int]) -> dt.date:
    """Return the first such day of a year that is not before the lower bound."""
    month, day = month_day
    ends = (
        dt.date(year, month, min(day, calendar.monthrange(year, month)[1])) for year in (lower.year, lower.year + 1)
    )
    return next(end for end in ends if end >= lower)


def _end_of_lead(text: str) -> int:
    """Return where the first sentence ends."""
    start = len(text) - len(text.lstrip())
    _, after = sentence_around(text, start, start)
    return start + len(after)

"""Dates that keep their precision: a subset of EDTF (`2023-12-07`, `2023-12`, `2023`, `2023-10/2023-12`).

A date in a record is such a string or `None`. This module turns it into its first and last day and back.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import NamedTuple

from detente.errors import InvalidEvidence

_POINT = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


class Days(NamedTuple):
    """The first and the last day that a date may mean, both included."""

    first: dt.date
    last: dt.date


def days(edtf: str) -> Days:
    """Return the first and last day of an EDTF string.

    Raises `InvalidEvidence` where the string is none of the forms above, or ends before it begins.

    >>> days("2023-12")
    Days(first=datetime.date(2023, 12, 1), last=datetime.date(2023, 12, 31))
    >>> days("2023-12-21/2023-12-31").first
    datetime.date(2023, 12, 21)
    """
    start, _, end = edtf.partition("/")
    first, last = _point(start), _point(end) if end else None
    span = Days(first.first, (last or first).last)
    if span.last < span.first:
        raise InvalidEvidence(edtf, "the interval ends before it begins", "write the earlier date first")
    return span


def is_edtf(text: str) -> bool:
    """Tell whether a string is a date of the subset."""
    try:
        days(text)
    except InvalidEvidence:
        return False
    return True


def interval(first: dt.date, last: dt.date) -> str:
    """Return the shortest EDTF string for a span of days.

    >>> interval(dt.date(2023, 10, 1), dt.date(2023, 12, 31))
    '2023-10/2023-12'
    >>> interval(dt.date(2023, 1, 1), dt.date(2023, 12, 31))
    '2023'
    """
    if first == last:
        return first.isoformat()
    whole_months = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
    if not whole_months:
        return f"{first.isoformat()}/{last.isoformat()}"
    if first.month == 1 and last.month == 12:
        return f"{first.year:04d}" if first.year == last.year else f"{first.year:04d}/{last.year:04d}"
    months = f"{first.year:04d}-{first.month:02d}", f"{last.year:04d}-{last.month:02d}"
    return months[0] if months[0] == months[1] else "/".join(months)


def known_from(edtf: str) -> dt.date:
    """Return the day from which something dated so counts in an as-of view: the end of the interval."""
    return days(edtf).last


def overlap(a: str, b: str) -> bool:
    """Tell whether two dates may mean the same day."""
    x, y = days(a), days(b)
    return x.first <= y.last and y.first <= x.last


def _point(text: str) -> Days:
    match = _POINT.match(text)
    if not match:
        raise InvalidEvidence(text, "not a date", "write 2023-12-07, 2023-12, 2023 or an interval of two such")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        if month is None:
            return Days(dt.date(year, 1, 1), dt.date(year, 12, 31))
        if day is None:
            return Days(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]))
        return Days(dt.date(year, month, day), dt.date(year, month, day))
    except ValueError as error:
        raise InvalidEvidence(text, f"no such day: {error}", "correct the date") from error

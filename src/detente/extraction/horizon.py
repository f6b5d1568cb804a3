"""Horizon: which times lie ahead of publication, and when something that begins now will end."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from detente.dates import days, interval
from detente.evidence import TimeExpression

YEARS = 12  # beyond so many years a date is an aim, not an appointment
_DURATION = re.compile(
    r"P(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:\d{1,6}M)?)?"
)
_VAGUE = re.compile(r"P(?:T?X.|.{0,8}X)|FUTURE_REF|PRESENT_REF")
_WEEKDAYS = frozenset(name.lower() for name in calendar.day_name)
_MONTHS = frozenset(name.lower() for name in calendar.month_name if name)


def is_ahead_of(time: TimeExpression, today: dt.date) -> bool:
    """Tell whether a time ends no earlier than today and begins within the years that anyone plans for."""
    if time.edtf is None or time.type not in ("DATE", "DURATION", "TIME"):
        return False
    span = days(time.edtf)
    return span.last >= today and span.first.year <= today.year + YEARS


def is_strictly_ahead(edtf: str, today: dt.date) -> bool:
    """Tell whether a date begins after today.

    >>> is_strictly_ahead("2024-06", dt.date(2024, 5, 31)), is_strictly_ahead("2024", dt.date(2024, 5, 31))
    (True, False)
    """
    return days(edtf).first > today


def is_vague(time: TimeExpression) -> bool:
    """Tell whether a time is no appointment: "in the coming weeks", "soon"."""
    return bool(_VAGUE.match(time.value))


def coming(time: TimeExpression, today: dt.date) -> str | None:
    """Return the next occurrence of a bare weekday or month that was read as the last one, `None` for other times.

    >>> from detente.evidence import Anchor
    >>> friday = TimeExpression(anchor=Anchor("a", 0, 6, "Friday"), value="2013-06-07", type="DATE", edtf="2013-06-07")
    >>> coming(friday, dt.date(2013, 6, 11))
    '2013-06-14'
    """
    if time.edtf is None or "/" in time.edtf or days(time.edtf).last >= today:
        return None
    name = time.anchor.exact.lower()
    first, last = days(time.edtf)
    if name in _WEEKDAYS and today - first <= dt.timedelta(days=7):
        return (first + dt.timedelta(days=7)).isoformat()
    if name in _MONTHS and (today - last).days < 366:
        year = first.year + 1
        return interval(dt.date(year, first.month, 1), dt.date(year, first.month, _length(year, first.month)))
    return None


def end_of(value: str, today: dt.date) -> str | None:
    """Return the day, or for months and years the month, in which a duration that begins today ends.

    >>> end_of("P2M", dt.date(2022, 4, 1)), end_of("PT72H", dt.date(2023, 12, 11)), end_of("PXD", dt.date(2023, 1, 1))
    ('2022-06', '2023-12-14', None)
    """
    match = _DURATION.fullmatch(value)
    years, months, weeks, whole, hours = (int(part or 0) for part in match.groups()) if match else (0,) * 5
    if not years + months + weeks + whole + hours:
        return today.isoformat() if match and value.startswith("PT") else None  # minutes
    if 0 < years * 12 + months < 1200:
        year, rest = divmod(today.year * 12 + today.month - 1 + years * 12 + months, 12)
        return f"{year:04d}-{rest + 1:02d}"
    try:
        return (today + dt.timedelta(days=weeks * 7 + whole + round(hours / 24))).isoformat()
    except OverflowError:
        return None


def _length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]

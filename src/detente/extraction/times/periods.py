"""Periods of the calendar: the one that holds a day, its TIMEX3 value, and those before and after it.

Units are written as in TIMEX3: D, W (Monday to Sunday), WE (weekend), M, Q, Y, and counts of years (10Y, 100Y). Units
of the clock count as the day.
"""

from __future__ import annotations

import calendar
import datetime as dt

from detente.dates import Days

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first month; winter runs into the next year


def period(unit: str, day: dt.date) -> Days:
    """Return the period of a unit that holds a day.

    >>> period("W", dt.date(2023, 12, 7))
    Days(first=datetime.date(2023, 12, 4), last=datetime.date(2023, 12, 10))
    """
    if unit in ("W", "2W", "WE"):
        monday = day - dt.timedelta(days=day.weekday())
        return Days(monday + dt.timedelta(days=5 if unit == "WE" else 0), monday + dt.timedelta(days=6))
    if unit == "M":
        return months(day.year, day.month, 1)
    if unit == "Q":
        return months(day.year, (day.month - 1) // 3 * 3 + 1, 3)
    if unit.endswith("Y"):
        count = int(unit[:-1] or 1)
        first = day.year // count * count
        return Days(dt.date(first, 1, 1), dt.date(first + count - 1, 12, 31))
    return Days(day, day)


def value_of(unit: str, day: dt.date) -> str:
    """Return the TIMEX3 value of the period that holds a day.

    >>> [value_of(unit, dt.date(2023, 8, 9)) for unit in ("D", "W", "WE", "M", "Q", "Y", "10Y", "100Y")]
    ['2023-08-09', '2023-W32', '2023-W32-WE', '2023-08', '2023-Q3', '2023', '202', '20']
    """
    if unit in ("W", "2W", "WE"):
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "WE" else "")
    iso = f"{day.year:04d}-{day.month:02d}-{day.day:02d}"
    cut = {"M": 7, "Y": 4, "10Y": 3, "100Y": 2, "1000Y": 1}
    return f"{iso[:4]}-Q{(day.month + 2) // 3}" if unit == "Q" else iso[: cut.get(unit, 10)]


def shifted(unit: str, day: dt.date, count: int) -> dt.date:
    """Return a day of the period that lies `count` periods later; raises `OverflowError` outside the calendar."""
    if unit in ("W", "WE"):
        return day + dt.timedelta(weeks=count)
    if unit == "2W":
        return day + dt.timedelta(weeks=2 * count)
    if unit in ("M", "Q") or unit.endswith("Y"):
        size = {"M": 1, "Q": 3}.get(unit) or 12 * int(unit[:-1] or 1)
        return _in_months(day, count * size)
    return day + dt.timedelta(days=count) if unit == "D" else day


def months(year: int, month: int, count: int) -> Days:
    """Return the span of some months.

    >>> months(2023, 12, 3).last
    datetime.date(2024, 2, 29)
    """
    last = _in_months(dt.date(year, month, 1), count - 1)
    return Days(dt.date(year, month, 1), last.replace(day=calendar.monthrange(last.year, last.month)[1]))


def season(year: int, code: str) -> Days:
    """Return the months of a season; a winter is named by the year in which it begins."""
    return months(year, SEASONS[code], 3)


def narrowed(span: Days, edge: str) -> Days:
    """Return the early, middle or late part of a span: START, MID or END.

    A month is cut after the 10th and the 20th, a year after April and August, anything else in equal thirds.

    >>> narrowed(months(2023, 12, 1), "END").first
    datetime.date(2023, 12, 21)
    """
    part = {"START": 0, "MID": 1, "END": 2}[edge]
    length = (span.last - span.first).days + 1
    if 28 <= length <= 31:
        cuts = [span.first + dt.timedelta(days=days) for days in (0, 10, 20)]
    elif 365 <= length <= 366:
        cuts = [_in_months(span.first, count) for count in (0, 4, 8)]
    elif length % 365 < 40 and length > 366:
        years = span.last.year - span.first.year + 1
        cuts = [dt.date(span.first.year + round(years * third / 3), 1, 1) for third in range(3)]
    else:
        cuts = [span.first + dt.timedelta(days=length * third // 3) for third in range(3)]
    bounds = [*cuts, span.last + dt.timedelta(days=1)]
    return Days(bounds[part], bounds[part + 1] - dt.timedelta(days=1))


def holiday(rule: str, year: int) -> dt.date:
    """Return the day of a holiday by its rule: `12-25`, `11-W4#4` (fourth Thursday), `05-W1#-1`, `easter-2`."""
    if rule.startswith("easter"):
        return easter(year) + dt.timedelta(days=int(rule.removeprefix("easter")))
    month, _, day = rule.partition("-")
    if not day.startswith("W"):
        return dt.date(year, int(month), int(day))
    weekday, _, nth = day[1:].partition("#")
    days = [d for d in range(1, 32) if _is_weekday(year, int(month), d, int(weekday))]
    return dt.date(year, int(month), days[int(nth) - 1 if int(nth) > 0 else int(nth)])


def easter(year: int) -> dt.date:
    """Return western Easter Sunday (Meeus, Astronomical Algorithms, chapter 8).

    >>> easter(2024)
    datetime.date(2024, 3, 31)
    """
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return dt.date(year, f // 31, f % 31 + 1)


def _is_weekday(year: int, month: int, day: int, weekday: int) -> bool:
    return day <= calendar.monthrange(year, month)[1] and dt.date(year, month, day).isoweekday() == weekday


def _in_months(day: dt.date, count: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise OverflowError(f"the year {year} lies outside the calendar")
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))

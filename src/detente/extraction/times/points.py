"""Days and months told by name, with the year or without: "7 December", "the first Friday of May", "Easter"."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange

from detente.dates import Days, interval
from detente.extraction.times.found import Found
from detente.extraction.times.periods import holiday, months, period, shifted
from detente.extraction.times.reading import CERTAIN, GUESSED, Reading, Scene, point
from detente.extraction.times.years import certainty_of, edged, year_of

_LAST_TWO_DIGITS = 50  # '49 is 2049, '50 is 1950
_DAYS = ("small", "nth", "ordinal")


def read_date(found: Found, scene: Scene) -> Reading:
    """Read a day of a month."""
    written = found.value("iso") or found.value("slashed")
    if written:
        return point("D", _written(written), CERTAIN)
    if found.has("holiday"):
        return _read_holiday(found, scene)
    if found.has("weekday") and found.words[-1].name != "nth" and _is_counted(found):
        return _read_counted_weekday(found, scene)
    number, month = int(found.value(*_DAYS)), found.first("month")
    if month is None:
        return _read_day_number(found, number, scene)
    return _on_day(found, int(month.value), number, scene)


def read_range(found: Found, scene: Scene) -> Reading:
    """Read "November 19-20", "October-December 2023" or "1914-1918"."""
    if not found.has("month"):
        return _read_years(int(found.value("year")), int(found.words[-1].value))
    named = [int(month.value) for month in found.all("month")]
    numbers = [int(day.value) for day in found.all(*_DAYS)]
    year = year_of(found, scene, lambda year: months(year, named[0], 1))
    if year is None:
        return Reading(f"XXXX-{named[0]:02d}" + (f"-{numbers[0]:02d}" if numbers else ""), certainty=GUESSED)
    last_year = year + (named[-1] < named[0])
    if numbers:
        span = Days(dt.date(year, named[0], numbers[0]), dt.date(last_year, named[-1], numbers[-1]))
    else:
        span = Days(months(year, named[0], 1).first, months(last_year, named[-1], 1).last)
    if span.last < span.first:
        raise ValueError("the range ends before it begins")
    return Reading(interval(*span), "DATE", span, "D" if numbers else "M", certainty_of(found))


def read_month(found: Found, scene: Scene) -> Reading:
    """Read a month, with or without its year."""
    month = int(found.value("month"))
    year = year_of(found, scene, lambda year: months(year, month, 1))
    if year is None:
        return Reading(f"XXXX-{month:02d}", certainty=GUESSED)
    return edged(found, point("M", dt.date(year, month, 1), certainty_of(found)))


def _read_years(first: int, number: int) -> Reading:
    """Read "1914-1918" and "2001-02", which is two years, while "2001-03" is a month."""
    if number <= 12 and number != first % 100 + 1:
        return point("M", dt.date(first, number, 1), CERTAIN)
    last = number if number > 99 else first // 100 * 100 + number
    span = Days(dt.date(first, 1, 1), dt.date(last, 12, 31))
    return Reading(f"{first}/{last}", "DATE", span, "Y", CERTAIN)


def _read_holiday(found: Found, scene: Scene) -> Reading:
    rule = scene.book.holidays[found.value("holiday")]
    year = year_of(found, scene, lambda year: period("D", holiday(rule, year)))
    if year is None:
        return Reading("XXXX-XX-XX" if "W" in rule or "easter" in rule else f"XXXX-{rule}", certainty=GUESSED)
    return point("D", holiday(rule, year), certainty_of(found))


def _is_counted(found: Found) -> bool:
    """Tell whether a weekday is counted within a month ("the first Friday of May"): the count stands before it."""
    names = [word.name for word in found.words]
    return (
        any(name in ("ordinal", "finalth", "last") for name in names[: names.index("weekday")]) and "small" not in names
    )


def _read_counted_weekday(found: Found, scene: Scene) -> Reading:
    span = _month_of(found, scene)
    if span is None:
        return Reading(f"XXXX-WXX-{found.value('weekday')}", certainty=GUESSED)
    ahead = (int(found.value("weekday")) - span.first.isoweekday()) % 7
    days = [span.first + dt.timedelta(days=days) for days in range(ahead, (span.last - span.first).days + 1, 7)]
    return point("D", days[int(found.value("ordinal")) - 1 if found.has("ordinal") else -1])


def _month_of(found: Found, scene: Scene) -> Days | None:
    """Return the month of a day that is told by its number or weekday: by name, or "next month"."""
    if month := found.value("month"):
        year = year_of(found, scene, lambda year: months(year, int(month), 1))
        return months(year, int(month), 1) if year else None
    told = scene.reference()
    if found.has("unit") and scene.today:
        names = [word.name for word in found.words]
        step = {"last": -1, "next": 1}.get(
            names[-2], 0
        )  # the first "last" of "the last Friday of last month" is no step
        return period("M", shifted("M", scene.today, step))
    return period("M", told.days.first) if told and told.days else None


def _read_day_number(found: Found, number: int, scene: Scene) -> Reading:
    """Read "Thursday the 14th" and "the 20th of next month"."""
    month = _month_of(found, scene)
    if month is None:
        return Reading(f"XXXX-XX-{number:02d}", certainty=GUESSED)
    return point("D", month.first.replace(day=number), GUESSED)


def _on_day(found: Found, month: int, number: int, scene: Scene) -> Reading:
    def day_in(year: int) -> Days:
        return period("D", dt.date(year, month, min(number, monthrange(year, month)[1])))

    if (weekday := found.value("weekday")) and not found.has("year") and scene.today:
        fitting = [day_in(year) for year in range(scene.today.year - 1, scene.today.year + 2)]
        fitting = [span for span in fitting if span.first.isoweekday() == int(weekday)]
        if len(fitting) == 1:
            return point("D", fitting[0].first)
    year = year_of(found, scene, day_in)
    if year is None:
        return Reading(f"XXXX-{month:02d}-{number:02d}", certainty=GUESSED)
    if (month, number) == (2, 29) and not found.has("year"):
        year = next((y for y in (year, year - 1, year + 1, year - 2) if monthrange(y, 2)[1] == 29), year)
    return point("D", dt.date(year, month, number), certainty_of(found))


def _written(text: str) -> dt.date:
    """Read a date in figures; the month stands first behind slashes unless that makes no sense."""
    if "-" in text:
        return dt.date.fromisoformat(text)
    parts = [int(part) for part in text.replace(".", "/").split("/")]
    if parts[0] > 999:
        return dt.date(*parts)
    day, month = (parts[1], parts[0]) if "/" in text and parts[0] <= 12 else (parts[0], parts[1])
    year = parts[2] if parts[2] > 99 else parts[2] + (2000 if parts[2] < _LAST_TWO_DIGITS else 1900)
    return dt.date(year, month, day)

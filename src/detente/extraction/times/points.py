"""Dates, months, years, seasons, quarters and holidays: told by name, with the year or without."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Callable

from detente.dates import Days, interval
from detente.extraction.times.find import Found
from detente.extraction.times.periods import holiday, months, narrowed, period, season, shifted
from detente.extraction.times.reading import CERTAIN, GUESSED, INFERRED, Reading, Scene, point
from detente.extraction.times.words import Word

_LAST_TWO_DIGITS = 50  # '49 is 2049, '50 is 1950
_LISTED = frozenset({"month", "small", "nth", "comma", "and", "or", "to", "dash", "in", "of", "the"})
_LOOK_AHEAD = 8


def read_date(found: Found, scene: Scene) -> Reading:
    """Read a day of a month."""
    written = found.value("iso") or found.value("slashed")
    if written:
        return point("D", _written(written), CERTAIN)
    if found.has("holiday"):
        return _read_holiday(found, scene)
    number = int(found.value("small", "nth", "ordinal"))
    month = found.first("month")
    if month is None:
        return _read_day_number(number, scene)
    return _on_day(found, int(month.value), number, scene)


def read_range(found: Found, scene: Scene) -> Reading:
    """Read "November 19-20", "October-December 2023" or "1914-1918"."""
    years = found.all("year")
    if not found.has("month"):
        first = int(years[0].value)
        end = int(found.words[-1].value)
        last = end if end > 99 else first // 100 * 100 + end
        span = Days(dt.date(first, 1, 1), dt.date(last, 12, 31))
        return Reading(f"{first}/{last}", "DATE", span, "Y", CERTAIN)
    named = [int(month.value) for month in found.all("month")]
    numbers = [int(day.value) for day in found.all("small", "nth", "ordinal")]
    year = _year(found, scene, lambda year: months(year, named[0], 1))
    if year is None:
        return Reading(f"XXXX-{named[0]:02d}" + (f"-{numbers[0]:02d}" if numbers else ""), certainty=GUESSED)
    last_year = year + (named[-1] < named[0])
    if numbers:
        span = Days(dt.date(year, named[0], numbers[0]), dt.date(last_year, named[-1], numbers[-1]))
    else:
        span = Days(months(year, named[0], 1).first, months(last_year, named[-1], 1).last)
    if span.last < span.first:
        raise ValueError("the range ends before it begins")
    return Reading(interval(*span), "DATE", span, "D" if numbers else "M", _certainty(found))


def read_month(found: Found, scene: Scene) -> Reading:
    """Read a month, with or without its year."""
    month = int(found.value("month"))
    year = _year_of_month(found, month, scene)
    if year is None:
        return Reading(f"XXXX-{month:02d}", certainty=GUESSED)
    reading = point("M", dt.date(year, month, 1), _certainty(found))
    return _edged(found, reading)


def read_year(found: Found, scene: Scene) -> Reading:
    """Read a year."""
    year = int(found.value("year"))
    reading = point("Y", dt.date(year, 1, 1), CERTAIN)
    if found.has("prefix"):
        return reading._replace(days=None)
    return _edged(found, reading)


def read_decade(found: Found, scene: Scene) -> Reading:
    """Read "the 1990s" or "the '90s"."""
    if not found.has("decade"):
        return Reading("PRESENT_REF")
    number = int(found.value("decade"))
    if number < 100:
        number += 1900 if number >= 20 else 2000
    return _edged(found, point("10Y", dt.date(number, 1, 1), CERTAIN))


def read_century(found: Found, scene: Scene) -> Reading:
    """Read "the 19th century"."""
    number = int(found.value("nth", "ordinal"))
    reading = Reading(
        f"{number - 1:02d}", "DATE", period("100Y", dt.date(max(1, (number - 1) * 100), 1, 1)), "100Y", CERTAIN
    )
    return _edged(found, reading)


def read_season(found: Found, scene: Scene) -> Reading:
    """Read a season, which a winter that began last year may still be."""
    code = found.value("season")
    year = _year_of_season(found, code, scene)
    if year is None:
        return Reading(f"XXXX-{code}", certainty=GUESSED)
    return _edged(found, Reading(f"{year:04d}-{code}", "DATE", season(year, code), "S", _certainty(found)))


def read_quarter(found: Found, scene: Scene) -> Reading:
    """Read a quarter of a year; without a year it is the last that has begun."""
    number = int(found.value("ordinal") or found.value("qcode") or 0)
    if not number:
        return _known_quarter(found, scene)
    year = _year(found, scene, lambda year: months(year, 3 * number - 2, 3))
    if year is None:
        return Reading(f"XXXX-Q{number}", certainty=GUESSED)
    scene.quarter = point("Q", dt.date(year, 3 * number - 2, 1), _certainty(found))
    return scene.quarter


def read_half(found: Found, scene: Scene) -> Reading:
    """Read "the first half of 2023"."""
    number = int(found.value("ordinal") or 2)
    if found.has("latest") or not found.has("ordinal", "last", "finalth"):
        return Reading("PAST_REF")
    year = _year(found, scene, lambda year: months(year, 6 * number - 5, 6))
    if year is None:
        return Reading(f"XXXX-H{number}", certainty=GUESSED)
    return Reading(f"{year:04d}-H{number}", "DATE", months(year, 6 * number - 5, 6), "H", _certainty(found))


def _read_holiday(found: Found, scene: Scene) -> Reading:
    rule = scene.book.holidays[found.value("holiday")]
    year = _year(found, scene, lambda year: period("D", holiday(rule, year)))
    if year is None:
        return Reading("XXXX-XX-XX" if "W" in rule or "easter" in rule else f"XXXX-{rule}", certainty=GUESSED)
    return point("D", holiday(rule, year), _certainty(found))


def _read_day_number(number: int, scene: Scene) -> Reading:
    """Read "Thursday the 14th": the day of the month of which was told last."""
    base = scene.reference()
    if base is None or base.days is None:
        return Reading(f"XXXX-XX-{number:02d}", certainty=GUESSED)
    return point("D", base.days.first.replace(day=number), GUESSED)


def _on_day(found: Found, month: int, number: int, scene: Scene) -> Reading:
    def day_in(year: int) -> Days:
        return period("D", dt.date(year, month, min(number, monthrange(year, month)[1])))

    if (weekday := found.value("weekday")) and not found.has("year") and scene.today:
        fitting = [day_in(year) for year in range(scene.today.year - 1, scene.today.year + 2)]
        fitting = [span for span in fitting if span.first.isoweekday() == int(weekday)]
        if len(fitting) == 1:
            return point("D", fitting[0].first)

    year = _year(found, scene, day_in)
    if year is None:
        return Reading(f"XXXX-{month:02d}-{number:02d}", certainty=GUESSED)
    return point("D", dt.date(year, month, number), _certainty(found))


def _year(found: Found, scene: Scene, moment: Callable[[int], Days]) -> int | None:
    """Return the year of something told within a year: as written, as told beside it, or as the tense points to."""
    written = found.first("year") or _year_ahead(found)
    if written:
        return int(written.value)
    if found.has("unit"):
        return _relative_year(found, scene)
    if scene.today is None:
        return _year_told(scene)
    if found.has("last") and not found.has("half"):
        return next(
            y for y in (scene.today.year, scene.today.year - 1) if moment(y).last < period("M", scene.today).first
        )
    if found.has("next"):
        return next(y for y in (scene.today.year, scene.today.year + 1) if moment(y).first > scene.today)
    span = scene.nearest(found, moment, scene.today.year)
    return span.first.year if span else None


def _year_ahead(found: Found) -> Word | None:
    """Return the year that ends a list of months or days: "in October and November 2023"."""
    place = found.at + len(found.words)
    listed = False
    for word in found.sentence[place : place + _LOOK_AHEAD]:
        if word.name == "year":
            return word if listed else None
        if word.name not in _LISTED:
            return None
        listed = listed or word.name == "month"
    return None


def _relative_year(found: Found, scene: Scene) -> int | None:
    base = scene.today
    if found.has("that", "same", "previous", "following"):
        told = scene.reference()
        base = told.days.first if told and told.days else base
    if base is None:
        return None
    return base.year + (1 if found.has("next", "following") else -1 if found.has("last", "previous") else 0)


def _year_told(scene: Scene) -> int | None:
    """Return the year told last, for an article of which the day of writing is unknown."""
    return next((told.days.last.year for _, told in reversed(scene.history) if told.days), None)


def _year_of_month(found: Found, month: int, scene: Scene) -> int | None:
    return _year(found, scene, lambda year: months(year, month, 1))


def _year_of_season(found: Found, code: str, scene: Scene) -> int | None:
    if scene.today is not None and found.has("this") and not found.has("past", "coming", "unit"):
        return scene.today.year - (code == "WI" and scene.today.month <= 2)
    return _year(found, scene, lambda year: season(year, code))


def _known_quarter(found: Found, scene: Scene) -> Reading:
    told = scene.quarter
    if scene.today is None:
        return told or Reading("PRESENT_REF")
    if found.has("last", "previous", "past") or (found.has("latest") and told is None):
        return point("Q", shifted("Q", scene.today, -1))
    if found.has("next", "coming", "following"):
        return point("Q", shifted("Q", scene.today, 1))
    if found.has("current", "this") or told is None:
        return point("Q", scene.today)
    return told


def _edged(found: Found, reading: Reading) -> Reading:
    edge = found.value("edge", "part") or ""
    if edge and reading.days:
        return reading.at_edge(narrowed(reading.days, edge))
    return reading


def _written(text: str) -> dt.date:
    """Read a date in figures; the month stands first behind slashes unless that makes no sense."""
    if "-" in text:
        return dt.date.fromisoformat(text)
    parts = [int(part) for part in text.replace(".", "/").split("/")]
    day, month = (parts[1], parts[0]) if "/" in text and parts[0] <= 12 else (parts[0], parts[1])
    year = parts[2] if parts[2] > 99 else parts[2] + (2000 if parts[2] < _LAST_TWO_DIGITS else 1900)
    return dt.date(year, month, day)


def _certainty(found: Found) -> float:
    return CERTAIN if found.has("year") else INFERRED

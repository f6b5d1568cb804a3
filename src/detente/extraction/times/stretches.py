"""Parts of a year and counts of years told by name: years, decades, centuries, seasons, quarters, halves, weeks."""

from __future__ import annotations

import datetime as dt

from detente.dates import Days
from detente.extraction.times.found import Found
from detente.extraction.times.periods import months, period, season, shifted, value_of
from detente.extraction.times.reading import CERTAIN, GUESSED, Reading, Scene, point
from detente.extraction.times.years import certainty_of, edged, year_of


def read_year(found: Found, scene: Scene) -> Reading:
    """Read a year; what lies before or after it ("post-2008") names no days."""
    reading = point("Y", dt.date(int(found.value("year")), 1, 1), CERTAIN)
    return reading._replace(days=None) if found.has("prefix") else edged(found, reading)


def read_decade(found: Found, scene: Scene) -> Reading:
    """Read "the 1990s" or "the '90s"."""
    written = found.value("decade") or found.value("year")
    if not written:
        return Reading("PRESENT_REF")
    number = int(written)
    if number < 100:
        number += 1900 if number >= 20 else 2000
    return edged(found, point("10Y", dt.date(number, 1, 1), CERTAIN))


def read_century(found: Found, scene: Scene) -> Reading:
    """Read "the 19th century"."""
    number = int(found.value("nth", "ordinal"))
    span = period("100Y", dt.date(max(1, (number - 1) * 100), 1, 1))
    return edged(found, Reading(f"{number - 1:02d}", "DATE", span, "100Y", CERTAIN))


def read_season(found: Found, scene: Scene) -> Reading:
    """Read a season, which a winter that began last year may still be."""
    code, today = found.value("season"), scene.today
    if today and found.has("this") and not found.has("past", "coming", "unit"):
        year: int | None = today.year - (code == "WI" and today.month <= 2)
    else:
        year = year_of(found, scene, lambda year: season(year, code))
    if year is None:
        return Reading(f"XXXX-{code}", certainty=GUESSED)
    return edged(found, Reading(f"{year:04d}-{code}", "DATE", season(year, code), "S", certainty_of(found)))


def read_quarter(found: Found, scene: Scene) -> Reading:
    """Read a quarter of a year by its number; without one it is that told last, or the present one."""
    number = int(found.value("ordinal") or found.value("qcode") or 0)
    if not number:
        return _known_quarter(found, scene)
    year = year_of(found, scene, lambda year: months(year, 3 * number - 2, 3))
    if year is None:
        return Reading(f"XXXX-Q{number}", certainty=GUESSED)
    scene.quarter = point("Q", dt.date(year, 3 * number - 2, 1), certainty_of(found))
    return scene.quarter


def read_half(found: Found, scene: Scene) -> Reading:
    """Read "the first half of 2023" or "the second half of May"."""
    number = int(found.value("ordinal") or 2)
    if found.has("latest") or not found.has("ordinal", "last", "finalth"):
        return Reading("PAST_REF")
    if month := int(found.value("month") or 0):
        return _half_of_month(found, month, number, scene)
    year = year_of(found, scene, lambda year: months(year, 6 * number - 5, 6))
    if year is None:
        return Reading(f"XXXX-H{number}", certainty=GUESSED)
    return Reading(f"{year:04d}-H{number}", "DATE", months(year, 6 * number - 5, 6), "H", certainty_of(found))


def read_nth_week(found: Found, scene: Scene) -> Reading:
    """Read "the first week of October": the days 1 to 7; "the last week of 2023": its last seven."""
    month = int(found.value("month") or 0)
    year = year_of(found, scene, lambda year: months(year, month or 1, 1 if month else 12))
    if year is None:
        return Reading(f"XXXX-{month:02d}" if month else "XXXX-WXX", certainty=GUESSED)
    span = months(year, month or 1, 1 if month else 12)
    if number := int(found.value("ordinal") or 0):
        first = span.first + dt.timedelta(days=7 * number - 7)
    else:
        first = span.last - dt.timedelta(days=6)
    return Reading(value_of("W", first), "DATE", Days(first, first + dt.timedelta(days=6)), "W", certainty_of(found))


def _half_of_month(found: Found, month: int, number: int, scene: Scene) -> Reading:
    year = year_of(found, scene, lambda year: months(year, month, 1))
    if year is None:
        return Reading(f"XXXX-{month:02d}", certainty=GUESSED)
    reading = point("M", dt.date(year, month, 1), certainty_of(found))
    first, last = months(year, month, 1)
    middle = first + dt.timedelta(days=15)
    return reading.at_edge(Days(first, middle - dt.timedelta(days=1)) if number == 1 else Days(middle, last))


def _known_quarter(found: Found, scene: Scene) -> Reading:
    told = scene.quarter
    if scene.today is None:
        return told or Reading("PRESENT_REF")
    if found.has("last", "previous", "past") or (found.has("latest") and told is None):
        return point("Q", shifted("Q", scene.today, -1))
    if found.has("next", "coming", "following"):
        return point("Q", shifted("Q", scene.today, 1))
    return point("Q", scene.today) if found.has("current", "this") or told is None else told

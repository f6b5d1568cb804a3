"""Times told by a count: "three weeks ago", "two days later", "the past two months", "the year-earlier quarter"."""

from __future__ import annotations

import datetime as dt

from detente.dates import Days
from detente.extraction.times.durations import count_of, duration_value, unit_of
from detente.extraction.times.found import Found
from detente.extraction.times.periods import period, shifted
from detente.extraction.times.reading import GUESSED, INFERRED, Reading, Scene, moved, point

_FEW = 4  # "a few weeks" are one to four
_AHEAD = ("next", "coming", "following", "future", "ahead")


def read_span(found: Found, scene: Scene) -> Reading:
    """Read "the past two months", "the next few days": a duration that ends or begins on the day of writing."""
    unit, count = unit_of(found), count_of(found)
    if found.has("ordinal", "finalth"):
        return duration(count, unit)
    direction = 1 if found.has(*_AHEAD) else -1
    if count is not None:
        return stretch(unit, count, scene.today, direction)
    unsaid = direction > 0 and not found.has("few", "several", "some", "many")  # "the coming weeks"
    reading = Reading("FUTURE_REF") if unsaid else duration(None, unit)
    return reading._replace(days=_vague(unit, scene.today, direction, from_now=direction < 0))


def read_ago(found: Found, scene: Scene) -> Reading:
    """Read "three weeks ago": the period of that unit, as many back."""
    unit, count = unit_of(found), count_of(found)
    if count is None or scene.today is None or unit.startswith("T"):
        return Reading("PAST_REF", "DATE", _vague(unit, scene.today, -1, from_now=False), "", GUESSED)
    return _quarter_before(found, scene) or _moved_by(unit, count, scene.today, -1)


def read_shifted(found: Found, scene: Scene) -> Reading:
    """Read "two days later", "a year earlier": counted from what was told before; days are counted from a day."""
    unit, count = unit_of(found), count_of(found)
    told = scene.day_told() if unit == "D" else scene.reference()
    if count is None or told is None or told.days is None or unit.startswith("T"):
        return duration(count, unit)
    if found.has("earlier", "before"):
        return _quarter_before(found, scene) or _moved_by(unit, count, told.days.first, -1)
    base = scene.today if found.has("hence") and scene.today else told.days.first
    return _moved_by(unit, count, base, 1)


def read_compared(found: Found, scene: Scene) -> Reading:
    """Read "the year-earlier quarter": the same quarter of the year before."""
    told, number = scene.quarter, found.value("ordinal")
    if number and scene.today:
        year = told.days.first.year if told and told.days else scene.today.year
        return point("Q", dt.date(year - 1, 3 * int(number) - 2, 1))
    if told and told.days:
        return moved("Q", told.days.first, -4)
    return moved("Y", scene.today, -1) if scene.today else Reading("PAST_REF", certainty=GUESSED)


def duration(count: float | None, unit: str) -> Reading:
    """Return the reading of a bare duration."""
    return Reading(duration_value(count, unit), "DURATION")


def stretch(unit: str, count: float, base: dt.date | None, direction: int) -> Reading:
    """Return a duration with the days that it covers, up to or from a day; months and years are covered as wholes."""
    reading = duration(count, unit)
    if base is None or unit.startswith("T") or count != int(count):
        return reading
    other = shifted(unit, base, direction * int(count))
    return reading._replace(days=_covering(unit, min(base, other), max(base, other)))


def _vague(unit: str, base: dt.date | None, direction: int, from_now: bool) -> Days | None:
    """Return the months (for years: the years) in which "a few weeks ago" lies: one to four of the unit away."""
    if base is None or not unit or unit.startswith("T"):
        return None
    near = base if from_now else shifted(unit, base, direction)
    far = shifted(unit, base, _FEW * direction)
    return _covering("Y" if unit.endswith("Y") else "M", min(near, far), max(near, far))


def _covering(unit: str, first: dt.date, last: dt.date) -> Days:
    if unit not in ("M", "Y", "Q"):
        return Days(first, last)
    return Days(period(unit, first).first, period(unit, last).last)


def _moved_by(unit: str, count: float, base: dt.date, direction: int) -> Reading:
    if count != int(count):  # "a year and a half ago"
        parts, smaller = {"Y": (12, "M"), "W": (7, "D")}.get(unit, (1, unit))
        count, unit = round(count * parts), smaller
    return moved(unit, base, direction * int(count), INFERRED if count < 20 else GUESSED)


def _quarter_before(found: Found, scene: Scene) -> Reading | None:
    """Return the quarter a year before that of which accounts tell, where "a year earlier" compares with it."""
    told = scene.quarter
    if told is None or told.days is None or (unit_of(found), count_of(found)) != ("Y", 1):
        return None
    return moved("Q", told.days.first, -4)

"""Times told from the day of writing or from a time told before: "Friday", "last week", "a year ago", "that night"."""

from __future__ import annotations

import datetime as dt

from detente.dates import Days
from detente.extraction.times.counted import duration, stretch
from detente.extraction.times.durations import unit_of
from detente.extraction.times.found import Found
from detente.extraction.times.periods import narrowed, period, shifted, value_of
from detente.extraction.times.points import read_date
from detente.extraction.times.reading import GUESSED, Reading, Scene, moved, point
from detente.extraction.times.tense import tense_of

_TOLD = ("that", "same", "previous", "following")  # these lean on what was told before, not on the day of writing


def read_weekday(found: Found, scene: Scene) -> Reading:
    """Read a weekday: the nearest on or before the day of writing, or on or after it where the tense is future."""
    number = int(found.value("weekday"))
    base = _base(found, scene)
    if base is None:
        return _with_part(found, Reading(f"XXXX-WXX-{number}", certainty=GUESSED))
    if found.has("unit"):
        monday = period("W", shifted("W", base, _step(found))).first
        day = monday + dt.timedelta(days=number - 1)
    else:
        day = _weekday(found, number, base, scene)
    return _with_part(found, point("D", day))


def read_deictic(found: Found, scene: Scene) -> Reading:
    """Read "yesterday", "tomorrow night", "the day before yesterday", "tonight"."""
    if scene.today is None:
        return Reading("PRESENT_REF", certainty=GUESSED)
    if found.has("overnight"):
        day = scene.today - dt.timedelta(days=tense_of(found.token, scene.book).name != "future")
        return _part_of_day(day, "NI")
    step = int(found.value("deictic") or 0)
    if found.has("unit"):
        step += -1 if found.has("before") else 1
    day = scene.today + dt.timedelta(days=step)
    return _part_of_day(day, "NI") if found.has("tonight") else _with_part(found, point("D", day))


def read_daypart(found: Found, scene: Scene) -> Reading:
    """Read "last night", "this morning", "the next morning", "that evening"."""
    code = found.value("daypart")
    leans = found.has(*_TOLD, "next", "the")
    base = (_told_day(scene) if leans else None) or scene.today
    if base is None:
        return Reading(f"XXXX-XX-XXT{code}", "TIME", certainty=GUESSED)
    return _part_of_day(base + dt.timedelta(days=_step(found)), code)


def read_relative(found: Found, scene: Scene) -> Reading:
    """Read "last week", "earlier this year", "the following day", "the end of the month", "year-end"."""
    unit, after = unit_of(found), found.after()
    if found.is_made_of("the", "unit") and after and after.token.lemma_.lower() == "end":
        return duration(1, unit)  # the year ended March 31
    base = _base(found, scene)
    if base is None:
        return Reading({-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}[_step(found)], certainty=GUESSED)
    if found.has("month"):
        return _week_of(found, unit, scene)
    if (found.has("past") and not found.has("this")) or [word.name for word in found.words[:2]] == ["the", "last"]:
        return stretch(unit, 1, base, -1)
    if found.words[-1].name == "part":
        return _year_end(found, base, scene)
    step = _weekend_step(found, base, scene) if unit == "WE" else _step(found)
    return _narrowed(found, moved(unit, base, step), base, scene)


def _told_day(scene: Scene) -> dt.date | None:
    told = scene.reference()
    return told.days.first if told and told.days else None


def _base(found: Found, scene: Scene) -> dt.date | None:
    """Return the day from which is told: "the next day" and "that week" lean on what was told before."""
    leans = found.has(*_TOLD) or (found.is_made_of("the", "next", "unit") and found.value("unit") == "D")
    return (_told_day(scene) if leans else None) or scene.today


def _step(found: Found) -> int:
    if found.has("last", "previous"):
        return -1
    return 1 if found.has("next", "following", "coming") else 0


def _weekday(found: Found, number: int, base: dt.date, scene: Scene) -> dt.date:
    back = (base.isoweekday() - number) % 7
    if found.has("last", "previous") or found.has("past"):
        return base - dt.timedelta(days=back or 7)
    if found.has("next", "coming", "following"):
        return base + dt.timedelta(days=7 - back)
    tense, firm = tense_of(found.token, scene.book)
    if tense == "future" or (found.has("this") and tense != "past") or (tense == "present" and firm):
        return base + dt.timedelta(days=(7 - back) % 7)
    return base - dt.timedelta(days=back)


def _with_part(found: Found, reading: Reading) -> Reading:
    code = found.value("daypart")
    if not code:
        return reading
    return reading._replace(value=f"{reading.value}T{code}", type="TIME")


def _part_of_day(day: dt.date, code: str) -> Reading:
    return Reading(f"{value_of('D', day)}T{code}", "TIME", Days(day, day), "D")


def _week_of(found: Found, unit: str, scene: Scene) -> Reading:
    """Read "the week of March 6"."""
    day = read_date(Found("date", found.words[-2:], found.sentence, found.at + len(found.words) - 2), scene)
    return point(unit, day.days.first) if day.days else Reading("XXXX-WXX", certainty=GUESSED)


def _year_end(found: Found, base: dt.date, scene: Scene) -> Reading:
    step = _step(found)
    if found.value("part") == "END":
        before = found.before()
        past = tense_of(found.token, scene.book).name == "past" or (before and before.name == "since")
        return point("D", dt.date(base.year + step - bool(past and not step), 12, 31))
    return moved("Y", base, step)


def _weekend_step(found: Found, base: dt.date, scene: Scene) -> int:
    """Return which weekend is meant; "the weekend" is the last one behind a past tense, before Saturday."""
    if _step(found) or found.has("this", "that", "same") or base.isoweekday() >= 6:
        return _step(found)
    return 0 if tense_of(found.token, scene.book).name == "future" else -1


def _narrowed(found: Found, reading: Reading, base: dt.date, scene: Scene) -> Reading:
    """Return the reading with the days that "early", "the end of", "earlier" or "later" leave of it."""
    span = reading.days
    if span is None:
        return reading
    if edge := found.value("edge", "part"):
        return reading.at_edge(narrowed(span, edge)) if reading.unit != "D" else reading
    if reading.unit == "W" and span.first <= base <= span.last:
        if found.has("earlier") or tense_of(found.token, scene.book).name == "past":
            return reading.at_edge(Days(span.first, base))
        if found.has("later", "rest"):
            return reading.at_edge(Days(base, span.last))
    return reading

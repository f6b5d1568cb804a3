"""Times told from the day of writing or from one told of before: weekdays, "last week", "two years ago", "that night"."""

from __future__ import annotations

import datetime as dt

from detente.dates import Days
from detente.extraction.times.durations import count_of, unit_of
from detente.extraction.times.find import Found
from detente.extraction.times.periods import narrowed, period, shifted, value_of
from detente.extraction.times.reading import GUESSED, INFERRED, Reading, Scene, moved, point
from detente.extraction.times.tense import tense_of

_FEW = 4  # "a few weeks" are one to four
_TOLD = ("that", "same", "previous", "following")  # these lean on what was told before, not on the day of writing


def read_weekday(found: Found, scene: Scene) -> Reading:
    """Read a weekday: the nearest on or before the day of writing, or on or after it where the tense is future."""
    word = found.first("weekday")
    assert word is not None
    number = int(word.value)
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
        day = scene.today - dt.timedelta(days=tense_of(found.words[0].token, scene.book).name != "future")
        return _part_of_day(day, "NI")
    step = int(found.value("deictic") or 0)
    if found.has("unit"):
        step += -1 if found.has("before") else 1
    day = scene.today + dt.timedelta(days=step)
    return _part_of_day(day, "NI") if found.has("tonight") else _with_part(found, point("D", day))


def read_daypart(found: Found, scene: Scene) -> Reading:
    """Read "last night", "this morning", "the next morning", "that evening"."""
    code = found.value("daypart")
    told = scene.reference() if found.has(*_TOLD, "next", "the") else None
    base = told.days.first if told and told.days else scene.today
    if base is None:
        return Reading(f"XXXX-XX-XXT{code}", "TIME", certainty=GUESSED)
    step = 1 if found.has("next", "following") else -1 if found.has("last", "previous") else 0
    return _part_of_day(base + dt.timedelta(days=step), code)


def read_relative(found: Found, scene: Scene) -> Reading:
    """Read "last week", "earlier this year", "the following day", "the end of the month", "year-end"."""
    unit = _unit(found)
    after = found.after()
    if after and after.token.lemma_.lower() == "end" and found.words[0].name == "the" and len(found.words) == 2:
        return duration(1, unit)  # the year ended March 31
    base = _base(found, scene)
    if base is None:
        return Reading(
            "PRESENT_REF" if not _step(found) else "PAST_REF" if _step(found) < 0 else "FUTURE_REF", certainty=GUESSED
        )
    if found.has("month"):
        return _week_of(found, base)
    if (found.has("past") and not found.has("this")) or [word.name for word in found.words[:2]] == ["the", "last"]:
        return _stretch(unit, 1, base, -1)
    if (
        found.words[0].name in ("unit", "this", "last", "next", "the")
        and found.words[-1].name == "part"
        and not found.has("of")
    ):
        return _year_end(found, base, scene)
    step = _weekend_step(found, scene) if unit == "WE" and not _step(found) else _step(found)
    reading = moved(unit, base, step)
    return _narrowed(found, reading, base, scene)


def read_span(found: Found, scene: Scene) -> Reading:
    """Read "the past two months", "the next few days": a duration that ends or begins on the day of writing."""
    unit, count = unit_of(found), count_of(found)
    if found.has("ordinal", "finalth"):
        return duration(count, unit)
    ahead = not found.has("last", "past", "previous", "recent")
    if count is None:
        bare = found.has("future", "coming") and not found.has("few", "several", "some", "many")
        reading = Reading("FUTURE_REF") if bare else duration(None, unit)
        return reading._replace(
            days=_vague(unit, scene.today, 1 if ahead else -1, from_now=found.has("recent") or not ahead)
        )
    return _stretch(unit, count, scene.today, 1 if ahead else -1)


def read_ago(found: Found, scene: Scene) -> Reading:
    """Read "three weeks ago": the period of that unit, as many back."""
    unit, count = unit_of(found), count_of(found)
    if count is None or scene.today is None or unit.startswith("T"):
        return Reading("PAST_REF", "DATE", _vague(unit, scene.today, -1, from_now=False), "", GUESSED)
    if unit == "Y" and count == 1 and (quarter := _compared_quarter(scene)):
        return moved("Q", quarter, -4)
    return _moved_by(unit, count, scene.today, -1)


def read_shifted(found: Found, scene: Scene) -> Reading:
    """Read "two days later", "a year earlier": counted from what was told before."""
    unit, count = unit_of(found), count_of(found)
    told = scene.reference()
    if count is None or told is None or told.days is None or unit.startswith("T"):
        return duration(count, unit)
    back = found.has("earlier", "before")
    if found.has("earlier") and found.words[-1].name != "earlier":
        back = True
    if unit == "Y" and count == 1 and back and (quarter := _compared_quarter(scene)):
        return moved("Q", quarter, -4)
    base = scene.today if found.has("hence") and scene.today else told.days.first
    return _moved_by(unit, count, base, -1 if back and not found.has("later", "after", "hence") else 1)


def read_compared(found: Found, scene: Scene) -> Reading:
    """Read "the year-earlier quarter": the same quarter of the year before."""
    told = scene.quarter
    number = found.value("ordinal")
    if number and scene.today:
        year = (told.days.first.year if told and told.days else scene.today.year) - 1
        return point("Q", dt.date(year, 3 * int(number) - 2, 1))
    if told and told.days:
        return moved("Q", told.days.first, -4)
    return moved("Y", scene.today, -1) if scene.today else Reading("PAST_REF", certainty=GUESSED)


def duration(count: float | None, unit: str) -> Reading:
    """Return the reading of a bare duration."""
    from detente.extraction.times.durations import duration_value

    return Reading(duration_value(count, unit), "DURATION")


def _base(found: Found, scene: Scene) -> dt.date | None:
    if found.has(*_TOLD):
        told = scene.reference()
        if told and told.days:
            return told.days.first
    if [word.name for word in found.words] == ["the", "next", "unit"] and found.value("unit") == "D":
        told = scene.reference()
        if told and told.days:
            return told.days.first
    return scene.today


def _step(found: Found) -> int:
    if found.has("last", "previous"):
        return -1
    return 1 if found.has("next", "following", "coming") else 0


def _unit(found: Found) -> str:
    return found.value("unit", "weekend", "quarter", "century")


def _weekday(found: Found, number: int, base: dt.date, scene: Scene) -> dt.date:
    back = (base.isoweekday() - number) % 7
    if found.has("last", "previous") or found.has("past"):
        return base - dt.timedelta(days=back or 7)
    if found.has("next", "coming", "following"):
        return base + dt.timedelta(days=7 - back)
    tense, firm = tense_of(found.words[0].token, scene.book)
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


def _week_of(found: Found, base: dt.date) -> Reading:
    day = dt.date(base.year, int(found.value("month")), int(found.value("small", "nth", "ordinal")))
    return point(found.value("unit"), day)


def _stretch(unit: str, count: float, base: dt.date | None, direction: int) -> Reading:
    """Return a duration with the days that it covers, up to or from a day; months and years are covered as wholes."""
    reading = duration(count, unit)
    if base is None or unit.startswith("T") or count != int(count):
        return reading
    other = shifted(unit, base, direction * int(count))
    return reading._replace(days=_covering(unit, min(base, other), max(base, other)))


def _vague(unit: str, base: dt.date | None, direction: int, from_now: bool) -> Days | None:
    """Return the months (for years: the years) in which "a few weeks ago" lies: one to four of the unit away."""
    if base is None or unit.startswith("T") or not unit:
        return None
    near = base if from_now else shifted(unit, base, direction)
    far = shifted(unit, base, _FEW * direction)
    return _covering("Y" if unit.endswith("Y") else "M", min(near, far), max(near, far))


def _covering(unit: str, first: dt.date, last: dt.date) -> Days:
    if unit not in ("M", "Y", "Q"):
        return Days(first, last)
    return Days(period(unit, first).first, period(unit, last).last)


def _year_end(found: Found, base: dt.date, scene: Scene) -> Reading:
    step = _step(found)
    if found.value("part") == "END":
        before = found.before()
        past = tense_of(found.words[0].token, scene.book).name == "past" or (before and before.name == "since")
        return point("D", dt.date(base.year + step - bool(past and not step), 12, 31))
    return moved("Y", base, step)


def _weekend_step(found: Found, scene: Scene) -> int:
    """Return -1 where "the weekend" is the last one: behind a past tense, before Saturday."""
    assert scene.today is not None
    if found.has("this", "that", "same") or scene.today.isoweekday() >= 6:
        return 0
    return 0 if tense_of(found.words[0].token, scene.book).name == "future" else -1


def _narrowed(found: Found, reading: Reading, base: dt.date, scene: Scene) -> Reading:
    """Return the reading with the days that "early", "the end of", "earlier" or "later" leave of it."""
    span = reading.days
    if span is None:
        return reading
    if edge := found.value("edge", "part"):
        return reading.at_edge(narrowed(span, edge)) if reading.unit != "D" else reading
    if reading.unit == "W" and span.first <= base <= span.last:
        if found.has("earlier") or tense_of(found.words[0].token, scene.book).name == "past":
            return reading.at_edge(Days(span.first, base))
        if found.has("later", "rest"):
            return reading.at_edge(Days(base, span.last))
    return reading


def _moved_by(unit: str, count: float, base: dt.date, direction: int) -> Reading:
    if count != int(count):
        whole, unit = (count * 12, "M") if unit == "Y" else (count * 7, "D") if unit == "W" else (count, unit)
        count = round(whole)
    return moved(unit, base, direction * int(count), INFERRED if count < 20 else GUESSED)


def _compared_quarter(scene: Scene) -> dt.date | None:
    """Return the first day of the quarter of which accounts are told: the last reading but for bare years and days."""
    told = scene.quarter
    return told.days.first if told and told.days else None

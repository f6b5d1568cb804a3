"""Times of the day: "10:35 a.m.", "noon Saturday", "1600 GMT on Friday"."""

from __future__ import annotations

from detente.extraction.times.found import Found
from detente.extraction.times.points import read_date
from detente.extraction.times.reading import Reading, Scene
from detente.extraction.times.relative import read_deictic, read_weekday

_AFTERNOON = ("AF", "EV", "NI")


def read_clock(found: Found, scene: Scene) -> Reading:
    """Read a time of the day, on the day told beside it, else on that told last, else on the day of writing."""
    day = _day(found, scene)
    stamp = f"T{_hours(found)}"
    if day is None or day.days is None:
        return Reading(f"XXXX-XX-XX{stamp}", "TIME")
    return Reading(f"{day.days.first.isoformat()}{stamp}", "TIME", day.days, "D", day.certainty)


def _day(found: Found, scene: Scene) -> Reading | None:
    if found.has("month"):
        return read_date(_dated(found), scene)
    if found.has("weekday"):
        return read_weekday(found, scene)
    if found.has("deictic"):
        return read_deictic(found, scene)
    return scene.day_told()


def _dated(found: Found) -> Found:
    """Return the part of the expression that tells the day, so that the hour is not taken for it."""
    at = next(i for i, word in enumerate(found.words) if word.name in ("month", "weekday"))
    return Found("date", found.words[at:], found.sentence, found.at + at)


def _hours(found: Found) -> str:
    if found.has("instant"):
        return found.value("instant")
    written = found.value("clock").rstrip("apm.").replace(".", ":")
    if not written:
        number = found.value("small", "big", "year", "cardinal")
        written = (
            f"{number[:-2]}:{number[-2:]}" if len(number) > 2 else f"{number}:{'30' if found.has('half') else '00'}"
        )
    hours, _, minutes = written.partition(":")
    hour = int(hours)
    afternoon = found.value("ampm") == "PM" or found.value("clock").endswith(("pm", "p.m", "p.m."))
    morning = found.value("ampm") == "AM" or found.value("clock").endswith(("am", "a.m", "a.m."))
    if (afternoon or found.value("daypart") in _AFTERNOON) and hour < 12:
        hour += 12
    if morning and hour == 12:
        hour = 0
    return f"{hour:02d}:{minutes}"

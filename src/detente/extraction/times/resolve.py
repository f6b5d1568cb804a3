"""What each found expression means: from its rule to its reading."""

from __future__ import annotations

from collections.abc import Callable

from detente.extraction.times.clock import read_clock
from detente.extraction.times.counted import read_ago, read_compared, read_shifted, read_span
from detente.extraction.times.durations import read_duration, read_set
from detente.extraction.times.found import Found
from detente.extraction.times.points import read_date, read_month, read_range
from detente.extraction.times.reading import GUESSED, Reading, Scene
from detente.extraction.times.relative import read_daypart, read_deictic, read_relative, read_weekday
from detente.extraction.times.stretches import (
    read_century,
    read_decade,
    read_half,
    read_nth_week,
    read_quarter,
    read_season,
    read_year,
)

_REFERENCES = {
    "present": "PRESENT_REF",
    "current": "PRESENT_REF",
    "recently": "PAST_REF",
    "recent": "PAST_REF",
    "bygone": "PAST_REF",
    "future": "FUTURE_REF",
    "soon": "FUTURE_REF",
}


def resolve(found: Found, scene: Scene) -> Reading | None:
    """Return what a found expression means, or `None` where its figures make no date ("31 June")."""
    try:
        reading = _READERS[found.rule](found, scene)
    except (ValueError, OverflowError):
        return Reading("PAST_REF", certainty=GUESSED) if found.rule == "ago" else None
    if reading.days and reading.days.last < reading.days.first:
        return None
    scene.note(found, reading)
    return reading


def _read_reference(found: Found, scene: Scene) -> Reading:
    return Reading(_REFERENCES[found.words[0].name], certainty=GUESSED)


_READERS: dict[str, Callable[[Found, Scene], Reading]] = {
    "date": read_date,
    "range": read_range,
    "month": read_month,
    "year": read_year,
    "decade": read_decade,
    "century": read_century,
    "season": read_season,
    "quarter": read_quarter,
    "half": read_half,
    "nthweek": read_nth_week,
    "compared": read_compared,
    "weekday": read_weekday,
    "deictic": read_deictic,
    "daypart": read_daypart,
    "relative": read_relative,
    "span": read_span,
    "ago": read_ago,
    "shifted": read_shifted,
    "duration": read_duration,
    "set": read_set,
    "reference": _read_reference,
    "clock": read_clock,
}

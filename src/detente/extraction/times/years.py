"""Which year something is of that is told without one, or with one beside it."""

from __future__ import annotations

from collections.abc import Callable

from detente.dates import Days
from detente.extraction.times.found import Found
from detente.extraction.times.periods import narrowed, period
from detente.extraction.times.reading import CERTAIN, INFERRED, Reading, Scene
from detente.extraction.times.words import Word

_LISTED = frozenset({"month", "small", "nth", "comma", "and", "or", "to", "dash", "in", "of", "the", "between"})
_LOOK_AHEAD = 8  # words


def year_of(found: Found, scene: Scene, moment: Callable[[int], Days]) -> int | None:
    """Return the year of something told within a year: as written, as told beside it, or as the tense points to.

    `moment` gives the days of the thing in a year. `None` where nothing tells, which is so without a day of writing.
    """
    written = found.first("year") or _year_ahead(found)
    if written:
        return int(written.value)
    if any(unit.value == "Y" for unit in found.all("unit")):
        return relative_year(found, scene)
    if scene.today is None:
        return _year_told(scene)
    this_year = scene.today.year
    if found.has("last") and found.rule not in ("half", "nthweek"):
        before = period("M", scene.today).first
        return next((year for year in (this_year, this_year - 1) if moment(year).last < before), this_year - 2)
    if found.has("next"):
        return next((year for year in (this_year, this_year + 1) if moment(year).first > scene.today), this_year + 2)
    span = scene.nearest(found, moment, this_year)
    return span.first.year if span else None


def relative_year(found: Found, scene: Scene) -> int | None:
    """Return the year that "last year", "that year" or "the following year" is."""
    base = scene.today
    if found.has("that", "same", "previous", "following"):
        told = scene.reference()
        base = told.days.first if told and told.days else base
    if base is None:
        return None
    return base.year + (1 if found.has("next", "following") else -1 if found.has("last", "previous") else 0)


def certainty_of(found: Found) -> float:
    """Return how sure a reading is: a written year leaves no doubt."""
    return CERTAIN if found.has("year") else INFERRED


def edged(found: Found, reading: Reading) -> Reading:
    """Return the reading with its days narrowed by "early", "mid", "late" or "the end of"."""
    edge = found.value("edge", "part")
    return reading.at_edge(narrowed(reading.days, edge)) if edge and reading.days else reading


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


def _year_told(scene: Scene) -> int | None:
    """Return the year told last, for an article of which the day of writing is unknown."""
    return next((told.days.last.year for _, told in reversed(scene.history) if told.days), None)

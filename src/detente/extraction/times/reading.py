"""What a time expression was read as, and what the reading may lean on: the day of writing and what was read before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from detente.dates import Days, days
from detente.evidence import TimeType
from detente.extraction.times.found import Found
from detente.extraction.times.periods import period, shifted, value_of
from detente.extraction.times.tense import tense_of
from detente.reference.times import TimeBook

CERTAIN, INFERRED, GUESSED = 0.95, 0.85, 0.6
FIRM, LOOSE = 330, 200  # days by which a span on the wrong side of the tense counts as farther away


class Reading(NamedTuple):
    """A TIMEX3 value and type, the days it names, and the unit of the calendar it is told in."""

    value: str
    type: TimeType = "DATE"
    days: Days | None = None
    unit: str = ""
    certainty: float = INFERRED

    def at_edge(self, span: Days) -> Reading:
        """Return the reading with its days narrowed; the value stays, since TIMEX3 keeps the edge apart."""
        return self._replace(days=span)


def point(unit: str, day: dt.date, certainty: float = INFERRED) -> Reading:
    """Return the reading of the period of a unit that holds a day."""
    return Reading(value_of(unit, day), "DATE", period(unit, day), unit, certainty)


@dataclass(slots=True)
class Scene:
    """What the reading of one article knows: the day of writing, `None` where unknown, and what was read so far."""

    book: TimeBook
    today: dt.date | None
    exact: bool = True
    history: list[tuple[int, Reading]] = field(default_factory=list)  # with the first token of the sentence
    quarter: Reading | None = None  # the last quarter told by its number

    @classmethod
    def of(cls, published: str | None, book: TimeBook) -> Scene:
        """Return the scene of an article; one dated by an interval is read from its end."""
        span = days(published) if published else None
        return cls(book, span.last if span else None, span is None or span.first == span.last)

    def note(self, found: Found, reading: Reading) -> None:
        """Keep a reading for those that lean on it."""
        if reading.days is not None and reading.type in ("DATE", "TIME"):
            self.history.append((found.words[0].token.sent.start, reading))

    def reference(self) -> Reading | None:
        """Return the last point in time that was told of, else the day of writing."""
        if self.history:
            return self.history[-1][1]
        return point("D", self.today) if self.today else None

    def day_told(self) -> Reading | None:
        """Return the last day that was told of, else the day of writing."""
        told = next((reading for _, reading in reversed(self.history) if reading.unit == "D"), None)
        return told or (point("D", self.today) if self.today else None)

    def nearest(self, found: Found, moment: Callable[[int], Days], around: int) -> Days | None:
        """Return the one of three spans (for the numbers around, one less, one more) that the tense points to.

        A clear tense rules out the other side of the day of writing; where the time belongs to a noun below the verb
        ("set a January deadline") the tense only weighs, and the nearest span may win.
        """
        today = self.today
        if today is None:
            return None
        tense = tense_of(found.token, self.book)
        weight = 0 if tense.name not in ("past", "future") else FIRM if tense.firm else LOOSE

        def cost(span: Days) -> tuple[int, dt.date]:
            wrong = span.first > today if tense.name == "past" else span.last < today
            return _distance(span, today) + weight * wrong, span.first

        return min((moment(number) for number in (around - 1, around, around + 1)), key=cost)


def moved(unit: str, base: dt.date, count: int, certainty: float = INFERRED) -> Reading:
    """Return the period that lies `count` periods from the one that holds `base`."""
    return point(unit, shifted(unit, base, count), certainty)


def _distance(span: Days, today: dt.date) -> int:
    if span.first <= today <= span.last:
        return 0
    return min(abs((span.first - today).days), abs((span.last - today).days))

"""Spells: how long past processes stood on a rung, and how they left it.

A process climbs when a document of a higher rung comes; it *regresses* when a renewal takes up what had lapsed, or a
second general ceasefire is needed half a year or more after the first; it *collapses* when no document of any kind has
come for five years, and what comes later is a revival. Treaties give the rungs that documents do not show.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, zip_longest

from detente.evidence import Milestone
from detente.forecast.documents import Document, PastProcess
from detente.reference.processes import COLLAPSE, REGRESS, ProcessClass, Treaty

DAYS_PER_MONTH = 30.4375
SILENCE = dt.timedelta(days=1826)  # five years
TRUCE_HELD = dt.timedelta(days=180)
_CLIMBED = (Milestone.TALKS, Milestone.CEASEFIRE, Milestone.PRINCIPLES_AGREED, Milestone.SIGNED)


@dataclass(frozen=True, slots=True)
class Spell:
    """The time a process stood on a rung. `exit` is the rung it went to, a setback, or `None` while it stands.

    A spell with `beside` set counts toward that exit alone: the rung stands beside the ladder, so that reaching it
    leaves the process where it is.
    """

    process: str
    process_class: ProcessClass
    stage: Milestone
    start: dt.date
    end: dt.date
    exit: str | None
    beside: str = ""

    @property
    def months(self) -> float:
        """Its length in months of 30.4375 days."""
        return (self.end - self.start).days / DAYS_PER_MONTH


@dataclass(frozen=True, slots=True)
class _Day:
    """What the documents of one day show together."""

    date: dt.date
    rung: Milestone
    ceasefire: bool
    truce: bool
    renewal: bool
    implementing: bool


def process_spells(process: PastProcess, until: dt.date) -> Iterator[Spell]:
    """Yield the spells of a process, followed until a day, that day's documents included."""
    stage, since, last, ceasefire = Milestone.NONE, until, until, None
    started = False

    def spell(end: dt.date, exit: str | None) -> Spell:
        return Spell(process.name, process.process_class, stage, since, end, exit)

    for day in _days(process.documents, until):
        if started and stage.rank < Milestone.SIGNED.rank and day.date - last > SILENCE:
            yield spell(last + SILENCE, COLLAPSE)
            stage, since = Milestone.NONE, last + SILENCE
        exit = _exit(stage, day, ceasefire)
        if exit and started:
            yield spell(day.date, exit)
        if exit or not started:
            stage, since = _landing(day, exit), day.date
        started, last = True, day.date
        ceasefire = day.date if day.ceasefire else ceasefire
    if started and stage.rank < Milestone.SIGNED.rank and until - last > SILENCE:
        yield spell(last + SILENCE, COLLAPSE)
        stage, since = Milestone.NONE, last + SILENCE
    if started:
        yield spell(until, None)


def ceasefire_spells(process: PastProcess, spells: Iterable[Spell]) -> Iterator[Spell]:
    """Yield, of the time with principles agreed, that in which the process had seen no ceasefire yet.

    A ceasefire stands beside the ladder: it may come after principles, and takes nothing from them.
    """
    first = min((one.date for one in process.documents if one.stage == "Cea"), default=None)
    for spell in spells:
        if spell.stage is Milestone.PRINCIPLES_AGREED and (first is None or first > spell.start):
            came = first is not None and first <= spell.end
            end = first if came and first is not None else spell.end
            exit = Milestone.CEASEFIRE.value if came else None
            yield Spell(
                spell.process, spell.process_class, spell.stage, spell.start, end, exit, Milestone.CEASEFIRE.value
            )


def treaty_spells(treaty: Treaty, until: dt.date) -> Iterator[Spell]:
    """Yield the spells of a treaty between agreed text and force; rungs reached on one day are one step.

    A treaty given up before it was in force has regressed. One signed, of which no more is recorded, ends with that.
    """
    steps = [step for step in _steps(treaty) if step[1] <= until]
    given_up = treaty.closed is not None and treaty.closed <= until
    end = treaty.closed if treaty.closed is not None and given_up else until
    for (stage, since), after in zip_longest(steps, steps[1:]):
        if stage is Milestone.IN_FORCE or (stage is Milestone.SIGNED and treaty.fate == "signed"):
            return
        if after is not None:
            reached = Milestone.SIGNED if after[1] == treaty.signed else after[0]
            yield Spell(treaty.name, treaty.process_class, stage, since, after[1], reached.value)
        elif since < end:
            yield Spell(treaty.name, treaty.process_class, stage, since, end, REGRESS if given_up else None)


def first_rung(treaty: Treaty) -> Milestone | None:
    """Return the rung a treaty first stood on, for at least a day; `None` where its text has no date of its own."""
    return _steps(treaty)[0][0] if treaty.text_agreed or treaty.initialled else None


def rung_at_signing(treaty: Treaty) -> Milestone | None:
    """Return `in_force` for a treaty in force on the day it was signed, else `signed`; `None` where unknown."""
    if treaty.signed is None or treaty.fate == "signed":
        return None
    return Milestone.IN_FORCE if treaty.in_force == treaty.signed else Milestone.SIGNED


def _steps(treaty: Treaty) -> list[tuple[Milestone, dt.date]]:
    """Return the rungs and their days; of several on one day only the highest."""
    dated = {
        Milestone.TEXT_AGREED: treaty.text_agreed,
        Milestone.INITIALLED: treaty.initialled,
        Milestone.SIGNED: treaty.signed,
        Milestone.IN_FORCE: treaty.in_force,
    }
    by_day = {date: stage for stage, date in dated.items() if date}
    return [(stage, date) for date, stage in sorted(by_day.items())]


def _days(documents: Iterable[Document], until: dt.date) -> Iterator[_Day]:
    for date, same_day in groupby((one for one in documents if one.date <= until), key=lambda one: one.date):
        found = list(same_day)
        rungs = [one.rung for one in found if one.rung in _CLIMBED]
        yield _Day(
            date,
            max((rung for rung in rungs if rung), key=lambda rung: rung.rank, default=Milestone.TALKS),
            any(one.stage == "Cea" for one in found),
            any(one.truce for one in found),
            any(one.renewal for one in found),
            any(one.rung is Milestone.IMPLEMENTED for one in found),
        )


def _exit(stage: Milestone, day: _Day, ceasefire: dt.date | None) -> str | None:
    """Return how the documents of a day move a process on its way from a stage, `None` where they do not."""
    if day.rung.rank > stage.rank:
        return day.rung.value
    if stage is Milestone.SIGNED and day.implementing:
        return Milestone.IMPLEMENTED.value
    truce_again = day.truce and ceasefire is not None and day.date - ceasefire > TRUCE_HELD
    return REGRESS if stage.rank >= Milestone.CEASEFIRE.rank and (day.renewal or truce_again) else None


def _landing(day: _Day, exit: str | None) -> Milestone:
    return Milestone.IMPLEMENTED if exit == Milestone.IMPLEMENTED.value else day.rung

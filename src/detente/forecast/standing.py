"""Where a process stands: its rung, since how many months, and which past processes it resembles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from detente.dates import days, is_edtf
from detente.evidence import Milestone
from detente.forecast.shrinkage import STAGES, Array, counts_of
from detente.forecast.simulate import AGES, held
from detente.forecast.spells import DAYS_PER_MONTH
from detente.negotiation.state import ProcessState
from detente.reference.processes import CLASSES, BaseRateTable, ProcessClass, bins_of


@dataclass(frozen=True, slots=True)
class Standing:
    """A stage and the months in it, `None` where nobody says since when; `reported` where they count from a report.

    `process_class` is `None` where the class is unknown or neither: all classes count then.
    """

    stage: Milestone
    months: float | None = None
    process_class: ProcessClass | None = None
    reported: bool = False


def standing_of(state: ProcessState, process_class: ProcessClass | None = None) -> Standing:
    """Return where a process stands as of the date of its state.

    Where no rung is reported, nobody knows whether the parties talk: it may be any past process that talked or had
    fallen silent, of any class, each counted once. Where no date is given, the rung counts from the day by which it was
    reported: news tells of what is new. A date that is known to the month or year counts as its middle.
    """
    rung = state.milestone
    if rung.stage is Milestone.NONE:
        return Standing(rung.stage)
    chosen = process_class or class_of(state.parties)
    since = _middle(rung.since, state.as_of)
    counted = since or _middle(rung.reported, state.as_of)
    return Standing(rung.stage, _months(counted, state.as_of) if counted else None, chosen, since is None)


def class_of(parties: Sequence[str]) -> ProcessClass | None:
    """Return `inter` between the governments of different countries, `intra` within one, else `None`.

    >>> class_of(("ARM", "AZE")), class_of(("AFG", "AFG:REB")), class_of(("ISR", "LBN:REB"))
    ('inter', 'intra', None)
    """
    countries = {party.partition(":")[0] for party in parties}
    if len(parties) < 2:
        return None
    if len(countries) == 1:
        return "intra"
    return None if any(":" in party for party in parties) else "inter"


def reached(state: ProcessState, target: Milestone) -> bool:
    """Tell whether a milestone has been reached as of the date of the state, and still holds."""
    holding = [rung.stage for rung in state.ladder if rung.until is None and not rung.claimed_by]
    return any(stage in held(target) for stage in (state.milestone.stage, *holding))


def start_of(table: BaseRateTable, standing: Standing) -> Array:
    """Return the distribution over stages and months in the stage (stages, ages) that a standing means.

    Where the months are unknown, they are spread as past processes spent theirs; with no rung reported, it is one of
    the processes that talked or one of those that had fallen silent, each process counted once.
    """
    start = np.zeros((len(STAGES), AGES))
    if standing.months is not None:
        start[standing.stage.rank, min(int(standing.months), AGES - 1)] = 1.0
        return start
    if standing.stage is not Milestone.NONE:
        return spread(table, (standing.stage,), standing.process_class)
    silent, talking = (_processes(table, stage) for stage in (Milestone.NONE, Milestone.TALKS))
    start += silent * spread(table, (Milestone.NONE,), None) + talking * spread(table, (Milestone.TALKS,), None)
    return start / max(1, silent + talking)


def _processes(table: BaseRateTable, stage: Milestone) -> int:
    return sum(len(one.names) for one in table.classes if one.stage is stage)


def spread(table: BaseRateTable, stages: Iterable[Milestone], process_class: ProcessClass | None) -> Array:
    """Return how past processes spent their time over some stages and months in them, adding up to 1."""
    exposure = counts_of(table).exposure.max(-1)
    years = exposure.sum(0) if process_class is None else exposure[CLASSES.index(process_class)]
    time = np.zeros((len(STAGES), AGES))
    for stage in stages:
        edges = [*bins_of(stage), AGES]
        for number, (low, high) in enumerate(pairwise(edges)):
            time[stage.rank, low:high] = years[stage.rank, number] / (high - low)
    if not time.any():
        for stage in stages:
            time[stage.rank, -1] = 1.0
    return np.asarray(time / time.sum())


def _months(since: dt.date, as_of: dt.date) -> float:
    return max(0.0, (as_of - since).days / DAYS_PER_MONTH)


def _middle(edtf: str | None, as_of: dt.date) -> dt.date | None:
    if edtf is None or not is_edtf(edtf):
        return None
    first, last = days(edtf)
    last = min(last, as_of)
    return first + (last - first) / 2 if first <= last else None

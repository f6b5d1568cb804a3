"""Shrinkage: hazards of a small class, drawn toward those of all classes as far as its own data are thin.

A cell with E events in T process-years has the hazard λ ~ Gamma(E + k·m, T + k): m is the pooled rate of its stage,
exit and time in stage (with half an event at the rate of the stage added, so that no rate is 0); k, in pseudo
process-years, says how alike the classes are, and is the value under which each class is best predicted from the other
(negative binomial likelihood).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from detente.evidence import Milestone
from detente.reference.processes import CLASSES, COLLAPSE, FINE, REGRESS, BaseRateTable, ProcessClass, bins_of

Array = NDArray[np.float64]
STAGES = tuple(Milestone)
EXITS = (*(stage.value for stage in STAGES), REGRESS, COLLAPSE)
N_BINS = 6
# The grid ends where one cell of a small class ends: with more the class would vanish in the pool.
GRID = (1.0, 2.0, 3.0, 5.0, 7.0, 10.0, 15.0, 20.0)
# The treaties were collected, not sampled: an event among them counts as half a one.
COLLECTED_WEIGHT = 0.5
COLLECTED = FINE | {Milestone.SIGNED}
HALF_AN_EVENT = 0.5
_WEIGHT = np.array([COLLECTED_WEIGHT if stage in COLLECTED else 1.0 for stage in STAGES])


@dataclass(frozen=True, slots=True, eq=False)
class Hazards:
    """Hazards per year of every stage, bin and exit, one set a draw: shape (draws, stages, bins, exits)."""

    rates: Array

    @property
    def draws(self) -> int:
        """The number of draws."""
        return int(self.rates.shape[0])


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """Events and process-years per class, stage, bin and exit: shape (classes, stages, bins, exits)."""

    events: Array
    exposure: Array


@lru_cache(maxsize=8)
def counts_of(table: BaseRateTable) -> Counts:
    """Return the counts of a table as arrays."""
    events = np.zeros((len(CLASSES), len(STAGES), N_BINS, len(EXITS)))
    exposure = np.zeros_like(events)
    for cell in table.cells:
        where = (
            CLASSES.index(cell.process_class),
            cell.stage.rank,
            bins_of(cell.stage).index(cell.bin),
            EXITS.index(cell.exit),
        )
        events[where], exposure[where] = cell.events, cell.exposure
    return Counts(events, exposure)


@lru_cache(maxsize=8)
def likeness(table: BaseRateTable) -> Array:
    """Return how likely each k of the grid is for each stage: (stages, grid), each row adding up to 1."""
    counts = counts_of(table)
    logs = np.array([_likelihoods(counts, k) for k in GRID]).T
    weights = np.exp(logs - logs.max(-1, keepdims=True))
    return np.asarray(weights / weights.sum(-1, keepdims=True))


def pseudo_years(table: BaseRateTable) -> tuple[float, ...]:
    """Return the likeliest k of each stage, in pseudo process-years."""
    return tuple(GRID[best] for best in likeness(table).argmax(-1))


def draw_hazards(
    table: BaseRateTable, process_class: ProcessClass | None, draws: int, rng: np.random.Generator
) -> Hazards:
    """Draw hazards of a class, or of all classes together where it is unknown.

    Of a class, pooled rate and k are drawn as well, so that the range owns up to not knowing them.
    """
    events, years = _pooled(table)
    pooled = rng.standard_gamma(events, size=(draws, *events.shape)) / years
    if process_class is None:
        return Hazards(pooled)
    k = np.stack([rng.choice(GRID, draws, p=row) for row in likeness(table)], axis=1)
    shape, exposure = _posterior(table, process_class, pooled, k)
    return Hazards(rng.standard_gamma(shape) / exposure)


def expected_hazards(table: BaseRateTable, process_class: ProcessClass | None) -> Hazards:
    """Return the hazards at pooled rate and likeliest k as the one set."""
    events, years = _pooled(table)
    pooled = (events / years)[np.newaxis]
    if process_class is None:
        return Hazards(pooled)
    shape, exposure = _posterior(table, process_class, pooled, np.array([pseudo_years(table)]))
    return Hazards(shape / exposure)


def _posterior(table: BaseRateTable, process_class: ProcessClass, pooled: Array, k: Array) -> tuple[Array, Array]:
    """Return shape and rate of the gamma distribution of every hazard of a class, given pooled rates and k by stage."""
    counts, own, weight = counts_of(table), CLASSES.index(process_class), _WEIGHT[:, np.newaxis, np.newaxis]
    k = k[..., np.newaxis, np.newaxis]
    return weight * counts.events[own] + k * pooled, weight * counts.exposure[own] + k


def _pooled(table: BaseRateTable) -> tuple[Array, Array]:
    """Return events and process-years of all classes together, by the weight of their source."""
    counts, weight = counts_of(table), _WEIGHT[:, np.newaxis, np.newaxis]
    events, exposure = _steadied(counts.events.sum(0), counts.exposure.sum(0))
    return weight * events, weight * exposure


def _steadied(events: Array, exposure: Array) -> tuple[Array, Array]:
    """Return events and exposure with half an event, by the weight of the source, added at the rate of the stage.

    Exits never seen in a stage stay at 0.
    """
    years = exposure.sum(-2, keepdims=True)
    rate = np.divide(events.sum(-2, keepdims=True), years, out=np.zeros_like(years), where=years > 0)
    half = np.where(rate > 0, HALF_AN_EVENT * _WEIGHT[:, np.newaxis, np.newaxis], 0.0)
    return events + half, exposure + np.divide(half, rate, out=np.ones_like(rate), where=rate > 0)


def _likelihoods(counts: Counts, k: float) -> list[float]:
    """Return, of each stage, how likely each class is when it is predicted from the other with a given k."""
    found = np.zeros(len(STAGES))
    for own, other in ((0, 1), (1, 0)):
        events, years = _steadied(counts.events[other], counts.exposure[other])
        for rank, bin, exit in zip(*np.nonzero((counts.exposure[own] > 0) & (events > 0)), strict=True):
            where = rank, bin, exit
            if EXITS[exit] != COLLAPSE:  # a rule, not a happening
                found[rank] += _log_negative_binomial(
                    counts.events[own][where], counts.exposure[own][where], events[where] / years[where], k
                )
    return found.tolist()


def _log_negative_binomial(events: float, years: float, rate: float, k: float) -> float:
    shape = k * rate
    constant = math.lgamma(events + shape) - math.lgamma(shape) - math.lgamma(events + 1)
    return constant + shape * math.log(k / (k + years)) + events * math.log(years / (k + years))

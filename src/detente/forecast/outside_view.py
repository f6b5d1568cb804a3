"""The outside view: how often processes that stood where this one stands got there in the same time.

No evidence of the process itself enters but its rung, since when it stands on it, and its class.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from detente.errors import ForecastError
from detente.evidence import Milestone
from detente.forecast.arrivals import Arrivals, draw_arrivals, expected_arrivals
from detente.forecast.shrinkage import Array, Hazards, draw_hazards, expected_hazards
from detente.forecast.simulate import build_chain, reached_by_month
from detente.forecast.spells import DAYS_PER_MONTH
from detente.forecast.standing import Standing, spread, start_of
from detente.reference.processes import BaseRateTable

DRAWS = 400
SEED = 20231207
LONGEST = 30  # years ahead
LIVE = (Milestone.TALKS, Milestone.CEASEFIRE, Milestone.PRINCIPLES_AGREED)


@dataclass(eq=False)
class OutsideView:
    """One simulation from a standing: the same draws answer every question, so that the answers cohere."""

    table: BaseRateTable
    standing: Standing
    as_of: dt.date
    until: dt.date
    seed: int = SEED
    draws: int = DRAWS
    _hazards: Hazards = field(init=False)
    _arrivals: Arrivals = field(init=False)
    _curves: dict[tuple[Milestone, int], Array] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        rng = np.random.default_rng(self.seed)
        self._hazards = draw_hazards(self.table, self.standing.process_class, self.draws, rng)
        self._arrivals = draw_arrivals(self.table, self.draws, rng)

    @property
    def months(self) -> int:
        """How many months the simulation looks ahead."""
        return _whole(months_ahead(self.as_of, self.until))

    def probabilities(self, target: Milestone, by: dt.date) -> Array:
        """Return the probability of each draw that a target is reached by the end of a day.

        Raises `ForecastError` where the day is before the as-of date, or too far ahead.
        """
        return at_month(self.curves(target), months_ahead(self.as_of, by))

    def curves(self, target: Milestone, opens: int = 0) -> Array:
        """Return the probability of each draw after 0, 1, … months: (draws, months + 1).

        Nothing is signed until the month `opens`.
        """
        if (target, opens) not in self._curves:
            chain = build_chain(self._hazards, self._arrivals, target)
            closed = build_chain(self._hazards, self._arrivals, target, gated=True) if opens else None
            start = start_of(self.table, self.standing)
            self._curves[target, opens] = reached_by_month(chain, start, self.months, closed=closed, opens=opens)
        return self._curves[target, opens]


def months_ahead(as_of: dt.date, by: dt.date) -> float:
    """Return the months from the as-of date to the end of a day.

    >>> round(months_ahead(dt.date(2024, 1, 11), dt.date(2024, 12, 31)), 2)
    11.66
    """
    if by < as_of:
        raise ForecastError(by.isoformat(), f"the deadline is before the as-of date {as_of}", "ask for a later one")
    if by.year - as_of.year > LONGEST:
        raise ForecastError(by.isoformat(), f"more than {LONGEST} years ahead", "ask for a nearer deadline")
    return (by - as_of).days / DAYS_PER_MONTH


def constant(table: BaseRateTable, target: Milestone, months: float) -> float:
    """Return the share of live past processes without an agreed text that reached a target within some months.

    One figure for every process, whatever its class, its rung and its time there.
    """
    return float(at_month(_baseline(table, LIVE, target, _whole(months)), months)[0])


def stage_climatology(table: BaseRateTable, stage: Milestone, target: Milestone, months: float) -> float:
    """Return the share of past processes on a rung that reached a target within some months, of any class."""
    return float(at_month(_baseline(table, (stage,), target, _whole(months)), months)[0])


def at_month(curves: Array, months: float) -> Array:
    """Return the value of each curve between the two months around a moment."""
    low = min(int(months), curves.shape[1] - 1)
    high = min(low + 1, curves.shape[1] - 1)
    return curves[:, low] + (curves[:, high] - curves[:, low]) * (months - int(months))


@lru_cache(maxsize=64)
def _baseline(table: BaseRateTable, stages: tuple[Milestone, ...], target: Milestone, months: int) -> Array:
    start = start_of(table, Standing(stages[0])) if len(stages) == 1 else spread(table, stages, None)
    chain = build_chain(expected_hazards(table, None), expected_arrivals(table), target)
    return reached_by_month(chain, start, months)


def _whole(months: float) -> int:
    return int(months) + 1

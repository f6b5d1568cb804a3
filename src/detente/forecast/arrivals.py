"""Arrivals: where a process stands on the day it reaches a rung.

PA-X counts signatures; a forecast wants the rungs before and after. The treaties tell how often an agreed text is
also initialled on that day or signed at once, and how often a treaty is in force on signature.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.evidence import Milestone
from detente.forecast.shrinkage import COLLECTED_WEIGHT, EXITS, STAGES, Array
from detente.reference.processes import COLLAPSE, REGRESS, BaseRateTable

BELOW_TEXT = tuple(stage for stage in STAGES if stage.rank < Milestone.TEXT_AGREED.rank)
# Where a process stands after a relapse: a truce that is renewed is a truce, most other renewals are talks.
RELAPSED = {stage: Milestone.CEASEFIRE if stage is Milestone.CEASEFIRE else Milestone.TALKS for stage in STAGES}
_TEXT_FIRST = (Milestone.TEXT_AGREED, Milestone.INITIALLED, Milestone.SIGNED)
_SIGNED_FIRST = (Milestone.SIGNED, Milestone.IN_FORCE)
_ALIKE = 0.5  # pseudo-count of each possibility (Jeffreys)


@dataclass(frozen=True, slots=True, eq=False)
class Arrivals:
    """Where each exit lands, one set a draw: (draws, stages, exits, stages)."""

    lands: Array


def draw_arrivals(table: BaseRateTable, draws: int, rng: np.random.Generator) -> Arrivals:
    """Draw where exits land."""
    text = rng.dirichlet(_weights(table, Milestone.TEXT_AGREED, _TEXT_FIRST), draws)
    return _arrivals(text, rng.dirichlet(_weights(table, Milestone.SIGNED, _SIGNED_FIRST), draws))


def expected_arrivals(table: BaseRateTable) -> Arrivals:
    """Return the expected landings as the one set."""
    text = _weights(table, Milestone.TEXT_AGREED, _TEXT_FIRST)
    signing = _weights(table, Milestone.SIGNED, _SIGNED_FIRST)
    return _arrivals((text / text.sum())[np.newaxis], (signing / signing.sum())[np.newaxis])


def _weights(table: BaseRateTable, rung: Milestone, first: tuple[Milestone, ...]) -> Array:
    counts = {one.first: one.count for one in table.arrivals if one.rung is rung}
    return np.array([COLLECTED_WEIGHT * counts.get(stage, 0) + _ALIKE for stage in first])


def _arrivals(text_first: Array, signed_first: Array) -> Arrivals:
    lands = np.zeros((len(text_first), len(STAGES), len(EXITS), len(STAGES)))
    for stage in STAGES:
        for to in STAGES:
            lands[:, stage.rank, EXITS.index(to.value), to.rank] = 1.0
        lands[:, stage.rank, EXITS.index(REGRESS), RELAPSED[stage].rank] = 1.0
        lands[:, stage.rank, EXITS.index(COLLAPSE), Milestone.NONE.rank] = 1.0
    signed = EXITS.index(Milestone.SIGNED.value)
    lands[:, :, signed] = 0.0
    below = [stage.rank for stage in BELOW_TEXT]
    above = [stage.rank for stage in STAGES if stage not in BELOW_TEXT]
    for number, first in enumerate(_TEXT_FIRST):
        lands[:, below, signed, first.rank] = text_first[:, number, np.newaxis]
    lands[:, above, signed, Milestone.SIGNED.rank] = 1.0
    at_once = lands[:, :, signed, Milestone.SIGNED.rank].copy()
    for number, first in enumerate(_SIGNED_FIRST):
        lands[:, :, signed, first.rank] = at_once * signed_first[:, number, np.newaxis]
    return Arrivals(lands)

"""The pool: base rate and ledger put together, draw by draw.

logit P = w0·logit P0 + β·L, where P0 is the outside view (behind its gates), L the ledger's term and β its tempering.
Stacked likelihood ratios are badly overconfident, so β is small (.15); its own uncertainty is drawn. There is no panel
here, so w0 is 1, and an empty ledger returns exactly the outside view. Nothing is extremized.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np

from detente.evidence import Milestone
from detente.forecast.gates import Gate, find_gates, gated_curves
from detente.forecast.ledger_term import Item, ledger_term, read_items
from detente.forecast.outside_view import OutsideView, at_month, months_ahead
from detente.forecast.record import Driver
from detente.forecast.shrinkage import Array
from detente.negotiation.state import ProcessState
from detente.reference.weights import Weights

T = TypeVar("T", Item, Gate)


@dataclass(eq=False)
class InsideView:
    """The outside view with what the ledger of the process adds: its items and its gates."""

    outside: OutsideView
    weights: Weights
    items: tuple[Item, ...] = ()
    gates: tuple[Gate, ...] = ()
    _betas: Array = field(init=False)

    def __post_init__(self) -> None:
        # A stream of its own: with or without a ledger, the draws of the hazards are the same.
        normal = np.random.default_rng([self.outside.seed, 1]).normal(size=4 * self.outside.draws)
        positive = self.weights.beta + self.weights.beta_sd * normal
        self._betas = positive[positive > 0][: self.outside.draws]

    def probabilities(
        self,
        target: Milestone,
        by: dt.date,
        items: Iterable[Item] | None = None,
        gates: Sequence[Gate] | None = None,
    ) -> Array:
        """Return the probability of each draw that a target is reached by the end of a day.

        Other items or gates than those of the ledger may be put in.
        """
        months = months_ahead(self.outside.as_of, by)
        curves = gated_curves(self.outside, target, self.gates if gates is None else gates)
        return self._shifted(
            at_month(curves, months), ledger_term(self.items if items is None else items, self.weights)
        )

    def drivers(self, target: Milestone, by: dt.date) -> tuple[Driver, ...]:
        """Return what moves the answer, the strongest first: the answer less the answer without it."""
        full = self.probabilities(target, by).mean()
        found = [
            *(
                (one.text, self.probabilities(target, by, items=_without(self.items, one)), one.evidence)
                for one in self.items
            ),
            *(
                (_told(one), self.probabilities(target, by, gates=_without(self.gates, one)), one.evidence)
                for one in self.gates
            ),
        ]
        drivers = [Driver(text, round(float(full - draws.mean()), 4), evidence) for text, draws, evidence in found]
        return tuple(
            sorted((one for one in drivers if one.effect), key=lambda one: (-abs(one.effect), one.text, one.evidence))
        )

    def _shifted(self, draws: Array, term: float) -> Array:
        if term == 0 and self.weights.w0 == 1:
            return draws
        inside = (draws > 0) & (draws < 1)
        logit = np.log(np.where(inside, draws, 0.5)) - np.log1p(-np.where(inside, draws, 0.5))
        return np.where(inside, 1 / (1 + np.exp(-(self.weights.w0 * logit + self._betas * term))), draws)


def inside_view(outside: OutsideView, state: ProcessState, weights: Weights) -> InsideView:
    """Return the view of a process from its state."""
    return InsideView(outside, weights, read_items(state, weights), find_gates(state, weights.gates))


def _without(all_of_them: Sequence[T], one: T) -> tuple[T, ...]:
    return tuple(other for other in all_of_them if other is not one)


def _told(gate: Gate) -> str:
    return f"condition: {gate.text} (binds with probability {gate.binds:g})"

"""Gates: a condition that a party sets for the signature, without which nothing is signed.

P(the gate binds) is an explicit figure: many conditions are bargaining. Where one binds, the hazard of signing is 0
until it opens, on the occasion it names or by being met or dropped, and the wait for a signature begins anew then. Who
sets it is kept; the conditions of one party stand or fall together, so that the one it insists on most stands for all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from detente.dates import days, is_edtf
from detente.evidence import Milestone
from detente.forecast.outside_view import OutsideView
from detente.forecast.shrinkage import Array
from detente.forecast.spells import DAYS_PER_MONTH
from detente.negotiation.state import ConditionStatus, EvidenceIds, ProcessState
from detente.reference.weights import GateWeights

GATED = (Milestone.SIGNED, Milestone.IN_FORCE, Milestone.IMPLEMENTED)
STEPS = 4  # moments of opening that stand for all


@dataclass(frozen=True, slots=True)
class Gate:
    """A condition precedent: the probability that it binds, and when it may open if it does.

    It opens with probability `opens` on the day `on`, else at a yearly rate; `alternatives` are conditions any one of
    which opens it as well.
    """

    text: str
    binds: float
    on: dt.date | None = None
    opens: float = 0.0
    yearly: float = 0.0
    by: tuple[str, ...] = ()
    evidence: EvidenceIds = ()
    alternatives: tuple[Gate, ...] = ()


def find_gates(state: ProcessState, weights: GateWeights) -> tuple[Gate, ...]:
    """Return the gates of a state: of each party's conditions for a signature the one that binds most."""
    found: dict[tuple[str, ...], Gate] = {}
    for condition in state.conditions:
        own = tuple(sorted(set(condition.by) & set(state.parties)))
        if own and weights.words.search(f"{condition.quote} {condition.what}"):
            gate = _gate(condition, own, state.as_of, weights)
            if own not in found or gate.binds > found[own].binds:
                found[own] = gate
    return tuple(found[key] for key in sorted(found))


def open_by_month(gates: Iterable[Gate], as_of: dt.date, months: int) -> Array:
    """Return the probability that nothing bars the signature after 0, 1, … months: no gate binds, or all are open."""
    free = np.ones(months + 1)
    for gate in gates:
        free *= 1 - gate.binds + gate.binds * _opened(gate, as_of, months)
    return free


def gated_curves(view: OutsideView, target: Milestone, gates: Sequence[Gate]) -> Array:
    """Return the curves of a target, over all that the gates may do: (draws, months + 1)."""
    if not gates or target not in GATED or view.standing.stage.rank >= Milestone.SIGNED.rank:
        return view.curves(target)
    free = open_by_month(gates, view.as_of, view.months)
    total = free[0] * view.curves(target)
    edges = np.unique(np.linspace(0, view.months, min(STEPS, view.months) + 1).astype(int))
    for low, high in pairwise(edges):
        if free[high] > free[low]:
            total = total + (free[high] - free[low]) * view.curves(target, opens=max(1, (low + high) // 2))
    return np.asarray(total + (1 - free[-1]) * view.curves(target, opens=view.months))


def _gate(condition: ConditionStatus, by: tuple[str, ...], as_of: dt.date, weights: GateWeights) -> Gate:
    ahead = condition.occasion if condition.occasion and is_edtf(condition.occasion) else None
    on = days(ahead).last if ahead and days(ahead).last >= as_of else None
    return Gate(
        text=condition.what,
        binds=weights.binds_restated if _restated(condition, weights.restated_days) else weights.binds,
        on=on,
        opens=weights.opens_on_occasion if on else 0.0,
        yearly=0.0 if on else weights.opens_a_year,
        by=by,
        evidence=condition.evidence,
    )


def _restated(condition: ConditionStatus, after: int) -> bool:
    """Tell whether a condition was stated again so many days after it was first stated."""
    first, last = condition.date, condition.last_stated
    if not (first and last and is_edtf(first) and is_edtf(last)):
        return False
    return (days(last).first - days(first).last).days >= after


def _opened(gate: Gate, as_of: dt.date, months: int) -> Array:
    """Return the probability that a gate that binds is open after 0, 1, … months."""
    at = np.arange(months + 1, dtype=float)
    shut = np.exp(-gate.yearly * at / 12)
    if gate.on is not None:
        shut = shut * np.where(at >= (gate.on - as_of).days / DAYS_PER_MONTH, 1 - gate.opens, 1.0)
    for other in gate.alternatives:
        shut = shut * (1 - _opened(other, as_of, months))
    return np.asarray(1 - shut)

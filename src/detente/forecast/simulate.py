"""The chain: one semi-Markov process over the ladder, carried forward month by month for every draw of the hazards.

What is carried is the whole distribution over stage and months in the stage, so nothing is sampled beyond the hazards
themselves, and nested rungs cannot contradict each other: what has reached a rung is held there, and those who reached
a higher rung are among them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.evidence import Milestone
from detente.forecast.arrivals import BELOW_TEXT, Arrivals
from detente.forecast.shrinkage import EXITS, N_BINS, STAGES, Array, Hazards
from detente.reference.processes import bins_of

AGES = 61  # months in the stage; the last stands for all beyond
_BIN = np.array([[sum(age >= edge for edge in bins_of(stage)) - 1 for age in range(AGES)] for stage in STAGES])
_IN_BIN = (_BIN[..., np.newaxis] == np.arange(N_BINS)).astype(float)
_STAGE = np.arange(len(STAGES))[:, np.newaxis]
_SIGNED = EXITS.index(Milestone.SIGNED.value)
_CEASEFIRE = EXITS.index(Milestone.CEASEFIRE.value)


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """A process that moves by the month and holds its target once reached.

    `leaves` is the share that leaves each stage and bin in a month, (draws, stages, bins); `lands` where it goes,
    (draws, stages, bins, stages); `leaves_at_once` the share that goes on in the month in which it came, of which it
    has half on average: (draws, stages).
    """

    target: Milestone
    leaves: Array
    leaves_at_once: Array
    lands: Array


def held(target: Milestone) -> tuple[Milestone, ...]:
    """Return the stages in which a target counts as reached. A ceasefire stands beside text and principles.

    >>> [stage.value for stage in held(Milestone.CEASEFIRE)]
    ['ceasefire', 'signed', 'in_force', 'implemented']
    """
    if target is Milestone.CEASEFIRE:
        return (Milestone.CEASEFIRE, Milestone.SIGNED, Milestone.IN_FORCE, Milestone.IMPLEMENTED)
    return tuple(stage for stage in STAGES if stage.rank >= target.rank)


def build_chain(hazards: Hazards, arrivals: Arrivals, target: Milestone, *, gated: bool = False) -> Chain:
    """Build the chain of a target; where it is `gated`, nothing is signed: what would be is initialled, and waits.

    Below an agreed text, the hazard of signing is that of PA-X, which counts signatures; what comes first is the text,
    and not every text is signed: so many more texts are agreed as signatures would be missing.
    """
    rates = hazards.rates.copy()
    below = [stage.rank for stage in BELOW_TEXT]
    rates[:, below, :, _SIGNED] /= _ever_signed(rates, arrivals)[np.newaxis, :, np.newaxis]
    if target is not Milestone.CEASEFIRE:
        rates[:, Milestone.PRINCIPLES_AGREED.rank, :, _CEASEFIRE] = 0.0
    lands = _lands_unsigned(arrivals.lands) if gated else arrivals.lands
    if gated:
        rates[:, Milestone.INITIALLED.rank, :, _SIGNED] = 0.0
    rates[:, [stage.rank for stage in held(target)]] = 0.0
    total = rates.sum(-1)
    shares = np.divide(rates, total[..., np.newaxis], out=np.zeros_like(rates), where=total[..., np.newaxis] > 0)
    flows = np.einsum("dsbe,dset->dsbt", shares, lands)
    return Chain(target, 1 - np.exp(-total / 12), 1 - np.exp(-total[..., 0] / 24), flows)


def _ever_signed(rates: Array, arrivals: Arrivals) -> Array:
    """Return the share of newly agreed texts that are signed sooner or later, without a relapse before: (draws,)."""
    first = arrivals.lands[:, Milestone.TALKS.rank, _SIGNED]
    text, initialled = Milestone.TEXT_AGREED, Milestone.INITIALLED
    from_initialled = _leaves_by(rates, initialled, _SIGNED)
    from_text = (
        _leaves_by(rates, text, _SIGNED) + _leaves_by(rates, text, EXITS.index(initialled.value)) * from_initialled
    )
    unsigned = first[:, text.rank] * (1 - from_text) + first[:, initialled.rank] * (1 - from_initialled)
    return np.asarray(1 - unsigned)


def _leaves_by(rates: Array, stage: Milestone, exit: int) -> Array:
    """Return the share of those on a rung that leave it by an exit sooner or later: (draws,)."""
    edges = np.array(bins_of(stage), dtype=float)
    years = np.append(np.diff(edges), np.inf) / 12
    total = rates[:, stage.rank].sum(-1)
    left = np.exp(-np.cumsum(total[:, :-1] * years[:-1], axis=1))
    entering = np.concatenate([np.ones((len(total), 1)), left], axis=1)
    leaving = entering * np.append(1 - np.exp(-total[:, :-1] * years[:-1]), np.ones((len(total), 1)), axis=1)
    share = np.divide(rates[:, stage.rank, :, exit], total, out=np.zeros_like(total), where=total > 0)
    return np.asarray((leaving * share).sum(1))


def reached_by_month(chain: Chain, start: Array, months: int, *, closed: Chain | None = None, opens: int = 0) -> Array:
    """Return the probability that the target is reached after 0, 1, … months, of each draw: (draws, months + 1).

    `start` is the distribution now over stages and months in the stage (stages, ages). Until the month `opens` the
    chain `closed` moves the process; then what waits, initialled, begins its wait anew.
    """
    mass = np.repeat(start[np.newaxis], chain.leaves.shape[0], axis=0)
    now = closed if closed is not None and opens > 0 else chain
    leaves = now.leaves[:, _STAGE, _BIN]
    ranks = [stage.rank for stage in held(chain.target)]
    reached = np.empty((len(mass), months + 1))
    reached[:, 0] = mass[:, ranks].sum((1, 2))
    for month in range(1, months + 1):
        if now is not chain and month > opens:
            now, leaves, mass = chain, chain.leaves[:, _STAGE, _BIN], _renewed(mass, chain.target)
        leaving = mass * leaves
        mass = _older(mass - leaving)
        mass[..., 0] = _arriving(now, np.einsum("dsa,sab->dsb", leaving, _IN_BIN))
        reached[:, month] = mass[:, ranks].sum((1, 2))
    return np.minimum(np.maximum.accumulate(reached, axis=1), 1.0)


def _lands_unsigned(lands: Array) -> Array:
    """Return the landings with an initialled text in place of a signed one."""
    unsigned, signed = lands.copy(), Milestone.SIGNED.rank
    unsigned[:, :signed, _SIGNED, Milestone.INITIALLED.rank] += lands[:, :signed, _SIGNED, signed:].sum(-1)
    unsigned[:, :signed, _SIGNED, signed:] = 0.0
    return unsigned


def _renewed(mass: Array, target: Milestone) -> Array:
    """Return the distribution with those who wait for a signature set back to the first month of their wait."""
    renewed, waiting = mass.copy(), Milestone.INITIALLED.rank
    if waiting < target.rank:
        renewed[:, waiting] = 0.0
        renewed[:, waiting, 0] = mass[:, waiting].sum(-1)
    return renewed


def _arriving(chain: Chain, leaving: Array) -> Array:
    """Return what comes into each stage in a month (draws, stages), of what leaves each stage and bin."""
    coming = np.einsum("dsb,dsbt->dt", leaving, chain.lands)
    going_on = coming * chain.leaves_at_once
    return np.asarray(coming - going_on + np.einsum("ds,dst->dt", going_on, chain.lands[:, :, 0]))


def _older(staying: Array) -> Array:
    """Return the distribution a month later, of what stays."""
    older = np.empty_like(staying)
    older[..., 0] = 0.0
    older[..., 1:] = staying[..., :-1]
    older[..., -1] += staying[..., -1]
    return older

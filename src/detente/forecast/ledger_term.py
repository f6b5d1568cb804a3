"""The ledger's part in a forecast: what the signs add to the base rate, in log odds, one item for each happening.

L = Σ clip(w·r·q·2^(−age/h), ±log 3), |L| ≤ 2: w the log odds ratio of the kind of sign, r how far its reports are to be
believed, q what it cost its author (deeds 1, dated undertakings .4, talk 0), h its half-life. Corroboration raises r
alone. An undertaking that was kept counts in full, one that lapsed counts against: a silent deadline is evidence. What
the standing of the process already says is not counted again, nor is the writer's own judgement.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from detente.dates import days, is_edtf
from detente.evidence import Voice
from detente.forecast.spells import DAYS_PER_MONTH
from detente.negotiation.state import CommitmentStatus, EvidenceIds, ProcessState, SignLine
from detente.reference.weights import Reports, Weights

Place = tuple[str, int, int]
COMMITMENT = "commitment"


@dataclass(frozen=True, slots=True)
class Item:
    """One happening of the ledger and what it adds to the log odds, before tempering."""

    text: str
    log_odds: float
    evidence: EvidenceIds = ()


def read_items(state: ProcessState, weights: Weights) -> tuple[Item, ...]:
    """Return the items of a ledger that count, the heaviest first; of those that read the same words only one."""
    candidates = [
        *(_of_sign(line, state.as_of, weights) for line in state.signs if _counts(line, state)),
        *(_of_undertaking(one, state.as_of, weights) for one in state.commitments),
    ]
    ordered = sorted(
        (one for one in candidates if one.log_odds), key=lambda one: (-abs(one.log_odds), one.text, one.evidence)
    )
    return tuple(_distinct(ordered, state))


def ledger_term(items: Iterable[Item], weights: Weights) -> float:
    """Return L, the sum of the items within its bounds; 0 for an empty ledger.

    >>> from detente.reference.weights import load_weights
    >>> ledger_term([], load_weights())
    0.0
    """
    total = sum((one.log_odds for one in items), 0.0)
    return max(-weights.total_cap, min(weights.total_cap, total))


def belief(reports: int, independent: int, weights: Reports) -> float:
    """Return how far a happening is to be believed that so many reports of so many independent outlets tell.

    n reports count as n / (1 + (n − 1)·ρ), where ρ says how alike they are.

    >>> from detente.reference.weights import load_weights
    >>> round(belief(1, 1, load_weights().reports), 2), round(belief(9, 1, load_weights().reports), 2)
    (0.8, 0.86)
    """
    outlets = max(1, independent)
    copies = max(1.0, reports / outlets)
    effective = _effective(outlets, weights.other) * _effective(copies, weights.same)
    return 1.0 - float((1 - weights.reliability) ** effective)


def _effective(n: float, alike: float) -> float:
    return float(n / (1 + (n - 1) * alike))


def _counts(line: SignLine, state: ProcessState) -> bool:
    """Tell whether a sign counts: not the writer's own judgement, nor a promise that stands among the undertakings."""
    return line.voice != Voice.AUTHOR and not (line.kind == COMMITMENT and state.commitments)


def _of_sign(line: SignLine, as_of: dt.date, weights: Weights) -> Item:
    weight = weights.signs.get((line.kind, line.direction))
    if weight is None:
        return Item(line.text, 0.0, line.evidence)
    hops = weights.reports.hop if line.voice == Voice.REPORTED else 1.0
    told = belief(line.reports, line.independent, weights.reports) * hops
    size = weight.log_odds * told * weight.cost * _fading(line.date, as_of, weight.half_life, weights.undated)
    return Item(line.text, _clipped(size, weights.item_cap), line.evidence)


def _of_undertaking(one: CommitmentStatus, as_of: dt.date, weights: Weights) -> Item:
    state = "pending_undated" if one.state == "pending" and one.due is None else one.state
    kind = weights.signs[COMMITMENT, "toward"]
    share = weights.undertakings.get(state, 0.0) * weights.reports.reliability
    size = weights.moderate * share * _fading(_since(one), as_of, kind.half_life, weights.undated)
    told = f"{one.what} ({one.state})"
    return Item(told, _clipped(size, weights.item_cap), one.evidence + one.outcome)


def _since(one: CommitmentStatus) -> str | None:
    """Return from when an undertaking counts as it does: its settlement, the day it was due, or that it was made."""
    overdue = one.due if one.state in ("late", "lapsed", "broken") else None
    return one.settled or overdue or one.date


def _fading(date: str | None, as_of: dt.date, half_life: float, undated: float) -> float:
    """Return the share of its weight that something of a date still has; what lies ahead has all of it."""
    if date is None or not is_edtf(date):
        return undated
    age = max(0, (as_of - days(date).last).days) / DAYS_PER_MONTH
    return float(2 ** (-age / half_life))


def _clipped(size: float, cap: float) -> float:
    return max(-cap, min(cap, size))


def _distinct(items: Sequence[Item], state: ProcessState) -> Iterable[Item]:
    """Yield the items whose words neither an earlier item nor the standing of the process rests on."""
    places: Mapping[str, Place] = {one.evidence: (one.article, one.start, one.end) for one in state.quotes}
    taken = {places[one] for one in state.milestone.evidence if one in places}
    counted = set(state.milestone.evidence)
    for item in items:
        own = {places[one] for one in item.evidence if one in places}
        if counted & set(item.evidence) or any(_overlap(one, other) for one in own for other in taken):
            continue
        counted |= set(item.evidence)
        taken |= own
        yield item


def _overlap(one: Place, other: Place) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]

"""The milestone ladder: which rungs the parties have reached, when, on whose word, and which no longer hold.

Words decide, not headlines: a rung counts where the words of a record name it and the parties stand behind it, or where
an article as a whole is read as having got so far. A more careful word answers a careless one: what was initialled on
a day was not signed on it, and "not yet signed" takes back what was called signed before.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from detente.dates import days
from detente.evidence import Milestone
from detente.negotiation.claims import Claim, find_claims, find_collapses, find_denials
from detente.negotiation.state import MilestoneReached
from detente.negotiation.view import View, order

SAME_HAPPENING = dt.timedelta(days=3)
_LADDER = tuple(Milestone)[1:]


def derive_ladder(view: View) -> tuple[MilestoneReached, ...]:
    """Return every rung that was reached or is claimed, lowest first."""
    claims, disputed = _settled(find_claims(view), find_denials(view))
    collapses = find_collapses(view)
    return tuple(
        _rung(view, stage, claims[stage], disputed[stage], _collapse_of(stage, claims[stage], collapses))
        for stage in _LADDER
        if claims[stage]
    )


def milestone_now(ladder: Iterable[MilestoneReached]) -> MilestoneReached:
    """Return the highest rung that still holds and is not merely claimed by one side.

    >>> milestone_now([]).stage
    <Milestone.NONE: 'none'>
    """
    holding = [rung for rung in ladder if rung.until is None and not rung.claimed_by]
    return max(holding, key=lambda rung: rung.stage.rank, default=MilestoneReached(Milestone.NONE))


def _settled(
    claims: list[Claim], denials: list[Claim]
) -> tuple[dict[Milestone, list[Claim]], dict[Milestone, list[Claim]]]:
    """Part the claims of each rung into what stands and what was answered; what answers it stands beside the latter."""
    standing: dict[Milestone, list[Claim]] = defaultdict(list)
    disputed: dict[Milestone, list[Claim]] = defaultdict(list)
    initialled = [claim for claim in claims if claim.stage is Milestone.INITIALLED]
    for claim in claims:
        answers = [denial for denial in denials if denial.stage is claim.stage and _answers(denial, claim)]
        if claim.stage is Milestone.SIGNED:
            answers += [other for other in initialled if _same_happening(other, claim)]
        if answers:
            below = _next_below(claim, answers)
            disputed[below].append(claim)
        else:
            standing[claim.stage].append(claim)
    return standing, disputed


def _next_below(claim: Claim, answers: list[Claim]) -> Milestone:
    """Return the rung beside which an answered claim is shown: the one that the answer names, else the one below."""
    if any(answer.stage is Milestone.INITIALLED for answer in answers):
        return Milestone.INITIALLED
    return _LADDER[max(0, claim.stage.rank - 2)]


def _answers(denial: Claim, claim: Claim) -> bool:
    """Tell whether a denial speaks of the time at which the claim says that it happened."""
    return claim.latest <= denial.seen


def _same_happening(one: Claim, other: Claim) -> bool:
    a, b = one.span, other.span
    return a[0] - SAME_HAPPENING <= b[1] and b[0] <= a[1] + SAME_HAPPENING


def _collapse_of(stage: Milestone, claims: list[Claim], collapses: list[Claim]) -> Claim | None:
    """Return the collapse after which nobody claims the rung again."""
    if not claims or stage is Milestone.TALKS:
        return None
    last = max(claims, key=lambda claim: (claim.latest, claim.date is not None))
    over = [one for one in collapses if _takes_back(one, stage) and _comes_after(one, last)]
    return min(over, key=lambda one: (one.latest, one.text, one.ids), default=None)


def _comes_after(collapse: Claim, claim: Claim) -> bool:
    """Tell whether a collapse came after a claim; of an undated deal and its breach told on one day, the breach did."""
    return collapse.latest > claim.latest or (collapse.latest == claim.latest and claim.date is None)


def _takes_back(collapse: Claim, stage: Milestone) -> bool:
    if collapse.stage is Milestone.CEASEFIRE:
        return stage is Milestone.CEASEFIRE
    return stage.rank >= collapse.stage.rank


def _rung(
    view: View, stage: Milestone, claims: list[Claim], disputed: list[Claim], collapse: Claim | None
) -> MilestoneReached:
    counted = [claim for claim in claims if not claim.by] or claims
    worded = [claim for claim in counted if claim.worded] or counted
    first = min(worded, key=_precedence)
    alone = frozenset().union(*(claim.by for claim in claims))
    one_sided = all(claim.by for claim in claims) and len(alone) < view.need
    return MilestoneReached(
        stage=stage,
        since=first.date,
        evidence=_ids(sorted(counted, key=_precedence) + ([collapse] if collapse else [])),
        reported=min(claim.seen for claim in counted).isoformat(),
        until=(collapse.date or collapse.seen.isoformat()) if collapse else None,
        text=first.text,
        basis="wording" if any(claim.worded for claim in counted) else "article",
        claimed_by=tuple(sorted(alone)) if one_sided else (),
        disputed=_ids(sorted(disputed, key=_precedence)),
    )


def _precedence(claim: Claim) -> tuple[bool, tuple[dt.date, dt.date], bool, dt.date, str, tuple[str, ...]]:
    """Order claims: dated before undated, narrow dates before the wide ones that hold them, then as they appeared."""
    return claim.date is None, _narrow_first(claim.date), not claim.worded, claim.seen, claim.text, claim.ids


def _narrow_first(edtf: str | None) -> tuple[dt.date, dt.date]:
    if edtf is None:
        return order(None)
    span = days(edtf)
    return span.last, span.first


def _ids(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for claim in claims for one in claim.ids))

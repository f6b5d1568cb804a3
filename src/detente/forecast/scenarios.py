"""Scenarios: the same forecast, had one thing more been seen. An association, not an effect of causing it.

Each is the state with something put in that is marked as imagined, and the forecast run again on the same draws.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from detente.evidence import Milestone
from detente.forecast.estimate import forecast
from detente.forecast.record import Question
from detente.negotiation.state import ConditionStatus, MilestoneReached, ProcessState, SignLine
from detente.reference.processes import BaseRateTable


@dataclass(frozen=True, slots=True)
class Scenario:
    """What might be seen, the probability if it were, and how far that is from the forecast."""

    text: str
    probability: float
    change: float


def scenarios(state: ProcessState, base_rates: BaseRateTable, question: Question) -> tuple[Scenario, ...]:
    """Return what would change a forecast most, the strongest first."""
    now = forecast(state, base_rates, question).probability
    if now == 1:
        return ()
    found = []
    for text, imagined in imagine(state, question.milestone):
        then = forecast(imagined, base_rates, question).probability
        found.append(Scenario(text, then, round(then - now, 4)))
    return tuple(sorted(found, key=lambda one: (-abs(one.change), one.text)))


def imagine(state: ProcessState, target: Milestone) -> Iterator[tuple[str, ProcessState]]:
    """Yield (what is seen, the state in which it was) for what an analyst would watch for below a target."""
    today = state.as_of.isoformat()
    for pending in (one for one in state.commitments if one.state == "pending"):
        rest = tuple(one for one in state.commitments if one is not pending)
        kept = replace(pending, state="kept", settled=today)
        lapsed = replace(pending, state="lapsed", due=today)
        yield f"if {pending.what} is carried out", replace(state, commitments=(*rest, kept))
        yield f"if {pending.what} is let lapse", replace(state, commitments=(*rest, lapsed))
    yield "if a costly step toward the other side is taken", _with_sign(state, "toward", "deed")
    yield "if fighting resumes", _fallen_back(_with_sign(state, "against", "violence"))
    if state.milestone.stage.rank < target.rank and state.milestone.stage.rank < Milestone.TEXT_AGREED.rank:
        agreed = MilestoneReached(Milestone.TEXT_AGREED, today)
        if target.rank > Milestone.TEXT_AGREED.rank:
            yield "if a text is agreed", replace(state, milestone=agreed)
    if state.conditions:
        yield "if the conditions for signing are met", replace(state, conditions=())
    elif state.parties:
        yield (
            "if a party sets a condition for signing",
            replace(state, conditions=(_condition(state.parties[0], today),)),
        )


def _with_sign(state: ProcessState, direction: str, kind: str) -> ProcessState:
    imagined = SignLine("imagined", direction, kind, state.as_of.isoformat(), "fact", evidence=("imagined",))
    return replace(state, signs=(*state.signs, imagined))


def _fallen_back(state: ProcessState) -> ProcessState:
    """Return the state set back to talks that begin anew, unless it is no further."""
    if state.milestone.stage.rank <= Milestone.TALKS.rank:
        return state
    talks = MilestoneReached(Milestone.TALKS, state.as_of.isoformat())
    return replace(state, milestone=talks, ladder=())


def _condition(party: str, today: str) -> ConditionStatus:
    return ConditionStatus("imagined", (party,), today, quote="no signature of the agreement unless it is met")

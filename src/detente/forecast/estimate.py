"""From a state and base rates to forecasts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from detente.errors import ForecastError
from detente.evidence import Milestone
from detente.forecast.outside_view import SEED, OutsideView, constant, months_ahead, stage_climatology
from detente.forecast.record import Forecast, Question
from detente.forecast.reference_class import describe
from detente.forecast.shrinkage import COLLECTED
from detente.forecast.standing import Standing, reached, standing_of
from detente.negotiation.state import ProcessState
from detente.reference.processes import BaseRateTable, ProcessClass

WIDEST = 0.5
NOT_USABLE = "no usable forecast; base rate only"
RANGE = (10, 90)  # per cent: an 80 % range


def forecast(
    state: ProcessState,
    base_rates: BaseRateTable,
    question: Question,
    *,
    process_class: ProcessClass | None = None,
    seed: int = SEED,
) -> Forecast:
    """Answer one question about a process; see `forecast_all`.

    >>> import datetime as dt
    >>> from detente.negotiation.state import MilestoneReached
    >>> from detente.reference.processes import load_base_rates
    >>> reached = MilestoneReached(Milestone.PRINCIPLES_AGREED, "2023-12-07")
    >>> state = ProcessState(dt.date(2024, 1, 11), ("ARM", "AZE"), reached)
    >>> answer = forecast(state, load_base_rates(), Question(Milestone.SIGNED, dt.date(2026, 12, 31)))
    >>> answer.words, answer.reference_class.n
    ('very unlikely', 24)
    """
    return forecast_all(state, base_rates, [question], process_class=process_class, seed=seed)[0]


def forecast_all(
    state: ProcessState,
    base_rates: BaseRateTable,
    questions: Iterable[Question],
    *,
    process_class: ProcessClass | None = None,
    seed: int = SEED,
) -> tuple[Forecast, ...]:
    """Answer questions about a process out of one simulation, in their order.

    The answers cohere: P(signed by D) ≤ P(initialled by D) ≤ P(text agreed by D), and each grows with D. The class is
    concluded from the parties where it is not given. Raises `ForecastError` for a question that cannot be answered.
    """
    asked = list(questions)
    standing = standing_of(state, process_class)
    view = OutsideView(base_rates, standing, state.as_of, max((one.by for one in asked), default=state.as_of), seed)
    return tuple(_answer(state, view, question) for question in asked)


def _answer(state: ProcessState, view: OutsideView, question: Question) -> Forecast:
    if question.milestone is Milestone.NONE:
        raise ForecastError("none", "is no milestone", f"ask for one of {', '.join(list(Milestone)[1:])}")
    reference = describe(view.table, view.standing, question.milestone)
    if reached(state, question.milestone):
        note = "reached as of " + state.as_of.isoformat()
        return Forecast(question.milestone, question.by, 1.0, 1.0, 1.0, 1.0, reference, note=note)
    draws = view.probabilities(question.milestone, question.by)
    probability = float(draws.mean())
    low, high = (float(bound) for bound in np.percentile(draws, RANGE))
    # Where nearly all draws are close to 0 the mean may lie above the range; it is never shown outside of it.
    low, high = min(low, probability), max(high, probability)
    usable = high - low <= WIDEST
    return Forecast(
        question.milestone,
        question.by,
        round(probability, 4),
        round(low, 4),
        round(high, 4),
        round(probability, 4),
        reference,
        baselines=_baselines(view, question),
        usable=usable,
        note="; ".join(_notes(view.standing, usable)),
    )


def _baselines(view: OutsideView, question: Question) -> Mapping[str, float | None]:
    months = months_ahead(view.as_of, question.by)
    return {
        "constant": round(constant(view.table, question.milestone, months), 4),
        "stage_climatology": round(stage_climatology(view.table, view.standing.stage, question.milestone, months), 4),
        "two_feature": None,
    }


def _notes(standing: Standing, usable: bool) -> Iterable[str]:
    yield "base rate only" if usable else NOT_USABLE
    if standing.stage is Milestone.NONE:
        yield "no rung is reported: it may be any process in talks or in silence"
    elif standing.months is None:
        yield "since when is not known: the times that past processes spent there are used"
    if standing.stage in COLLECTED:
        yield "the treaties were collected, not sampled, and are rather too hopeful"

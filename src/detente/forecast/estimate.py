"""From a state and base rates to forecasts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from detente.errors import ForecastError
from detente.evidence import Milestone
from detente.forecast.outside_view import SEED, OutsideView, constant, months_ahead, stage_climatology
from detente.forecast.pooling import InsideView, inside_view
from detente.forecast.record import Forecast, Question
from detente.forecast.reference_class import describe
from detente.forecast.shrinkage import COLLECTED, Array
from detente.forecast.standing import reached, standing_of
from detente.negotiation.state import ProcessState
from detente.reference.processes import BaseRateTable, ProcessClass
from detente.reference.weights import Weights, load_weights

WIDEST = 0.5
NOT_USABLE = "no usable forecast; base rate only"
RANGE = (10, 90)  # per cent: an 80 % range


def forecast(
    state: ProcessState,
    base_rates: BaseRateTable,
    question: Question,
    *,
    process_class: ProcessClass | None = None,
    weights: Weights | None = None,
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
    return forecast_all(state, base_rates, [question], process_class=process_class, weights=weights, seed=seed)[0]


def forecast_all(
    state: ProcessState,
    base_rates: BaseRateTable,
    questions: Iterable[Question],
    *,
    process_class: ProcessClass | None = None,
    weights: Weights | None = None,
    seed: int = SEED,
) -> tuple[Forecast, ...]:
    """Answer questions about a process out of one simulation, in their order.

    The answers cohere: P(signed by D) ≤ P(initialled by D) ≤ P(text agreed by D), and each grows with D. The class is
    concluded from the parties where it is not given, the weights are those of the package. Raises `ForecastError` for a
    question that cannot be answered.
    """
    asked = list(questions)
    standing = standing_of(state, process_class)
    until = max((one.by for one in asked), default=state.as_of)
    view = inside_view(OutsideView(base_rates, standing, state.as_of, until, seed), state, weights or load_weights())
    return tuple(_answer(state, view, question) for question in asked)


def _answer(state: ProcessState, view: InsideView, question: Question) -> Forecast:
    target, by, outside = question.milestone, question.by, view.outside
    if target is Milestone.NONE:
        raise ForecastError("none", "is no milestone", f"ask for one of {', '.join(list(Milestone)[1:])}")
    reference = describe(outside.table, outside.standing, target)
    if reached(state, target):
        note = "reached as of " + state.as_of.isoformat()
        return Forecast(target, by, 1.0, 1.0, 1.0, 1.0, reference, note=note)
    draws = view.probabilities(target, by)
    probability, low, high = _summary(draws)
    drivers, usable = view.drivers(target, by), high - low <= WIDEST
    return Forecast(
        target,
        by,
        probability,
        low,
        high,
        _summary(outside.probabilities(target, by))[0],
        reference,
        baselines=_baselines(outside, question),
        drivers=drivers,
        usable=usable,
        note="; ".join(_notes(view, bool(drivers), usable)),
    )


def _summary(draws: Array) -> tuple[float, float, float]:
    """Return mean and range. With most draws close to 0 the mean may lie above the range, which then reaches it."""
    mean = float(draws.mean())
    low, high = (float(bound) for bound in np.percentile(draws, RANGE))
    return round(mean, 4), round(min(low, mean), 4), round(max(high, mean), 4)


def _baselines(view: OutsideView, question: Question) -> Mapping[str, float | None]:
    months = months_ahead(view.as_of, question.by)
    return {
        "constant": round(constant(view.table, question.milestone, months), 4),
        "stage_climatology": round(stage_climatology(view.table, view.standing.stage, question.milestone, months), 4),
        "two_feature": None,
    }


def _notes(view: InsideView, moved: bool, usable: bool) -> Iterable[str]:
    standing = view.outside.standing
    if not usable:
        yield NOT_USABLE
    else:
        yield view.weights.basis if moved else "base rate only"
    if standing.stage is Milestone.NONE:
        yield "no rung is reported: it may be any process in talks or in silence"
    elif standing.months is None:
        yield "since when is not known: the times that past processes spent there are used"
    elif standing.reported:
        yield "since when is not told: counted from the first report"
    if standing.stage in COLLECTED:
        yield "the treaties were collected, not sampled, and are rather too hopeful"

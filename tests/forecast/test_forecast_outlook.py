"""The answer: its shape, its laws, and what it must never say."""

from __future__ import annotations

import dataclasses
import datetime as dt
from itertools import pairwise

import pytest
from forecast_builders import state_at
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import ForecastError
from detente.evidence import Milestone
from detente.forecast import Question, forecast, forecast_all, likelihood_term
from detente.forecast.standing import class_of, standing_of
from detente.negotiation.state import MilestoneReached
from detente.reference.processes import load_base_rates

TABLE = load_base_rates()
AS_OF = dt.date(2024, 1, 11)
YEAR_END = dt.date(2024, 12, 31)
NESTED = (Milestone.TEXT_AGREED, Milestone.INITIALLED, Milestone.SIGNED, Milestone.IN_FORCE)
PRINCIPLES = state_at(Milestone.PRINCIPLES_AGREED, "2023-12-07")


def test_the_shape_of_the_contract() -> None:
    answer = forecast(PRINCIPLES, TABLE, Question(Milestone.SIGNED, YEAR_END)).to_dict()
    assert set(answer) == {
        "milestone", "by", "probability", "low", "high", "base_rate", "baselines", "reference_class", "drivers",
        "usable", "words", "note",
    }  # fmt: skip
    assert set(answer["reference_class"]) == {"description", "n", "events", "names"}
    assert set(answer["baselines"]) == {"constant", "stage_climatology", "two_feature"}
    assert answer["baselines"]["two_feature"] is None  # no event history here: said, not invented
    assert answer["milestone"] == "signed" and answer["by"] == "2024-12-31"
    assert answer["low"] <= answer["probability"] <= answer["high"]
    assert len(answer["reference_class"]["names"]) == answer["reference_class"]["n"] == 24
    assert answer["drivers"] == []


def test_the_order_of_magnitude_that_the_measurements_give() -> None:
    """Inter-state, five weeks after principles: about one in twenty is signed within the year."""
    answer = forecast(PRINCIPLES, TABLE, Question(Milestone.SIGNED, YEAR_END))
    assert 0.04 <= answer.probability <= 0.12
    assert answer.probability == answer.base_rate
    assert answer.usable


def test_waiting_lowers_the_hazard() -> None:
    ask = Question(Milestone.SIGNED, YEAR_END)
    fresh, stale = (
        forecast(state_at(Milestone.PRINCIPLES_AGREED, since), TABLE, ask) for since in ("2023-12-07", "2021-12-07")
    )
    assert stale.probability < fresh.probability


stages = st.sampled_from(list(Milestone)[:6])
days_on = st.integers(0, 900)


@settings(max_examples=15, deadline=None)
@given(stage=stages, months=st.integers(0, 80), ahead=days_on, more=st.integers(1, 900), inter=st.booleans())
def test_rungs_cohere_and_time_only_adds(stage, months, ahead, more, inter) -> None:
    since = AS_OF - dt.timedelta(days=30 * months)
    state = state_at(stage, since.isoformat(), parties=("ARM", "AZE") if inter else ("SDN", "SDN:REB"))
    dates = (AS_OF + dt.timedelta(days=ahead), AS_OF + dt.timedelta(days=ahead + more))
    answers = forecast_all(state, TABLE, [Question(rung, by) for rung in NESTED for by in dates])
    by_rung = {(one.milestone, one.by): one.probability for one in answers}
    for lower, higher in pairwise(NESTED):
        for by in dates:
            assert by_rung[higher, by] <= by_rung[lower, by]
    for rung in NESTED:
        assert by_rung[rung, dates[0]] <= by_rung[rung, dates[1]]
    for one in answers:
        assert 0 <= one.low <= one.probability <= one.high <= 1


def test_the_same_question_has_the_same_answer_alone_and_among_others() -> None:
    ask = Question(Milestone.SIGNED, YEAR_END)
    alone = forecast(PRINCIPLES, TABLE, ask)
    among = forecast_all(PRINCIPLES, TABLE, [Question(Milestone.IN_FORCE, dt.date(2030, 1, 1)), ask])[1]
    assert alone == among == forecast(PRINCIPLES, TABLE, ask)


def test_swapping_the_parties_changes_nothing() -> None:
    ask = Question(Milestone.SIGNED, YEAR_END)
    swapped = dataclasses.replace(PRINCIPLES, parties=PRINCIPLES.parties[::-1])
    assert forecast(PRINCIPLES, TABLE, ask) == forecast(swapped, TABLE, ask)


def test_an_empty_ledger_returns_the_outside_view_of_all_classes() -> None:
    ask = Question(Milestone.SIGNED, YEAR_END)
    known, unknown = (
        forecast(state_at(Milestone.NONE, parties=parties), TABLE, ask) for parties in (("ARM", "AZE"), ())
    )
    assert known == unknown
    assert known.probability == known.base_rate and not known.drivers
    assert known.reference_class.description.startswith("inter- and intra-state")
    talks = forecast(state_at(Milestone.NONE), TABLE, Question(Milestone.TALKS, YEAR_END))
    assert 0 < known.probability < talks.probability < 1


@pytest.mark.parametrize("rung", [Milestone.TALKS, Milestone.PRINCIPLES_AGREED, Milestone.TEXT_AGREED])
def test_what_is_reached_is_certain(rung: Milestone) -> None:
    state = state_at(Milestone.TEXT_AGREED, "2023-12-07")
    answer = forecast(state, TABLE, Question(rung, YEAR_END))
    assert (answer.probability, answer.low, answer.high, answer.words) == (1.0, 1.0, 1.0, "reached")


def test_a_ceasefire_stands_beside_the_ladder() -> None:
    """Principles do not imply a ceasefire; one that is on record and holds does, one that was broken does not."""
    ask = Question(Milestone.CEASEFIRE, YEAR_END)
    assert forecast(PRINCIPLES, TABLE, ask).probability < 1
    truce = MilestoneReached(Milestone.CEASEFIRE, "2023-09-20")
    assert forecast(dataclasses.replace(PRINCIPLES, ladder=(truce,)), TABLE, ask).probability == 1
    broken = dataclasses.replace(truce, until="2023-10-01")
    assert forecast(dataclasses.replace(PRINCIPLES, ladder=(broken,)), TABLE, ask).probability < 1


def test_a_claim_of_one_side_is_no_rung() -> None:
    claim = MilestoneReached(Milestone.SIGNED, "2023-12-20", claimed_by=("AZE",))
    answer = forecast(dataclasses.replace(PRINCIPLES, ladder=(claim,)), TABLE, Question(Milestone.SIGNED, YEAR_END))
    assert answer.probability < 1


@pytest.mark.parametrize(
    ("question", "message"),
    [
        (Question(Milestone.SIGNED, dt.date(2023, 1, 1)), "before the as-of date"),
        (Question(Milestone.SIGNED, dt.date(2099, 1, 1)), "years ahead"),
        (Question(Milestone.NONE, YEAR_END), "no milestone"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(question: Question, message: str) -> None:
    with pytest.raises(ForecastError, match=message):
        forecast(PRINCIPLES, TABLE, question)


def test_today_nothing_more_can_happen() -> None:
    assert forecast(PRINCIPLES, TABLE, Question(Milestone.SIGNED, AS_OF)).probability == 0


CLASSES = [
    (("ARM", "AZE"), "inter"),
    (("SDN", "SDN:REB"), "intra"),
    (("AFG:REB", "AFG"), "intra"),
    (("ISR", "LBN:REB"), None),  # a state and a group elsewhere: neither
    (("ARM",), None),
    ((), None),
]


@pytest.mark.parametrize(("parties", "expected"), CLASSES)
def test_the_class_follows_from_the_parties(parties, expected) -> None:
    assert class_of(parties) == expected


SINCE = [
    ("2023-12-11", 1.0),  # a day
    ("2023-12", 0.85),  # a month: its middle
    ("2023-12/2024-06", 0.7),  # never later than the as-of date
    ("2024-06", None),  # in the future: unknown
    ("soon", None),
    (None, None),
]


@pytest.mark.parametrize(("since", "months"), SINCE)
def test_months_in_the_stage_follow_from_the_date(since, months) -> None:
    found = standing_of(state_at(Milestone.PRINCIPLES_AGREED, since)).months
    assert found == (months if months is None else pytest.approx(months, abs=0.06))


def test_where_nobody_says_since_when_the_first_report_counts() -> None:
    told = MilestoneReached(Milestone.PRINCIPLES_AGREED, reported="2022-01-11")
    state = dataclasses.replace(PRINCIPLES, milestone=told)
    assert standing_of(state).months == pytest.approx(24, abs=0.1)
    assert "counted from the first report" in forecast(state, TABLE, Question(Milestone.SIGNED, YEAR_END)).note
    untold = dataclasses.replace(PRINCIPLES, milestone=MilestoneReached(Milestone.PRINCIPLES_AGREED))
    assert standing_of(untold).months is None
    assert "since when is not known" in forecast(untold, TABLE, Question(Milestone.SIGNED, YEAR_END)).note


TERMS = [
    (0.0, "almost no chance"), (0.049, "almost no chance"), (0.05, "very unlikely"), (0.2, "unlikely"),
    (0.45, "roughly even chance"), (0.55, "likely"), (0.8, "very likely"), (0.95, "almost certain"),
    (0.999, "almost certain"),
]  # fmt: skip


@pytest.mark.parametrize(("probability", "term"), TERMS)
def test_terms_are_those_of_the_directive(probability: float, term: str) -> None:
    assert likelihood_term(probability) == term


def test_the_fine_print_keeps_initialling_and_signing_apart() -> None:
    assert "initialling it does not count" in Question(Milestone.SIGNED, YEAR_END).fine_print
    assert Question(Milestone.SIGNED, YEAR_END, criteria="as the court says").fine_print == "as the court says"

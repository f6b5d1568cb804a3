"""What the ledger adds to the base rate: little, in the right direction, and nothing twice."""

from __future__ import annotations

import dataclasses
import datetime as dt
from itertools import pairwise

import numpy as np
import pytest
from forecast_builders import state_at
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from detente.errors import DeskBookError
from detente.evidence import Milestone
from detente.forecast import Question, forecast, forecast_all
from detente.forecast.gates import Gate, find_gates, open_by_month
from detente.forecast.ledger_term import belief, ledger_term, read_items
from detente.forecast.scenarios import scenarios
from detente.negotiation.state import CommitmentStatus, ConditionStatus, Quote, SignLine
from detente.reference.processes import load_base_rates
from detente.reference.weights import load_weights, weights_from_yaml

TABLE, WEIGHTS = load_base_rates(), load_weights()
AS_OF = dt.date(2024, 1, 11)
ASK = Question(Milestone.SIGNED, dt.date(2024, 12, 31))
EMPTY = state_at(Milestone.PRINCIPLES_AGREED, "2023-12-07")
AGREED = state_at(Milestone.INITIALLED, "2023-12-07")


def sign(kind="deed", direction="toward", date="2024-01-05", voice="fact", reports=1, independent=1, evidence=("s1",)):
    return SignLine("what was seen", direction, kind, date, voice, reports, independent, evidence)


def promise(state="pending", due=None, date="2023-12-07", evidence=("c1",)):
    return CommitmentStatus("release of prisoners", ("ARM",), ("AZE",), due, date, state, evidence)


def condition(by=("AZE",), quote="no treaty will be signed unless the law is changed", last="2024-01-05", **more):
    return ConditionStatus("the law is changed", by, "2024-01-05", ("k1",), quote, last, **more)


def answer(state=EMPTY, **changes):
    return forecast(dataclasses.replace(state, **changes), TABLE, ASK)


def test_an_empty_ledger_returns_exactly_the_outside_view() -> None:
    one = answer()
    assert one.probability == one.base_rate and one.drivers == () and one.note == "base rate only"


MOVES = [
    # A deed raises, violence and a lapse lower, a kept promise raises more than a pending one.
    ({"signs": (sign("deed"),)}, 1),
    ({"signs": (sign("deed", "against"),)}, -1),
    ({"signs": (sign("violence", "against"),)}, -1),
    ({"signs": (sign("domestic", "against"),)}, -1),
    ({"commitments": (promise(),)}, 1),
    ({"commitments": (promise("kept"),)}, 1),
    ({"commitments": (promise("lapsed", "2023-12-31"),)}, -1),
    ({"commitments": (promise("broken"),)}, -1),
    ({"commitments": (promise("late", "2023-12-31"),)}, -1),
    ({"conditions": (condition(),)}, -1),
    # Talk counts nothing, in either direction; nor does the writer's own judgement, whatever it is of.
    ({"signs": (sign("talk"), sign("talk", "against", evidence=("s2",)))}, 0),
    ({"signs": (sign("deed", voice="author"),)}, 0),
    # A condition is a gate, not a sign; of nobody at the table it is neither.
    ({"signs": (sign("condition", "against"),)}, 0),
    ({"conditions": (condition(by=("USA",)),)}, 0),
    ({"conditions": (condition(quote="they will not meet unless the law is changed"),)}, 0),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "direction"), MOVES)
def test_what_the_ledger_holds_moves_the_forecast_the_right_way(changes, direction) -> None:
    one = answer(**changes)
    assert np.sign(one.probability - one.base_rate) == direction
    assert one.base_rate == answer().probability
    assert bool(one.drivers) == bool(direction)
    assert ("not fitted" in one.note) == bool(direction)
    for driver in one.drivers:
        assert np.sign(driver.effect) == direction and driver.evidence


def test_what_it_cost_is_what_counts() -> None:
    kept, dated, undated = (
        answer(commitments=(one,)).probability for one in (promise("kept"), promise(due="2024-06-30"), promise())
    )
    assert kept > dated > undated


@pytest.mark.parametrize(("earlier", "later"), [("2021-01-01", "2023-01-01"), ("2023-01-01", "2023-12-31")])
def test_a_sign_fades(earlier: str, later: str) -> None:
    assert answer(signs=(sign(date=earlier),)).probability < answer(signs=(sign(date=later),)).probability


def test_reported_words_count_less_than_facts() -> None:
    fact, reported = (answer(signs=(sign(voice=voice),)).probability for voice in ("fact", "reported"))
    assert reported < fact


def test_corroboration_raises_belief_and_copies_hardly() -> None:
    alone, copied, confirmed = (belief(*n, WEIGHTS.reports) for n in ((1, 1), (5, 1), (5, 5)))
    assert alone < copied < confirmed < 1
    assert copied - alone < (confirmed - alone) / 2


def test_the_same_words_count_once() -> None:
    """A promise and the deed that a reader took from one clause are one happening."""
    quotes = (Quote("s1", "art", "they will release them", 10, 40), Quote("c1", "art", "will release", 15, 27))
    both = dataclasses.replace(EMPTY, signs=(sign(),), commitments=(promise(),), quotes=quotes)
    assert len(read_items(both, WEIGHTS)) == 1
    elsewhere = (quotes[0], Quote("c1", "art", "will release", 400, 412))
    assert len(read_items(dataclasses.replace(both, quotes=elsewhere), WEIGHTS)) == 2


def test_the_document_that_made_the_rung_is_not_counted_again() -> None:
    made = dataclasses.replace(EMPTY.milestone, evidence=("s1",))
    assert answer(milestone=made, signs=(sign(),)).drivers == ()


def test_promises_among_the_signs_give_way_to_the_undertakings() -> None:
    both = answer(signs=(sign("commitment", evidence=("s9",)),), commitments=(promise(),))
    assert both.probability == answer(commitments=(promise(),)).probability
    assert answer(signs=(sign("commitment", evidence=("s9",)),)).probability > answer().probability


def test_any_number_of_signs_stays_within_bounds() -> None:
    many = tuple(sign(evidence=(f"s{number}",)) for number in range(200))
    assert ledger_term(read_items(dataclasses.replace(EMPTY, signs=many), WEIGHTS), WEIGHTS) == WEIGHTS.total_cap
    one = answer(signs=many)
    odds = one.probability / (1 - one.probability) / (one.base_rate / (1 - one.base_rate))
    assert odds < np.exp(2 * (WEIGHTS.beta + 2 * WEIGHTS.beta_sd))


kinds = st.sampled_from(["deed", "violence", "domestic", "third_party", "talk", "commitment"])
some_signs = st.lists(
    st.tuples(kinds, st.sampled_from(["toward", "against"]), st.sampled_from(["2023-12-31", "2022", None])), max_size=6
)
NESTED = (Milestone.TEXT_AGREED, Milestone.INITIALLED, Milestone.SIGNED, Milestone.IN_FORCE)


@settings(max_examples=5, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(
    seen=some_signs,
    gated=st.booleans(),
    stage=st.sampled_from([Milestone.TALKS, Milestone.PRINCIPLES_AGREED, Milestone.TEXT_AGREED]),
    months=st.integers(0, 40),
)
def test_rungs_cohere_with_any_ledger(seen, gated, stage, months) -> None:
    since = AS_OF - dt.timedelta(days=30 * months)
    state = state_at(
        stage,
        since.isoformat(),
        signs=tuple(sign(kind, to, date, evidence=(f"s{n}",)) for n, (kind, to, date) in enumerate(seen)),
        conditions=(condition(),) if gated else (),
    )
    dates = (dt.date(2024, 9, 1), dt.date(2025, 9, 1))
    asked = [Question(rung, by) for rung in NESTED for by in dates]
    found = {(one.milestone, one.by): one for one in forecast_all(state, TABLE, asked)}
    for by in dates:
        for lower, higher in pairwise(NESTED):
            assert found[higher, by].probability <= found[lower, by].probability
    for rung in NESTED:
        assert found[rung, dates[0]].probability <= found[rung, dates[1]].probability
    mirrored = dataclasses.replace(state, signs=state.signs[::-1])
    assert forecast_all(mirrored, TABLE, asked) == tuple(found.values())


def test_a_gate_bars_the_signature_and_not_what_comes_before() -> None:
    asked = [Question(rung, ASK.by) for rung in NESTED]
    free = forecast_all(EMPTY, TABLE, asked)
    gated = forecast_all(dataclasses.replace(EMPTY, conditions=(condition(),)), TABLE, asked)
    changes = [after.probability - before.probability for before, after in zip(free, gated, strict=True)]
    assert changes[0] == changes[1] == 0 and changes[2] < 0 and changes[3] < 0


def test_insisting_makes_a_gate_bind() -> None:
    once, again = (find_gates(dataclasses.replace(EMPTY, conditions=(condition(last=last),)), WEIGHTS.gates)[0]
                   for last in ("2024-01-05", "2024-09-01"))  # fmt: skip
    assert once.binds == WEIGHTS.gates.binds < again.binds == WEIGHTS.gates.binds_restated


def test_the_conditions_of_one_party_stand_together() -> None:
    other = dataclasses.replace(condition(), what="the group is dissolved", evidence=("k2",))
    one, two = (dataclasses.replace(AGREED, conditions=c) for c in ((condition(),), (condition(), other)))
    assert forecast(one, TABLE, ASK).probability == forecast(two, TABLE, ASK).probability
    both = dataclasses.replace(AGREED, conditions=(condition(), dataclasses.replace(other, by=("ARM",))))
    assert forecast(both, TABLE, ASK).probability < forecast(one, TABLE, ASK).probability


def test_the_later_the_occasion_the_later_the_signature() -> None:
    soon, late = (
        forecast(dataclasses.replace(AGREED, conditions=(condition(occasion=when, needs="vote"),)), TABLE, ASK)
        for when in ("2024-02", "2024-11")
    )
    assert late.probability < soon.probability < forecast(AGREED, TABLE, ASK).probability
    moved = dataclasses.replace(AGREED, conditions=(condition(occasion="2024-11-30"),))
    assert forecast(moved, TABLE, ASK).probability == pytest.approx(late.probability, abs=0.01)


def test_when_gates_open() -> None:
    surely = Gate("a", binds=1.0, on=dt.date(2024, 7, 11), opens=1.0)
    assert open_by_month([surely], AS_OF, 12)[[0, 5, 7, 12]] == pytest.approx([0, 0, 1, 1])
    assert open_by_month([], AS_OF, 3) == pytest.approx(1)
    assert open_by_month([Gate("b", binds=0.0)], AS_OF, 3) == pytest.approx(1)
    # Both must open; either of two alternatives is enough.
    half = Gate("c", binds=0.5)
    assert open_by_month([half, half], AS_OF, 0)[0] == pytest.approx(0.25)
    either = Gate("d", binds=1.0, yearly=0.0, alternatives=(surely,))
    assert open_by_month([either], AS_OF, 12)[-1] == pytest.approx(1)


def test_the_parts_of_a_gate_add_up_to_the_whole() -> None:
    """P = P(free)·P(signed, free) + P(barred)·P(signed, barred)."""
    weights = dataclasses.replace(WEIGHTS, gates=dataclasses.replace(WEIGHTS.gates, binds=1.0, opens_a_year=0.0))
    gated = dataclasses.replace(AGREED, conditions=(condition(),))
    barred = forecast(gated, TABLE, ASK, weights=weights).probability
    assert barred == 0
    never = dataclasses.replace(WEIGHTS, gates=dataclasses.replace(WEIGHTS.gates, opens_a_year=0.0))
    share = WEIGHTS.gates.binds
    free = forecast(AGREED, TABLE, ASK).probability
    assert forecast(gated, TABLE, ASK, weights=never).probability == pytest.approx((1 - share) * free, abs=2e-4)


def test_scenarios_point_the_way_an_analyst_expects() -> None:
    found = {
        one.text: one.change for one in scenarios(dataclasses.replace(EMPTY, commitments=(promise(),)), TABLE, ASK)
    }
    assert found["if release of prisoners is carried out"] > 0 > found["if release of prisoners is let lapse"]
    assert found["if fighting resumes"] < 0 < found["if a text is agreed"]
    assert found["if a party sets a condition for signing"] < 0
    met = {
        one.text: one.change for one in scenarios(dataclasses.replace(AGREED, conditions=(condition(),)), TABLE, ASK)
    }
    assert met["if the conditions for signing are met"] > 0


def test_nothing_changes_what_is_reached() -> None:
    assert scenarios(state_at(Milestone.SIGNED, "2023-12-07"), TABLE, ASK) == ()


def test_measured_odds_are_shrunk_toward_none() -> None:
    deed = WEIGHTS.signs["deed", "toward"]
    assert 0 < deed.log_odds < np.log(1.47)


@pytest.mark.parametrize("text", ["", "signs: []", "[1, 2]", "pool: {w0: x"])
def test_broken_weights_are_refused(text: str) -> None:
    with pytest.raises(DeskBookError):
        weights_from_yaml(text)

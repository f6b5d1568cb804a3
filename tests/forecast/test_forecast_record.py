"""The record: frozen, resolved, scored; no change goes unnoticed."""

from __future__ import annotations

import datetime as dt
import json

import numpy as np
import pytest
from forecast_builders import state_at
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import ForecastError
from detente.evidence import Milestone
from detente.forecast import Question, forecast
from detente.forecast.freezing import check_frozen, freeze, resolve, score
from detente.forecast.scoring import brier_score, crps_of_date, log_score, mean_score, skill
from detente.reference.processes import load_base_rates

TABLE = load_base_rates()
STATE = state_at(Milestone.PRINCIPLES_AGREED, "2023-12-07")
ASK = Question(Milestone.SIGNED, dt.date(2024, 12, 31))
NOW, LATER = dt.datetime(2024, 1, 12, 9), dt.datetime(2025, 1, 2, 9)


def frozen():
    return freeze(forecast(STATE, TABLE, ASK), ASK, STATE, TABLE, at=NOW, versions={"detente": "0.1.0"})


def test_a_frozen_record_says_what_was_asked_answered_and_with_what() -> None:
    record = frozen()
    assert record["question"]["criteria"] == ASK.fine_print
    assert record["forecast"]["probability"] == forecast(STATE, TABLE, ASK).probability
    assert record["versions"]["base_rates"].startswith("PA-X")
    assert record == frozen()
    check_frozen(json.loads(json.dumps(record)))


@pytest.mark.parametrize("path", [("forecast", "probability"), ("question", "criteria"), ("as_of",)])
def test_a_change_after_freezing_is_noticed(path) -> None:
    record = json.loads(json.dumps(frozen()))
    inner = record
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = 0.5
    with pytest.raises(ForecastError, match="changed"):
        check_frozen(record)
    with pytest.raises(ForecastError, match="changed"):
        resolve(record, "no", by="A", at=LATER, evidence=("e",))


def test_a_resolved_record_is_scored_beside_its_baselines() -> None:
    resolved = resolve(frozen(), "no", by="A. Reviewer", at=LATER, evidence=("event-1",))
    found = score(resolved)
    assert found["brier"] == pytest.approx(resolved["forecast"]["probability"] ** 2)
    assert set(found["brier_of"]) == {"base_rate", "constant", "stage_climatology"}  # none invented for the panel
    check_frozen(resolved)


def test_open_and_void_questions_have_no_score() -> None:
    assert score(frozen()) is None
    assert score(resolve(frozen(), "void", by="A", at=LATER, evidence=(), reason="the state dissolved")) is None


REFUSED = [
    ({"outcome": "perhaps"}, "unknown outcome"),
    ({"by": ""}, "needs a name"),
    ({"evidence": ()}, "evidence or a reason"),
    # Initialled in August and signed in January is not "signed by December".
    ({"outcome": "yes", "happened": dt.date(2025, 1, 5)}, "after the deadline"),
    # What has not happened yet may still happen.
    ({"at": dt.datetime(2024, 6, 1)}, "has not passed"),
]


@pytest.mark.parametrize(("changes", "message"), REFUSED)
def test_a_careless_resolution_is_refused(changes, message) -> None:
    given = {"outcome": "no", "by": "A", "at": LATER, "evidence": ("e",)} | changes
    with pytest.raises(ForecastError, match=message):
        resolve(frozen(), given.pop("outcome"), **given)


def test_what_is_resolved_stays_resolved() -> None:
    once = resolve(frozen(), "no", by="A", at=LATER, evidence=("e",))
    with pytest.raises(ForecastError, match="already"):
        resolve(once, "yes", by="B", at=LATER, evidence=("e",))


def test_scores_by_hand() -> None:
    assert brier_score(0.8, True) == pytest.approx(0.04)
    assert log_score(0.5, True) == pytest.approx(np.log(2))
    assert log_score(0.0, True) == pytest.approx(-np.log(0.001))  # clipped: a certainty that fails is not infinite
    assert mean_score([0.1, 0.3]) == pytest.approx(0.2)
    assert skill(0.05, 0.1) == pytest.approx(0.5) and skill(0.1, 0.0) is None


curves = st.lists(st.floats(0, 1), min_size=2, max_size=8).map(sorted)


@given(curve=curves, at=st.none() | st.floats(0, 7))
def test_crps_is_the_integral_of_the_squared_distance(curve, at) -> None:
    months = len(curve) - 1
    grid = (np.arange(20000) + 0.5) * months / 20000
    outcome = np.zeros_like(grid) if at is None else (grid >= at).astype(float)
    numeric = np.mean((np.interp(grid, range(months + 1), curve) - outcome) ** 2) * months
    assert crps_of_date(curve, at) == pytest.approx(numeric, abs=2e-3)


def test_a_sure_and_right_date_costs_nothing() -> None:
    assert crps_of_date([0.0, 0.0, 0.0], None) == 0
    assert crps_of_date([1.0, 1.0], 0.0) == 0

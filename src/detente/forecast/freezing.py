"""The record of a forecast: frozen when it is made, resolved by a logged judgement, scored, and looked back on.

A frozen forecast is plain data with a hash over all of it, so that a later change shows. Whoever resolves it says on
what evidence. Versions and the moment come from the caller: nothing here looks at a clock.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from detente.errors import ForecastError
from detente.forecast.record import Forecast, Question
from detente.forecast.scoring import brier_score, log_score
from detente.negotiation.state import ProcessState
from detente.reference.processes import BaseRateTable

Plain = dict[str, Any]
OUTCOMES = ("yes", "no", "void")


def freeze(
    forecast: Forecast,
    question: Question,
    state: ProcessState,
    base_rates: BaseRateTable,
    *,
    at: dt.datetime,
    versions: Mapping[str, str],
) -> Plain:
    """Return a forecast as a frozen record: question and fine print, answer, data and code versions, hash.

    `versions` names what computed it, such as the package and its weights; that of the base rates is added.
    """
    record: Plain = {
        "parties": list(state.parties),
        "as_of": state.as_of.isoformat(),
        "standing": {"stage": state.milestone.stage.value, "since": state.milestone.since},
        "question": {
            "milestone": question.milestone.value,
            "by": question.by.isoformat(),
            "criteria": question.fine_print,
            "source": question.source,
        },
        "forecast": forecast.to_dict(),
        "frozen_at": at.isoformat(),
        "versions": dict(sorted(versions.items())) | {"base_rates": f"{base_rates.version}, to {base_rates.until}"},
        "resolution": None,
    }
    return record | {"id": _hash(record)}


def check_frozen(record: Mapping[str, Any]) -> None:
    """Raise `ForecastError` where a frozen record is not as it was frozen."""
    frozen = {name: value for name, value in record.items() if name != "id"} | {"resolution": None}
    if record.get("id") != _hash(frozen):
        raise ForecastError(
            str(record.get("id"))[:16], "the record was changed after it was frozen", "freeze a new one"
        )


def resolve(
    record: Mapping[str, Any],
    outcome: str,
    *,
    by: str,
    at: dt.datetime,
    evidence: Sequence[str],
    happened: dt.date | None = None,
    reason: str = "",
) -> Plain:
    """Return a frozen record with its resolution: the outcome, who judged it, when, and on what evidence.

    A question that turned out to be meaningless is `void` and is not scored. Raises `ForecastError` where the record
    was changed, is resolved already, or where the judgement lacks what it needs.
    """
    check_frozen(record)
    where = str(record["id"])[:16]
    if record["resolution"] is not None:
        raise ForecastError(where, "it is resolved already", "freeze a new one")
    if outcome not in OUTCOMES:
        raise ForecastError(where, f"unknown outcome {outcome!r}", f"use one of {', '.join(OUTCOMES)}")
    if not by or not (evidence or reason):
        raise ForecastError(where, "a resolution needs a name, and evidence or a reason", "say who judges, on what")
    deadline = dt.date.fromisoformat(record["question"]["by"])
    if outcome == "yes" and happened is not None and happened > deadline:
        raise ForecastError(where, f"it happened on {happened}, after the deadline {deadline}", "resolve it as no")
    if outcome == "no" and at.date() <= deadline:
        raise ForecastError(where, f"the deadline {deadline} has not passed", "wait, or resolve it as void")
    resolution = {
        "outcome": outcome,
        "happened": happened.isoformat() if happened else None,
        "by": by,
        "at": at.isoformat(),
        "evidence": list(evidence),
        "reason": reason,
    }
    return dict(record) | {"resolution": resolution}


def score(record: Mapping[str, Any]) -> Plain | None:
    """Return the scores of a resolved record beside those of base rate and baselines; `None` where it has none."""
    check_frozen(record)
    if record["resolution"] is None or record["resolution"]["outcome"] == "void":
        return None
    happened = record["resolution"]["outcome"] == "yes"
    answer = record["forecast"]
    rivals = {"base_rate": answer["base_rate"], **answer["baselines"]}
    return {
        "id": record["id"],
        "happened": happened,
        "brier": brier_score(answer["probability"], happened),
        "log": log_score(answer["probability"], happened),
        "brier_of": {name: brier_score(p, happened) for name, p in rivals.items() if p is not None},
        "pulled": _pulled(answer, happened),
    }


def _pulled(answer: Mapping[str, Any], happened: bool) -> Plain:
    """Return the post-mortem: which terms pulled toward what happened, and which away from it."""
    sides: Plain = {"right": [], "wrong": []}
    for driver in answer["drivers"]:
        sides["right" if (driver["effect"] > 0) == happened else "wrong"].append([driver["text"], driver["effect"]])
    return sides


def _hash(record: Mapping[str, Any]) -> str:
    canonical = json.dumps(record, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()

"""The desk book of weights: how much a sign, an undertaking or a condition moves a forecast, with source and author."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from detente.errors import DeskBookError

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Z = 1.96  # half the width of a 95 % range, in standard errors


@dataclass(frozen=True, slots=True)
class SignWeight:
    """The log odds ratio of a kind of sign, shrunk toward 0; what it cost its author (0-1); its half-life in months."""

    log_odds: float
    cost: float
    half_life: float
    source: str


@dataclass(frozen=True, slots=True)
class Reports:
    """What reports are worth: one alone, alike ones, and each hop of attribution."""

    reliability: float
    same: float
    other: float
    hop: float


@dataclass(frozen=True, slots=True)
class GateWeights:
    """How likely a stated condition binds and opens; see the data file."""

    binds: float
    binds_restated: float
    restated_days: int
    opens_on_occasion: float
    opens_a_year: float
    words: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Weights:
    """All weights of the ledger's part in a forecast. `basis` says whether they were fitted."""

    version: str
    basis: str
    w0: float
    beta: float
    beta_sd: float
    item_cap: float
    total_cap: float
    undated: float
    moderate: float
    reports: Reports
    signs: Mapping[tuple[str, str], SignWeight]
    undertakings: Mapping[str, float]
    gates: GateWeights


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """Load the weights that come with the package.

    >>> weights = load_weights()
    >>> weights.signs["talk", "toward"].cost, weights.basis
    (0.0, 'default weights, not fitted')
    """
    text = (files("detente.reference") / "data" / "processes" / "weights.yaml").read_text("utf-8")
    return weights_from_yaml(text, "processes/weights.yaml")


def weights_from_yaml(text: str, where: str = "weights") -> Weights:
    """Read weights; raises `DeskBookError` where something is missing or not a number."""
    try:
        raw = yaml.load(text, Loader=_Loader)
        scale = {name: math.log(odds) for name, odds in raw["scale"].items()}
        return Weights(
            version=raw["version"],
            basis=raw["basis"],
            **{name: float(raw["pool"][name]) for name in ("w0", "beta", "beta_sd")},
            item_cap=math.log(raw["caps"]["item_odds"]),
            total_cap=float(raw["caps"]["total"]),
            undated=float(raw["undated"]),
            moderate=scale["moderate"],
            reports=Reports(**raw["reports"]),
            signs={(row["kind"], row["direction"]): _sign(row, scale, float(raw["prior_sd"])) for row in raw["signs"]},
            undertakings={name: float(share) for name, share in raw["undertakings"].items()},
            gates=GateWeights(**(raw["gates"] | {"words": _any_word(raw["gates"]["words"])})),
        )
    except (yaml.YAMLError, re.error, KeyError, TypeError, ValueError, AttributeError) as error:
        raise DeskBookError(where, f"not a table of weights: {error}", "mend the file") from error


def _sign(row: Mapping[str, Any], scale: Mapping[str, float], prior_sd: float) -> SignWeight:
    if "step" in row:
        log_odds = -scale[row["step"]] if row.get("down") else scale[row["step"]]
    else:
        log_odds = _shrunk(math.log(row["odds"]), math.log(row["high"] / row["low"]) / (2 * Z), prior_sd)
    return SignWeight(log_odds, float(row["cost"]), float(row["half_life"]), row["source"])


def _any_word(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


def _shrunk(estimate: float, error: float, prior_sd: float) -> float:
    return estimate * prior_sd**2 / (prior_sd**2 + error**2)

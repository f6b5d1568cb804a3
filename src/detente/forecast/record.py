"""The records of a forecast: the question asked, the reference class, the drivers, the answer."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from detente.evidence import Milestone
from detente.forecast.words import likelihood_term

# What counts and what does not: the fine print under which a question is resolved.
CRITERIA: Mapping[Milestone, str] = {
    Milestone.TALKS: "the parties are reported to have talked about a settlement, directly or through a mediator",
    Milestone.CEASEFIRE: "both sides agree a general truce; a local or one-sided one does not count",
    Milestone.PRINCIPLES_AGREED: "a joint text or both parties name principles or a framework for a settlement",
    Milestone.TEXT_AGREED: "both parties say that the text of the whole agreement is settled",
    Milestone.INITIALLED: "authorized negotiators put their initials to the whole text",
    Milestone.SIGNED: "authorized persons of both sides sign the agreement; initialling it does not count, nor does "
    "signing a declaration about it",
    Milestone.IN_FORCE: "the agreement has entered into force by its own terms",
    Milestone.IMPLEMENTED: "the parties have agreed on, or both report, the carrying out of the signed agreement",
}


@dataclass(frozen=True, slots=True)
class Question:
    """Will the process have reached a milestone by the end of a day?

    `criteria` is the fine print of the resolution and defaults to that of the milestone; `source` names what will be
    accepted as its evidence.
    """

    milestone: Milestone
    by: dt.date
    criteria: str = ""
    source: str = "two independent outlets, or the official text"

    @property
    def fine_print(self) -> str:
        """The criteria as asked, else those of the milestone."""
        return self.criteria or CRITERIA.get(self.milestone, "")


@dataclass(frozen=True, slots=True)
class Reference:
    """The past processes that a base rate rests on: `n`, of which `events` went on to the milestone or beyond."""

    description: str
    n: int
    events: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Driver:
    """What moves the forecast away from its base rate, by how much (in probability), and on what evidence."""

    text: str
    effect: float
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Forecast:
    """The answer to a question: a probability with its 80 % range, its base rate and all that they rest on.

    `usable` is false where the range is too wide to say more than the base rate; `words` is the ICD-203 term; `note`
    says in plain words what a reader must know before using the number.
    """

    milestone: Milestone
    by: dt.date
    probability: float
    low: float
    high: float
    base_rate: float
    reference_class: Reference
    baselines: Mapping[str, float | None] = field(default_factory=dict)
    drivers: tuple[Driver, ...] = ()
    usable: bool = True
    note: str = ""

    @property
    def words(self) -> str:
        """The term of likelihood for the probability; `reached` where the milestone has been."""
        return "reached" if self.probability == 1 else likelihood_term(self.probability)

    def to_dict(self) -> dict[str, Any]:
        """Return the forecast as plain data, in the shape that `detente outlook --json` prints for a question."""
        return {
            "milestone": self.milestone.value,
            "by": self.by.isoformat(),
            "probability": self.probability,
            "low": self.low,
            "high": self.high,
            "base_rate": self.base_rate,
            "baselines": dict(self.baselines),
            "reference_class": _plain(self.reference_class),
            "drivers": [_plain(driver) for driver in self.drivers],
            "usable": self.usable,
            "words": self.words,
            "note": self.note,
        }


def _plain(record: Reference | Driver) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in dataclasses.asdict(record).items()
    }

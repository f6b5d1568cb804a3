"""The state of a process as of a date: what an analyst would say, each line with the ids of its evidence."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from detente.evidence import Milestone

EvidenceIds = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MilestoneReached:
    """The furthest rung reached between the parties, since when, and what says so."""

    stage: Milestone
    since: str | None = None
    evidence: EvidenceIds = ()


@dataclass(frozen=True, slots=True)
class Track:
    """A format of talks: bilateral, or under one mediator."""

    format: str
    mediators: tuple[str, ...] = ()
    status: Literal["active", "stalled", "closed"] = "active"
    first_contact: str | None = None
    last_contact: str | None = None
    contacts: int = 0
    evidence: EvidenceIds = ()


@dataclass(frozen=True, slots=True)
class Position:
    """What a party said or did last on an issue."""

    party: str | None
    date: str | None
    quote: str
    evidence: EvidenceIds = ()


@dataclass(frozen=True, slots=True)
class IssueStatus:
    """An issue on the table with the parties' positions."""

    issue: str
    state: str
    positions: tuple[Position, ...] = ()
    evidence: EvidenceIds = ()


@dataclass(frozen=True, slots=True)
class PrincipleStatus:
    """A principle and who affirmed it."""

    what: str
    affirmed_by: tuple[str, ...] = ()
    by_both: bool = False
    date: str | None = None
    evidence: EvidenceIds = ()


@dataclass(frozen=True, slots=True)
class CommitmentStatus:
    """An undertaking and what became of it."""

    what: str
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    due: str | None = None
    date: str | None = None
    state: str = "pending"
    evidence: EvidenceIds = ()


@dataclass(frozen=True, slots=True)
class ConditionStatus:
    """A condition precedent and who claims it."""

    what: str
    by: tuple[str, ...] = ()
    date: str | None = None
    evidence: EvidenceIds = ()


@dataclass(frozen=True, slots=True)
class DomesticStatus:
    """Somebody or something at home that helps or hinders."""

    actor: str | None
    text: str
    direction: str
    date: str | None = None
    evidence: EvidenceIds = ()


@dataclass(frozen=True, slots=True)
class PollReading:
    """One answer of one poll."""

    share: float
    population: str | None
    date: str | None
    about: str | None
    evidence: EvidenceIds = ()


@dataclass(frozen=True, slots=True)
class Occasion:
    """A dated occasion ahead of or behind the as-of date."""

    what: str
    date: str | None
    past: bool
    evidence: EvidenceIds = ()


@dataclass(frozen=True, slots=True)
class SignLine:
    """A sign for or against: one line of the brief's two columns."""

    text: str
    direction: str
    kind: str
    date: str | None
    voice: str
    reports: int = 1
    independent: int = 1
    evidence: EvidenceIds = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """A third party's dealings with one of the parties, or an alternative to a deal."""

    text: str
    actors: tuple[str, ...]
    date: str | None
    evidence: EvidenceIds = ()


@dataclass(frozen=True, slots=True)
class SourceLine:
    """An article that the state rests on."""

    key: str
    id: str
    title: str | None
    outlet: str | None
    published: str | None
    published_basis: str
    published_reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """The words behind a piece of evidence, for the references of a brief."""

    evidence: str
    article: str
    exact: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ProcessState:
    """The whole state. Every list is in a canonical order; order and duplicates of the input never matter."""

    as_of: dt.date
    parties: tuple[str, ...]
    milestone: MilestoneReached
    tracks: tuple[Track, ...] = ()
    issues: tuple[IssueStatus, ...] = ()
    principles: tuple[PrincipleStatus, ...] = ()
    commitments: tuple[CommitmentStatus, ...] = ()
    conditions: tuple[ConditionStatus, ...] = ()
    domestic: tuple[DomesticStatus, ...] = ()
    polls: tuple[PollReading, ...] = ()
    calendar: tuple[Occasion, ...] = ()
    alternatives: tuple[Tie, ...] = ()
    third_parties: tuple[Tie, ...] = ()
    setbacks: tuple[SignLine, ...] = ()
    signs: tuple[SignLine, ...] = ()
    ladder: tuple[MilestoneReached, ...] = ()
    sources: tuple[SourceLine, ...] = ()
    quotes: tuple[Quote, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the state as plain data, in the shape that `detente state --json` prints."""
        plain: dict[str, Any] = _plain(self)
        return plain


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value

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
    """A rung reached between the parties, since when, and what says so.

    `since` is the date that the reports give, `reported` the day by which it was known; `until` the date from which
    it no longer held. `basis` is `wording` where the words of a record name the rung, `article` where it is the
    reading of whole articles. `disputed` lists evidence that says otherwise. Of a rung that only one side claims,
    `claimed_by` names who does.
    """

    stage: Milestone
    since: str | None = None
    evidence: EvidenceIds = ()
    reported: str | None = None
    until: str | None = None
    text: str = ""
    basis: Literal["wording", "article"] = "wording"
    claimed_by: tuple[str, ...] = ()
    disputed: EvidenceIds = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact on a track. `level` is the highest office named; `text` what it was, in short words.

    `status` is that of the event, or `closed` for the end of the format.
    """

    date: str | None
    text: str
    status: str
    level: str | None = None
    place: str | None = None
    occasion: str | None = None
    evidence: EvidenceIds = ()


@dataclass(frozen=True, slots=True)
class Track:
    """A format of talks: bilateral, or under one mediator.

    `habit` is the median number of days between its contacts, `silence` the days since the last one; where the
    silence is long against the habit, `reason` says so.
    """

    format: str
    mediators: tuple[str, ...] = ()
    status: Literal["active", "stalled", "closed"] = "active"
    first_contact: str | None = None
    last_contact: str | None = None
    contacts: int = 0
    evidence: EvidenceIds = ()
    lines: tuple[Contact, ...] = ()
    habit: int | None = None
    silence: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """What a party said or did last on an issue."""

    party: str | None
    date: str | None
    quote: str
    evidence: EvidenceIds = ()
    stance: str = "neutral"
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class IssueStatus:
    """An issue on the table with the parties' positions.

    `movement` compares the latest state with the one before; `history` holds (date, state) as articles showed it.
    """

    issue: str
    state: str
    positions: tuple[Position, ...] = ()
    evidence: EvidenceIds = ()
    movement: str | None = None
    history: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PrincipleStatus:
    """A principle and who affirmed it.

    `joint` is true where a joint text or a joint speaker states it; `claimed_by` lists the parties that say so alone;
    `relayed_by`, `via` and `echoes` tell through whom a claim came.
    """

    what: str
    affirmed_by: tuple[str, ...] = ()
    by_both: bool = False
    date: str | None = None
    evidence: EvidenceIds = ()
    joint: bool = False
    claimed_by: tuple[str, ...] = ()
    relayed_by: str | None = None
    via: tuple[str, ...] = ()
    echoes: str | None = None


@dataclass(frozen=True, slots=True)
class CommitmentStatus:
    """An undertaking and what became of it: pending, partly, kept, late, lapsed or broken.

    `settled` is the date on which it was kept or broken, `outcome` the evidence that says so.
    """

    what: str
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    due: str | None = None
    date: str | None = None
    state: str = "pending"
    evidence: EvidenceIds = ()
    settled: str | None = None
    outcome: EvidenceIds = ()


@dataclass(frozen=True, slots=True)
class ConditionPart:
    """A part of a condition, and since when and by what it is reported as met."""

    what: str
    met: str | None = None
    evidence: EvidenceIds = ()


@dataclass(frozen=True, slots=True)
class ConditionStatus:
    """A condition precedent and who claims it.

    `occasion` and `needs` name the dated occasion that must come first, where the sources name one; `quote` gives
    the words. `parts` stand together by `join` (all of them, or any); `state` is open, partly met or met, as far as the
    reports show.
    """

    what: str
    by: tuple[str, ...] = ()
    date: str | None = None
    evidence: EvidenceIds = ()
    quote: str = ""
    last_stated: str | None = None
    occasion: str | None = None
    needs: str | None = None
    state: Literal["open", "partly met", "met"] = "open"
    join: Literal["all", "any"] = "all"
    parts: tuple[ConditionPart, ...] = ()


@dataclass(frozen=True, slots=True)
class DomesticStatus:
    """Somebody or something at home that helps or hinders."""

    actor: str | None
    text: str
    direction: str
    date: str | None = None
    evidence: EvidenceIds = ()
    name: str | None = None


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
    kind: Literal["scheduled", "meeting", "due"] = "scheduled"


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
class Contradiction:
    """Reports of one event that differ: on which field, what most say, what others say, and which they are."""

    what: str
    field: str
    said: str
    otherwise: str
    date: str | None = None
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
    url: str | None = None
    authors: tuple[str, ...] = ()
    records: int = 0


@dataclass(frozen=True, slots=True)
class Quote:
    """The words behind a piece of evidence, for the references of a brief."""

    evidence: str
    article: str
    exact: str
    start: int
    end: int
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class ProcessState:
    """The whole state. Every list is in a canonical order; order and duplicates of the input never matter.

    `deals` are partial and local agreements, which stand beside the ladder; `undated` names the articles that were
    left out because nobody knows when they appeared.
    """

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
    deals: tuple[Tie, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    undated: tuple[str, ...] = ()
    title: str | None = None
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

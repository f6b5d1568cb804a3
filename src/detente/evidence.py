"""Evidence: the coded records that are read from articles, each anchored in the words it came from.

The kinds and fields are those of the annotation guide; `to_dict` gives the JSON contract and `evidence_from_dict`
reads it back without loss. A record is never edited: a newer extraction supersedes it, or a person judges it.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, Literal, Self, TypeVar

from detente.article import Article
from detente.errors import InvalidEvidence

CONTEXT = 32  # characters of prefix and suffix kept beside an anchor (W3C TextQuoteSelector)


class EventType(StrEnum):
    """The sixteen event types of PLOVER 0.8, by quad class."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Status(StrEnum):
    """Whether an event happened."""

    OCCURRED = "occurred"
    ONGOING = "ongoing"
    PLANNED = "planned"
    CALLED_OFF = "called_off"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"


class Issue(StrEnum):
    """The closed list of negotiation issues."""

    TERRITORY_BORDER = "territory_border"
    STATUS_AUTONOMY = "status_autonomy"
    ENCLAVES_EXCLAVES = "enclaves_exclaves"
    PRISONERS = "prisoners"
    DISPLACED_RETURN = "displaced_return"
    TRANSPORT_CORRIDOR = "transport_corridor"
    SECURITY_USE_OF_FORCE = "security_use_of_force"
    RECOGNITION_TIES = "recognition_ties"
    CONSTITUTION_LAW = "constitution_law"
    CEASEFIRE_MONITORING = "ceasefire_monitoring"
    DISARMAMENT_NUCLEAR = "disarmament_nuclear"
    JUSTICE_ACCOUNTABILITY = "justice_accountability"
    MINORITIES_HERITAGE = "minorities_heritage"
    ECONOMY_TRADE_RESOURCES = "economy_trade_resources"
    THIRD_PARTY_FORCES = "third_party_forces"
    POWER_SHARING = "power_sharing"
    ELECTIONS_TRANSITION = "elections_transition"
    HUMANITARIAN_ACCESS = "humanitarian_access"
    SANCTIONS_RELIEF = "sanctions_relief"
    INCLUSION_OF_PARTIES = "inclusion_of_parties"
    OTHER = "other"


class Milestone(StrEnum):
    """The ladder of a settlement, in order; `NONE` where no stage is reported as reached."""

    NONE = "none"
    TALKS = "talks"
    CEASEFIRE = "ceasefire"
    PRINCIPLES_AGREED = "principles_agreed"
    TEXT_AGREED = "text_agreed"
    INITIALLED = "initialled"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    IMPLEMENTED = "implemented"

    @property
    def rank(self) -> int:
        """The place on the ladder, 0 for `none`.

        >>> Milestone.INITIALLED.rank < Milestone.SIGNED.rank
        True
        """
        return list(Milestone).index(self)


class Direction(StrEnum):
    """Whether something points to a settlement or away from it."""

    TOWARD = "toward"
    AGAINST = "against"


class Stance(StrEnum):
    """The direction of a speaker's words; most words have none."""

    TOWARD = "toward"
    AGAINST = "against"
    NEUTRAL = "neutral"


class SignKind(StrEnum):
    """What a sign is made of: the costlier, the more it says."""

    DEED = "deed"
    COMMITMENT = "commitment"
    TALK = "talk"
    CONDITION = "condition"
    DOMESTIC = "domestic"
    THIRD_PARTY = "third_party"
    VIOLENCE = "violence"


class Voice(StrEnum):
    """Who vouches: the outlet as fact, somebody it reports, or the writer's own judgement (counts for nothing)."""

    FACT = "fact"
    REPORTED = "reported"
    AUTHOR = "author"


E = TypeVar("E", bound="Evidence")
Format = Literal["bilateral", "mediated", "multilateral"]
IssueState = Literal["open", "narrowing", "agreed", "contested"]
CommitmentState = Literal["pending", "kept", "broken"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a record stands in the stored text: offsets (TextPosition) and the words themselves (TextQuote)."""

    article: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""

    @classmethod
    def of(cls, article: Article, start: int, end: int) -> Self:
        """Anchor the characters from `start` to `end` of an article.

        >>> Anchor.of(Article("a", "Talks resumed in Geneva."), 0, 5).exact
        'Talks'
        """
        if not 0 <= start < end <= len(article.text):
            raise InvalidEvidence(article.id, f"an anchor from {start} to {end} lies outside the text")
        text = article.text
        return cls(
            article.key,
            start,
            end,
            text[start:end],
            text[max(0, start - CONTEXT) : start],
            text[end : end + CONTEXT],
        )


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody as written and as resolved.

    `id` is an ISO 3166-1 alpha-3 code for a country and whoever acts for its government, `XXX:SECTOR` for another
    actor of a country, a body's code (`UNO`), ids joined in alphabetical order for one who speaks for several
    (`ARM;AZE`), or `None` where unknown. `inferred` is true where the id was not read from the words themselves but
    concluded (a pronoun, a surname, "both sides").
    """

    text: str
    id: str | None = None
    office: str | None = None
    wikidata: str | None = None
    inferred: bool = False

    @property
    def ids(self) -> frozenset[str]:
        """The single ids, empty where unknown."""
        return frozenset(self.id.split(";")) if self.id else frozenset()

    def to_dict(self) -> dict[str, Any]:
        """Return the actor as plain data; what is not known is left out, save the id."""
        extra = {"office": self.office, "wikidata": self.wikidata, "inferred": self.inferred or None}
        return {"text": self.text, "id": self.id} | {k: v for k, v in extra.items() if v is not None}


class _Identified:
    """Keeps the id of a record once it has been computed, beside the fields: it follows from them."""

    __slots__ = ("_id",)
    _id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(_Identified):
    """What every record has. `certainty` (0-1) is the extractor's own and no probability of anything else."""

    kind: ClassVar[str] = ""
    anchor: Anchor
    extractor: str = "detente"
    certainty: float = 1.0
    voice: Voice = Voice.FACT
    relevant: bool = True

    @property
    def id(self) -> str:
        """A hash of content and anchor: the same words read in the same way have the same id everywhere."""
        try:
            return self._id
        except AttributeError:
            object.__setattr__(self, "_id", evidence_id(self.to_dict()))
            return self._id

    def to_dict(self) -> dict[str, Any]:
        """Return the record in the shape of the JSON contract, without its id."""
        return {"kind": self.kind} | {name: _plain(getattr(self, name)) for name in _names(type(self))}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression(Evidence):
    """A date, time, duration or set in TIMEX3 terms: `value` in ISO 8601, and `edtf`, the same where it names days."""

    kind: ClassVar[str] = "time"
    value: str
    type: TimeType
    edtf: str | None = None
    resolved_against: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventReport(Evidence):
    """A report of something done, planned, called off, imagined or denied. Joint acts have no recipients."""

    kind: ClassVar[str] = "event"
    type: EventType
    mode: str | None = None
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    mediators: tuple[Actor, ...] = ()
    date: str | None = None
    status: Status = Status.OCCURRED
    place: str | None = None
    venue: str | None = None
    occasion: str | None = None
    format: Format | None = None
    cue: str | None = None
    milestone: Milestone | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Evidence):
    """Words by an actor, quoted or reported. `via` holds outlets and intermediaries, nearest to the speaker first."""

    kind: ClassVar[str] = "statement"
    speaker: Actor | None = None
    via: tuple[str, ...] = ()
    direct: bool = False
    date: str | None = None
    stance: Stance = Stance.NEUTRAL
    source_anchor: Anchor | None = None
    cue_anchor: Anchor | None = None
    issue: Issue | None = None
    position: str | None = None
    echoes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Principle(Evidence):
    """A point that a named party says is agreed, or that a joint text states. `what` is its short normal form."""

    kind: ClassVar[str] = "principle"
    affirmed_by: tuple[Actor, ...] = ()
    what: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(Evidence):
    """A concrete future act that one party undertakes toward another."""

    kind: ClassVar[str] = "commitment"
    by: tuple[Actor, ...] = ()
    to: tuple[Actor, ...] = ()
    what: str | None = None
    due: str | None = None
    date: str | None = None
    state: CommitmentState = "pending"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition(Evidence):
    """X will not, or only, happen if Y: `what` is Y in short words."""

    kind: ClassVar[str] = "condition"
    by: tuple[Actor, ...] = ()
    what: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueMention(Evidence):
    """An issue that the article shows as being on the table."""

    kind: ClassVar[str] = "issue"
    issue: Issue
    state: IssueState = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll(Evidence):
    """A share, in per cent, of a population (ISO alpha-3 code) that answered so in a survey."""

    kind: ClassVar[str] = "poll"
    share: float
    population: str | None = None
    date: str | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduled(Evidence):
    """A dated or datable occasion, in the future as seen from publication."""

    kind: ClassVar[str] = "scheduled"
    what: str
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Domestic(Evidence):
    """A domestic actor or circumstance that helps or hinders a settlement."""

    kind: ClassVar[str] = "domestic"
    actor: Actor | None = None
    direction: Direction = Direction.AGAINST


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign(Evidence):
    """The reading: what an analyst lists for or against a settlement, and of which records (`of`, their ids)."""

    kind: ClassVar[str] = "sign"
    direction: Direction
    sign_kind: SignKind
    of: tuple[str, ...] = ()
    date: str | None = None


_ABOUT_DEEDS = (TimeExpression, EventReport, Statement, Principle, Commitment, Condition)
_ABOUT_THE_TABLE = (IssueMention, Poll, Scheduled, Domestic, Sign)
KINDS: dict[str, type[Evidence]] = {cls.kind: cls for cls in (*_ABOUT_DEEDS, *_ABOUT_THE_TABLE)}


@dataclass(frozen=True, slots=True)
class Event:
    """One underlying happening: a cluster of event reports, derived afresh for each as-of view.

    Its fields are the best supported reading of its reports; readings that differ stand in `conflicts` as
    `(field, reading, ids of the reports)`. Wire copies and reposts count once in `n_independent`.
    """

    id: str
    type: EventType
    mode: str | None
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    mediators: tuple[Actor, ...]
    date: str | None
    status: Status
    place: str | None
    format: Format | None
    reports: tuple[EventReport, ...]
    n_independent: int = 1
    conflicts: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    aliases: tuple[str, ...] = ()
    milestone: Milestone | None = None

    @property
    def ids(self) -> frozenset[str]:
        """The single ids of all who act or receive."""
        return frozenset().union(*(actor.ids for actor in self.actors + self.recipients))


@dataclass(frozen=True, slots=True)
class Extraction:
    """All evidence of one article, with the parties and the milestone that the article itself shows."""

    article: Article
    parties: tuple[str, ...] = ()
    milestone: Milestone = Milestone.NONE
    evidence: tuple[Evidence, ...] = ()
    warnings: tuple[str, ...] = ()

    def of_kind(self, cls: type[E]) -> tuple[E, ...]:
        """Return the records of one kind, in the order of the article."""
        return tuple(record for record in self.evidence if isinstance(record, cls))

    def to_dict(self) -> dict[str, Any]:
        """Return one object of the JSON contract."""
        return {
            "id": self.article.id,
            "key": self.article.key,
            "article": self.article.to_dict(),
            "parties": list(self.parties),
            "milestone": self.milestone.value,
            "evidence": [{"id": record.id} | record.to_dict() for record in self.evidence],
            "warnings": list(self.warnings),
        }


def check_anchor(article: Article, anchor: Anchor) -> None:
    """Raise `InvalidEvidence` unless slicing the article's text gives the anchor's words."""
    if anchor.article != article.key:
        raise InvalidEvidence(article.id, f"an anchor belongs to another article ({anchor.article})")
    if article.text[anchor.start : anchor.end] != anchor.exact:
        raise InvalidEvidence(article.id, f"the anchor at {anchor.start} does not slice back to {anchor.exact[:60]!r}")


def evidence_from_dict(row: Mapping[str, Any]) -> Evidence:
    """Read a record back from `to_dict`'s shape; an id in the row is ignored, since it follows from the rest.

    Raises `InvalidEvidence` for an unknown kind, an unknown field or a value outside the vocabulary.
    """
    cls = KINDS.get(str(row.get("kind")))
    if cls is None:
        raise InvalidEvidence(str(row.get("id")), f"unknown kind {row.get('kind')!r}", f"use one of {', '.join(KINDS)}")
    known = set(_names(cls))
    unknown = set(row) - known - {"id", "kind"}
    if unknown:
        raise InvalidEvidence(str(row.get("id")), f"a {cls.kind} has no field {', '.join(sorted(unknown))}")
    try:
        return cls(**{name: _rich(cls, name, value) for name, value in row.items() if name in known})
    except (TypeError, ValueError) as error:
        raise InvalidEvidence(str(row.get("id")), f"not a {cls.kind}: {error}") from error


_ACTOR_LISTS = ("actors", "recipients", "mediators", "affirmed_by", "by", "to")
_BY_FIELD = {cls.__name__.lower(): cls for cls in (Voice, Status, Milestone, Stance, Issue, Direction)}
_ENUMS: dict[str, type[StrEnum]] = {**_BY_FIELD, "sign_kind": SignKind}


def _rich(cls: type[Evidence], name: str, value: Any) -> Any:
    if value is None:
        return None
    if name.endswith("anchor"):
        return Anchor(**value)
    if name in _ACTOR_LISTS:
        return tuple(Actor(**actor) for actor in value)
    if name in ("speaker", "actor"):
        return Actor(**value)
    if name == "type" and cls.kind == "event":
        return EventType(value)
    if name in _ENUMS:
        return _ENUMS[name](value)
    return tuple(value) if isinstance(value, list) else value


def evidence_id(plain: Mapping[str, Any]) -> str:
    """Return the id of a record given in `to_dict`'s shape."""
    content = {name: value for name, value in plain.items() if name not in ("id", "certainty")}
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f"{plain['kind']}-{hashlib.sha256(canonical.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


_names_of: dict[type, tuple[str, ...]] = {}


def _names(cls: type[Any]) -> tuple[str, ...]:
    if cls not in _names_of:
        _names_of[cls] = tuple(field.name for field in dataclasses.fields(cls))
    return _names_of[cls]


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Actor):
        return value.to_dict()
    if isinstance(value, Anchor):
        return {name: getattr(value, name) for name in _names(Anchor)}
    return value

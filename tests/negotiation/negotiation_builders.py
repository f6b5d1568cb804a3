"""Hand-written articles and their records, for tests: the words of a record are looked up in the text."""

from __future__ import annotations

from typing import Any

from detente.article import Article
from detente.evidence import (
    Actor,
    Anchor,
    Commitment,
    Condition,
    Direction,
    Domestic,
    EventReport,
    EventType,
    Evidence,
    Extraction,
    IssueMention,
    Milestone,
    Poll,
    Principle,
    Scheduled,
    Sign,
    SignKind,
    Statement,
    Status,
)

Record = tuple[type[Evidence], str, dict[str, Any]]


def actors(*ids: str) -> tuple[Actor, ...]:
    """Return actors by their codes."""
    return tuple(Actor(one, one) for one in ids)


def article(
    text: str, published: str | None, *records: Record, parties: tuple[str, ...] = ("ARM", "AZE"), **more: Any
) -> Extraction:
    """Return an article with records. `more` holds the milestone of the article and fields of `Article`."""
    milestone = Milestone(more.pop("milestone", "none"))
    page = Article(id=more.pop("id", text[:20]), text=text, published=published, published_basis="given", **more)
    return Extraction(page, parties, milestone, tuple(_placed(page, *record) for record in records))


def _placed(page: Article, cls: type[Evidence], words: str, fields: dict[str, Any]) -> Evidence:
    start = page.text.index(words)
    return cls(anchor=Anchor.of(page, start, start + len(words)), **fields)


def event(words: str, type: str, ids: tuple[str, ...], date: str | None = None, **more: Any) -> Record:
    """Return an event report; `to` and `by` hold the codes of recipients and mediators."""
    fields = {"type": EventType(type), "actors": actors(*ids), "date": date}
    fields["recipients"] = actors(*more.pop("to", ()))
    fields["mediators"] = actors(*more.pop("by", ()))
    fields["status"] = Status(more.pop("status", "occurred"))
    return EventReport, words, fields | more


def statement(words: str, who: str, **more: Any) -> Record:
    """Return a statement."""
    return Statement, words, {"speaker": Actor(more.pop("text", who), who)} | more


def principle(words: str, *ids: str, **more: Any) -> Record:
    """Return a principle."""
    return Principle, words, {"affirmed_by": actors(*ids)} | more


def commitment(words: str, ids: tuple[str, ...], **more: Any) -> Record:
    """Return a commitment; `to` holds codes."""
    return Commitment, words, {"by": actors(*ids), "to": actors(*more.pop("to", ()))} | more


def condition(words: str, who: str, what: str, **more: Any) -> Record:
    """Return a condition."""
    return Condition, words, {"by": actors(who), "what": what} | more


def issue(words: str, name: Any, state: str = "open") -> Record:
    """Return an issue on the table."""
    return IssueMention, words, {"issue": name, "state": state}


def poll(words: str, share: float, population: str, date: str, about: str) -> Record:
    """Return an answer of a poll."""
    return Poll, words, {"share": share, "population": population, "date": date, "about": about}


def scheduled(words: str, what: str, date: str | None) -> Record:
    """Return an occasion ahead."""
    return Scheduled, words, {"what": what, "date": date}


def domestic(words: str, who: str, direction: str) -> Record:
    """Return a domestic actor."""
    return Domestic, words, {"actor": Actor(who, who), "direction": Direction(direction)}


def sign(words: str, direction: str, kind: str, **more: Any) -> Record:
    """Return a sign."""
    return Sign, words, {"direction": Direction(direction), "sign_kind": SignKind(kind)} | more

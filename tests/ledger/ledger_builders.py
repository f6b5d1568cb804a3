"""Extractions for the tests, built by hand: own sentences, and arbitrary ones for the laws."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from detente.article import Article, Passage
from detente.evidence import (
    KINDS,
    Actor,
    Anchor,
    Commitment,
    Condition,
    Direction,
    Domestic,
    Event,
    EventReport,
    EventType,
    Evidence,
    Extraction,
    Issue,
    IssueMention,
    Milestone,
    Poll,
    Principle,
    Scheduled,
    Sign,
    SignKind,
    Stance,
    Statement,
    Status,
    TimeExpression,
    Voice,
)
from detente.ledger import Ledger

NewLedger = Callable[[], Ledger]  # opens a fresh one; the fixture `new_ledger` gives such a function
NOON = dt.datetime(2024, 3, 1, 12, tzinfo=dt.UTC)
ARM, AZE = Actor("Armenia", "ARM"), Actor("Azerbaijan", "AZE")


def article(text: str, **known: Any) -> Article:
    """Return an article; one with a date is dated by its page unless said otherwise."""
    known = {"id": "a", "outlet": "Gazette", "published": "2024-01-11"} | known
    known.setdefault("published_basis", "metadata" if known["published"] else "unknown")
    return Article(text=text, **known)


def at(where: Article, words: str) -> Anchor:
    """Return the anchor of the first mention of some words."""
    start = where.text.index(words)
    return Anchor.of(where, start, start + len(words))


def meeting(where: Article, words: str, **fields: Any) -> EventReport:
    """Return a report of a meeting of Armenia and Azerbaijan, unless said otherwise."""
    given = {"type": EventType.CONSULT, "actors": (ARM, AZE)} | fields
    if given["type"] is EventType.CONSULT:
        given = {"mode": "meet", "format": "bilateral"} | given
    return EventReport(anchor=at(where, words), **given)


DISPATCH = (
    "Armenian Prime Minister Nikol Pashinyan sat down with Azerbaijani President Ilham Aliyev in Tsaghkadzor on "
    "Tuesday. Both sides agreed to respect existing borders. Baku undertook to free ten captives by March. "
    '"We shall sign only if the constitution changes," an adviser said. Some 61 % of Armenians opposed the plan in a '
    "January survey, and bishops called it a surrender. Elections follow in 2026."
)


def dispatch(**known: Any) -> Extraction:
    """Return an extraction with a record of every kind."""
    source = article(DISPATCH, **({"id": "dispatch", "title": "A meeting in the snow"} | known))
    event = meeting(source, "sat down with", date="2024-01-09", place="Tsaghkadzor", certainty=0.8)
    records: tuple[Evidence, ...] = (
        TimeExpression(anchor=at(source, "Tuesday"), value="2024-01-09", type="DATE", edtf="2024-01-09"),
        event,
        Principle(anchor=at(source, "respect existing borders"), affirmed_by=(ARM, AZE), what="borders"),
        Commitment(anchor=at(source, "free ten captives"), by=(AZE,), to=(ARM,), what="release", due="2024-03"),
        Statement(
            anchor=at(source, "We shall sign only if the constitution changes"),
            speaker=Actor("an adviser", "AZE", office="adviser", inferred=True),
            via=("Gazette",),
            direct=True,
            stance=Stance.AGAINST,
            cue_anchor=at(source, "said"),
            issue=Issue.CONSTITUTION_LAW,
            voice=Voice.REPORTED,
        ),
        Condition(anchor=at(source, "only if the constitution changes"), by=(AZE,), what="constitution changed"),
        IssueMention(anchor=at(source, "captives"), issue=Issue.PRISONERS),
        Poll(anchor=at(source, "61 % of Armenians opposed"), share=61.0, population="ARM", date="2024-01"),
        Domestic(anchor=at(source, "bishops called it a surrender"), actor=Actor("bishops", "ARM:REL")),
        Scheduled(anchor=at(source, "Elections follow in 2026"), what="elections", date="2026"),
        Sign(anchor=event.anchor, direction=Direction.TOWARD, sign_kind=SignKind.TALK, of=(event.id,)),
    )
    return Extraction(source, ("ARM", "AZE"), Milestone.TALKS, records, ("no author found",))


def reports(*rows: tuple[str, str, dict[str, Any]], **shared: Any) -> list[Extraction]:
    """Return one extraction for each (outlet, sentence, fields of the report) row; the sentence is the article."""
    found = []
    for number, (outlet, sentence, fields) in enumerate(rows):
        known = {"outlet": outlet, "id": f"{outlet}-{number}"} | {
            name: fields.pop(name) for name in ("published", "text") if name in fields
        }
        source = article(known.pop("text", sentence), **known)
        found.append(Extraction(source, ("ARM", "AZE"), evidence=(meeting(source, sentence, **(shared | fields)),)))
    return found


def event_of(events: tuple[Event, ...]) -> Event:
    """Return the only event."""
    assert len(events) == 1, [event.id for event in events]
    return events[0]


# Arbitrary extractions.

words = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=12)
codes = st.sampled_from(["ARM", "AZE", "ARM;AZE", "RUS", "ARM:REL", "USA", None])
edtf = st.sampled_from([None, "2024", "2024-01", "2024-01-09", "2023-10/2023-12", "2023-12-21/2023-12-31"])
actors = st.builds(Actor, words, codes, st.none() | words, st.none(), st.booleans())
crowd = st.lists(actors, max_size=3).map(tuple)

_FIELDS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "time": {"value": words, "type": st.sampled_from(["DATE", "SET"]), "edtf": edtf},
    "event": {
        "type": st.sampled_from(EventType),
        "mode": st.sampled_from([None, "meet", "phone"]),
        "actors": crowd,
        "recipients": crowd,
        "mediators": crowd,
        "date": edtf,
        "status": st.sampled_from(Status),
        "place": st.none() | words,
        "milestone": st.none() | st.sampled_from(Milestone),
    },
    "statement": {
        "speaker": st.none() | actors,
        "via": st.lists(words, max_size=2).map(tuple),
        "direct": st.booleans(),
        "date": edtf,
        "stance": st.sampled_from(Stance),
        "issue": st.none() | st.sampled_from(Issue),
        "position": st.none() | words,
    },
    "principle": {"affirmed_by": crowd, "what": st.none() | words},
    "commitment": {"by": crowd, "to": crowd, "what": st.none() | words, "due": edtf},
    "condition": {"by": crowd, "what": st.none() | words},
    "issue": {"issue": st.sampled_from(Issue), "state": st.sampled_from(["open", "agreed"])},
    "poll": {"share": st.floats(0, 100), "population": st.none() | st.just("ARM"), "date": edtf},
    "scheduled": {"what": words, "date": edtf},
    "domestic": {"actor": st.none() | actors, "direction": st.sampled_from(Direction)},
    "sign": {"direction": st.sampled_from(Direction), "sign_kind": st.sampled_from(SignKind), "date": edtf},
}


@st.composite
def evidence(draw: st.DrawFn, source: Article) -> Evidence:
    """Draw a record of any kind somewhere in an article."""
    start = draw(st.integers(0, len(source.text) - 1))
    end = draw(st.integers(start + 1, len(source.text)))
    kind = draw(st.sampled_from(sorted(KINDS)))
    fields = {name: draw(values) for name, values in _FIELDS[kind].items()}
    return KINDS[kind](
        anchor=Anchor.of(source, start, end),
        certainty=draw(st.floats(0, 1)),
        voice=draw(st.sampled_from(Voice)),
        relevant=draw(st.booleans()),
        **fields,
    )


@st.composite
def extractions(draw: st.DrawFn, published: st.SearchStrategy[str | None] = edtf) -> Extraction:
    """Draw an article with any records; what says the same twice is drawn once."""
    source = Article(
        id=draw(words),
        text=draw(
            st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), min_size=1, max_size=60)
        ),
        title=draw(st.none() | words),
        outlet=draw(st.sampled_from([None, "Gazette", "Wire", "Courier"])),
        authors=tuple(draw(st.lists(words, max_size=2))),
        published=draw(published),
        published_basis=draw(st.sampled_from(["given", "metadata", "text", "unknown"])),
        boilerplate=tuple(draw(st.lists(st.builds(Passage, st.integers(0, 9), st.integers(9, 20), words), max_size=2))),
        warnings=tuple(draw(st.lists(words, max_size=2))),
    )
    drawn = draw(st.lists(evidence(source), max_size=6))
    once = tuple({record.id: record for record in reversed(drawn)}.values())
    parties = tuple(draw(st.lists(st.sampled_from(["ARM", "AZE", "RUS"]), unique=True, max_size=2)))
    return Extraction(source, parties, draw(st.sampled_from(Milestone)), once, tuple(draw(st.lists(words, max_size=2))))


def archives(max_size: int = 6) -> st.SearchStrategy[list[Extraction]]:
    """Draw some extractions, each of an article of its own."""
    return st.lists(extractions(), max_size=max_size, unique_by=lambda one: one.article.key)

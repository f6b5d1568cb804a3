"""Signs: what a careful analyst would list for or against a settlement, read over all other records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from detente.evidence import (
    Anchor,
    Commitment,
    Condition,
    Direction,
    Domestic,
    EventReport,
    Evidence,
    Poll,
    Principle,
    Sign,
    SignKind,
    Stance,
    Statement,
    Status,
    Voice,
)
from detente.extraction.actors import Actors
from detente.extraction.parsing import ParsedArticle
from detente.reference.signs import SignBook, load_signs
from detente.reference.vocabulary import Vocabulary

EXTRACTOR = "signs/1"
# Of two readings of the same words the costlier says more: a deed before a promise, a promise before talk.
RANK = {
    SignKind.VIOLENCE: 0,
    SignKind.DEED: 1,
    SignKind.CONDITION: 2,
    SignKind.DOMESTIC: 3,
    SignKind.COMMITMENT: 4,
    SignKind.THIRD_PARTY: 5,
    SignKind.TALK: 6,
}
UNREAL = (Status.HYPOTHETICAL, Status.DENIED)


@dataclass(frozen=True, slots=True)
class Found:
    """A sign before it is a record."""

    anchor: Anchor
    direction: Direction
    kind: SignKind
    of: tuple[Evidence, ...]
    voice: Voice
    certainty: float


def read_signs(
    parsed: ParsedArticle,
    actors: Actors,
    events: Sequence[EventReport],
    statements: Sequence[Statement],
    commitments: Sequence[Commitment],
    conditions: Sequence[Condition],
    domestic: Sequence[Domestic],
    polls: Sequence[Poll],
    principles: Sequence[Principle],
    book: Vocabulary,
) -> tuple[Sign, ...]:
    """Return the signs of an article in the order of its text; the writer's own judgement has the voice `author`."""
    signs, parties = load_signs(), frozenset(actors.parties[:2])
    found = [
        *_of_events(events, parties, signs),
        *_of_statements(statements, parties),
        *(
            Found(c.anchor, Direction.TOWARD, SignKind.COMMITMENT, (c,), c.voice, 0.7)
            for c in commitments
            if c.relevant
        ),
        *(Found(c.anchor, Direction.AGAINST, SignKind.CONDITION, (c,), c.voice, 0.7) for c in conditions),
        *(Found(d.anchor, d.direction, SignKind.DOMESTIC, (d,), d.voice, 0.6) for d in domestic),
        *_of_polls(polls),
        *_of_author(parsed, statements, signs),
    ]
    return tuple(_record(item) for item in _distinct(found))


def _of_events(events: Iterable[EventReport], parties: frozenset[str], book: SignBook) -> Iterator[Found]:
    for event in events:
        if not event.relevant or event.status in UNREAL:
            continue
        reading = book.events[event.type]
        direction = Direction.AGAINST if event.status is Status.CALLED_OFF else reading.direction
        acting = {i for actor in event.actors for i in actor.ids}
        third = bool(acting) and not acting & parties
        kind = reading.by_third if third else reading.by_party
        if event.milestone in book.deeds:
            kind = SignKind.DEED
        elif event.mediators and event.status is Status.CALLED_OFF:
            kind = SignKind.THIRD_PARTY
        yield Found(event.anchor, direction, kind, (event,), event.voice, event.certainty)


def _of_statements(statements: Iterable[Statement], parties: frozenset[str]) -> Iterator[Found]:
    for one in statements:
        if not one.relevant or one.stance is Stance.NEUTRAL:
            continue
        third = one.speaker is not None and bool(one.speaker.ids) and not one.speaker.ids & parties
        kind = SignKind.THIRD_PARTY if third else SignKind.TALK
        yield Found(one.anchor, Direction(one.stance.value), kind, (one,), one.voice, one.certainty * 0.8)


def _of_polls(polls: Iterable[Poll]) -> Iterator[Found]:
    """Read a poll by its words: a share that rejects or opposes stands against."""
    for poll in polls:
        words = (poll.about or poll.anchor.exact).lower()
        against = any(stem in words for stem in ("reject", "oppos", "against", "disapprov", "distrust", "unaccept"))
        way = Direction.AGAINST if against else Direction.TOWARD
        yield Found(poll.anchor, way, SignKind.DOMESTIC, (poll,), poll.voice, poll.certainty)


def _of_author(parsed: ParsedArticle, statements: Iterable[Statement], book: SignBook) -> Iterator[Found]:
    """Read the writer's own judgement: words of assessment that stand in nobody's mouth."""
    said = [(one.anchor.start, one.anchor.end) for one in statements]
    for sentence in parsed.sentences:
        for way, pattern in book.author.items():
            match = pattern.search(sentence.text[:2000])
            if match is None:
                continue
            at = sentence.start_char + match.start()
            if not any(start <= at < end for start, end in said):
                yield Found(parsed.anchor(sentence), way, SignKind.TALK, (), Voice.AUTHOR, 0.4)


def _distinct(found: Iterable[Found]) -> list[Found]:
    """Keep one sign for the same words: the costlier kind, then the surer reading; its records are joined."""
    kept: list[Found] = []
    for item in sorted(
        found, key=lambda f: (f.voice is Voice.AUTHOR, RANK[f.kind], -f.certainty, f.anchor.start, f.anchor.end)
    ):
        same = next((i for i, other in enumerate(kept) if _same_words(item.anchor, other.anchor)), None)
        if same is None:
            kept.append(item)
        elif item.of:
            other = kept[same]
            joined = (*other.of, *(record for record in item.of if record not in other.of))
            kept[same] = Found(other.anchor, other.direction, other.kind, joined, other.voice, other.certainty)
    return sorted(kept, key=lambda f: (f.anchor.start, f.anchor.end))


def _same_words(a: Anchor, b: Anchor) -> bool:
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared * 2 > min(a.end - a.start, b.end - b.start)


def _record(found: Found) -> Sign:
    date = next((d for record in found.of if (d := getattr(record, "date", None))), None)
    return Sign(
        anchor=found.anchor,
        extractor=EXTRACTOR,
        certainty=round(found.certainty, 2),
        voice=found.voice,
        direction=found.direction,
        sign_kind=found.kind,
        of=tuple(record.id for record in found.of),
        date=date,
    )

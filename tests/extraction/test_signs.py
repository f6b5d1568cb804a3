"""Signs: a table of (records, direction, kind), the words that are signs by themselves, and laws."""

from __future__ import annotations

import pytest

from detente.article import Article
from detente.evidence import (
    Actor,
    Anchor,
    Direction,
    EventReport,
    EventType,
    Evidence,
    Sign,
    SignKind,
    Stance,
    Statement,
    Status,
    Voice,
)
from detente.extraction import extract
from detente.extraction.actors import Actors
from detente.extraction.signs import read_signs

TEXT = "Alpha and then something was done or said by somebody for a long while. Beta too was done. Gamma ended it."
PERU, CHILE, BRAZIL = Actor("Peru", "PER"), Actor("Chile", "CHL"), Actor("Brazil", "BRA")
CHURCH = Actor("the Peruvian Church", "PER:REL")
FIRST, SECOND = "Alpha and then something was done or said by somebody", "Beta too was done"


@pytest.fixture(scope="module")
def world(parser, desk):
    parsed = parser.parse(Article("test", TEXT, published="2024-05-10"))
    return parsed, Actors.build(parsed.doc, (), ("PER", "CHL")), desk.vocabulary


def anchor(world, words: str) -> Anchor:
    start = TEXT.index(words)
    return Anchor.of(world[0].article, start, start + len(words))


def signs_of(world, *records: Evidence) -> tuple[Sign, ...]:
    parsed, actors, book = world
    events = [r for r in records if isinstance(r, EventReport)]
    statements = [r for r in records if isinstance(r, Statement)]
    return read_signs(parsed, actors, events, statements, (), (), (), book)


def event(world, type_: EventType, by: Actor, to: Actor | None = None, status: Status = Status.OCCURRED) -> EventReport:
    recipients = (to,) if to else ()
    return EventReport(anchor=anchor(world, FIRST), type=type_, actors=(by,), recipients=recipients, status=status)


EVENTS = [
    # fighting, whoever fights
    (EventType.ASSAULT, PERU, CHILE, Status.OCCURRED, "against", "violence"),
    # a deed of a side
    (EventType.RETREAT, PERU, CHILE, Status.OCCURRED, "toward", "deed"),
    (EventType.COERCE, PERU, CHILE, Status.OCCURRED, "against", "deed"),
    # what is only to come is an undertaking
    (EventType.RETREAT, PERU, CHILE, Status.PLANNED, "toward", "commitment"),
    # words of a side against the other
    (EventType.REJECT, PERU, CHILE, Status.OCCURRED, "against", "talk"),
    (EventType.THREATEN, PERU, CHILE, Status.OCCURRED, "against", "talk"),
    # an outsider who supports or refuses
    (EventType.SUPPORT, BRAZIL, PERU, Status.OCCURRED, "toward", "third_party"),
    (EventType.REJECT, BRAZIL, PERU, Status.OCCURRED, "against", "third_party"),
    # a voice at home
    (EventType.REJECT, CHURCH, PERU, Status.OCCURRED, "against", "domestic"),
]


@pytest.mark.parametrize(("type_", "by", "to", "status", "direction", "kind"), EVENTS)
def test_an_event_is_read_by_its_type_and_by_who_acts(world, type_, by, to, status, direction, kind):
    (sign,) = signs_of(world, event(world, type_, by, to, status))
    assert (sign.direction, sign.sign_kind) == (direction, kind)


@pytest.mark.parametrize("status", [Status.HYPOTHETICAL, Status.CALLED_OFF, Status.DENIED])
def test_what_did_not_happen_is_no_sign(world, status):
    assert signs_of(world, event(world, EventType.RETREAT, PERU, CHILE, status)) == ()


def test_a_sign_names_the_record_it_is_read_from(world):
    record = event(world, EventType.RETREAT, PERU, CHILE)
    (sign,) = signs_of(world, record)
    assert sign.of == (record.id,)
    assert sign.anchor == record.anchor


def test_of_two_readings_of_the_same_words_the_deed_stays(world):
    deed = event(world, EventType.RETREAT, PERU, CHILE)
    words = Statement(anchor=deed.anchor, speaker=PERU, stance=Stance.TOWARD)
    (sign,) = signs_of(world, words, deed)
    assert sign.sign_kind is SignKind.DEED


def test_neutral_words_are_no_sign(world):
    assert signs_of(world, Statement(anchor=anchor(world, SECOND), speaker=PERU)) == ()


@pytest.mark.parametrize(
    ("joint", "kind"), [((), SignKind.THIRD_PARTY), ((Actor("both", "PER;CHL"),) * 2, SignKind.COMMITMENT)]
)
def test_who_issues_a_text_alone_stands_outside_and_who_speaks_jointly_does_not(world, joint, kind):
    voices = [*joint, PERU] if joint else [PERU, PERU]
    words = [Statement(anchor=anchor(world, SECOND[:-n] if n else SECOND), speaker=who) for n, who in enumerate(voices)]
    (sign,) = signs_of(world, event(world, EventType.AGREE, PERU, CHILE, Status.PLANNED), *words)
    assert sign.sign_kind is kind


def test_swapping_the_parties_swaps_nothing_in_the_signs(world):
    one = signs_of(world, event(world, EventType.REJECT, PERU, CHILE))
    other = signs_of(world, event(world, EventType.REJECT, CHILE, PERU))
    assert [(s.direction, s.sign_kind) for s in one] == [(s.direction, s.sign_kind) for s in other]


WORDS = [
    # the writer's own judgement
    ("It appears that all signs point to a settlement between Peru and Chile.", Direction.TOWARD, None),
    ("Months of stagnation have passed.", Direction.AGAINST, SignKind.TALK),
    # violence named and not told
    ("The escalating violence in northern Peru continues to spread.", Direction.AGAINST, SignKind.VIOLENCE),
    # calm
    ("The past month was the quietest of the war.", Direction.TOWARD, SignKind.DEED),
]


@pytest.mark.parametrize(("text", "direction", "kind"), WORDS)
def test_words_that_no_record_holds_are_signs(parser, desk, text, direction, kind):
    extraction = extract(parser.parse(Article("test", text, published="2024-05-10")), desk)
    signs = extraction.of_kind(Sign)
    assert direction in [sign.direction for sign in signs]
    assert kind is None or kind in [sign.sign_kind for sign in signs]


@pytest.mark.parametrize(
    "text",
    ["Months of stagnation have passed in the dispute.", "It appears that all signs point to a settlement in Peru."],
)
def test_the_writers_own_judgement_is_marked_as_such(parser, desk, text):
    (sign,) = extract(parser.parse(Article("test", text, published="2024-05-10")), desk).of_kind(Sign)
    assert sign.voice is Voice.AUTHOR

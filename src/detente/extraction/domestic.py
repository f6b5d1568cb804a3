"""Domestic: who and what at home helps or hinders a settlement: spoilers, veto players, publics, terms of office."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from detente.evidence import Actor, Direction, Domestic, EventReport, EventType
from detente.extraction.actors import Actors
from detente.extraction.events.arguments import behind_prepositions, patients, subjects
from detente.extraction.home import AGAINST, TOPIC, TOWARD, Finding, Scene, cut, find_deeds, is_history, known
from detente.extraction.mood import is_negated
from detente.extraction.parsing import ParsedArticle
from detente.extraction.spans import around, keep_apart, predicate_of, share_words
from detente.extraction.terms import Hit, find_terms
from detente.reference.vocabulary import Vocabulary

EXTRACTOR = "domestic/1"
ENOUGH = 3
BACK = 5  # sentences over which the public that was last named is still meant
TURNING = frozenset({EventType.ACCUSE, EventType.REJECT, EventType.THREATEN})
ONCE = frozenset({"coup", "caretaker", "unrest"})  # sorts of which an article has one
SWAP = {TOWARD: AGAINST, AGAINST: TOWARD}


def find_domestic(
    parsed: ParsedArticle, actors: Actors, events: Sequence[EventReport], book: Vocabulary
) -> tuple[Domestic, ...]:
    """Return the domestic actors and circumstances of an article in the order of the text."""
    scene = Scene(parsed, find_terms(parsed, book), actors, tuple(events))
    found = [f for f in (*find_deeds(scene), *_circumstances(scene), *_acts(scene)) if f.weight >= ENOUGH]
    return tuple(_record(finding, scene) for finding in _distinct(found))


def _acts(scene: Scene) -> Iterator[Finding]:
    """Yield the coded events in which a domestic actor turns on its own side: a party that denounces its government."""
    for event in scene.events:
        ids = frozenset().union(*(actor.ids for actor in event.actors))
        others = frozenset().union(*(actor.ids for actor in event.recipients))
        home = {i.partition(":")[0] for i in ids}
        inner = len(event.actors) == 1 and all(":" in i for i in ids) and not ids & set(scene.actors.parties)
        if inner and event.type in TURNING and any(i in home for i in others):
            span = scene.parsed.doc.char_span(event.anchor.start, event.anchor.end, alignment_mode="expand")
            if span is not None and not is_history(span.root.i, scene):
                yield Finding(cut(span, span.root.i, span.root.i), event.actors[0], AGAINST, ENOUGH, "act")


def _circumstances(scene: Scene) -> Iterator[Finding]:
    """Yield states of things that tell by themselves: "the weakness of the opposition", "a power vacuum"."""
    for hit in scene.terms.of(TOPIC):
        if hit.entry.label != "circumstance" or is_history(hit.start, scene):
            continue
        finding = _circumstance(hit, scene)
        if finding.sort != "office" or _is_told(scene.terms.head(hit)):
            yield finding


def _is_told(head: Token) -> bool:
    """Tell whether an office is said to be held: not "on taking office" or "will not seek re-election"."""
    return head.tag_ != "VBG" and not is_negated(predicate_of(head))


def _circumstance(hit: Hit, scene: Scene) -> Finding:
    head = scene.terms.head(hit)
    clause = around(head)
    sort, direction = hit.entry.fields["sort"], Direction(hit.entry.fields["direction"])
    labels = scene.terms.labels(TOPIC, scene.terms.sentence_of(hit.start))
    if _is_turned(sort, labels, head):
        direction = SWAP[direction]
    weight = hit.entry.weight + 0.5 + 0.1 * (hit.end - hit.start)
    if hit.entry.weight < ENOUGH:
        weight = weight + 0.5 if "own" in labels else 0
    return Finding(cut(clause, hit.start, hit.end - 1), _whose(hit, head, scene), direction, weight, sort)


def _is_turned(sort: str, labels: set[str], head: Token) -> bool:
    """Tell whether what stands around a circumstance turns it into its opposite."""
    if sort == "unrest":
        return "fading" in labels or is_negated(predicate_of(head))
    return sort == "office" and "doubt" in labels


def _whose(hit: Hit, head: Token, scene: Scene) -> Actor | None:
    """Return whose a circumstance is, `None` where it is nobody's."""
    kind, sector = hit.entry.fields.get("actor"), hit.entry.fields.get("sector")
    for token in _bearers(hit, head, str(kind), scene):
        for actor in scene.actors.of(token):
            if actor.id:
                return actor
    if kind in ("none", "self", "owner"):
        return None
    return _of_sector(head, sector, scene) if sector else known(head, None, scene)


def _of_sector(head: Token, sector: str, scene: Scene) -> Actor | None:
    """Return the actor of a sector: one that the clause names, else the last one named, else by the nearest country."""
    clause = around(head)
    first = scene.parsed.sentences[max(0, scene.terms.sentence[head.i] - BACK)]
    for start, end in ((clause.start_char, clause.end_char), (first.start_char, clause.end_char)):
        for mention in reversed(scene.actors.within(start, end)):
            for actor in mention.actors:
                if actor.id and actor.id.endswith(":" + sector) and not actor.inferred:
                    return actor
    return known(head, sector, scene)


def _bearers(hit: Hit, head: Token, kind: str, scene: Scene) -> Iterator[Token]:
    """Yield the nouns of whom a circumstance is said, the likeliest first."""
    if kind in ("none", "country", "government"):
        return
    if kind == "self":
        yield from (token for token in scene.parsed.doc[hit.start : hit.end] if token.pos_ in ("NOUN", "PROPN"))
        yield from behind_prepositions(head, ("by",))
        return
    yield from (child for child in head.children if child.dep_ == "poss")
    if kind == "owner":
        yield from behind_prepositions(head, ("between", "within", "among", "of"))
        return
    verb = next((token for token in (head, *head.ancestors) if token.pos_ in ("VERB", "AUX")), None)
    if verb is not None:
        yield from (*patients(verb), *subjects(verb)) if kind == "patient" else (*subjects(verb), *patients(verb))


def _distinct(found: list[Finding]) -> list[Finding]:
    """Keep the weightiest of those that share their words, and one of those that count once."""
    kept = keep_apart(sorted(found, key=lambda f: (-f.weight, f.span.start)), _same)
    return sorted(kept, key=lambda f: f.span.start)


def _same(a: Finding, b: Finding) -> bool:
    if share_words(a.span, b.span):
        return True
    if a.sort != b.sort or a.direction != b.direction:
        return False
    return (
        a.sort in ONCE
        or (a.sort == "spoiler" and a.actor is None is b.actor)
        or (a.sort == "office" and a.actor is not None and b.actor is not None and a.actor.id == b.actor.id)
    )


def _record(finding: Finding, scene: Scene) -> Domestic:
    return Domestic(
        anchor=scene.parsed.anchor(finding.span),
        extractor=EXTRACTOR,
        certainty=round(min(0.9, 0.15 * finding.weight), 2),
        actor=finding.actor,
        direction=finding.direction,
    )

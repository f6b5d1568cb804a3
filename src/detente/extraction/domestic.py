"""Domestic: who and what at home helps or hinders a settlement: spoilers, veto players, publics, terms of office."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from detente.evidence import Actor, Direction, Domestic, EventReport, EventType
from detente.extraction.actors import Actors, Mention
from detente.extraction.events.arguments import patients, subjects
from detente.extraction.parsing import ParsedArticle
from detente.extraction.spans import around, phrase_of, trimmed
from detente.extraction.terms import Hit, Terms, find_terms
from detente.reference.vocabulary import Vocabulary

EXTRACTOR = "domestic/1"
TOPIC = "domestic"
HOME = frozenset("CVL OPP REL LEG PTY MED ELI UAF LAB JUD BUS EDU REF".split())
LONG = 40  # tokens from which a clause is cut down to the words of the finding
ENOUGH = 3
_SWAP = {Direction.TOWARD: Direction.AGAINST, Direction.AGAINST: Direction.TOWARD}


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What the reading of domestic matters needs to know of one article."""

    parsed: ParsedArticle
    terms: Terms
    actors: Actors
    events: Sequence[EventReport]


@dataclass(frozen=True, slots=True, eq=False)
class Finding:
    """A domestic matter before it is a record."""

    span: Span
    actor: Actor | None
    direction: Direction
    weight: float


def find_domestic(
    parsed: ParsedArticle, actors: Actors, events: Sequence[EventReport], book: Vocabulary
) -> tuple[Domestic, ...]:
    """Return the domestic actors and circumstances of an article in the order of the text."""
    scene = Scene(parsed, find_terms(parsed, book), actors, events)
    found = [*_deeds(scene), *_circumstances(scene)]
    return tuple(_record(finding, scene) for finding in _distinct(found) if finding.weight >= ENOUGH)


def _deeds(scene: Scene) -> Iterator[Finding]:
    """Yield what a domestic actor does for or against: "the Church has broken with the government"."""
    for hit in scene.terms.of(TOPIC):
        if hit.entry.label != "who":
            continue
        head = scene.terms.head(hit)
        clause = around(head)
        cue = _cue(hit, clause, scene)
        if cue is None:
            continue
        actor = _actor_of(hit, head, scene)
        if actor is None or not _is_home(actor, scene):
            continue
        direction, weight = _direction(hit, cue, clause, scene)
        yield Finding(_cut(clause, hit.start, cue.end - 1), actor, direction, weight)


def _cue(hit: Hit, clause: Span, scene: Scene) -> Hit | None:
    """Return the word for what an actor does: the nearest of its clause behind it, else before it."""
    cues = [
        h
        for h in scene.terms.within(TOPIC, clause.start, clause.end)
        if h.entry.label in ("opposing", "supporting", "losing", "gaining") and (h.end <= hit.start or h.start >= hit.end)
    ]
    return min(cues, key=lambda h: (_far(h, hit), h.start)) if cues else None


def _far(cue: Hit, hit: Hit) -> int:
    return cue.start - hit.end if cue.start >= hit.end else 2 * (hit.start - cue.end) + 2


def _direction(hit: Hit, cue: Hit, clause: Span, scene: Scene) -> tuple[Direction, float]:
    """Return whether a deed helps or hinders, and how much it tells."""
    leaning = hit.entry.fields.get("leaning")
    behind = {h.entry.label for h in scene.terms.within(TOPIC, cue.end, clause.end)}
    if leaning is not None:
        direction = Direction(leaning)
        return (_SWAP[direction] if cue.entry.label == "losing" else direction), 3.5
    against = cue.entry.label in ("opposing", "losing")
    direction = Direction.AGAINST if against else Direction.TOWARD
    if "flips" in behind:
        return _SWAP[direction], 3
    return direction, 3 + ("own" in behind)


def _actor_of(hit: Hit, head: Token, scene: Scene) -> Actor | None:
    """Return a domestic actor with its id: as resolved, else from its sector and the country nearest to it."""
    mention = scene.actors.at(head)
    known = [actor for actor in mention.actors if actor.id] if mention is not None else []
    if known:
        return known[0]
    country = _country_near(head, scene)
    if country is None:
        return None
    sector = hit.entry.fields.get("sector")
    return Actor(phrase_of(head).text, f"{country}:{sector}" if sector else country, inferred=True)


def _is_home(actor: Actor, scene: Scene) -> bool:
    """Tell whether an actor is no main party itself and belongs to the country of somebody in the article."""
    return not actor.ids & set(scene.actors.parties[:3])


def _country_near(token: Token, scene: Scene) -> str | None:
    """Return the country named nearest to a token in its sentence, else the first main party."""
    sentence = scene.terms.sentence_of(token.i)
    near: list[tuple[int, str]] = []
    for mention in scene.actors.within(sentence.start_char, sentence.end_char):
        for actor in mention.actors:
            if actor.id and len(actor.id.split(":")[0]) == 3:
                near.append((abs(mention.start - token.i), actor.id.split(":")[0]))
    if near:
        return min(near)[1]
    return next((party.split(":")[0] for party in scene.actors.parties), None)


def _circumstances(scene: Scene) -> Iterator[Finding]:
    """Yield states of things that tell by themselves: "the weakness of the opposition", "a power vacuum"."""
    for hit in scene.terms.of(TOPIC):
        if hit.entry.label != "circumstance":
            continue
        head = scene.terms.head(hit)
        clause = around(head)
        direction = Direction(hit.entry.fields["direction"])
        sector = hit.entry.fields.get("sector")
        if sector == "CVL" and "fading" in scene.terms.labels(TOPIC, clause):
            direction = _SWAP[direction]
        yield Finding(_cut(clause, hit.start, hit.end - 1), _whose(hit, head, scene), direction, hit.entry.weight)


def _whose(hit: Hit, head: Token, scene: Scene) -> Actor | None:
    """Return whose a circumstance is."""
    kind, sector = hit.entry.fields.get("actor"), hit.entry.fields.get("sector")
    if kind == "subject":
        for token in _doers(head):
            for actor in scene.actors.of(token):
                if actor.id:
                    return actor
    if sector:
        clause = around(head)
        for mention in scene.actors.within(clause.start_char, clause.end_char):
            for actor in mention.actors:
                if actor.id and actor.id.endswith(":" + sector):
                    return actor
    country = _country_near(head, scene)
    if country is None:
        return None
    return Actor(phrase_of(head).text, f"{country}:{sector}" if sector else country, inferred=True)


def _doers(head: Token) -> Iterator[Token]:
    verb = head
    for _ in range(8):
        if verb.pos_ in ("VERB", "AUX"):
            yield from subjects(verb)
            yield from patients(verb)
            return
        verb = verb.head


def _cut(clause: Span, first: int, last: int) -> Span:
    """Return a clause, or where it is long what of it lies around the words of the finding."""
    if len(clause) <= LONG:
        return clause
    start, end = max(clause.start, first - 12), min(clause.end - 1, last + 16)
    return trimmed(clause.doc[first], start, end)


def _distinct(found: list[Finding]) -> list[Finding]:
    """Keep the weightiest of those that share their words."""
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda f: (-f.weight, f.span.start)):
        if not any(finding.span.start < k.span.end and k.span.start < finding.span.end for k in kept):
            kept.append(finding)
    return sorted(kept, key=lambda f: f.span.start)


def _record(finding: Finding, scene: Scene) -> Domestic:
    return Domestic(
        anchor=scene.parsed.anchor(finding.span),
        extractor=EXTRACTOR,
        certainty=round(min(0.9, 0.2 * finding.weight), 2),
        actor=finding.actor,
        direction=finding.direction,
    )

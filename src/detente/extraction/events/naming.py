"""Which actors the words of an event name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from detente.evidence import Actor
from detente.extraction.actors import Actors

NOBODY = ("DATE", "TIME", "CARDINAL", "PERCENT", "MONEY", "QUANTITY", "ORDINAL")


def resolve(heads: Iterable[Token], actors: Actors) -> tuple[tuple[Actor, ...], tuple[Token, ...]]:
    """Resolve noun heads to actors; a noun that names nobody known stays as written, without an id."""
    found: list[Actor] = []
    words: list[Token] = []
    for head in heads:
        known = actors.of(head)
        if known:
            found += known
            words.append(head)
        elif head.ent_type_ in ("PERSON", "ORG", "NORP", "GPE") or (head.pos_ == "PROPN" and not head.ent_type_):
            found.append(Actor(_phrase_text(head)))
            words.append(head)
    return tuple(found), tuple(words)


def resolve_deep(heads: Iterable[Token], actors: Actors) -> tuple[tuple[Actor, ...], tuple[Token, ...]]:
    """Resolve noun heads; where the head is a thing, take those named inside its phrase ("Iran's programme")."""
    found: list[Actor] = []
    words: list[Token] = []
    for head in heads:
        here, at = resolve([head], actors)
        if not any(actor.id for actor in here):
            within = [t for t in inside(head) if actors.of(t)]
            if within:
                here, at = actors.of(within[0]), (within[0],)
        found += here
        words += at
    return tuple(found), tuple(words)


def as_written(heads: Iterable[Token]) -> tuple[Actor, ...]:
    """Return those who take part in the main event of a sentence as they are written, where nobody knows them."""
    nouns = (head for head in heads if head.pos_ in ("NOUN", "PROPN") and head.ent_type_ not in NOBODY)
    return tuple(Actor(_phrase_text(head)) for head in nouns)


def inside(head: Token) -> Iterator[Token]:
    """Yield the words of a noun phrase, nearest to its head first, relative clauses left out."""
    level = [head]
    while level:
        deeper: list[Token] = []
        for token in level:
            for child in token.children:
                if child.dep_ in ("poss", "amod", "compound", "nmod", "prep", "pobj", "conj", "appos", "acl"):
                    deeper.append(child)
        yield from (token for token in deeper if token.pos_ in ("NOUN", "PROPN", "ADJ", "PRON"))
        level = deeper


def without(actors: tuple[Actor, ...], others: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Leave out those whose ids are all among the others'."""
    taken = {i for other in others for i in other.ids}
    return tuple(actor for actor in actors if not actor.ids or not actor.ids <= taken)


def unique(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Name each actor once, in the order of mention."""
    seen: set[str] = set()
    kept: list[Actor] = []
    for actor in actors:
        key = actor.id or actor.text.lower()
        if key not in seen:
            seen.add(key)
            kept.append(actor)
    return tuple(kept)


def _phrase_text(head: Token) -> str:
    left = min([head.i, *(c.i for c in head.children if c.dep_ in ("compound", "det", "amod") and c.i < head.i)])
    return head.doc[left : head.i + 1].text

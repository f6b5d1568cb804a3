"""Where, beside what and through whom: place, occasion, mediators and format of an event."""

from __future__ import annotations

import re

from spacy.tokens import Token

from detente.evidence import Actor, EventType, Format
from detente.extraction.actors import Actors
from detente.extraction.events.arguments import behind_prepositions
from detente.reference.codebook import Codebook

BEARERS = ("dobj", "nsubjpass", "nsubj", "prep", "acl", "pobj", "conj")
WITHIN = 25  # words between an event and its place

_OCCASION = re.compile(
    r"\b(?:on the (?:sidelines?|margins?|fringes?) of|during|at)\s+((?:an?|the)\s+(?:[\w()'’.-]+\s+){0,7}?"
    r"(?:summit|meeting|conference|forum|gathering|assembly|session))\b"
)


def find_place(head: Token, actors: Actors) -> str | None:
    """Return the words of the place that stands behind "in", "at" or "near" of a predicate."""
    near = (t for t in head.subtree if t.sent.start == head.sent.start and abs(t.i - head.i) < WITHIN)
    for word in (head, *sorted((t for t in near if t.dep_ in BEARERS), key=lambda t: t.i)):
        for noun in behind_prepositions(word, ("in", "at", "near", "outside", "inside")):
            mention = actors.at(noun)
            if (mention is not None and mention.kind in ("place", "country")) or noun.ent_type_ in (
                "GPE",
                "LOC",
                "FAC",
            ):
                return _with_apposition(noun)
    return None


def find_occasion(sentence: str) -> str | None:
    """Return the occasion beside which something happens.

    >>> find_occasion("They met on the sidelines of a CIS meeting.")
    'a CIS meeting'
    """
    match = _OCCASION.search(sentence[:2000])
    return match.group(1) if match else None


def find_mediators(head: Token, actors: Actors, book: Codebook) -> tuple[Actor, ...]:
    """Return the third parties that broker an event: "X-brokered talks", "under X's auspices"."""
    words = book.words["mediation"]
    found: list[Actor] = []
    for token in (head, *(t for t in head.subtree if t.i != head.i and t.sent.start == head.sent.start)):
        lemma = token.lemma_.lower()
        if token.tag_ in ("VBN", "JJ") and lemma in words["participles"]:
            for agent in behind_prepositions(token, ("by",)):
                found += actors.of(agent)
            found += _hyphenated(token, actors)
        elif (
            token.tag_ in ("VBN", "JJ") and "-" in token.text and lemma.rsplit("-", 1)[-1].rstrip("ed") in _stems(words)
        ):
            found += actors.of(token)
        elif lemma in words["nouns"]:
            for owner in (
                *(c for c in token.children if c.dep_ in ("poss", "amod", "compound")),
                *behind_prepositions(token, ("of", "by")),
            ):
                found += actors.of(owner)
    unique = {actor.id: actor for actor in found if actor.id}
    return tuple(unique.values())


def format_of(
    type_: EventType, actors: tuple[Actor, ...], mediators: tuple[Actor, ...], recipients: tuple[Actor, ...] = ()
) -> Format | None:
    """Return the format of talks or agreements by who takes part."""
    if type_ not in (EventType.CONSULT, EventType.AGREE):
        return None
    if mediators:
        return "mediated"
    ids = {i for actor in actors + recipients for i in actor.ids}
    if len(ids) > 2:
        return "multilateral"
    return "bilateral" if len(ids) == 2 else None


def _stems(words: dict[str, list[str]]) -> set[str]:
    return {stem.rstrip("e") for stem in words["participles"]}


def _hyphenated(token: Token, actors: Actors) -> tuple[Actor, ...]:
    """Read the maker of a compound such as "Qatari-mediated", which the tokenizer splits at the hyphen."""
    doc = token.doc
    if token.i >= 2 and doc[token.i - 1].text == "-":
        return actors.of(doc[token.i - 2])
    return ()


def _with_apposition(noun: Token) -> str:
    last = noun
    for child in noun.children:
        if child.dep_ == "appos" and child.ent_type_ in ("GPE", "LOC"):
            last = child
    first = min([noun.i, *(c.i for c in noun.children if c.dep_ in ("compound", "amod", "det") and c.i < noun.i)])
    return noun.doc[first : last.i + 1].text

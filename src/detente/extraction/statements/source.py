"""Who is the source of a cue: the word that names it, and the whole phrase around that word."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from detente.extraction.statements.cues import Cue

_SUBJECTS = ("nsubj", "csubj")
_CLIMB = frozenset("conj advcl xcomp pcomp prep dep".split())
_NOT_IN_PHRASE = frozenset("punct cc mark advmod dep parataxis advcl ccomp".split())
_NAMED = ("NOUN", "PROPN", "PRON", "NUM")
_MAX_PHRASE = 45  # tokens


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """The head word of a source and its phrase, in tokens from `start` up to `end`."""

    head: Token
    start: int
    end: int


def find_source(cue: Cue) -> Source | None:
    """Return the source of a cue, or nothing where the text names none."""
    head = _agent(cue) if _is_passive(cue.governor) else _subject(cue.governor) or _neighbour(cue)
    return None if head is None else phrase(head, cue)


def phrase(head: Token, cue: Cue) -> Source:
    """Return the noun phrase of a head with its appositions; clauses and the cue itself stay outside."""
    start = _phrase_start(head, cue)
    end = _phrase_end(head, cue)
    return Source(head, start, end)


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.lefts)


def _agent(cue: Cue) -> Token | None:
    for child in cue.head.rights:
        if child.dep_ == "agent":
            return next((noun for noun in child.rights if noun.dep_ == "pobj"), None)
    return None


def _subject(verb: Token) -> Token | None:
    """Return the subject of a verb, its own or that of the verb it hangs on."""
    for _ in range(5):
        for child in verb.children:
            if child.dep_ in _SUBJECTS:
                return child
        if verb.dep_ == "acl":
            return verb.head if verb.head.pos_ in _NAMED else None
        if verb.dep_ not in _CLIMB or verb.head == verb:
            return None
        verb = verb.head
    return None


def _neighbour(cue: Cue) -> Token | None:
    """Return the noun right before or after a cue whose subject the parser missed."""
    doc = cue.doc
    before = doc[cue.start - 1] if cue.start > cue.head.sent.start else None
    if before is not None and before.pos_ in ("PROPN", "PRON") and before.dep_ not in ("pobj", "poss"):
        return before
    return None


def _phrase_start(head: Token, cue: Cue) -> int:
    start = head.i
    for child in sorted(head.lefts, key=lambda token: -token.i):
        if child.dep_ in _NOT_IN_PHRASE and not (child.is_quote or child.text == "-"):
            break
        start = child.left_edge.i
    return max(start, cue.end) if head.i >= cue.end else start


def _phrase_end(head: Token, cue: Cue) -> int:
    end, comma = head.i + 1, False
    limit = cue.start if head.i < cue.start else head.i + _MAX_PHRASE
    for child in head.rights:
        if child.i >= limit:
            break
        if child.dep_ in ("advcl", "ccomp", "parataxis", "dep"):
            break
        if child.dep_ in ("relcl", "acl") and child.left_edge.i > end and cue.head.is_ancestor(child) is False:
            break
        if child.dep_ in ("punct", "cc"):
            continue
        comma = comma or head.doc[child.left_edge.i - 1].text == ","
        end = min(child.right_edge.i + 1, limit)
    if comma and end < limit and head.doc[end].text == "," and head.i < cue.start:
        end += 1
    return end

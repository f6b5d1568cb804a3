"""Promises: the act that is undertaken, whether it can be owed to others, and lists of acts taken apart."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from detente.evidence import Actor, CommitmentState
from detente.extraction.lists import split_list
from detente.extraction.mood import is_ahead, is_infinitive
from detente.extraction.parsing import ParsedArticle
from detente.extraction.sides import Sides
from detente.extraction.spans import clause_of, trimmed
from detente.extraction.terms import Terms
from detente.extraction.times import Times
from detente.reference.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, eq=False)
class Undertaking:
    """A commitment before it is a record: its words, the verb or noun of the act, and who is bound."""

    span: Span
    act: Token
    by: tuple[Actor, ...]
    to: tuple[Actor, ...] = ()
    state: CommitmentState = "pending"
    rank: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What the reading of commitments needs to know of one article."""

    parsed: ParsedArticle
    terms: Terms
    sides: Sides
    times: Times
    book: Vocabulary


def is_constructive(act: Token, scene: Scene, strict: bool) -> bool:
    """Tell whether an act can be owed to another party."""
    words = scene.book.words
    lemma = act.lemma_.lower()
    if not strict:
        return lemma not in words("hostile")
    return lemma in words("helping") or lemma in words("yielding") or lemma in words("deed-noun")


def yields(verb: Token, scene: Scene) -> bool:
    """Tell whether an act gives something up: then it is owed whoever reports it."""
    return verb.lemma_.lower() in scene.book.words("yielding") - scene.book.words("helping")


def is_concrete(act: Token, scene: Scene) -> bool:
    words = scene.book.words
    lemma = act.lemma_.lower()
    if act.pos_ == "NOUN":
        return lemma in words("deed-noun") or lemma in words("truce") or lemma in words("ending")
    return lemma not in words("soft") and lemma not in words("hostile")


def complement(word: Token, scene: Scene) -> Token | None:
    """Return the act that a word of promising takes: an infinitive, a clause with "will", or "to" with an act."""
    words = scene.book.words
    nouns = words("accord") | words("truce") | words("yielding") | words("deed-noun")
    for child in word.children:
        clausal = child.dep_ in ("xcomp", "acl", "ccomp", "advcl") and child.pos_ in ("VERB", "AUX")
        if clausal and child.i > word.i and (is_infinitive(child) or is_ahead(child)):
            return child
        if child.dep_ == "prep" and child.lower_ in ("to", "on"):
            for inner in child.children:
                if inner.dep_ == "pcomp" or (inner.dep_ == "pobj" and inner.lemma_.lower() in nouns):
                    return inner
    return _following_infinitive(word)


def _following_infinitive(word: Token) -> Token | None:
    """Return the infinitive that follows within a few words, where the parser hangs it elsewhere."""
    doc = word.doc
    for i in range(word.i + 1, min(word.i + 9, word.sent.end - 1)):
        token = doc[i]
        if token.lower_ == "to":
            for j in range(i + 1, min(i + 4, word.sent.end)):
                if doc[j].pos_ in ("VERB", "AUX"):
                    return doc[j]
                if doc[j].pos_ != "ADV":
                    break
        if token.is_punct or token.pos_ in ("VERB", "AUX", "CCONJ", "SCONJ"):
            return None
    return None


def apart(u: Undertaking, scene: Scene) -> Iterator[Undertaking]:
    """Split a promise of several acts into one undertaking an act; a list of mere aims is one promise."""
    members = _members(u)
    acts = [act_of(member, u.act) for member in members]
    enough = 2 if u.act.pos_ == "NOUN" else 3
    if len(members) < enough or sum(is_concrete(act, scene) for act in acts) * 2 <= len(members):
        yield u
        return
    for member, act in zip(members, acts, strict=True):
        yield dataclasses.replace(u, span=member, act=act)


def _members(u: Undertaking) -> list[Span]:
    """Return the acts of a promise, to the end of the last one's clause."""
    sentence = u.act.sent
    if u.act.pos_ == "NOUN":
        return split_list(u.act.doc[_beginning(u.act) : u.span.end])
    for start in (_beginning(u.act), u.act.i):
        *members, last = split_list(u.act.doc[start : sentence.end])
        if members:
            verb = next((token for token in last if token.pos_ == "VERB"), last.root)
            own = clause_of(verb)
            return [*members, trimmed(verb, last.start, min(last.end, own.end) - 1)]
    return [u.span]


def _beginning(act: Token) -> int:
    """Return where an act's own words begin: at its "to", or at the left edge of its noun phrase."""
    marks = [child.i for child in act.children if child.lower_ == "to" and child.dep_ == "aux"]
    return min([act.i, *marks, *(c.i for c in act.children if c.dep_ in ("det", "amod", "poss", "compound"))])


def act_of(member: Span, model: Token) -> Token:
    """Return the word of a list's member that says what is done: a verb or a noun, as in its first member."""
    wanted = ("NOUN", "PROPN") if model.pos_ == "NOUN" else ("VERB", "AUX")
    return next((token for token in member[:6] if token.pos_ in wanted), member.root)

"""The words of an event: from who acts to what is done, without the clauses around it."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Span, Token

OUTSIDE = ("advcl", "parataxis", "cc", "conj", "punct", "mark", "meta", "discourse", "intj", "dep")
CLAUSES = ("ccomp",)


def clause_of(verb: Token, participants: Iterable[Token] = (), keep_complement: bool = False) -> Span:
    """Return the span of the clause around a verb, without adverbial, coordinated and reported clauses."""
    outside = OUTSIDE if keep_complement else OUTSIDE + CLAUSES
    tokens = [verb]
    for child in verb.children:
        if child.dep_ in outside and not _says_what_for(child):
            continue
        if child.dep_ == "prep" and any(c.dep_ == "pcomp" for c in child.children) and not keep_complement:
            tokens.append(child)
        tokens += _subtree(child)
    sentence = verb.sent
    near = [token for token in participants if token.sent.start == sentence.start and _belongs(token, verb)]
    tokens += [inner for token in near if abs(token.i - verb.i) < 25 for inner in _noun_phrase(token)]
    return _contiguous(tokens, verb)


def phrase_of(noun: Token) -> Span:
    """Return the span of a noun phrase with its prepositional phrases, without relative clauses."""
    return _contiguous(_subtree(noun), noun)


def _subtree(token: Token) -> list[Token]:
    """Return a subtree without its relative and adverbial clauses."""
    out = [token]
    for child in token.children:
        if child.dep_ not in ("relcl", "advcl", "parataxis", "punct") or _says_what_for(child):
            out += _subtree(child)
    return out


def _says_what_for(clause: Token) -> bool:
    """Tell whether an adverbial clause belongs to what is done: an infinitive, "sent troops *to guard the dam*"."""
    return clause.dep_ == "advcl" and any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)


def _belongs(participant: Token, verb: Token) -> bool:
    """Tell whether a participant's words are part of a clause: a subject shared with an earlier clause is not."""
    return verb.dep_ != "conj" or verb.is_ancestor(participant)


def _noun_phrase(token: Token) -> list[Token]:
    return [token, *(c for c in token.children if c.dep_ in ("det", "compound", "amod", "poss", "nmod", "nummod"))]


def _contiguous(tokens: list[Token], head: Token) -> Span:
    first, last = min(t.i for t in tokens), max(t.i for t in tokens)
    doc = head.doc
    while first < last and (doc[first].is_punct or doc[first].is_space or _joins(doc[first])):
        first += 1
    while last > first and (doc[last].is_punct or doc[last].is_space) and doc[last].text not in ("”", '"', "’"):
        last -= 1
    return doc[first : last + 1]


def _joins(token: Token) -> bool:
    """Tell whether a word only joins its clause to another: "and", "that", "when"."""
    return token.dep_ in ("cc", "mark") or (token.tag_ == "WRB" and token.dep_ == "advmod")

"""The smallest stretch of words that carries an item, its clause or its noun phrase; and items kept apart by words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from spacy.tokens import Span, Token

T = TypeVar("T")

CLAUSAL = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis", "csubj", "pcomp"})
_OUTSIDE = frozenset({"advcl", "parataxis", "punct", "mark", "cc", "meta", "intj"})
_BESIDE = frozenset({"relcl", "punct", "cc", "conj", "advcl", "parataxis", "appos"})
_MORE = frozenset({"relcl", "advcl", "parataxis"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


def predicate_of(token: Token) -> Token:
    """Return the verb of the clause in which a token stands, the token itself where there is none."""
    for _ in range(40):
        if token.pos_ in ("VERB", "AUX") and (token.dep_ in CLAUSAL or _is_own_clause(token)):
            return token
        if token.head == token:
            return token
        token = token.head
    return token


def clause_of(predicate: Token, keep: frozenset[str] = frozenset()) -> Span:
    """Return the words of a predicate's clause without the clauses around it; `keep` names what stays of those."""
    tokens = [predicate, *_inside(predicate, _OUTSIDE - keep)]
    return trimmed(predicate, min(t.i for t in tokens), max(t.i for t in tokens))


def phrase_of(noun: Token) -> Span:
    """Return a noun with what belongs to it, without what is coordinated with it and clauses that tell more of it."""
    tokens = [noun]
    for child in noun.children:
        if child.dep_ not in _BESIDE:
            tokens += [child, *_inside(child, _MORE)]
    return trimmed(noun, min(t.i for t in tokens), max(t.i for t in tokens))


def around(token: Token) -> Span:
    """Return the clause in which a token stands."""
    return clause_of(predicate_of(token))


def trimmed(token: Token, first: int, last: int) -> Span:
    """Return the tokens from `first` to `last` (included) without punctuation and conjunctions at the edges."""
    doc = token.doc
    sentence = token.sent
    first, last = max(first, sentence.start), min(last, sentence.end - 1)
    while first < last and (doc[first].is_punct or doc[first].is_space or doc[first].dep_ == "cc"):
        first += 1
    while last > first and (doc[last].is_punct or doc[last].is_space):
        last -= 1
    return doc[first : last + 1]


def _inside(token: Token, outside: frozenset[str], depth: int = 0) -> list[Token]:
    found: list[Token] = []
    for child in token.children:
        if child.dep_ in outside or (child.dep_ == "conj" and _is_own_clause(child)):
            continue
        found.append(child)
        if depth < 60:
            found += _inside(child, outside - {"punct"} if depth else outside, depth + 1)
    return found


def _is_own_clause(token: Token) -> bool:
    return token.dep_ == "conj" and token.pos_ in ("VERB", "AUX") and _has_subject(token)


def _has_subject(token: Token) -> bool:
    return any(child.dep_ in _SUBJECTS for child in token.children)


def share_words(a: Span, b: Span) -> bool:
    """Tell whether two spans have a token in common."""
    return bool(a.start < b.end and b.start < a.end)


def keep_apart(best_first: Iterable[T], clash: Callable[[T, T], bool]) -> list[T]:
    """Return what clashes with nothing that stands before it and is kept, in the order given.

    >>> keep_apart([9, 8, 5, 4, 1], lambda a, b: abs(a - b) < 2)
    [9, 5, 1]
    """
    kept: list[T] = []
    for one in best_first:
        if not any(clash(one, other) for other in kept):
            kept.append(one)
    return kept

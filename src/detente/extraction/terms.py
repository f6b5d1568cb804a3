"""The words of the negotiation vocabulary in an article, found in one pass and shared by the kinds that need them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from spacy.tokens import Span, Token

from detente.extraction.parsing import ParsedArticle
from detente.reference.vocabulary import Element, Entry, Pattern, Vocabulary


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of the vocabulary: tokens from `start` to `end` (excluded) of the parse."""

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """The tokens of an article as plain lists, and the hits by topic in the order of the text."""

    parsed: ParsedArticle
    forms: list[str]
    lemmas: list[str]
    sentence: list[int]
    hits: dict[str, list[Hit]] = field(default_factory=dict)

    def of(self, topic: str) -> list[Hit]:
        """Return the hits of a topic."""
        return self.hits.get(topic, [])

    def within(self, topic: str, start: int, end: int) -> list[Hit]:
        """Return the hits of a topic that lie between two tokens."""
        return [hit for hit in self.of(topic) if start <= hit.start and hit.end <= end]

    def labels(self, topic: str, span: Span) -> set[str]:
        """Return the labels of a topic's hits inside a span."""
        return {hit.entry.label for hit in self.within(topic, span.start, span.end)}

    def sentence_of(self, index: int) -> Span:
        """Return the sentence of a token."""
        return self.parsed.sentences[self.sentence[index]]

    def head(self, hit: Hit) -> Token:
        """Return the token of a hit on which its other tokens hang."""
        return self.parsed.doc[hit.start : hit.end].root

    def any(self, words: frozenset[str], start: int, end: int) -> bool:
        """Tell whether a word of a class stands between two tokens."""
        return not words.isdisjoint(self.lemmas[start:end]) or not words.isdisjoint(self.forms[start:end])


@lru_cache(maxsize=4)
def find_terms(parsed: ParsedArticle, book: Vocabulary) -> Terms:
    """Return the terms of an article; boilerplate holds none, since its words are no part of the parse."""
    doc = parsed.doc
    forms = [token.lower_ for token in doc]
    lemmas = [token.lemma_.lower() for token in doc]
    terms = Terms(parsed, forms, lemmas, [-1] * len(forms))
    for number, sentence in enumerate(parsed.sentences):
        terms.sentence[sentence.start : sentence.end] = [number] * (sentence.end - sentence.start)
        for i in range(sentence.start, sentence.end):
            for hit in _begin(forms, lemmas, i, sentence.end, book):
                terms.hits.setdefault(hit.entry.topic, []).append(hit)
    return terms


def _begin(forms: Sequence[str], lemmas: Sequence[str], i: int, stop: int, book: Vocabulary) -> list[Hit]:
    """Return the hits that begin at a token, the longest of each entry."""
    tree = book.tree
    patterns = tree.get(forms[i], ())
    if lemmas[i] != forms[i]:
        patterns += tree.get(lemmas[i], ())
    longest: dict[tuple[str, str], Hit] = {}
    for pattern in patterns:
        end = _follow(forms, lemmas, i + 1, stop, pattern)
        if end is not None:
            key = (pattern.entry.topic, pattern.entry.label)
            if key not in longest or longest[key].end < end:
                longest[key] = Hit(i, end, pattern.entry)
    return list(longest.values())


def _follow(forms: Sequence[str], lemmas: Sequence[str], i: int, stop: int, pattern: Pattern) -> int | None:
    """Return the end of a pattern whose first word stands just before a token, or `None`."""
    return _match(forms, lemmas, i, stop, pattern.rest, 0)


def _match(
    forms: Sequence[str], lemmas: Sequence[str], i: int, stop: int, rest: tuple[Element, ...], k: int
) -> int | None:
    while k < len(rest):
        element = rest[k]
        if element.gap:
            following = rest[k + 1 :]
            for skipped in range(element.gap + 1):
                end = _match(forms, lemmas, i + skipped, stop, following, 0) if i + skipped < stop else None
                if end is not None:
                    return end
            return None
        fits = i < stop and (forms[i] in element.words or lemmas[i] in element.words)
        if not fits and not element.optional:
            return None
        i += fits
        k += 1
    return i

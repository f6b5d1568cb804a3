"""Ties: who is named beside whom, as parties to a war, talks or a deal."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations
from typing import TypeVar

from detente.extraction.actors.discourse import is_subject
from detente.extraction.actors.linking import joins
from detente.extraction.actors.phrases import Phrase
from detente.extraction.actors.scene import Scene
from detente.extraction.actors.words import Words

Pair = frozenset[str]
Key = TypeVar("Key")
Weights = defaultdict[Key, float]
ADVERSARIES = frozenset(("REB", "OPP", "UAF"))  # the sectors whose actors can be a party of their own
_BETWEEN = 3.0  # "between A and B"
_ACROSS, _BESIDE = 1.0, 0.3  # A is a subject and B is not, or "A and B"; any other two in a sentence
_ASIDE = 0.3  # what a sentence without a word of war, talks or dispute counts
_MOST = 12  # actors of one sentence that are paired


@dataclass(slots=True)
class Ties:
    """How strongly each two are tied over the sentences that name both."""

    all: Weights[Pair] = field(default_factory=lambda: defaultdict(float))
    between: Weights[Pair] = field(default_factory=lambda: defaultdict(float))

    def strength(self, one: str, other: str) -> float:
        """Return the tie of two on a scale that grows slowly; "between A and B" counts most."""
        pair = frozenset((one, other))
        return 1.5 * math.log1p(self.all.get(pair, 0.0)) + 3.5 * math.log1p(self.between.get(pair, 0.0))


def party_of(identifier: str) -> str:
    """Return the id that may be a party: a group's or opposition's own, else its country's.

    >>> party_of("ZWE:OPP"), party_of("ZWE:CVL"), party_of("UNO")
    ('ZWE:OPP', 'ZWE', 'UNO')
    """
    country, _, sector = identifier.partition(":")
    return identifier if sector in ADVERSARIES else country


def find_ties(scene: Scene) -> Ties:
    """Return the ties of an article."""
    ties = Ties()
    dealing = _dealing(scene.words)
    for number, phrases in _by_sentence(scene).items():
        weight = 1.0 if number in dealing else _ASIDE
        for first, second in combinations(phrases[:_MOST], 2):
            between = _is_between(scene.words, first, second)
            strength = weight * (_BETWEEN if between else _strength(scene.words, first, second))
            for pair in _pairs(first, second):
                ties.all[pair] += strength
                if between:
                    ties.between[pair] += strength
    return ties


def _by_sentence(scene: Scene) -> dict[int, list[Phrase]]:
    """Return the phrases of each sentence that name somebody, modifiers with names of their own included."""
    found: dict[int, list[Phrase]] = defaultdict(list)
    for phrase in scene.phrases:
        for part in (*phrase.before, phrase):
            if part.ids and not (part is phrase and phrase.place):
                found[scene.words.sent[part.head]].append(part)
    return found


def _dealing(words: Words) -> set[int]:
    """Return the sentences with a word of war, talks or dispute."""
    dealing = words.lists["dealing"]
    return {words.sent[i] for i, word in enumerate(words.fold) if word in dealing}


def _is_between(words: Words, first: Phrase, second: Phrase) -> bool:
    return first.start > 0 and words.fold[first.start - 1] == "between" and 0 < second.start - first.end <= 4


def _strength(words: Words, first: Phrase, second: Phrase) -> float:
    if joins(words, first.end, second.start) or is_subject(words, first.head) != is_subject(words, second.head):
        return _ACROSS
    return _BESIDE


def _pairs(first: Phrase, second: Phrase) -> Iterable[Pair]:
    ones, others = ({party_of(identifier) for identifier in phrase.ids or ()} for phrase in (first, second))
    return {frozenset((one, other)) for one in ones for other in others if one != other}

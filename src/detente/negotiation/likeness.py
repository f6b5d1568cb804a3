"""When two mentions are one: likeness of their words, and groups that do not depend on any order."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from detente.evidence import Evidence
from detente.negotiation.view import place_of
from detente.negotiation.wording import content_words, folded
from detente.reference.negotiation import load_words

ALIKE = 0.5  # share of common content words from which two mentions are one

R = TypeVar("R", bound=Evidence)
Key = tuple[Hashable, ...]


def same_words(one: str, other: str) -> bool:
    """Tell whether two short texts say mostly the same.

    >>> same_words("a change of the constitution", "changes to the constitution")
    True
    """
    if folded(one) == folded(other):
        return True
    a, b = _told(one), _told(other)
    return bool(a and b) and len(a & b) / len(a | b) >= ALIKE


def grouped(
    records: Iterable[R],
    same: Callable[[R, R], bool],
    texts: Callable[[R], Iterable[str]],
    tags: Callable[[R], Iterable[Hashable]] = lambda _: (),
) -> list[list[R]]:
    """Part records into groups that are linked by `same`, each group and all of them in the order of their places.

    Only pairs that can be alike are compared: those with a common tag, or with common words in their texts. Two sets of
    words that are half alike share one of the rarest words of each (prefix filter, Chaudhuri et al. 2006).
    """
    ordered = sorted(records, key=place_of)
    above = list(range(len(ordered)))
    for i, j in _candidates(ordered, texts, tags):
        a, b = _top(above, i), _top(above, j)
        if a != b and same(ordered[i], ordered[j]):
            above[max(a, b)] = min(a, b)
    groups: dict[int, list[R]] = defaultdict(list)
    for i, record in enumerate(ordered):
        groups[_top(above, i)].append(record)
    return list(groups.values())


def _top(above: list[int], i: int) -> int:
    while above[i] != i:
        above[i] = above[above[i]]
        i = above[i]
    return i


def _candidates(
    records: Sequence[R], texts: Callable[[R], Iterable[str]], tags: Callable[[R], Iterable[Hashable]]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of places in a list whose records may be alike, each once."""
    told = [tuple(texts(record)) for record in records]
    common = Counter(word for each in told for text in each for word in _told(text))
    index: dict[Key, list[int]] = defaultdict(list)
    for i, record in enumerate(records):
        keys: set[Key] = {("tag", tag) for tag in tags(record)}
        keys |= {key for text in told[i] for key in _keys(text, common)}
        yield from ((j, i) for j in sorted({j for key in keys for j in index[key]}))
        for key in keys:
            index[key].append(i)


def _keys(text: str, common: Counter[str]) -> Iterator[Key]:
    words = sorted(_told(text), key=lambda word: (common[word], word))
    yield "all", folded(text)
    for word in words[: len(words) - math.ceil(ALIKE * len(words)) + 1]:
        yield "word", word


def _told(text: str) -> frozenset[str]:
    return content_words(text, load_words().stop)

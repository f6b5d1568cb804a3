"""Which articles are one text, and how many outlets told of something independently.

Near-duplicates by shared five-word shingles (Broder 1997); candidates share one of their eight smallest hashes, which
two texts with a Jaccard index of .8 fail to do about four times in a million.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise
from urllib.parse import urlsplit

from detente.article import Article

_WORD = re.compile(r"\w+")
SMALLEST = 8
CROWD = 60  # articles that share one smallest hash; more share boilerplate, and only neighbours are compared

Voices = dict[str, tuple[str, str]]  # article key → (text, outlet), each by a name


def shingles(text: str, words: int = 5) -> frozenset[int]:
    """Return the hashes of all runs of so many words; of the whole where it is shorter.

    >>> len(shingles("the sides will meet again in May"))
    3
    """
    found = _WORD.findall(text.lower())
    runs = (" ".join(found[i : i + words]) for i in range(max(1, len(found) - words + 1)))
    return frozenset(zlib.crc32(run.encode("utf-8", "surrogatepass")) for run in runs)


def same_texts(articles: Iterable[Article], words: int = 5, jaccard: float = 0.8) -> dict[str, str]:
    """Return for each article's key the smallest key among those that are near-duplicates of it, itself included."""
    by_key = {article.key: article for article in articles}
    parent = {key: key for key in by_key}
    if len(by_key) > 1:
        runs = {key: shingles(article.text, words) for key, article in by_key.items()}
        for one, other in sorted(_candidates(runs)):
            if _jaccard(runs[one], runs[other]) >= jaccard:
                first, second = sorted((_root(parent, one), _root(parent, other)))
                parent[second] = first
    return {key: _root(parent, key) for key in parent}


def _candidates(runs: dict[str, frozenset[int]]) -> set[tuple[str, str]]:
    sharing: defaultdict[int, list[str]] = defaultdict(list)
    for key in sorted(runs):
        for value in sorted(runs[key])[:SMALLEST]:
            sharing[value].append(key)
    return {pair for keys in sharing.values() for pair in _pairs(keys)}


def _pairs(keys: Sequence[str]) -> Iterable[tuple[str, str]]:
    return combinations(keys, 2) if len(keys) <= CROWD else pairwise(keys)


def _jaccard(a: frozenset[int], b: frozenset[int]) -> float:
    common = len(a & b)
    return common / (len(a) + len(b) - common)


def _root(parent: dict[str, str], key: str) -> str:
    while parent[key] != key:
        key = parent[key]
    return key


def voices(articles: Iterable[Article], words: int = 5, jaccard: float = 0.8) -> Voices:
    """Return for each article's key the text that it is a copy of, and its outlet.

    An article without an outlet goes by the host of its address; all that are known by neither count as one outlet,
    since nothing shows that they are two.
    """
    known = list(articles)
    texts = same_texts(known, words, jaccard)
    return {article.key: (texts[article.key], _outlet(article)) for article in known}


def _outlet(article: Article) -> str:
    if article.outlet:
        return " ".join(article.outlet.lower().split())
    host = urlsplit(article.url).hostname if article.url else None
    return host.removeprefix("www.") if host else ""


def count_independent(pairs: Iterable[tuple[str, str]]) -> int:
    """Return how many outlets told something of their own: the most (text, outlet) pairs that share neither.

    >>> count_independent([("wire", "A"), ("wire", "B"), ("own", "B")])
    2
    """
    outlets_of: defaultdict[str, set[str]] = defaultdict(set)
    for text, outlet in pairs:
        outlets_of[text].add(outlet)
    taken: dict[str, str] = {}
    return sum(_place(text, outlets_of, taken, set()) for text in sorted(outlets_of))


def _place(text: str, outlets_of: dict[str, set[str]], taken: dict[str, str], tried: set[str]) -> bool:
    for outlet in sorted(outlets_of[text] - tried):
        tried.add(outlet)
        if outlet not in taken or _place(taken[outlet], outlets_of, taken, tried):
            taken[outlet] = text
            return True
    return False

"""Who negotiates: the main parties of several articles together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations

from detente.evidence import EventReport, Extraction

ENOUGH = 0.5  # of the weight of the second party, from which a further one is a main party
FIRST = 1.0  # weight of the party that an article names first; the next ones have less


def find_parties(extractions: Iterable[Extraction]) -> tuple[str, ...]:
    """Return the main parties of some articles, the most prominent first; those of one article as it shows them.

    Each article gives its own parties a weight that falls with their place and grows with the events they share; the
    pair with the most weight together leads, and others that are nearly as prominent beside it join.
    """
    single, pairs = _weights({one.article.key: one for one in extractions}.values())
    if not pairs:
        return tuple(sorted(single, key=lambda party: (-single[party], party))[:1])
    lead = min(pairs, key=lambda pair: (-pairs[pair], pair))
    with_lead = {
        party: sum(weight for pair, weight in pairs.items() if party in pair and set(pair) & set(lead))
        for party in single
        if party not in lead
    }
    others = [party for party, weight in with_lead.items() if weight / 2 >= ENOUGH * pairs[lead]]
    return tuple(sorted((*lead, *others), key=lambda party: (-single[party], party)))


def _weights(articles: Iterable[Extraction]) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    single: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for article in articles:
        shared = _shared_events(article)
        for place, party in enumerate(article.parties):
            single[party] += round(1000 * FIRST / (1 + place))
        for pair in combinations(sorted(set(article.parties)), 2):
            pairs[pair] += 1000 + min(1000, 100 * shared[pair])
    return single, pairs


def _shared_events(article: Extraction) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for event in article.of_kind(EventReport):
        ids = sorted(frozenset().union(*(actor.ids for actor in event.actors + event.recipients)))
        counts.update(combinations(ids[:8], 2))
    return counts

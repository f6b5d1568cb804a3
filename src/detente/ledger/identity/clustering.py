"""Reports to clusters, one pass in the order of publication.

A report joins the event that it fits best, or begins one. Since the order is that of publication (ties by article and
place in it), the clusters are a function of the set, and a report published later never changes what an earlier view
showed: it joins one event and merges none. Candidates come from blocks of actors and days, so that the cost grows
near-linearly.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from detente.ledger.identity.matching import NEVER, match
from detente.ledger.identity.traits import Traits
from detente.reference.identity import IdentityWeights

Key = tuple[object, ...]

COMPARED = 6  # members of a cluster that a report is compared with
IN_BLOCK = 400  # clusters that a block holds: the latest
IN_COMMON = 2  # words that bring a report without a date and a cluster together
FINE_DAYS = 3  # a date as precise as this is looked up by days, a wider one by months


@dataclass(slots=True, eq=False)
class Cluster:
    """Reports of one event so far; `faces` are the members that others are compared with."""

    number: int
    members: list[Traits] = field(default_factory=list)
    faces: list[Traits] = field(default_factory=list)

    def add(self, report: Traits) -> bool:
        """Take in a report; return whether the cluster shows a new face."""
        self.members.append(report)
        seen = any(report.quote == face.quote and report.span == face.span for face in self.faces)
        if seen or len(self.faces) >= COMPARED:
            return False
        self.faces.append(report)
        return True


def cluster(reports: Iterable[Traits], weights: IdentityWeights) -> list[list[Traits]]:
    """Return the reports grouped by event, each group in the order of publication."""
    clusters: list[Cluster] = []
    blocks: defaultdict[Key, deque[Cluster]] = defaultdict(lambda: deque(maxlen=IN_BLOCK))
    for report in sorted(reports, key=lambda report: report.order):
        home = _best(report, _candidates(report, blocks, weights), weights)
        if home is None:
            home = Cluster(len(clusters))
            clusters.append(home)
        if home.add(report):
            for key in _filed(report, weights):
                if home not in blocks[key]:
                    blocks[key].append(home)
    return [one.members for one in clusters]


def _best(report: Traits, candidates: Iterable[Cluster], weights: IdentityWeights) -> Cluster | None:
    scored = sorted(((_score(report, one, weights), -one.number, one) for one in candidates), key=lambda row: row[:2])
    if not scored or scored[-1][0] < weights.threshold:
        return None
    if _vague(report, weights) and len(scored) > 1 and scored[-1][0] - scored[-2][0] < weights.margin:
        return None  # it fits two events equally well, so it tells of neither
    return scored[-1][2]


def _score(report: Traits, one: Cluster, weights: IdentityWeights) -> float:
    scores = [match(report, face, weights) for face in one.faces]
    return NEVER if NEVER in scores else max(scores)  # one contradiction is enough: clusters do not drift


def _candidates(report: Traits, blocks: Mapping[Key, Iterable[Cluster]], weights: IdentityWeights) -> list[Cluster]:
    found: dict[int, Cluster] = {}
    for key in _asked(report, weights):
        found.update((one.number, one) for one in blocks.get(key, ()))
    shared: Counter[int] = Counter()
    for key in _word_keys(report, weights, asking=True):
        for one in blocks.get(key, ()):
            shared[one.number] += IN_COMMON if key[3] in report.place else 1
            if shared[one.number] >= IN_COMMON:
                found[one.number] = one
    return [found[number] for number in sorted(found)]


def _filed(report: Traits, weights: IdentityWeights) -> Iterator[Key]:
    """Yield the blocks that a report stands in."""
    block = weights.block[report.report.type]
    if not _vague(report, weights):
        for when in _times(report, asking=False):
            for who in _parties(report, asking=False):
                yield block, *when, *who
    yield from _word_keys(report, weights, asking=False)


def _asked(report: Traits, weights: IdentityWeights) -> Iterator[Key]:
    """Yield the blocks of days or months where a report looks for company."""
    block = weights.block[report.report.type]
    if not _vague(report, weights):
        for when in _times(report, asking=True):
            for who in _parties(report, asking=True):
                yield block, *when, *who


def _vague(report: Traits, weights: IdentityWeights) -> bool:
    return bool(report.width > weights.date["vague_days"])


def _parties(report: Traits, *, asking: bool) -> Iterator[Key]:
    """Yield what a report is filed under: each pair of countries, and each one; alone, where there is one."""
    countries = sorted(report.countries)[:6]
    if len(countries) > 1:
        yield from combinations(countries, 2)
    if len(countries) < 2 or not asking:
        yield from (("one", country) for country in countries or ["nobody"])
    if len(countries) == 1 or asking:
        yield from (("alone", country) for country in countries)


def _times(report: Traits, *, asking: bool) -> Iterator[Key]:
    """Yield days for a precise date and months for any; a question of days reaches a few days further."""
    assert report.span is not None
    first, last = report.span
    months = range(first // 31, last // 31 + 1)
    fine = last - first < FINE_DAYS
    if fine:
        reach = 3 if asking else 0
        yield from (("day", day) for day in range(first - reach, last + reach + 1))
        yield from (("wide" if asking else "month", month) for month in months)
    else:
        yield from (("wide", month) for month in months)
        if asking:
            yield from (("month", month) for month in months)


def _word_keys(report: Traits, weights: IdentityWeights, *, asking: bool) -> Iterator[Key]:
    """Yield blocks by words. A report with a date asks only for those without: the others it meets by their days."""
    block, vague = weights.block[report.report.type], _vague(report, weights)
    words = sorted(report.words | report.place, key=lambda word: (-len(word), word))[:8]
    countries = sorted(report.countries)[:6]
    pairs: list[Key] = [*combinations(countries, 2)]
    whom = pairs or [(country,) for country in countries or ["nobody"]]
    shelves = ("any",) if asking and vague else ("vague",) if asking else ("any", "vague") if vague else ("any",)
    for shelf in shelves:
        for word in words:
            yield from (("word", shelf, block, word, *who) for who in whom)

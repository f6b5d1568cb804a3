"""Judgements and machine records to the view that people vouch for. Pure: a function of the two sets.

The last word on a record counts, and that others said otherwise shows. A judgement follows its record into a newer
extraction: by id where the record is the same, by its anchor where only the reading of it changed. What a reviewer
corrected holds on the same words whatever the machine reads there now; what was accepted or rejected must be said
again where the reading differs. A judgement that finds no record is an orphan and is listed.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from detente.evidence import Anchor, Evidence, Extraction
from detente.ledger.identity.links import Link
from detente.ledger.judging.judgement import OF_EVENTS, OF_RECORDS, Action, Judgement, patched

OVERLAP = 0.5  # of two anchors, common characters over all: less is another passage


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of one record: the judgement that counts, and the last of each other reviewer who said otherwise."""

    record: str
    counts: Judgement
    against: tuple[Judgement, ...] = ()

    @property
    def disputed(self) -> bool:
        """Whether reviewers disagree."""
        return bool(self.against)


@dataclass(frozen=True, slots=True)
class Judged:
    """The judged view. `extractions` leave out what was rejected and carry what was corrected.

    `verdicts` are by the id of the machine's record, `became` leads from it to the id of its correction; `links` are
    the merges and splits, for `derive_events`; `orphans` found no record, and `changed` one that reads otherwise now.
    """

    extractions: tuple[Extraction, ...]
    verdicts: Mapping[str, Verdict]
    became: Mapping[str, str]
    links: tuple[Link, ...]
    orphans: tuple[Judgement, ...]
    changed: tuple[Judgement, ...]


def in_force(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return the judgements that were not undone, in order of time. An undo may be undone."""
    known = sorted({one.id: one for one in judgements}.values(), key=lambda one: one.order)
    undone: set[str] = set()
    for one in reversed(known):
        if one.action is Action.UNDO and one.id not in undone:
            undone.add(one.target)
    return [one for one in known if one.id not in undone and one.action is not Action.UNDO]


def fold(
    extractions: Sequence[Extraction], judgements: Iterable[Judgement], judged: Mapping[str, Evidence] | None = None
) -> Judged:
    """Return the judged view. `judged` gives the records that were judged, as they were then, by id.

    Without it only judgements of records that are still the same find their record. Judgements of articles that the
    view does not show are passed over.
    """
    valid, then = in_force(judgements), judged or {}
    now = {record.id: record for one in extractions for record in one.evidence}
    shown = {one.article.key for one in extractions}
    valid = [one for one in valid if _article_of(one, now, then) in shown | {None}]
    place = _Finder(now)
    said: defaultdict[str, list[Judgement]] = defaultdict(list)
    orphans: list[Judgement] = []
    changed: list[Judgement] = []
    for one in (one for one in valid if one.action in OF_RECORDS):
        found = place.find(one.target, then)
        if found is None:
            orphans.append(one)
        elif found != one.target and one.action is not Action.EDIT:
            changed.append(one)
        else:
            said[found].append(one)
    verdicts = {id: _verdict(id, some) for id, some in said.items()}
    links, lost = _links((one for one in valid if one.action in OF_EVENTS), place, then)
    corrected, became = _apply(extractions, verdicts)
    moved = tuple(link.renamed(became) for link in links)
    return Judged(corrected, verdicts, became, moved, tuple(orphans + lost), tuple(changed))


def _article_of(one: Judgement, now: Mapping[str, Evidence], then: Mapping[str, Evidence]) -> str | None:
    record = now.get(report_of(one.target)) or then.get(report_of(one.target))
    return record.anchor.article if record else None


class _Finder:
    """Finds the record of today that a judgement of yesterday is about."""

    def __init__(self, now: Mapping[str, Evidence]) -> None:
        self._now = now
        self._by_place: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for id, record in sorted(now.items()):
            self._by_place[record.kind, record.anchor.article].append(id)

    def find(self, id: str, then: Mapping[str, Evidence]) -> str | None:
        """Return the id of the record itself, or of the one of its kind on the same words."""
        if id in self._now or id not in then:
            return id if id in self._now else None
        old = then[id]
        near = self._by_place.get((old.kind, old.anchor.article), [])
        best = max(near, key=lambda other: _overlap(old.anchor, self._now[other].anchor), default=None)
        if best is None or _overlap(old.anchor, self._now[best].anchor) < OVERLAP:
            return None
        return best


def _overlap(a: Anchor, b: Anchor) -> float:
    common = min(a.end, b.end) - max(a.start, b.start)
    return max(0, common) / (max(a.end, b.end) - min(a.start, b.start))


def _verdict(id: str, said: Sequence[Judgement]) -> Verdict:
    last_of = {one.reviewer: one for one in said}  # in order of time, so the last of each reviewer stays
    counts = said[-1]
    against = [one for one in last_of.values() if (one.action, one.patch) != (counts.action, counts.patch)]
    return Verdict(id, counts, tuple(one for one in against if one.action is not Action.DEFER))


def _apply(
    extractions: Sequence[Extraction], verdicts: Mapping[str, Verdict]
) -> tuple[tuple[Extraction, ...], dict[str, str]]:
    became: dict[str, str] = {}
    found = []
    for extraction in extractions:
        records = []
        for record in extraction.evidence:
            verdict = verdicts.get(record.id)
            if verdict is None or verdict.counts.action in (Action.ACCEPT, Action.DEFER):
                records.append(record)
            elif verdict.counts.action is Action.EDIT:
                records.append(patched(record, verdict.counts.patch, extraction.article.text))
                became[record.id] = records[-1].id
        found.append(dataclasses.replace(extraction, evidence=tuple(records)))
    return tuple(found), became


def _links(
    judgements: Iterable[Judgement], place: _Finder, then: Mapping[str, Evidence]
) -> tuple[list[Link], list[Judgement]]:
    links, lost = [], []
    for one in judgements:
        reports = [place.find(report_of(id), then) for id in (one.target, *one.targets)]
        known = tuple(id for id in reports if id is not None)
        if len(known) < len(reports):
            lost.append(one)
        if len(known) > 1 and reports[0] is not None:
            links.append(Link(one.action is Action.MERGE, known))
    return links, lost


def report_of(id: str) -> str:
    """Return the id of the report that gives an event its id; a report's own id stays.

    >>> report_of("ev-0123456789abcdef")
    'event-0123456789abcdef'
    """
    return "event-" + id.removeprefix("ev-") if id.startswith("ev-") else id

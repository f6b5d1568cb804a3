"""Keeping one relevant record for a happening that an article tells more than once."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from detente.evidence import EventReport, EventType

SAME_WORDS = 0.7  # share of the shorter telling's words that the longer one repeats
TELLING = ("phone", "visit")  # modes that say how parties met, beyond that they did
SHORT_WORD = 3  # letters: "the", "and" say nothing about what is told


def at_fullest_mention(reports: Sequence[EventReport]) -> tuple[EventReport, ...]:
    """Keep the mention that says most, else the first, as the one relevant record of a happening.

    Meetings of the same parties on one day are one; anything else is the same only where it is told in the same
    words: two accusations between the same parties on one day are two events.
    """
    dropped = {id(report) for report in (*_met_again(reports), *_told_again(reports))}
    return tuple(dataclasses.replace(report, relevant=False) if id(report) in dropped else report for report in reports)


def _met_again(reports: Sequence[EventReport]) -> Iterator[EventReport]:
    fullest: dict[tuple[frozenset[str], str | None, str], EventReport] = {}
    for report in reports:
        if report.type is EventType.CONSULT and report.relevant:
            key = frozenset(i for actor in report.actors for i in actor.ids), report.date, report.status
            other = fullest.setdefault(key, report)
            if other is not report:
                fuller = _fullness(report) > _fullness(other)
                fullest[key] = report if fuller else other
                yield other if fuller else report


def _told_again(reports: Sequence[EventReport]) -> Iterator[EventReport]:
    kept: list[tuple[EventReport, frozenset[str]]] = []
    for report in sorted((r for r in reports if r.relevant), key=lambda r: r.anchor.start - r.anchor.end):
        words = frozenset(w for w in report.anchor.exact.lower().split() if len(w) > SHORT_WORD)
        if any(report.type is other.type and _repeats(words, told) for other, told in kept):
            yield report
        else:
            kept.append((report, words))


def _repeats(words: frozenset[str], told: frozenset[str]) -> bool:
    return len(words) > 1 and len(words & told) >= SAME_WORDS * len(words)


def _fullness(report: EventReport) -> tuple[int, int]:
    said = (report.mode in TELLING, report.occasion, report.mediators)
    return sum(1 for field in said if field), len(report.actors)

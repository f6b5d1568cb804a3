"""Events as of a date: what is left of a cluster when reports that had not yet appeared are taken out of it."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from detente.evidence import Event, EventReport

T = TypeVar("T", bound=Hashable)


def seen_part(events: Sequence[Event], articles: frozenset[str]) -> tuple[Event, ...]:
    """Return the events with the reports of some articles only, in canonical order.

    A cluster that lost reports is read afresh from the rest, so that nothing of the others shows; callers that
    derive events from the same as-of view lose nothing here.
    """
    parts = {}
    for event in events:
        reports = {report.id: report for report in event.reports if report.anchor.article in articles}
        if reports:
            part = event if len(reports) == len(event.reports) else _reread(event, tuple(reports.values()))
            parts[min(reports)] = part
    return tuple(parts[key] for key in sorted(parts))


def _reread(event: Event, reports: tuple[EventReport, ...]) -> Event:
    reports = tuple(sorted(reports, key=lambda report: (report.anchor.article, report.anchor.start, report.id)))
    return dataclasses.replace(
        event,
        id=reports[0].id,
        type=_most(reports, lambda report: report.type),
        mode=_most(reports, lambda report: report.mode),
        actors=_most(reports, lambda report: report.actors),
        recipients=_most(reports, lambda report: report.recipients),
        mediators=_most(reports, lambda report: report.mediators),
        date=_most(reports, lambda report: report.date),
        status=_most(reports, lambda report: report.status),
        place=_most(reports, lambda report: report.place),
        format=_most(reports, lambda report: report.format),
        milestone=_most(reports, lambda report: report.milestone),
        reports=reports,
        n_independent=len({report.anchor.article for report in reports}),
        conflicts=(),
        aliases=(),
    )


def _most(reports: tuple[EventReport, ...], reading: Callable[[EventReport], T]) -> T:
    """Return the commonest reading that says something, the first in order where several are as common."""
    readings = [reading(report) for report in reports]
    counts = Counter(value for value in readings if value) or Counter(readings)
    return min(counts, key=lambda value: (-counts[value], repr(value)))

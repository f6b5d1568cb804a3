"""What happened between the parties, one line an event, however many articles report it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from detente.dates import days
from detente.evidence import Event


@dataclass(frozen=True, slots=True)
class Happening:
    """A line of a timeline: the event, its words, and how well it is supported."""

    event: str
    date: str | None
    type: str
    status: str
    actors: tuple[str, ...]
    text: str
    reports: int
    independent: int
    evidence: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the line as plain data."""
        return {name: getattr(self, name) for name in self.__slots__}


def derive_timeline(events: Iterable[Event], parties: Sequence[str]) -> tuple[Happening, ...]:
    """Return the events that concern the parties in the order of their first day; those without a date come last.

    An event concerns them if one of them takes part and a report of it bears on the process.
    """
    wanted = set(parties)
    lines = [_line(event) for event in events if _concerns(event, wanted)]
    return tuple(sorted(lines, key=lambda line: (line.date is None, _first(line.date), line.event)))


def _concerns(event: Event, parties: set[str]) -> bool:
    return any(report.relevant for report in event.reports) and bool(event.ids & parties)


def _line(event: Event) -> Happening:
    told = max(event.reports, key=lambda report: (report.relevant, report.certainty, -report.anchor.start, report.id))
    ids = tuple(dict.fromkeys(i for actor in event.actors + event.recipients for i in sorted(actor.ids)))
    evidence = tuple(sorted(report.id for report in event.reports))
    words = " ".join(told.anchor.exact.split())
    articles = len({report.anchor.article for report in event.reports})
    return Happening(
        event.id, event.date, event.type.value, event.status.value, ids, words, articles, event.n_independent, evidence
    )


def _first(date: str | None) -> str:
    return days(date).first.isoformat() if date else ""

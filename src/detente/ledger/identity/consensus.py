"""Many reports to one event: the best supported reading of each field, and what contradicts it beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from detente.dates import is_edtf, overlap
from detente.evidence import Actor, Event, EventType, Status
from detente.ledger.identity.copies import Voices, count_independent
from detente.ledger.identity.traits import Traits

Conflict = tuple[str, str, tuple[str, ...]]

# What happened overrides what was announced; a denial and a cancellation stand against it as conflicts.
_RANK = (
    Status.OCCURRED,
    Status.ONGOING,
    Status.CALLED_OFF,
    Status.DENIED,
    Status.PLANNED,
    Status.HYPOTHETICAL,
)
_ROLES = ("actors", "recipients", "mediators")
_FIELDS = ("type", "mode", "date", "status", "place", "format", "milestone", *_ROLES)


def _no_rank(value: Any) -> int:
    return 0


# Among readings that are supported alike: the fuller place, the larger company.
_RANKS: dict[str, Callable[[Any], int]] = {"place": len, **dict.fromkeys(_ROLES, len)}


@dataclass(frozen=True, slots=True)
class Readings:
    """The readings of one field: each with the reports that give it."""

    field: str
    by_value: dict[Any, list[Traits]]
    voices: Voices

    @classmethod
    def of(cls, field: str, reports: Iterable[Traits], value_of: Callable[[Traits], Any], voices: Voices) -> Readings:
        """Collect the readings of a field; a report that is silent gives none."""
        found: dict[Any, list[Traits]] = {}
        for report in reports:
            value = value_of(report)
            if value is not None and value != ():
                found.setdefault(value, []).append(report)
        return cls(field, found, voices)

    def support(self, *values: Any) -> int:
        """Return how many independent outlets give one of some readings."""
        reports = (report for value in values for report in self.by_value[value])
        return count_independent(self.voices[report.key] for report in reports)

    def best(self, rank: Callable[[Any], int] = _no_rank) -> Any:
        """Return the best supported reading; among equals the one of highest rank, then the first published."""
        if not self.by_value:
            return None
        ordered = sorted(self.by_value, key=lambda value: min(report.order for report in self.by_value[value]))
        return max(ordered, key=lambda value: (self.support(value), rank(value)))

    def conflicts(self, chosen: Any, clash: Callable[[Any, Any], bool]) -> list[Conflict]:
        """Return the readings that clash with the chosen one."""
        return [
            (self.field, str(value), tuple(sorted(report.id for report in reports)))
            for value, reports in self.by_value.items()
            if value != chosen and clash(chosen, value)
        ]


def agree_on(reports: Sequence[Traits], voices: Voices) -> Event:
    """Return the event that reports tell of. They come in the order of publication, and so they stay."""
    status = _status(reports)
    read = _readings(reports, voices, status)
    chosen: dict[str, Any] = {field: found.best(_RANKS.get(field, _no_rank)) for field, found in read.items()}
    chosen |= {"status": status, "date": _date(read["date"]), "type": chosen["type"] or reports[0].report.type}
    clashes = [clash for field, differ in _CLASHES.items() for clash in read[field].conflicts(chosen[field], differ)]
    plain = {field: chosen[field] for field in ("type", "mode", "date", "status", "place", "format", "milestone")}
    return Event(
        id=event_id(reports[0]),
        **plain,
        actors=_written(read["actors"], chosen["actors"]),
        recipients=_written(read["recipients"], chosen["recipients"]),
        mediators=_written(read["mediators"], chosen["mediators"]),
        reports=tuple(one.report for one in reports),
        n_independent=count_independent(voices[one.key] for one in reports),
        conflicts=tuple(sorted(clashes)),
        aliases=tuple(sorted(event_id(one) for one in reports[1:])),
    )


def _readings(reports: Sequence[Traits], voices: Voices, status: Status) -> dict[str, Readings]:
    def value_of(field: str, one: Traits) -> Any:
        if field == "type" and _superseded(one, status):
            return None
        value = getattr(one.report, field)
        return _ids(value) if field in _ROLES else value

    return {field: Readings.of(field, reports, partial(value_of, field), voices) for field in _FIELDS}


def event_id(report: Traits) -> str:
    """Return the id of an event whose earliest report this is."""
    return "ev-" + report.id.rpartition("-")[2]


def _status(reports: Sequence[Traits]) -> Status:
    found = {one.report.status for one in reports}
    if Status.CALLED_OFF in found and Status.PLANNED in found and not found & {Status.OCCURRED, Status.ONGOING}:
        return Status.CALLED_OFF
    return next(status for status in _RANK if status in found)


def _superseded(one: Traits, status: Status) -> bool:
    """Tell whether a report only announced what has happened since: an announced meeting is coded AGREE."""
    happened = status in (Status.OCCURRED, Status.ONGOING)
    return happened and one.report.status is Status.PLANNED and one.report.type is EventType.AGREE


def _date(dates: Readings) -> str | None:
    """Return the date that most outlets allow, a vaguer one allowing each day in it; among equals the most precise."""

    def allowed(value: str) -> int:
        return dates.support(*(other for other in dates.by_value if _contains(dates, other, value)))

    def width(value: str) -> int:
        return dates.by_value[value][0].width

    ordered = sorted(dates.by_value, key=lambda value: min(report.order for report in dates.by_value[value]))
    return max(ordered, key=lambda value: (allowed(value), -width(value)), default=None)


def _contains(dates: Readings, wide: str, narrow: str) -> bool:
    outer, inner = dates.by_value[wide][0].span, dates.by_value[narrow][0].span
    if outer is None or inner is None:
        return wide == narrow
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _other_days(one: str, other: str) -> bool:
    return is_edtf(one) and is_edtf(other) and not overlap(one, other)


def _other_place(one: str, other: str) -> bool:
    return not _words(one) & _words(other)


def _words(place: str) -> set[str]:
    return set(place.lower().replace(",", " ").split())


def _ids(crowd: tuple[Actor, ...]) -> tuple[str, ...]:
    return tuple(sorted({actor.id or f"~{actor.text.lower()}" for actor in crowd}))


def _neither_contains(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return not (set(one) <= set(other) or set(other) <= set(one))


def _denies(one: Status, other: Status) -> bool:
    return one in (Status.OCCURRED, Status.ONGOING) and other in (Status.DENIED, Status.CALLED_OFF)


def _differs(one: object, other: object) -> bool:
    return one != other


def _written(crowd: Readings, chosen: tuple[str, ...] | None) -> tuple[Actor, ...]:
    """Return the actors as the report writes them that reads most of them from the words, and most fully."""
    if not chosen:
        return ()

    def fullness(actors: tuple[Actor, ...]) -> tuple[int, int]:
        return -sum(actor.inferred for actor in actors), sum(len(actor.text) for actor in actors)

    written: list[tuple[Actor, ...]] = [getattr(one.report, crowd.field) for one in crowd.by_value[chosen]]
    return max(written, key=fullness)


_CLASHES: dict[str, Callable[[Any, Any], bool]] = {
    "type": _differs,
    "mode": _differs,
    "date": _other_days,
    "status": _denies,
    "place": _other_place,
    "milestone": _differs,
    **dict.fromkeys(_ROLES, _neither_contains),
}

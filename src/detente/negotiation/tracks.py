"""Tracks: the formats in which the parties talk, one of their own and one for each mediator, and how alive each is."""

from __future__ import annotations

import datetime as dt
import statistics
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal

from detente.dates import days, overlap
from detente.evidence import Event, EventType, Status
from detente.negotiation.describing import contact_words, first_report, occasion_of, place_words
from detente.negotiation.state import Contact, Track
from detente.negotiation.view import View, order
from detente.negotiation.wording import plain
from detente.reference.negotiation import load_words, matches

BILATERAL, MEDIATED, MULTILATERAL = "bilateral", "mediated", "multilateral"
QUIET = 180  # days of silence after which a track is stalled, where it has no habit of its own
MONTH = 31  # days
OUT_OF_HABIT = 3  # times the usual interval: silence so long is a finding
_TOOK_PLACE = (Status.OCCURRED, Status.ONGOING)
Key = tuple[str, tuple[str, ...]]
TrackStatus = Literal["active", "stalled", "closed"]


def derive_tracks(view: View) -> tuple[Track, ...]:
    """Return the tracks, the bilateral one first, then by last contact, the latest first."""
    found: dict[Key, list[Event]] = defaultdict(list)
    for event in view.events:
        for key in _keys(view, event):
            found[key].append(event)
    tracks = [_track(view, key, events) for key, events in found.items()]
    return tuple(sorted(tracks, key=_rank))


def is_contact(view: View, event: Event) -> bool:
    """Tell whether an event is a contact between the parties, or of a mediator with at least one of them."""
    if event.type not in (EventType.CONSULT, EventType.AGREE) or event.status is Status.HYPOTHETICAL:
        return False
    ours = view.ours([*event.actors, *event.recipients])
    mediated = bool(mediators_of(view, event)) and event.type is EventType.CONSULT
    return len(ours) >= (min(1, view.need) if mediated else view.need)


def mediators_of(view: View, event: Event) -> frozenset[str]:
    """Return who mediates.

    That is whom the reports name as mediator, else who acts where the act is mediation (mode `third-party`), and the
    mediators of the process file who sit at the table.
    """
    named = view.resolved(event.mediators) - frozenset(view.parties)
    acting = view.thirds(event.actors) if event.mode == "third-party" and not named else frozenset()
    present = view.thirds([*event.actors, *event.recipients]) & frozenset(view.process.mediators)
    return named | acting | present


def _keys(view: View, event: Event) -> Iterator[Key]:
    if not is_contact(view, event):
        return
    mediators = mediators_of(view, event)
    if mediators:
        yield from ((MEDIATED, (mediator,)) for mediator in sorted(mediators))
    elif thirds := view.thirds(event.actors):
        yield MULTILATERAL, tuple(sorted(thirds))
    elif event.format == MULTILATERAL:
        yield MULTILATERAL, ()
    elif event.format == MEDIATED:
        yield MEDIATED, ()
    elif event.type is EventType.CONSULT or event.format == BILATERAL:
        yield BILATERAL, ()


def _track(view: View, key: Key, events: Sequence[Event]) -> Track:
    told = [_contact(view, event) for event in events]
    lines = sorted(told, key=lambda one: (order(one.date), one.text, one.evidence))
    held = [line for line in lines if line.status in ("occurred", "ongoing")]
    dated = [line for line in held if line.date]
    habit, silence = _habit(dated), _silence(view.as_of, dated)
    status, reason = _status(view, events, lines, habit, silence)
    return Track(
        format=key[0],
        mediators=key[1],
        status=status,
        first_contact=min((line.date for line in dated if line.date), key=_by_end, default=None),
        last_contact=_last(dated),
        contacts=_count(held),
        evidence=_ids(lines),
        lines=tuple(lines),
        habit=habit,
        silence=silence,
        reason=reason,
    )


def _contact(view: View, event: Event) -> Contact:
    text, level = contact_words(view, event)
    status: str = event.status.value
    if closes(view, event):
        status, text = "closed", view.words(first_report(view, event))
    elif event.status in _TOOK_PLACE and event.date and days(event.date).first > view.as_of:
        status = Status.PLANNED.value
    told_before = event.date and event.status in _TOOK_PLACE and view.ahead(event.date, first_report(view, event))
    return Contact(
        date=None if told_before and status != Status.PLANNED.value else event.date,
        text=text,
        status=status,
        level=level,
        place=place_words(event),
        occasion=occasion_of(event),
        evidence=tuple(sorted(report.id for report in event.reports if report.anchor.article in view.by_article)),
    )


def _last(dated: Sequence[Contact]) -> str | None:
    """Return the date of the last contact, of those that are known to the month where there are any."""
    dates = [line.date for line in dated if line.date]
    return max([date for date in dates if _width(date) <= MONTH] or dates, key=order, default=None)


def _count(held: Sequence[Contact]) -> int:
    """Return how many contacts are told apart: those with dates that exclude each other, one where none is dated."""
    counted: list[str] = []
    for date in sorted({line.date for line in held if line.date}, key=lambda date: (_width(date), order(date))):
        if not any(overlap(date, other) for other in counted):
            counted.append(date)
    return len(counted) or min(1, len(held))


def _width(edtf: str) -> int:
    span = days(edtf)
    return (span.last - span.first).days


def _habit(dated: Sequence[Contact]) -> int | None:
    """Return the median number of days between contacts, `None` with fewer than four of them."""
    starts = sorted({days(line.date).last for line in dated if line.date})
    if len(starts) < 4:
        return None
    return round(statistics.median((b - a).days for a, b in pairwise(starts)))


def _silence(as_of: dt.date, dated: Sequence[Contact]) -> int | None:
    """Return the days since the last contact."""
    last = max((days(line.date).last for line in dated if line.date), default=None)
    return max(0, (as_of - last).days) if last else None


def _status(
    view: View, events: Sequence[Event], lines: Sequence[Contact], habit: int | None, silence: int | None
) -> tuple[TrackStatus, str]:
    if closing := _closing(view, events):
        return "closed", closing
    latest = _latest(view, lines)
    if latest is not None and latest.status in ("called_off", "denied"):
        return (
            "stalled",
            f"the last contact reported {'was called off' if latest.status == 'called_off' else 'is denied'}",
        )
    if any(_is_ahead(view, line) for line in lines):
        return "active", ""
    limit = max(OUT_OF_HABIT * habit, 30) if habit else QUIET
    if silence is not None and silence > limit:
        return "stalled", f"no contact for {silence} days" + (f", against one in {habit} days before" if habit else "")
    return "active", ""


def _closing(view: View, events: Sequence[Event]) -> str:
    return "the format is reported as closed" if any(closes(view, event) for event in events) else ""


def closes(view: View, event: Event) -> bool:
    """Tell whether an event is the end of a format and no contact in it."""
    return event.status in _TOOK_PLACE and matches(load_words().closed, plain(first_report(view, event).anchor.exact))


def _latest(view: View, lines: Iterable[Contact]) -> Contact | None:
    """Return the contact that ends last, of those that are not still to come."""
    past = [line for line in lines if line.date and not _is_ahead(view, line)]
    undated = [line for line in lines if not line.date]
    return max(past, key=lambda line: (_by_end(line.date or ""), line.status), default=None) or next(
        iter(undated), None
    )


def _is_ahead(view: View, line: Contact) -> bool:
    if line.status == "ongoing" and line.date is None:
        return True
    return line.status == "planned" and (line.date is None or days(line.date).last >= view.as_of)


def _by_end(edtf: str) -> tuple[dt.date, dt.date]:
    span = days(edtf)
    return span.last, span.first


def _ids(lines: Iterable[Contact]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for line in lines for one in line.evidence))


def _rank(track: Track) -> tuple[bool, int, tuple[str, ...], str]:
    last = days(track.last_contact).last.toordinal() if track.last_contact else 0
    return track.format != BILATERAL, -last, track.mediators, track.format

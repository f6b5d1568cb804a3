"""Where sources contradict each other on an event between the parties."""

from __future__ import annotations

from collections.abc import Iterator

from detente.evidence import Event
from detente.negotiation.describing import event_words
from detente.negotiation.state import Contradiction
from detente.negotiation.view import View, order

FIELDS = ("date", "status", "place", "milestone")  # that change what a reader would say; the rest is coding


def derive_contradictions(view: View) -> tuple[Contradiction, ...]:
    """Return what the reports of the parties' common events disagree on, by the date of the event."""
    found = [one for event in view.events for one in _of_event(view, event)]
    return tuple(sorted(found, key=lambda one: (order(one.date), one.what, one.field, one.otherwise, one.evidence)))


def _of_event(view: View, event: Event) -> Iterator[Contradiction]:
    if len(view.ours([*event.actors, *event.recipients])) < view.need:
        return
    for field, otherwise, reports in event.conflicts:
        ids = tuple(one for one in reports if one in view.anchors)
        if field in FIELDS and ids:
            first = tuple(report.id for report in event.reports if report.id in view.anchors and report.id not in ids)
            said = str(getattr(event, field))
            yield Contradiction(event_words(view, event), field, said, otherwise, event.date, (*first[:1], *ids))

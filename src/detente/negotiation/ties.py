"""What stands beside the ladder: partial deals, third parties that move toward a party, and ways around a deal."""

from __future__ import annotations

from collections.abc import Iterable

from detente.evidence import Event, EventType, Status, Voice
from detente.negotiation.describing import first_report
from detente.negotiation.state import MilestoneReached, Tie
from detente.negotiation.tracks import mediators_of
from detente.negotiation.view import View, order
from detente.negotiation.wording import plain
from detente.reference.negotiation import load_milestones, load_words, matches

_DONE = (Status.OCCURRED, Status.ONGOING)
_TOWARD = frozenset({EventType.AGREE, EventType.COOPERATE, EventType.AID})
_DEALS = frozenset({EventType.AGREE, EventType.SUPPORT, EventType.COOPERATE, EventType.RETREAT})


def derive_deals(view: View, ladder: Iterable[MilestoneReached]) -> tuple[Tie, ...]:
    """Return the partial and local agreements between the parties, which carry no rung of the ladder."""
    on_ladder = {one for rung in ladder for one in rung.evidence if rung.stage.rank > 1}
    return _ties(view, (event for event in view.events if _is_deal(view, event, on_ladder)))


def derive_third_parties(view: View) -> tuple[Tie, ...]:
    """Return what third parties did together with one of the parties, mediation aside."""
    return _ties(view, (event for event in view.events if _is_tie(view, event) and not _is_way_around(view, event)))


def derive_alternatives(view: View) -> tuple[Tie, ...]:
    """Return the ways around a deal that a party takes or prepares."""
    return _ties(view, (event for event in view.events if _is_way_around(view, event)))


def _is_deal(view: View, event: Event, on_ladder: set[str]) -> bool:
    ours = view.ours([*event.actors, *event.recipients])
    if event.type not in _DEALS or event.status not in _DONE or len(ours) < view.need or _by_author(view, event):
        return False
    if event.date and view.ahead(event.date, first_report(view, event)):
        return False  # told before its date: a plan
    partial = matches(load_milestones().partial, plain(first_report(view, event).anchor.exact))
    return partial and not any(report.id in on_ladder for report in event.reports)


def _is_tie(view: View, event: Event) -> bool:
    actors = [*event.actors, *event.recipients]
    ours, thirds = view.ours(actors), view.thirds(actors) - mediators_of(view, event)
    return event.type in _TOWARD and event.status in _DONE and bool(thirds) and 0 < len(ours) < max(2, view.need)


def _is_way_around(view: View, event: Event) -> bool:
    ours = view.ours([*event.actors, *event.recipients])
    worded = matches(load_words().alternative, plain(first_report(view, event).anchor.exact))
    return worded and bool(ours) and event.status not in (Status.DENIED, Status.CALLED_OFF)


def _by_author(view: View, event: Event) -> bool:
    return first_report(view, event).voice is Voice.AUTHOR


def _ties(view: View, events: Iterable[Event]) -> tuple[Tie, ...]:
    found = []
    for event in events:
        ids = tuple(sorted(report.id for report in event.reports if report.anchor.article in view.by_article))
        actors = tuple(sorted(view.resolved([*event.actors, *event.recipients])))
        text = view.words(first_report(view, event))
        found.append(Tie(text, actors, event.date, ids))
    return tuple(sorted(found, key=lambda tie: (order(tie.date), tie.text, tie.evidence)))

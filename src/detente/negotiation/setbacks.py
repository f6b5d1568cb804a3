"""Setbacks: talks broken off, fighting after an agreement, a collapse, a commitment broken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from detente.dates import days
from detente.evidence import Anchor, Event, EventType, Milestone, SignKind, Status
from detente.negotiation.claims import find_collapses, is_fighting
from detente.negotiation.describing import event_words, first_report
from detente.negotiation.state import CommitmentStatus, MilestoneReached, SignLine
from detente.negotiation.view import View, order, shared
from detente.negotiation.wording import plain
from detente.reference.negotiation import load_milestones, matches

_BREAKING = frozenset({EventType.REJECT, EventType.SANCTION, EventType.RETREAT, EventType.COERCE, EventType.CONSULT})
_DONE = (Status.OCCURRED, Status.ONGOING)


def derive_setbacks(
    view: View, ladder: Sequence[MilestoneReached], commitments: Iterable[CommitmentStatus]
) -> tuple[SignLine, ...]:
    """Return the setbacks by date, each event once."""
    lines = [*_of_events(view, ladder), *_of_collapses(view), *_of_commitments(commitments)]
    known: list[SignLine] = []
    for line in sorted(lines, key=lambda one: (order(one.date), one.text, one.kind, one.evidence)):
        if not any(_same(line, other, view.anchors) for other in known):
            known.append(line)
    return tuple(known)


def _same(line: SignLine, other: SignLine, anchors: Mapping[str, Anchor]) -> bool:
    """Tell whether two lines rest on the same words."""
    pairs = [(anchors[a], anchors[b]) for a in line.evidence for b in other.evidence]
    return any(a.article == b.article and shared(a, b) for a, b in pairs)


def _of_events(view: View, ladder: Sequence[MilestoneReached]) -> Iterator[SignLine]:
    truce = _first_truce(ladder)
    for event in view.events:
        if is_fighting(view, event) and truce is not None and _begins(view, event) > truce:
            yield _line(view, event, SignKind.VIOLENCE)
        elif _breaks_off(view, event):
            yield _line(view, event, SignKind.TALK)


def _breaks_off(view: View, event: Event) -> bool:
    """Tell whether an event breaks off talks: a party does so, or a contact of the parties was called off."""
    words = plain(first_report(view, event).anchor.exact)
    ours = view.ours([*event.actors, *event.recipients])
    if event.type is EventType.CONSULT:
        return event.status is Status.CALLED_OFF and len(ours) >= view.need and not event.mediators
    return (
        event.type in _BREAKING
        and event.status in _DONE
        and bool(ours)
        and matches(load_milestones().broken_off, words)
    )


def _of_collapses(view: View) -> Iterator[SignLine]:
    for claim in find_collapses(view):
        kind = SignKind.VIOLENCE if claim.stage is Milestone.CEASEFIRE else SignKind.COMMITMENT
        yield SignLine(claim.text, "against", kind.value, claim.date, "fact", evidence=claim.ids)


def _of_commitments(commitments: Iterable[CommitmentStatus]) -> Iterator[SignLine]:
    for one in commitments:
        if one.state == "broken":
            ids = tuple(dict.fromkeys((*one.outcome, *one.evidence)))
            yield SignLine(
                f"broken: {one.what}", "against", "commitment", one.settled or one.date, "fact", evidence=ids
            )


def _line(view: View, event: Event, kind: SignKind) -> SignLine:
    reports = [report for report in event.reports if report.anchor.article in view.by_article]
    return SignLine(
        text=event_words(view, event),
        direction="against",
        kind=kind.value,
        date=event.date,
        voice=first_report(view, event).voice.value,
        reports=len({report.anchor.article for report in reports}),
        independent=event.n_independent,
        evidence=tuple(sorted(report.id for report in reports)),
    )


def _first_truce(ladder: Iterable[MilestoneReached]) -> dt.date | None:
    """Return the day from which fighting is a setback: that of the first rung above talks."""
    reached = [rung for rung in ladder if rung.stage.rank >= Milestone.CEASEFIRE.rank and not rung.claimed_by]
    starts = [
        days(rung.since).last if rung.since else dt.date.fromisoformat(rung.reported or "9999-12-31")
        for rung in reached
    ]
    return min(starts, default=None)


def _begins(view: View, event: Event) -> dt.date:
    return days(event.date).first if event.date else view.seen(first_report(view, event))

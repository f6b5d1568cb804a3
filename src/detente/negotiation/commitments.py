"""Commitments: what was undertaken, by whom, due when, and what later articles tell of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from detente.dates import days
from detente.evidence import Commitment, Event, EventReport, EventType, Sign, Status
from detente.negotiation.describing import first_report
from detente.negotiation.likeness import grouped, same_words
from detente.negotiation.state import CommitmentStatus
from detente.negotiation.view import View, order
from detente.negotiation.wording import content_words, plain
from detente.reference.negotiation import Act, load_acts, load_words, matches

SAME_TIME = dt.timedelta(days=120)  # between the dates that two articles give for one undertaking
_QUESTION = re.compile(r"[^.!?\n]{0,200}\?")  # behind words that are part of a question
_AHEAD = 40  # characters behind an undertaking in which a condition may begin
GRACE = 90  # days after its date in which an undertaking is late; then it has lapsed
_FULFILLING = frozenset({EventType.RETREAT, EventType.AID, EventType.COOPERATE})


def derive_commitments(view: View) -> tuple[CommitmentStatus, ...]:
    """Return the undertakings, those of the parties first, by date, undated ones in the order of the articles."""
    groups = _merged(view, [one for one in view.records(Commitment) if view.resolved(one.by) and binds(view, one)])
    ordered = [sorted(group, key=view.place) for group in groups]
    found = [_commitment(view, group) for group in sorted(ordered, key=lambda group: view.place(group[0]))]
    return tuple(sorted(found, key=lambda one: (distance(one, view.parties), order(one.date))))


def binds(view: View, record: Commitment | Sign) -> bool:
    """Tell whether an undertaking stands by itself: it hinges on nothing, nor is it asked or a turn of talk.

    What is undertaken only if another does something first is a condition.
    """
    anchor, words = record.anchor, load_words()
    rest = view.articles[anchor.article].text[anchor.end : anchor.end + _AHEAD]
    here, behind = words.hinges[1:], words.hinges[:1]
    if _QUESTION.match(view.articles[anchor.article].text, anchor.end):
        return False
    exact = plain(anchor.exact)
    return not (matches(here, exact) or matches(behind, rest) or matches(words.conversational, exact))


def distance(one: CommitmentStatus, parties: Iterable[str]) -> int:
    """Return how near an undertaking is to a process: 0 between the parties, 1 of a party to others, 2 of others."""
    known = set(parties)
    if not known & set(one.by):
        return 2
    return 0 if not one.to or known & set(one.to) else 1


@lru_cache(maxsize=8192)
def act_of(words: str) -> Act | None:
    """Return the act of the desk book that some words undertake.

    >>> act_of("the mutual release of prisoners").what
    'release of prisoners'
    """
    return next((act for act in load_acts() if matches(act.words, words)), None)


def _merged(view: View, records: Iterable[Commitment]) -> list[list[Commitment]]:
    """Group the reports of the same undertaking: the same act or mostly the same words.

    The promisors of one must be among those of the other: "both will release prisoners" may be told of each apart.
    """

    def same(one: Commitment, other: Commitment) -> bool:
        makers = view.resolved(one.by), view.resolved(other.by)
        return (makers[0] <= makers[1] or makers[1] <= makers[0]) and _same(one, other)

    return grouped(records, same, lambda one: (_words(one),), _tags)


def _tags(one: Commitment) -> tuple[str, ...]:
    act = act_of(_words(one))
    return tuple(tag for tag in (one.what, act.what if act else None) if tag)


def _same(one: Commitment, other: Commitment) -> bool:
    if not _near(one.due, other.due) or not _near(one.date, other.date, SAME_TIME):
        return False
    if one.what and one.what == other.what:
        return True
    acts = act_of(_words(one)), act_of(_words(other))
    if acts[0] is not None or acts[1] is not None:
        return acts[0] is acts[1]
    return same_words(_words(one), _words(other))


def _near(one: str | None, other: str | None, gap: dt.timedelta = dt.timedelta()) -> bool:
    """Tell whether two dates may be the same, or lie no further apart than the gap; unknown dates may."""
    if one is None or other is None:
        return True
    a, b = days(one), days(other)
    return a.first <= b.last + gap and b.first <= a.last + gap


def _words(record: Commitment) -> str:
    return f"{record.what or ''} {plain(record.anchor.exact)}".strip()


def _commitment(view: View, group: Sequence[Commitment]) -> CommitmentStatus:
    due = _due(group)
    made = _stated(view, group) or _made_on(view, group)
    done = _fulfilments(view, group, made)
    state, settled, outcome = _state(view, group, due, done)
    return CommitmentStatus(
        what=_called(view, group),
        by=_makers(view, group),
        to=tuple(sorted(frozenset().union(*(view.resolved(one.to) for one in group)))),
        due=due,
        date=made,
        state=state,
        evidence=tuple(one.id for one in group),
        settled=settled,
        outcome=outcome,
    )


def _makers(view: View, group: Sequence[Commitment]) -> tuple[str, ...]:
    return tuple(sorted(frozenset().union(*(view.resolved(one.by) for one in group))))


def _called(view: View, group: Sequence[Commitment]) -> str:
    """Return what was undertaken, as the records say that name most promisors: their shortest form, else the words."""
    most = max(len(one.by) for one in group)
    group = [one for one in group if len(one.by) == most]
    forms = [one.what for one in group if one.what]
    return min(forms, key=lambda form: (len(form), form)) if forms else view.words(group[0])


def _made_on(view: View, group: Sequence[Commitment]) -> str | None:
    """Return when it was made by the event whose words hold it."""
    dates = [
        report.date
        for one in group
        for report in view.overlapping(one, EventReport)
        if report.date and not view.ahead(report.date, one)
    ]
    return min(dates, key=order, default=None)


def _stated(view: View, group: Sequence[Commitment]) -> str | None:
    """Return when it was made by its own dates; one that lies after its article is that of what it speaks of."""
    dates = [one.date for one in group if one.date and not view.ahead(one.date, one)]
    return min(dates, key=order, default=None)


def _due(group: Sequence[Commitment]) -> str | None:
    """Return by when it is due; of support for something the date is that of the thing and tells nothing."""
    act = act_of(_words(group[0]))
    dates = [one.due for one in group if one.due]
    return None if act and act.timeless else min(dates, key=order, default=None)


def _fulfilments(view: View, group: Sequence[Commitment], made: str | None) -> list[Event]:
    """Return the events that fulfil an undertaking: done by who undertook it, after it, in words of the same act."""
    makers = frozenset(_makers(view, group))
    since = days(made).first if made else min(view.seen(one) for one in group)
    act = act_of(_words(group[0]))
    return [
        event
        for event in view.events
        if event.status in (Status.OCCURRED, Status.ONGOING)
        and view.resolved(event.actors) & makers
        and _ends(view, event) > since
        and _fulfils(view, event, act, group)
    ]


def _ends(view: View, event: Event) -> dt.date:
    return days(event.date).last if event.date else view.seen(first_report(view, event))


def _fulfils(view: View, event: Event, act: Act | None, group: Sequence[Commitment]) -> bool:
    words = plain(first_report(view, event).anchor.exact)
    own = {one.anchor for one in group}
    if any(report.anchor in own for report in event.reports):
        return False
    if act is not None:
        return event.type in act.events and matches(act.done, words) and matches(act.object, words)
    stop = load_words().stop
    promised = frozenset().union(*(content_words(_words(one), stop) for one in group))
    done = content_words(words, stop)
    return event.type in _FULFILLING and bool(done) and len(done & promised) >= max(2, len(done) // 2)


def _state(
    view: View, group: Sequence[Commitment], due: str | None, done: Sequence[Event]
) -> tuple[str, str | None, tuple[str, ...]]:
    """Return what became of it, when, and the evidence: later reports decide, then deeds, then the calendar."""
    told = [one for one in group if one.state != "pending"]
    if told:
        last = max(told, key=lambda one: (view.seen(one), one.state, view.place(one)))
        return last.state, last.date, (last.id,)
    if done:
        first = min(done, key=lambda event: (order(event.date), view.place(first_report(view, event))))
        ids = tuple(
            sorted(report.id for event in done for report in event.reports if report.anchor.article in view.articles)
        )
        return ("kept" if _by_all(view, group, done) else "partly"), first.date, ids
    act = act_of(_words(group[0]))
    if due and days(due).last < view.as_of and not (act and act.standing):
        return ("late" if (view.as_of - days(due).last).days <= GRACE else "lapsed"), None, ()
    return "pending", None, ()


def _by_all(view: View, group: Sequence[Commitment], done: Sequence[Event]) -> bool:
    """Tell whether everyone who undertook it acted."""
    makers = frozenset(_makers(view, group))
    return makers <= frozenset().union(*(view.resolved(event.actors) for event in done))

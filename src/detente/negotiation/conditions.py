"""Conditions: what must come first, who says so, and on which dated occasion it waits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from detente.dates import days
from detente.evidence import Condition, EventReport, Scheduled, Statement
from detente.negotiation.gates import meet, split_condition, state_of
from detente.negotiation.likeness import grouped, same_words
from detente.negotiation.state import ConditionStatus
from detente.negotiation.view import View, order
from detente.negotiation.wording import plain, shorten
from detente.reference.negotiation import load_words


def derive_conditions(view: View) -> tuple[ConditionStatus, ...]:
    """Return the conditions, those of the parties first, then by the date on which they were first stated."""
    occasions = view.records(Scheduled)
    found = [_condition(view, group, occasions) for group in grouped(view.records(Condition), _same(view), _texts)]
    return tuple(sorted(found, key=lambda one: (not _by_party(view, one), order(one.date), one.what, one.evidence)))


def _same(view: View) -> Callable[[Condition, Condition], bool]:
    def alike(one: Condition, other: Condition) -> bool:
        if view.resolved(one.by) != view.resolved(other.by):
            return False
        if one.what and other.what and same_words(one.what, other.what):
            return True
        return same_words(one.anchor.exact, other.anchor.exact)

    return alike


def _texts(one: Condition) -> tuple[str, ...]:
    return (one.anchor.exact, one.what) if one.what else (one.anchor.exact,)


def _by_party(view: View, one: ConditionStatus) -> bool:
    return bool(set(one.by) & set(view.parties))


def _condition(view: View, group: Sequence[Condition], occasions: Iterable[Scheduled]) -> ConditionStatus:
    group = sorted(group, key=view.place)
    first = group[0]
    what = min((one.what for one in group if one.what), key=lambda text: (len(text), text), default=None)
    dates = [date for one in group if (date := _stated(view, one))]
    waits = _occasion(view, " ".join((what or "", *(one.anchor.exact for one in group))), occasions)
    join, pieces = split_condition(what or plain(first.anchor.exact))
    stated = days(min(dates, key=order)).first if dates else view.seen(first)
    parts = tuple(meet(view, piece, stated) for piece in pieces)
    return ConditionStatus(
        what=what or shorten(first.anchor.exact),
        by=tuple(sorted(view.resolved(first.by))),
        date=min(dates, key=order, default=None),
        evidence=tuple(one.id for one in group) + ((waits.id,) if waits else ()),
        quote=plain(first.anchor.exact),
        last_stated=max(dates, key=order, default=None),
        occasion=waits.date if waits else None,
        needs=shorten(waits.what, 60) if waits else None,
        state=state_of(join, parts),
        join=join,
        parts=parts,
    )


def _stated(view: View, record: Condition) -> str | None:
    """Return when a condition was stated: by its own date, else that of the words it stands in."""
    if record.date:
        return record.date
    around: list[Statement | EventReport] = [
        *view.overlapping(record, Statement),
        *view.overlapping(record, EventReport),
    ]
    return next((one.date for one in around if one.date), None)


def _occasion(view: View, words: str, occasions: Iterable[Scheduled]) -> Scheduled | None:
    """Return the scheduled occasion that a condition speaks of, by the latest article that dates it."""
    named = [pattern for pattern in load_words().occasions if pattern.search(plain(words))]
    fitting = [one for one in occasions if one.date and any(pattern.search(one.what) for pattern in named)]
    return max(fitting, key=view.place, default=None)

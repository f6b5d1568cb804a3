"""Conditions: what must come first, who says so, and on which dated occasion it waits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from detente.dates import days
from detente.evidence import Condition, EventReport, Scheduled, Statement
from detente.negotiation.gates import meet, split_condition, state_of
from detente.negotiation.likeness import grouped, same_words
from detente.negotiation.phrasing import standing_alone
from detente.negotiation.state import ConditionStatus
from detente.negotiation.view import View, alike, order
from detente.negotiation.wording import plain, shorten
from detente.reference.negotiation import load_words, matches


def derive_conditions(view: View) -> tuple[ConditionStatus, ...]:
    """Return the conditions, those of the parties first, then by the date on which they were first stated."""
    occasions = view.records(Scheduled)
    asked = [one for one in view.records(Condition) if not matches(load_words().asked_of_listener, one.what or "")]
    found = [_condition(view, group, occasions) for group in grouped(asked, _same(view), _texts)]
    return tuple(sorted(found, key=lambda one: (not _by_party(view, one), order(one.date), one.what, one.evidence)))


def _same(view: View) -> Callable[[Condition, Condition], bool]:
    def same(one: Condition, other: Condition) -> bool:
        if view.resolved(one.by) != view.resolved(other.by):
            return False
        if one.what and other.what and same_words(one.what, other.what):
            return True
        return same_words(one.anchor.exact, other.anchor.exact)

    return same


def _texts(one: Condition) -> tuple[str, ...]:
    return (one.anchor.exact, one.what) if one.what else (one.anchor.exact,)


def _by_party(view: View, one: ConditionStatus) -> bool:
    return bool(set(one.by) & set(view.parties))


def _condition(view: View, group: Sequence[Condition], occasions: Iterable[Scheduled]) -> ConditionStatus:
    group = sorted(group, key=view.place)
    first = group[0]
    what = min((one.what for one in group if one.what), key=lambda text: (len(text), text), default=None)
    dates = [date for one in group if (date := _stated(view, one))]
    waits = _occasion(view, group, " ".join((what or "", *(one.anchor.exact for one in group))), occasions)
    join, pieces = split_condition(what or plain(first.anchor.exact))
    stated = days(min(dates, key=order)).first if dates else view.seen(first)
    parts = tuple(meet(view, piece, stated) for piece in pieces)
    return ConditionStatus(
        what=_called(view, first, what),
        by=tuple(sorted(view.resolved(first.by))),
        date=min(dates, key=order, default=None),
        evidence=tuple(one.id for one in group) + ((waits.id,) if waits else ()),
        quote=plain(first.anchor.exact),
        last_stated=max(dates, key=order, default=None),
        occasion=waits.date if waits else None,
        needs=_named(waits.what) if waits else None,
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


def _called(view: View, record: Condition, what: str | None) -> str:
    """Return what is asked for: the short form where it tells enough, else the words of the article.

    A form that is a pronoun and a verb tells nothing; one that stops before its verb is taken on to the end.
    """
    if not what or matches(load_words().pointing, what):
        return view.words(record)
    text = view.articles[record.anchor.article].text
    at = text.find(what, record.anchor.start, record.anchor.end + len(what))
    rest = text[at + len(what) : at + len(what) + 100] if at >= 0 else ""
    more = next((match.group() for one in load_words().goes_on if (match := one.match(rest))), "")
    return standing_alone(what + more, 0, len(what + more))


def _named(what: str) -> str:
    """Return an occasion by its name, without what is told of it.

    >>> _named("The vote on the charter will be held in two rounds")
    'the vote on the charter'
    """
    for pattern in load_words().told_of:
        what = pattern.sub("", what) or what
    first, _, rest = shorten(what, 60).partition(" ")
    return f"{first.lower() if first in ('The', 'A', 'An') else first} {rest}".strip()


def _occasion(view: View, group: Sequence[Condition], words: str, occasions: Iterable[Scheduled]) -> Scheduled | None:
    """Return the scheduled occasion that a condition speaks of, by the latest article that dates it.

    A condition that is told in the very words of an occasion does not wait for itself.
    """
    if any(alike(one.anchor, other.anchor) for one in group for other in view.overlapping(one, Scheduled)):
        return None
    named = [pattern for pattern in load_words().occasions if pattern.search(plain(words))]
    fitting = [one for one in occasions if one.date and any(pattern.search(one.what) for pattern in named)]
    return max(fitting, key=view.place, default=None)

"""The parts of a condition, and whether an event is reported that meets them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Literal

from detente.dates import days
from detente.evidence import Event, Status
from detente.negotiation.describing import first_report
from detente.negotiation.state import ConditionPart
from detente.negotiation.view import View, order
from detente.negotiation.wording import content_words, plain
from detente.reference.negotiation import load_fulfilments, load_words, matches, name_of

_AND = re.compile(r"\s*;\s*|,?\s+and\s+")
_OR = re.compile(r",?\s+or\s+")
_LEAST = 2  # words that a part must have to stand alone
Join = Literal["all", "any"]


def split_condition(what: str) -> tuple[Join, tuple[str, ...]]:
    """Return the parts of a condition and how they are joined; of one that does not part, the whole.

    >>> split_condition("the constitution is amended and the Minsk Group is dissolved")
    ('all', ('the constitution is amended', 'the Minsk Group is dissolved'))
    >>> split_condition("respect for law and order")
    ('all', ('respect for law and order',))
    """
    for join, pattern in (("any", _OR), ("all", _AND)):
        parts = [part.strip() for part in pattern.split(what) if part.strip()]
        if len(parts) > 1 and all(len(content_words(part, load_words().stop)) >= _LEAST for part in parts):
            return ("any", tuple(parts)) if join == "any" else ("all", tuple(parts))
    return "all", (what,)


def meet(view: View, what: str, stated: dt.date) -> ConditionPart:
    """Return a part with the first event that meets it: took place later, does what was asked, of the same thing."""
    met = min(_meeting(view, what, stated), key=lambda event: (order(event.date), _place(view, event)), default=None)
    if met is None:
        return ConditionPart(what)
    ids = tuple(sorted(report.id for report in met.reports if report.anchor.article in view.by_article))
    return ConditionPart(what, met.date or view.seen(first_report(view, met)).isoformat(), ids)


def state_of(join: Join, parts: Iterable[ConditionPart]) -> Literal["open", "partly met", "met"]:
    """Return how far a condition is met.

    >>> state_of("all", [ConditionPart("a", "2025-09-01"), ConditionPart("b")])
    'partly met'
    """
    met = [part.met is not None for part in parts]
    if met and (all(met) or (join == "any" and any(met))):
        return "met"
    return "partly met" if any(met) else "open"


def _meeting(view: View, what: str, stated: dt.date) -> Iterator[Event]:
    asked = [one for one in load_fulfilments() if matches(one.asked, what)]
    things = _things(view, what)
    for event in view.events if asked and things else ():
        if event.status not in (Status.OCCURRED, Status.ONGOING) or _ends(view, event) <= stated:
            continue
        words = plain(first_report(view, event).anchor.exact)
        fits = any(matches(one.done, words) and (not one.events or event.type in one.events) for one in asked)
        if fits and things & _things(view, words):
            yield event


def _things(view: View, words: str) -> frozenset[str]:
    """Return the words that name what is asked for: not the parties, nor the words of asking and doing."""
    names = " ".join(name_of(party) for party in view.parties)
    known = content_words(words, load_words().stop) - content_words(names, load_words().stop)
    verbs = [pattern for one in load_fulfilments() for pattern in (*one.asked, *one.done)]
    return frozenset(word for word in known if not matches(verbs, word))


def _ends(view: View, event: Event) -> dt.date:
    return days(event.date).last if event.date else view.seen(first_report(view, event))


def _place(view: View, event: Event) -> tuple[object, ...]:
    return view.place(first_report(view, event))

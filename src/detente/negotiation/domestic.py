"""At home: who helps or hinders a settlement in each party's own country, and what polls say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from detente.evidence import Domestic, EventReport, Poll, Statement
from detente.negotiation.likeness import grouped, same_words
from detente.negotiation.state import DomesticStatus, PollReading
from detente.negotiation.view import View, order
from detente.negotiation.wording import plain


def derive_domestic(view: View) -> tuple[DomesticStatus, ...]:
    """Return the domestic actors and circumstances, by country, those against a settlement first."""

    def same(one: Domestic, other: Domestic) -> bool:
        actors = view.resolved([one.actor]) == view.resolved([other.actor])
        return actors and one.direction is other.direction and same_words(one.anchor.exact, other.anchor.exact)

    found = [_domestic(view, group) for group in grouped(view.records(Domestic), same, lambda one: (one.anchor.exact,))]
    return tuple(sorted(found, key=lambda one: (_country(one.actor), one.direction, order(one.date), one.evidence)))


def derive_polls(view: View) -> tuple[PollReading, ...]:
    """Return each answer of each poll once, the latest first."""
    merged: dict[tuple[float, str, str], list[Poll]] = defaultdict(list)
    for poll in view.records(Poll):
        merged[poll.share, poll.population or "", poll.date or ""].append(poll)
    found = [
        PollReading(
            share=share,
            population=population or None,
            date=date or None,
            about=min(
                (plain(one.about) for one in polls if one.about), key=lambda text: (len(text), text), default=None
            ),
            evidence=tuple(sorted(one.id for one in polls)),
        )
        for (share, population, date), polls in merged.items()
    ]
    return tuple(sorted(found, key=lambda one: (-order(one.date)[1].toordinal(), one.evidence)))


def _domestic(view: View, group: Sequence[Domestic]) -> DomesticStatus:
    group = sorted(group, key=view.place)
    first = group[0]
    return DomesticStatus(
        actor=_actor(view, first),
        text=view.words(first, 160),
        direction=first.direction.value,
        date=min((date for one in group if (date := _date(view, one))), key=order, default=None),
        evidence=tuple(one.id for one in group),
        name=plain(first.actor.text) if first.actor else None,
    )


def _actor(view: View, record: Domestic) -> str | None:
    """Return whose circumstance it is: of one told in the words of a poll, the population that was asked."""
    asked = [poll.population for poll in view.overlapping(record, Poll) if poll.population]
    return f"{asked[0]}:CVL" if asked else ";".join(sorted(view.resolved([record.actor]))) or None


def _date(view: View, record: Domestic) -> str | None:
    around: list[EventReport | Poll | Statement] = [
        *view.overlapping(record, EventReport),
        *view.overlapping(record, Poll),
        *view.overlapping(record, Statement),
    ]
    return next((one.date for one in around if one.date), None)


def _country(actor: str | None) -> str:
    return (actor or "~").partition(":")[0]

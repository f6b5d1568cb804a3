"""Principles: the points that the parties say are agreed, each once, with who affirmed it and through whom we know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from detente.evidence import Principle, Statement
from detente.negotiation.describing import speaker_words
from detente.negotiation.state import PrincipleStatus
from detente.negotiation.view import View, order
from detente.negotiation.wording import plain, shorten
from detente.reference.negotiation import load_principles


def derive_principles(view: View) -> tuple[PrincipleStatus, ...]:
    """Return the principles, those of both parties in a joint text first."""
    merged: dict[str, list[Principle]] = defaultdict(list)
    for principle in view.records(Principle):
        merged[normal_form(principle)].append(principle)
    found = [_principle(view, what, merged[what]) for what in sorted(merged)]
    return tuple(sorted(found, key=lambda one: (not one.joint, not one.by_both, order(one.date), one.what)))


def normal_form(principle: Principle) -> str:
    """Return the short form by which the same point is recognised in another article.

    The desk book looks at the record's own form first, then at the last words of the quote: a quote that was made
    longer to be unique ends with the point it stands for.
    """
    for text in (principle.what or "", plain(principle.anchor.exact)):
        if form := _named_last(text):
            return form
    return (principle.what or shorten(principle.anchor.exact, 70)).strip()


def _named_last(text: str) -> str | None:
    ends = {
        name: max((match.end() for pattern in patterns for match in pattern.finditer(text)), default=-1)
        for name, patterns in load_principles().items()
    }
    best = max(ends, key=lambda name: ends[name])  # the first of the book where several end together
    return best if ends[best] > 0 else None


def _principle(view: View, what: str, records: Sequence[Principle]) -> PrincipleStatus:
    statements = [one for record in records for one in view.overlapping(record, Statement)[:1]]
    speakers = [view.ours([one.speaker]) for one in statements]
    affirmed = frozenset().union(*(view.ours(record.affirmed_by) for record in records))
    joint = any(_is_joint(view, record) for record in records)
    alone = frozenset().union(*speakers) if not joint else frozenset()
    relay = None if joint else min((one for one in statements if one.speaker), key=view.place, default=None)
    return PrincipleStatus(
        what=what,
        affirmed_by=tuple(sorted(affirmed)),
        by_both=len(affirmed) >= view.need,
        date=_date(records, statements, joint),
        evidence=tuple(sorted(record.id for record in records)),
        joint=joint,
        claimed_by=tuple(sorted(alone)) if len(alone) < view.need else (),
        relayed_by=speaker_words(relay.speaker) if relay else None,
        via=relay.via if relay else (),
        echoes=next((one.echoes for one in statements if one.echoes), None),
    )


def _is_joint(view: View, record: Principle) -> bool:
    """Tell whether both parties speak: in a joint statement, or as the article itself reports them."""
    statements = view.overlapping(record, Statement)
    if statements:
        return len(view.ours([statements[0].speaker])) >= view.need
    return len(view.ours(record.affirmed_by)) >= view.need


def _date(records: Sequence[Principle], statements: Sequence[Statement], joint: bool) -> str | None:
    dates = [one.date for one in records if one.date] or [one.date for one in statements if one.date]
    return min(dates, key=order, default=None) if joint else max(dates, key=order, default=None)

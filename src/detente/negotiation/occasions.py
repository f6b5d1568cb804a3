"""The calendar: occasions that the sources announce, meetings that are planned, and undertakings that fall due."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.dates import days, overlap
from detente.evidence import EventReport, Scheduled, Status
from detente.negotiation.describing import contact_words
from detente.negotiation.likeness import same_words
from detente.negotiation.state import CommitmentStatus, Occasion
from detente.negotiation.tracks import is_contact
from detente.negotiation.view import View, order
from detente.negotiation.wording import plain
from detente.reference.negotiation import load_words

CUT = 90  # characters from which a short form that goes on in the article was cut


def derive_calendar(view: View, commitments: Iterable[CommitmentStatus]) -> tuple[Occasion, ...]:
    """Return the occasions in order of their dates, undated ones last. `past` is relative to the as-of date."""
    found = [
        *(_occasion(view, _what(view, one), one.date, (one.id,), "scheduled") for one in view.records(Scheduled)),
        *_meetings(view),
        *(_occasion(view, one.what, one.due, one.evidence, "due") for one in commitments if one.due),
    ]
    groups = _merged(sorted(found, key=lambda one: (order(one.date), one.what, one.evidence)))
    return tuple(sorted(map(_joined, groups), key=lambda one: (order(one.date), one.what, one.evidence)))


def _meetings(view: View) -> Iterable[Occasion]:
    """Yield the contacts that are planned, save those whose words a scheduled occasion holds already."""
    for event in view.events:
        if event.status is not Status.PLANNED or not is_contact(view, event):
            continue
        reports = [one for one in event.reports if one.anchor.article in view.by_article]
        if reports and not any(_is_scheduled(view, report) for report in reports):
            ids = tuple(sorted(report.id for report in reports))
            yield _occasion(view, contact_words(view, event)[0], event.date, ids, "meeting")


def _what(view: View, one: Scheduled) -> str:
    """Return what is scheduled: its short form, or the words of the article where that was cut short."""
    text = view.articles[one.anchor.article].text
    at = text.find(one.what) if one.what else -1
    rest = text[at + len(one.what) :][:2].strip() if at >= 0 else ""
    if rest[:1].isalnum() and len(one.what) >= CUT:
        return view.words(one)
    head, comma, rest = plain(one.what).partition(", ")
    leans = comma and any(pattern.match(rest) for pattern in load_words().joining)
    return head if leans else plain(one.what)


def _is_scheduled(view: View, report: EventReport) -> bool:
    return bool(view.overlapping(report, Scheduled))


def _occasion(view: View, what: str, date: str | None, evidence: tuple[str, ...], kind: str) -> Occasion:
    past = date is not None and days(date).last < view.as_of
    return Occasion(what, date, past, evidence, kind)  # type: ignore[arg-type]


def _merged(occasions: Sequence[Occasion]) -> list[list[Occasion]]:
    groups: list[list[Occasion]] = []
    for one in occasions:
        near = next((group for group in groups if any(_same(one, other) for other in group)), None)
        if near is None:
            groups.append([one])
        else:
            near.append(one)
    return groups


def _same(one: Occasion, other: Occasion) -> bool:
    if one.date and other.date and not overlap(one.date, other.date):
        return False
    return same_words(one.what, other.what)


def _joined(group: Sequence[Occasion]) -> Occasion:
    """Return the narrowest dated mention with the evidence of all."""
    best = min(group, key=lambda one: (one.date is None, _width(one.date), order(one.date), one.what, one.evidence))
    evidence = tuple(dict.fromkeys(one for part in group for one in part.evidence))
    return Occasion(best.what, best.date, best.past, evidence, best.kind)


def _width(edtf: str | None) -> int:
    return (days(edtf).last - days(edtf).first).days if edtf else 0

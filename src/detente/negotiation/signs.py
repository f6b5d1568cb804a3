"""Signs for and against: each happening, utterance or circumstance on one line, however often it was reported."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Sequence

from detente.dates import days
from detente.evidence import (
    Commitment,
    Event,
    EventReport,
    EventType,
    Evidence,
    Poll,
    Sign,
    SignKind,
    Statement,
    Status,
    Voice,
)
from detente.negotiation.commitments import binds
from detente.negotiation.describing import contact_words, template_words
from detente.negotiation.state import SignLine
from detente.negotiation.view import View, alike, order, place_of
from detente.negotiation.wording import folded

_LINKED: tuple[type[Evidence], ...] = (EventReport, Statement, Commitment, Poll)
_DATING: tuple[type[Evidence], ...] = (EventReport, Statement, Poll)
Line = tuple[str, str, str, str]


def derive_signs(view: View) -> tuple[SignLine, ...]:
    """Return the signs by date, undated ones last. Those in the writer's own voice are marked `author`."""
    merged: dict[Line, list[Sign]] = defaultdict(list)
    for sign in view.records(Sign):
        if _of_others(view, sign) or (sign.sign_kind is SignKind.COMMITMENT and not binds(view, sign)):
            continue
        merged[_identity(view, sign)].append(sign)
    lines = sorted((_line(view, merged[key]) for key in sorted(merged)), key=_rank_line)
    told: dict[tuple[object, ...], SignLine] = {}
    for line in lines:
        key = _saying(line)
        told[key] = _joined(view, told[key], line) if key in told else line
    return tuple(told.values())


def _of_others(view: View, sign: Sign) -> bool:
    """Tell whether a sign reads only records that concern others than the parties; what third parties do may count."""
    if sign.sign_kind in (SignKind.THIRD_PARTY, SignKind.TALK):
        return False
    return bool(sign.of) and not any(one in view.anchors for one in sign.of)


def _rank_line(line: SignLine) -> tuple[object, ...]:
    return order(line.date), line.direction, line.kind, line.text, line.evidence


def _saying(line: SignLine) -> tuple[object, ...]:
    """Return what two lines have in common that say the same of the same day, or of no day."""
    return line.date, line.direction, line.kind, line.voice, folded(line.text)


def _joined(view: View, line: SignLine, other: SignLine) -> SignLine:
    evidence = (*line.evidence, *other.evidence)
    articles = {anchor.article for anchor in (view.anchors[one] for one in evidence)}
    return dataclasses.replace(
        line,
        evidence=evidence,
        reports=max(len(articles), line.reports, other.reports),
        independent=max(_outlets(view, articles), line.independent, other.independent),
    )


def linked(view: View, sign: Sign) -> Evidence | None:
    """Return the record that a sign reads: the one it names, else one with mostly the same words."""
    if sign.of:
        own = {record.id: record for record in view.by_article[sign.anchor.article]}
        named = [own[one] for one in sign.of if one in own]
        if named:
            return min(named, key=lambda one: (_rank(one), place_of(one)))
    for kind in _LINKED:
        if found := [one for one in view.overlapping(sign, kind) if alike(sign.anchor, one.anchor)]:
            return found[0]
    return None


def event_behind(view: View, sign: Sign) -> Event | None:
    """Return the event that a sign reads, if it reads one."""
    record = linked(view, sign)
    return view.event_of.get(record.id) if isinstance(record, EventReport) else None


def _rank(record: Evidence) -> int:
    return next((i for i, kind in enumerate(_LINKED) if isinstance(record, kind)), len(_LINKED))


def _identity(view: View, sign: Sign) -> Line:
    """Return what makes two signs one line: the same event, or the same words, read in the same way."""
    event = event_behind(view, sign)
    what = _contact(view, event) or event.id if event else folded(sign.anchor.exact)
    return sign.direction.value, sign.sign_kind.value, sign.voice.value if sign.voice is Voice.AUTHOR else "", what


def _contact(view: View, event: Event) -> str | None:
    """Return what contacts have in common that are one happening: the day and the level of those who met."""
    if event.type is not EventType.CONSULT or not event.date or template_words(view, event) is None:
        return None
    first, last = days(event.date)
    ours = view.ours([*event.actors, *event.recipients])
    level = contact_words(view, event)[1]
    return f"contact {first} {level}" if first == last and level and len(ours) >= view.need else None


def _line(view: View, signs: Sequence[Sign]) -> SignLine:
    signs = sorted(signs, key=lambda sign: (not _placed(event_behind(view, sign)), view.place(sign)))
    first = signs[0]
    event = event_behind(view, first)
    articles = {sign.anchor.article for sign in signs}
    if event:
        articles |= {report.anchor.article for report in event.reports if report.anchor.article in view.articles}
    return SignLine(
        text=_text(view, first, event),
        direction=first.direction.value,
        kind=first.sign_kind.value,
        date=_date(view, signs, event),
        voice=first.voice.value,
        reports=len(articles),
        independent=min(event.n_independent, len(articles)) if event else _outlets(view, articles),
        evidence=tuple(sign.id for sign in signs),
    )


def _placed(event: Event | None) -> bool:
    return event is not None and event.place is not None


def _date(view: View, signs: Sequence[Sign], event: Event | None) -> str | None:
    if event and event.date:
        # a plan is a sign of the day it is made, and so is what is told with a date still to come
        return None if event.status is Status.PLANNED or view.ahead(event.date, signs[0]) else event.date
    told = [(sign, date) for sign in signs if (date := sign.date or _told_date(view, sign))]
    dates = [date for sign, date in told if not view.ahead(date, sign)]
    return min(dates, key=order, default=None)


def _told_date(view: View, sign: Sign) -> str | None:
    """Return the date of the record that a sign reads, else of one whose words hold those of the sign."""
    around = [
        linked(view, sign),
        *(one for kind in _DATING for one in view.overlapping(sign, kind) if _holds(one, sign)),
    ]
    dates = [getattr(one, "date", None) for one in around if one]
    return next((date for date in dates if date), None)


def _holds(record: Evidence, sign: Sign) -> bool:
    return record.anchor.start <= sign.anchor.start and sign.anchor.end <= record.anchor.end


def _text(view: View, sign: Sign, event: Event | None) -> str:
    """Return the line's words: of an event that took place in short, of all else as the article puts it."""
    told = template_words(view, event) if event else None
    return told or view.words(sign)


def _outlets(view: View, articles: set[str]) -> int:
    """Return how many outlets stand behind some articles; an article without an outlet counts as one of its own."""
    return len({view.articles[key].outlet or key for key in articles})

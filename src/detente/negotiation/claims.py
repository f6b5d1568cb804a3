"""Claims about the ladder: which record, or which article as a whole, says that a rung was reached, or was not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from detente.dates import days
from detente.evidence import (
    Commitment,
    Event,
    EventReport,
    EventType,
    Evidence,
    Milestone,
    Principle,
    Stance,
    Statement,
    Status,
    Voice,
)
from detente.negotiation.describing import event_words, first_report
from detente.negotiation.view import View
from detente.negotiation.wording import plain, shorten
from detente.reference.negotiation import Patterns, load_milestones, load_words, matches

_DONE = (Status.OCCURRED, Status.ONGOING)
_REACHING = frozenset({EventType.AGREE, EventType.SUPPORT, EventType.RETREAT, EventType.CONCEDE, EventType.COOPERATE})
_ONLY_SAID = frozenset({EventType.THREATEN, EventType.REQUEST, EventType.ACCUSE, EventType.SUPPORT, EventType.CONSULT})
_FIGHTING = frozenset({EventType.ASSAULT})
_NEEDS_WORDS = frozenset({Milestone.INITIALLED, Milestone.SIGNED, Milestone.IN_FORCE, Milestone.IMPLEMENTED})
_WORDED = tuple(reversed(Milestone))[:-2]  # from implemented down to ceasefire


@dataclass(frozen=True, slots=True)
class Claim:
    """One source for a rung. `by` names the party whose word alone it is, and is empty where the outlet vouches.

    `span` holds the first and last day on which it may have happened, `seen` the day on which it was known.
    """

    stage: Milestone
    date: str | None
    seen: dt.date
    ids: tuple[str, ...]
    text: str
    worded: bool = True
    by: frozenset[str] = frozenset()

    @property
    def span(self) -> tuple[dt.date, dt.date]:
        """The days that the claim may speak of; of an undated one, the day on which it was known."""
        if self.date is None:
            return self.seen, self.seen
        first, last = days(self.date)
        return first, last

    @property
    def latest(self) -> dt.date:
        """The last day of the span, at the latest the day on which it was known."""
        return min(self.span[1], self.seen)


def find_claims(view: View) -> list[Claim]:
    """Return the claims that rungs were reached between the parties."""
    claims = [claim for event in view.events for claim in _of_event(view, event)]
    claims += [claim for statement in view.records(Statement) for claim in _of_statement(view, statement)]
    carried = _carried(claims)
    claims += [claim for key in view.by_article for claim in _of_article(view, key, carried)]
    return claims


def find_denials(view: View) -> list[Claim]:
    """Return where the words of a record say that a rung has not been reached."""
    return list(_worded_as(view, load_milestones().not_yet))


def find_collapses(view: View) -> list[Claim]:
    """Return what says that a rung no longer holds.

    Fighting alone does not end a ceasefire; it does where the article that reports it shows no ceasefire any more.
    """
    found = list(_worded_as(view, load_milestones().collapsed, happenings_only=True))
    for event in view.events:
        if is_fighting(view, event):
            found += [_fighting(view, event, report) for report in event.reports if _sees_no_truce(view, report)]
    return found + [claim for record in view.records(Commitment) for claim in _broken_truce(view, record)]


def _broken_truce(view: View, record: Commitment) -> Iterator[Claim]:
    """Yield the collapse that a broken undertaking to cease fire tells of."""
    words = plain(record.anchor.exact)
    if record.state == "broken" and matches(load_milestones().rungs[Milestone.CEASEFIRE].strong, words):
        yield Claim(Milestone.CEASEFIRE, record.date, view.seen(record), (record.id,), shorten(words))


def is_fighting(view: View, event: Event) -> bool:
    """Tell whether an event is fighting between the parties that took place."""
    between = len(view.ours([*event.actors, *event.recipients])) >= view.need
    return event.type in _FIGHTING and event.status in _DONE and between


def rung_of(words: str, *, weak: bool = False) -> Milestone | None:
    """Return the highest rung that some words report.

    >>> rung_of("the ministers initialled the text while the leaders signed a joint declaration")
    <Milestone.INITIALLED: 'initialled'>
    >>> rung_of("both sides agreed to hold talks on the treaty") is None
    True
    >>> rung_of("both sides reaffirmed their intention to sign a peace treaty") is None
    True
    """
    book = load_milestones()
    if matches(book.only_announced, words):
        return None
    ahead = matches(book.ahead, words)
    for stage in _WORDED:
        kinds = book.rungs.get(stage)
        if ahead and stage.rank >= Milestone.INITIALLED.rank:
            continue
        if kinds and (matches(kinds.strong, words) or (weak and matches(kinds.weak, words))):
            return stage
    return None


def _of_event(view: View, event: Event) -> Iterator[Claim]:
    if event.status not in _DONE or _lies_ahead(view, event):
        return
    for report in event.reports:
        if report.anchor.article not in view.by_article or report.voice is Voice.AUTHOR:
            continue
        stage = _stage_of(view, event, report)
        if stage is not None:
            yield Claim(stage, event.date, view.seen(report), (report.id,), event_words(view, event))


def _stage_of(view: View, event: Event, report: EventReport) -> Milestone | None:
    """Return the rung that a report of an event carries, `None` where it is not between the parties."""
    ours = view.ours([*event.actors, *event.recipients])
    others = view.resolved([*event.actors, *event.recipients]) - view.resolved(event.mediators) - ours
    whole = _article_stage(view, report)
    if len(ours) < view.need and (others or whole is Milestone.NONE):
        return None
    words = plain(report.anchor.exact)
    if len(ours) >= view.need and event.type is EventType.CONSULT:
        return Milestone.TALKS
    if event.type not in _REACHING:
        return None
    strong = report.milestone or rung_of(words)
    if strong and strong is not Milestone.NONE and not matches(load_milestones().partial, words):
        agreed = len(view.ours(event.actors)) >= view.need or (
            len(ours) >= view.need and strong is not Milestone.CEASEFIRE  # one side's own announcement is no truce
        )
        return strong if agreed or whole.rank >= strong.rank else None
    loose = rung_of(words, weak=True)
    return loose if loose and whole.rank >= loose.rank else None


def _article_stage(view: View, record: Evidence) -> Milestone:
    """Return the rung that the whole article of a record shows, `NONE` where it is not about the parties."""
    key = record.anchor.article
    return view.stages[key] if key in view.about else Milestone.NONE


def _of_statement(view: View, statement: Statement) -> Iterator[Claim]:
    speakers = view.ours([statement.speaker])
    if not speakers or statement.stance is Stance.AGAINST or statement.voice is Voice.AUTHOR:
        return
    words = plain(statement.anchor.exact)
    stage = rung_of(words)
    if stage in (None, Milestone.CEASEFIRE) or matches(load_milestones().partial, words) or _not_yet(words):
        return
    assert stage is not None
    vouched = len(speakers) >= view.need or _article_stage(view, statement).rank >= stage.rank
    yield Claim(
        stage,
        statement.date if vouched and len(speakers) >= view.need else None,
        view.seen(statement),
        (statement.id,),
        shorten(words),
        by=frozenset() if vouched else speakers,
    )


def _of_article(view: View, key: str, carried: Mapping[str, int]) -> Iterator[Claim]:
    """Yield the rung that an article as a whole shows, unless its records already carry it."""
    stage = view.stages[key]
    if stage is Milestone.NONE or key not in view.about:
        return
    if any(carried.get(record.id, 0) >= stage.rank for record in view.by_article[key]):
        return
    stage = _worded_at_most(view, key, stage)
    carrier = _carrier(view, key, stage)
    if carrier is not None and _fit(view, carrier, stage):
        seen = view.seen(carrier)
        dated = rung_of(plain(carrier.anchor.exact), weak=True) is stage  # else the date is that of something else
        date = _date_of(carrier) if dated else None
        yield Claim(stage, date, seen, (carrier.id,), view.words(carrier), worded=False)


def _carried(claims: Iterable[Claim]) -> dict[str, int]:
    """Return how high a rung each record carries."""
    carried: dict[str, int] = {}
    for claim in claims:
        for one in claim.ids if not claim.by else ():
            carried[one] = max(carried.get(one, 0), claim.stage.rank)
    return carried


def _worded_at_most(view: View, key: str, stage: Milestone) -> Milestone:
    """Return the rung, or the agreed text below it where no words of the article speak of initials or a signature."""
    if stage not in _NEEDS_WORDS:
        return stage
    said = [rung_of(plain(record.anchor.exact)) for record in _between(view, key)]
    return stage if stage in said else Milestone.TEXT_AGREED


def _between(view: View, key: str) -> list[Evidence]:
    """Return the records that can speak for the parties: not the writer's own, not of a deal with others."""
    records = [record for record in view.by_article[key] if record.voice is not Voice.AUTHOR]
    return [record for record in records if not (isinstance(record, EventReport) and _with_others(view, record))]


def _with_others(view: View, report: EventReport) -> bool:
    ids = view.resolved([*report.actors, *report.recipients]) - view.resolved(report.mediators)
    return not ids <= set(view.parties) and len(ids & set(view.parties)) < view.need


def _carrier(view: View, key: str, stage: Milestone) -> Evidence | None:
    """Return the record of an article that carries its rung best: by its words, by its kind, else the first one."""

    def fitness(record: Evidence) -> tuple[bool, bool, bool, int, str]:
        words = plain(record.anchor.exact)
        says = rung_of(words, weak=True) is stage
        kind = isinstance(record, EventReport) and record.type in _REACHING | {EventType.CONSULT}
        kind = kind and record.status in _DONE if isinstance(record, EventReport) else isinstance(record, Principle)
        ours = isinstance(record, EventReport) and len(view.ours([*record.actors, *record.recipients])) >= view.need
        return not says, not ours, not kind, record.anchor.start, record.id

    return min(_between(view, key), key=fitness, default=None)


def _fit(view: View, record: Evidence, stage: Milestone) -> bool:
    """Tell whether a record can carry its article's rung: talks a contact, an agreed text a deal of the parties."""
    words = plain(record.anchor.exact)
    if isinstance(record, EventReport) and record.type is EventType.AGREE and record.status in _DONE:
        own = view.ours([*record.actors, *record.recipients])
        if len(own) >= view.need and not matches(load_milestones().partial, words):
            return True
    if stage is Milestone.TALKS:
        return isinstance(record, EventReport) and record.type in _REACHING | {EventType.CONSULT}
    if stage.rank < Milestone.TEXT_AGREED.rank:
        return True
    return rung_of(words, weak=True) in (stage, *_NEEDS_WORDS) and not matches(load_words().unreal, words)


def _date_of(record: Evidence) -> str | None:
    return record.date if isinstance(record, (EventReport, Principle)) else None


def _worded_as(view: View, table: Mapping[Milestone, Patterns], happenings_only: bool = False) -> Iterator[Claim]:
    for key in sorted(view.about & set(view.by_article)):
        for record in view.by_article[key]:
            if record.voice is Voice.AUTHOR or (happenings_only and not _happened(record)):
                continue
            words = plain(record.anchor.exact)
            for stage, patterns in table.items():
                if matches(patterns, words):
                    yield Claim(stage, _date_of(record), view.seen(record), (record.id,), shorten(words))


def _happened(record: Evidence) -> bool:
    """Tell whether a record reports something that happened, and not what somebody threatens, plans or denies."""
    return isinstance(record, EventReport) and record.status in _DONE and record.type not in _ONLY_SAID


def _not_yet(words: str) -> bool:
    return any(matches(patterns, words) for patterns in load_milestones().not_yet.values())


def _sees_no_truce(view: View, report: EventReport) -> bool:
    key = report.anchor.article
    if key not in view.about or key not in view.by_article:
        return False
    return _article_stage(view, report).rank < Milestone.CEASEFIRE.rank


def _fighting(view: View, event: Event, report: EventReport) -> Claim:
    return Claim(Milestone.CEASEFIRE, event.date, view.seen(report), (report.id,), event_words(view, event))


def _lies_ahead(view: View, event: Event) -> bool:
    """Tell whether an event lies ahead: of the view, or of the report that first told of it, which was a plan."""
    if event.date is None:
        return False
    return days(event.date).first > view.as_of or view.ahead(event.date, first_report(view, event))

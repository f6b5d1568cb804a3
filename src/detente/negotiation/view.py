"""What can be seen of a process as of a date: the articles that had appeared, and their records about the parties."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from detente.article import Article
from detente.dates import days, known_from
from detente.evidence import (
    Actor,
    Anchor,
    Commitment,
    Condition,
    Domestic,
    Event,
    EventReport,
    Evidence,
    Extraction,
    Milestone,
    Principle,
    Sign,
    Statement,
    TimeExpression,
)
from detente.negotiation.clusters import seen_part
from detente.negotiation.phrasing import told
from detente.negotiation.process import Process
from detente.negotiation.wording import plain
from detente.reference.negotiation import load_words, matches, voice_of

E = TypeVar("E", bound=Evidence)
FAR = dt.date.max
FEW = 8  # records with actors from which an article can name the parties in passing
PASSING = 0.4  # share of those records that are of the parties, below which it does
ABOUT = 2  # events between the parties that make an article theirs where it names only one of them first
Place = tuple[dt.date, str, int, int, str]


@dataclass(frozen=True, slots=True)
class View:
    """The evidence that counts. Articles stand in order of publication, records in that of their article.

    `events` are the clusters whose reports had appeared; `event_of` finds that of a report by the report's id.
    """

    as_of: dt.date
    parties: tuple[str, ...]
    process: Process
    extractions: tuple[Extraction, ...] = ()
    events: tuple[Event, ...] = ()
    event_of: Mapping[str, Event] = field(default_factory=dict)
    by_article: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)
    articles: Mapping[str, Article] = field(default_factory=dict)
    about: frozenset[str] = frozenset()
    stages: Mapping[str, Milestone] = field(default_factory=dict)
    undated: tuple[str, ...] = ()
    anchors: Mapping[str, Anchor] = field(default_factory=dict)

    @property
    def need(self) -> int:
        """How many of the parties must take part before something is between them."""
        return min(2, len(self.parties))

    def resolved(self, actors: Iterable[Actor | None]) -> frozenset[str]:
        """Return the ids of some actors, aliases of the process resolved."""
        aliases = self.process.aliases
        return frozenset(aliases.get(one, one) for actor in actors if actor for one in actor.ids)

    def ours(self, actors: Iterable[Actor | None]) -> frozenset[str]:
        """Return which of the parties are among some actors."""
        return self.resolved(actors) & frozenset(self.parties)

    def thirds(self, actors: Iterable[Actor | None]) -> frozenset[str]:
        """Return who among some actors belongs to none of the parties' countries."""
        return frozenset(one for one in self.resolved(actors) if not self.akin(one))

    def akin(self, actor: str) -> bool:
        """Tell whether an actor is a party, or belongs to the country of one."""
        return actor.partition(":")[0] in {party.partition(":")[0] for party in self.parties}

    def records(self, cls: type[E]) -> list[E]:
        """Return the records of one kind in canonical order."""
        return [one for records in self.by_article.values() for one in records if isinstance(one, cls)]

    def published(self, record: Evidence) -> str:
        """Return when the article of a record appeared."""
        published = self.articles[record.anchor.article].published
        assert published is not None, "an undated article is in no view"
        return published

    def seen(self, record: Evidence) -> dt.date:
        """Return the day from which a record counts."""
        return known_from(self.published(record))

    def place(self, record: Evidence) -> Place:
        """Return the key by which records sort: as they appeared, then as they stand in their article."""
        known = record.anchor.article in self.articles
        return (self.seen(record) if known else FAR, *place_of(record))

    def ahead(self, edtf: str, record: Evidence) -> bool:
        """Tell whether a date lies after the day on which the article of a record appeared."""
        return days(edtf).first > self.seen(record)

    def words(self, record: Evidence, limit: int = 120) -> str:
        """Return the words of a record as a line tells them, so that they can be read alone."""
        anchor = record.anchor
        return told(self.articles[anchor.article].text, anchor.start, anchor.end, limit)

    def overlapping(self, record: Evidence, cls: type[E]) -> list[E]:
        """Return the records of a kind whose words overlap those of a record, most shared words first."""
        found = []
        for other in self.by_article.get(record.anchor.article, ()):
            if isinstance(other, cls) and other is not record and (common := shared(record.anchor, other.anchor)):
                found.append((-common, place_of(other), other))
        return [other for *_, other in sorted(found, key=lambda item: item[:2])]


def place_of(record: Evidence) -> tuple[str, int, int, str]:
    """Return where a record stands; its id, which hashes the actors too, decides last."""
    return record.anchor.article, record.anchor.start, record.anchor.end, record.id


def shared(one: Anchor, other: Anchor) -> int:
    """Return how many characters two anchors of the same article share; 0 unless half of the shorter one."""
    common = min(one.end, other.end) - max(one.start, other.start)
    shorter = min(one.end - one.start, other.end - other.start)
    return common if common * 2 >= shorter and common > 0 else 0


def alike(one: Anchor, other: Anchor) -> bool:
    """Tell whether two anchors of the same article hold mostly the same words."""
    common = min(one.end, other.end) - max(one.start, other.start)
    union = max(one.end, other.end) - min(one.start, other.start)
    return common * 2 >= union


def order(edtf: str | None) -> tuple[dt.date, dt.date]:
    """Return the key by which dates sort: what is undated comes last.

    >>> sorted(["2024", None, "2023-12-26", "2023-12"], key=order)
    ['2023-12', '2023-12-26', '2024', None]
    """
    if edtf is None:
        return FAR, FAR
    span = days(edtf)
    return span.first, span.last


def view_as_of(
    extractions: Sequence[Extraction],
    events: Sequence[Event],
    parties: Sequence[str],
    as_of: dt.date,
    process: Process | None = None,
) -> View:
    """Return the view of a process as of a date."""
    process = process or Process(id="-".join(parties).lower(), title="", parties=tuple(parties))
    seen, undated = _appeared(extractions, as_of)
    view = View(as_of, tuple(parties), process, undated=undated)
    events = seen_part(events, frozenset(seen))
    about = frozenset(key for key, one in seen.items() if _is_about(view, one))
    event_of = {report.id: event for event in events for report in event.reports}
    kept = {key: _concerning(view, one, key in about, event_of) for key, one in seen.items()}
    ids = frozenset(record.id for records in kept.values() for record in records)
    shown = {key: one for key, one in seen.items() if kept[key]}
    return View(
        as_of,
        tuple(parties),
        process,
        tuple(shown.values()),
        tuple(event for event in events if any(report.id in ids for report in event.reports)),
        event_of,
        {key: kept[key] for key in shown},
        {key: one.article for key, one in shown.items()},
        about,
        {key: one.milestone for key, one in shown.items()},
        undated,
        {record.id: record.anchor for key in shown for record in kept[key]},
    )


def _appeared(extractions: Iterable[Extraction], as_of: dt.date) -> tuple[dict[str, Extraction], tuple[str, ...]]:
    """Return what had appeared by its article's key, oldest first, and the names of undated articles."""
    groups: dict[str, list[Extraction]] = defaultdict(list)
    undated = set()
    for one in extractions:
        if one.article.published is None:
            undated.add(one.article.id)
        elif known_from(one.article.published) <= as_of:
            groups[one.article.key].append(one)
    merged = {key: _merged(group) for key, group in groups.items()}
    oldest_first = sorted(merged, key=lambda key: (order(merged[key].article.published)[1], key))
    return {key: merged[key] for key in oldest_first}, tuple(sorted(undated))


def _merged(group: list[Extraction]) -> Extraction:
    """Return one reading of an article that was read more than once: all its records, the fullest of its readings."""
    fullest = min(group, key=lambda one: (-len(one.evidence), one.parties, one.milestone, one.article.id))
    records = {record.id: record for one in group for record in one.evidence}
    ordered = sorted(records.values(), key=place_of)
    return Extraction(fullest.article, fullest.parties, fullest.milestone, tuple(ordered), fullest.warnings)


def _is_about(view: View, one: Extraction) -> bool:
    """Tell whether an article is about the parties: they are among its own main parties.

    One of them is enough where several events are between them: a mediator tells of his work in the first person.
    """
    own = {view.process.aliases.get(party, party) for party in one.parties} & set(view.parties)
    if len(own) >= view.need or not own:
        return bool(own)
    between = [report for report in one.of_kind(EventReport) if _between(view, report, {})]
    return len(between) >= ABOUT


def _concerning(view: View, one: Extraction, is_about: bool, event_of: Mapping[str, Event]) -> tuple[Evidence, ...]:
    """Return the records of an article that concern the parties.

    Of an article about them, all but what only others do among themselves; of another one, what is between the
    parties, and what stands in the same words.
    """
    records = [record for record in one.evidence if record.relevant and not isinstance(record, TimeExpression)]
    if (voice := voice_of(one.article.outlet)) and not view.akin(voice):
        records = [record for record in records if not _misheard(view, record)]
    if is_about:
        ours = [record for record in records if _concerns(view, record)]
        return tuple(ours if _mainly(view, records) else _beside(view, one.article.text, ours))
    core = [record for record in records if isinstance(record, EventReport) and _between(view, record, event_of)]
    near = [record for record in records if _names_one(view, record) and any(_touches(record, it) for it in core)]
    kept = {record.id for record in core + near}
    return tuple(record for record in records if record.id in kept)


def _misheard(view: View, record: Evidence) -> bool:
    """Tell whether a record of another government's text takes its own voice for that of a party."""
    own = [actor for actor in actors_of(record) if matches(load_words().own_voice, plain(actor.text))]
    return any(view.akin(one) for one in view.resolved(own))


def _mainly(view: View, records: Sequence[Evidence]) -> bool:
    """Tell whether an article is mainly about the parties: of those who act or speak in it, they are a good part."""
    acting = [record for record in records if actors_of(record)]
    own = [record for record in acting if any(view.akin(one) for one in view.resolved(actors_of(record)))]
    return len(acting) < FEW or len(own) >= PASSING * len(acting)


def _beside(view: View, text: str, records: Sequence[Evidence]) -> list[Evidence]:
    """Return the records that name a party, and those without a name in a paragraph in which another one does."""
    named = [one for one in records if any(view.akin(it) for it in view.resolved(actors_of(one)))]
    if not named:
        return list(records)
    paragraphs = {_paragraph(text, one) for one in named}
    known = {one.id for one in records}

    def beside(one: Evidence) -> bool:
        of_others = isinstance(one, Sign) and bool(one.of) and not known & set(one.of)
        return not actors_of(one) and not of_others and _paragraph(text, one) in paragraphs

    return [one for one in records if one in named or beside(one)]


def _paragraph(text: str, record: Evidence) -> int:
    return text.rfind("\n", 0, record.anchor.start)


def _concerns(view: View, record: Evidence) -> bool:
    if isinstance(record, EventReport):
        return _involves(view, [*record.actors, *record.recipients])
    if isinstance(record, Commitment):
        return _involves(view, [*record.by, *record.to])
    if isinstance(record, Domestic):
        return _involves(view, [record.actor] if record.actor else [])
    return True


def _involves(view: View, actors: Sequence[Actor]) -> bool:
    ids = view.resolved(actors)
    return not ids or any(view.akin(one) for one in ids)


def _between(view: View, record: EventReport, event_of: Mapping[str, Event]) -> bool:
    event = event_of.get(record.id)
    actors = [*record.actors, *record.recipients, *(event.actors + event.recipients if event else ())]
    return len(view.ours(actors)) >= view.need


def _names_one(view: View, record: Evidence) -> bool:
    actors = actors_of(record)
    return not actors or bool(view.ours(actors))


def _touches(record: Evidence, other: Evidence) -> bool:
    return shared(record.anchor, other.anchor) > 0


def actors_of(record: Evidence) -> list[Actor]:
    """Return everybody that a record names."""
    match record:
        case EventReport():
            return [*record.actors, *record.recipients]
        case Statement():
            return [record.speaker] if record.speaker else []
        case Principle():
            return list(record.affirmed_by)
        case Commitment():
            return [*record.by, *record.to]
        case Condition():
            return list(record.by)
        case Domestic():
            return [record.actor] if record.actor else []
    return []

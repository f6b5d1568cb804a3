"""The stages in order. The one module that knows them all; the command line and the pages call nothing else."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from detente.dates import known_from
from detente.errors import DetenteError, ForecastError, InvalidEvidence, UnknownProcess, UnreadableDocument
from detente.extraction import VERSION
from detente.extraction import extract as extract_parsed
from detente.reading import read
from detente.reference import load_desk
from detente.sources import Quarantined, as_document, fetch

if TYPE_CHECKING:
    from pathlib import Path

    from detente.article import Article
    from detente.evaluation import Report
    from detente.evidence import Event, Extraction, Milestone
    from detente.extraction.parsing import ParsedArticle
    from detente.forecast import Forecast, Question
    from detente.ledger import Ledger
    from detente.negotiation import Process, ProcessState
    from detente.reference import Desk

T = TypeVar("T")
Progress = Callable[[str], None]
BATCH = 16  # articles parsed together


@dataclass(frozen=True, slots=True)
class View:
    """What is known of one process as of a date: its state, and the events that the state rests on."""

    state: ProcessState
    events: tuple[Event, ...]
    extractions: tuple[Extraction, ...]


@dataclass(slots=True)
class Added:
    """What an `add` run did: articles that were new, articles that were there, documents set aside."""

    new: int = 0
    known: int = 0
    quarantined: int = 0


def read_inputs(inputs: Iterable[str], published: str | None = None) -> Iterator[Article | Quarantined]:
    """Fetch and read what the user names; a document that cannot be read stands in its place with the reason."""
    for document in fetch(inputs):
        if isinstance(document, Quarantined):
            yield document
            continue
        try:
            yield read(document, published=published)
        except DetenteError as error:
            yield Quarantined(document.where, error)


def extract(inputs: Iterable[str], published: str | None = None) -> Iterator[Extraction]:
    """Read and extract what the inputs name. A document that cannot be read raises its error."""
    for item in extract_all(read_inputs(inputs, published)):
        if isinstance(item, Quarantined):
            raise item.error
        yield item


def extract_all(
    articles: Iterable[Article | Quarantined], progress: Progress | None = None, model: str | None = None
) -> Iterator[Extraction | Quarantined]:
    """Extract the evidence of articles, in order; what was quarantined before passes through."""
    from detente.extraction.parsing import load_parser

    desk, parser = load_desk(), None
    for group in _grouped(articles, BATCH):
        readable = [item for item in group if not isinstance(item, Quarantined)]
        if readable and parser is None:
            parser = load_parser(model)
        parses = parser.parse_many(readable) if parser else iter(())
        for item in group:
            if isinstance(item, Quarantined):
                yield item
                continue
            yield _extracted(item, next(parses), desk)
            if progress:
                progress(item.id)


def add(
    inputs: Iterable[str],
    ledger: Ledger,
    now: dt.datetime,
    published: str | None = None,
    on_quarantine: Callable[[Quarantined], None] = lambda _: None,
    progress: Progress | None = None,
) -> Added:
    """Read, extract and record; what the ledger has already is not extracted again, so a killed run goes on."""
    done = Added()

    def unknown() -> Iterator[Article | Quarantined]:
        for item in read_inputs(inputs, published):
            if isinstance(item, Quarantined) or not ledger.has(item, VERSION):
                yield item
            else:
                done.known += 1
                if progress:
                    progress(item.id)

    def set_aside(item: Quarantined) -> None:
        done.quarantined += 1
        ledger.quarantine(item.where, item.error.what, now=now, remedy=item.error.do)
        on_quarantine(item)

    for item in extract_all(unknown(), progress):
        if isinstance(item, Quarantined):
            set_aside(item)
            continue
        try:
            fresh = ledger.record(item, now=now, extractor_version=VERSION)
        except (InvalidEvidence, UnreadableDocument) as error:
            set_aside(Quarantined(item.article.id, error))
        else:
            done.new, done.known = done.new + fresh, done.known + (not fresh)
    return done


def view(
    extractions: Sequence[Extraction],
    as_of: dt.date,
    parties: Sequence[str] | None = None,
    process: Process | None = None,
    undated: bool = False,
) -> View:
    """Derive events and state as of a date. The parties are those asked for, the process's, or the main ones found.

    An article without any date may have been written later, so it counts only where `undated` says so.
    """
    from detente.ledger.identity import derive_events
    from detente.negotiation import derive_state, find_parties

    known = [one for one in extractions if _known(one.article.published, as_of, undated)]
    chosen = tuple(parties or (process.parties if process else ()) or find_parties(known))
    if not chosen:
        raise UnknownProcess("parties", "no main parties could be found", "name them with --parties ARM,AZE")
    events = derive_events(known)
    return View(derive_state(known, events, chosen, as_of, process), events, tuple(known))


def questions(state: ProcessState, milestones: Sequence[str] = (), by: Sequence[str] = ()) -> list[Question]:
    """Return the questions asked; by default the next rungs by the end of the year and two years on.

    Raises `ForecastError` for an unknown milestone, `InvalidEvidence` for a deadline that is no date.
    """
    from detente.evidence import Milestone
    from detente.forecast import Question

    year = state.as_of.year + (state.as_of.month > 9)
    deadlines = [known_from(day) for day in by] or [dt.date(year, 12, 31), dt.date(year + 2, 12, 31)]
    unknown = sorted(set(milestones) - {rung.value for rung in Milestone})
    if unknown:
        raise ForecastError(
            unknown[0], "unknown milestone", f"use one of {', '.join(rung.value for rung in Milestone)}"
        )
    rungs = [Milestone(name) for name in milestones] or _next_rungs(state.milestone.stage)
    return [Question(rung, day) for rung in rungs for day in deadlines]


def outlook(state: ProcessState, asked: Sequence[Question]) -> tuple[Forecast, ...]:
    """Forecast the questions from a state and the base rates that come with the package."""
    from detente.forecast import forecast_all
    from detente.reference.processes import load_base_rates

    return tuple(forecast_all(state, load_base_rates(), asked))


def evaluate(folder: Path, progress: Progress | None = None) -> Report:
    """Extract the articles of an annotated folder and score the records against the annotation."""
    from detente.evaluation import load_gold, score_extractions

    gold = load_gold(folder)
    articles = (read(as_document(one.article)) for one in gold)
    found = [item for item in extract_all(articles, progress) if not isinstance(item, Quarantined)]
    return score_extractions(gold, found)


def _next_rungs(stage: Milestone) -> list[Milestone]:
    """Return the rungs that an analyst asks about: the text and its signature, or what follows them."""
    from detente.evidence import Milestone

    ahead = [rung for rung in (Milestone.TEXT_AGREED, Milestone.SIGNED) if rung.rank > stage.rank]
    return ahead or [rung for rung in (Milestone.IN_FORCE, Milestone.IMPLEMENTED) if rung.rank > stage.rank][:2]


def _extracted(article: Article, parsed: ParsedArticle, desk: Desk) -> Extraction | Quarantined:
    """Extract one article; whatever fails costs this article alone, and says so."""
    try:
        return extract_parsed(parsed, desk)
    except DetenteError as error:
        return Quarantined(article.id, error)
    except Exception as error:
        if os.environ.get("DETENTE_DEBUG"):
            raise
        what = f"the extraction failed ({type(error).__name__}: {error})"
        return Quarantined(article.id, InvalidEvidence(article.id, what, "run with --debug and report the article"))


def _known(published: str | None, as_of: dt.date, undated: bool) -> bool:
    return undated if published is None else known_from(published) <= as_of


def _grouped(items: Iterable[T], size: int) -> Iterator[list[T]]:
    group: list[T] = []
    for item in items:
        group.append(item)
        if len(group) == size:
            yield group
            group = []
    if group:
        yield group

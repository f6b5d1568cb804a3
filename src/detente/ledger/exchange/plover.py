"""Events for those who work with PLOVER and POLECAT: one row an event, its first report as text.

A joint act has all parties as actors and no recipient (PLOVER manual). What we do not know stays empty: no GeoNames
ids, no Correlates of War numbers, no contexts.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from detente.article import Article
from detente.dates import days
from detente.evidence import Actor, Event, Extraction
from detente.ledger.rows import to_json
from detente.reference.actors import rows

VERSION = "detente-1"


def _table(name: str) -> list[dict[str, str]]:
    text = (files("detente.reference") / "data" / "exchange" / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


@lru_cache(maxsize=1)
def polecat_columns() -> tuple[str, ...]:
    """Return the columns of a POLECAT file, in order."""
    return tuple(row["column"] for row in _table("polecat_columns"))


@lru_cache(maxsize=1)
def _scores() -> dict[tuple[str, str], tuple[float, str]]:
    return {(row["type"], row["mode"]): (float(row["score"]), row["quad"]) for row in _table("plover_scores")}


def intensity(event: Event) -> tuple[float, str]:
    """Return PLOVER's score and quad class of an event; a mode without a score has its type's."""
    scores = _scores()
    return scores.get((event.type.value, event.mode or ""), scores[event.type.value, ""])


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    return {row["id"]: row["name"] for row in rows("countries")}


def write_json(extractions: Iterable[Extraction], events: Sequence[Event]) -> Iterator[str]:
    """Yield each event as one line of PLOVER JSON."""
    articles = {one.article.key: one.article for one in extractions}
    for event in events:
        yield to_json(_plover(event, articles))


def _plover(event: Event, articles: dict[str, Article]) -> dict[str, Any]:
    score, quad = intensity(event)
    first = event.reports[0]
    span = days(event.date) if event.date else None
    notes = [f"status={event.status.value}", f"reports={len(event.reports)}", f"independent={event.n_independent}"]
    return {
        "id": event.id,
        "has_event": True,
        "date": span.first.isoformat() if span else None,
        "enddate": span.last.isoformat() if span and span.last > span.first else None,
        "actor": [_entity(actor) for actor in event.actors],
        "recipient": [_entity(actor) for actor in event.recipients],
        "event": [event.type.value],
        "mode": event.mode,
        "quad_code": quad,
        "event_scale": score,
        "event_loc": event.place,
        "event_text": first.anchor.exact,
        "context": [],
        "link": [f"mediator:{code}" for actor in event.mediators for code in sorted(actor.ids)],
        "text": first.anchor.exact,
        "text_info": {"article": first.anchor.article, "start": first.anchor.start, "end": first.anchor.end},
        "cite_info": [_cited(articles[key]) for key in dict.fromkeys(one.anchor.article for one in event.reports)],
        "coder": first.extractor,
        "comment": "; ".join([*notes, *(f"{field}: also {reading}" for field, reading, _ in event.conflicts)]),
    }


def _entity(actor: Actor) -> dict[str, Any]:
    code, _, sector = (actor.id or "").partition(":")
    return {
        "code": code or None,
        "sector": _sector(code, sector),
        "entity_text": actor.text,
        "identifier_id": actor.wikidata,
        "office": actor.office,
    }


def _sector(code: str, sector: str) -> str | None:
    return sector or ("GOV" if code in _countries() else None)


def _cited(article: Article) -> dict[str, Any]:
    return {
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "url": article.url,
        "key": article.key,
    }


def write_tsv(extractions: Iterable[Extraction], events: Sequence[Event]) -> Iterator[str]:
    """Yield the events as lines of a table with POLECAT's forty columns, the header first."""
    articles = {one.article.key: one.article for one in extractions}
    yield "\t".join(polecat_columns())
    for event in events:
        row = _polecat(event, articles)
        yield "\t".join(_cell(row.get(column)) for column in polecat_columns())


def _polecat(event: Event, articles: dict[str, Article]) -> dict[str, Any]:
    score, quad = intensity(event)
    told = [articles[key] for key in dict.fromkeys(one.anchor.article for one in event.reports)]
    return (
        {
            "Event ID": event.id,
            "Event Date": days(event.date).first.isoformat() if event.date else None,
            "Event Type": event.type.value,
            "Event Mode": event.mode,
            "Intensity": score,
            "Quad Code": quad.upper(),
            "Raw Placename": event.place,
            "Source": "; ".join(dict.fromkeys(one.outlet for one in told if one.outlet)),
            "Publication Date": told[0].published,
            "Language": told[0].language,
            "Version": VERSION,
        }
        | _side("Actor", event.actors)
        | _side("Recipient", event.recipients)
    )


def _side(side: str, crowd: Iterable[Actor]) -> dict[str, Any]:
    actors = list(crowd)
    codes = [code.partition(":") for actor in actors for code in sorted(actor.ids)]
    sectors = [sector for code, _, rest in codes if (sector := _sector(code, rest))]
    return {
        f"{side} Name": "; ".join(actor.text for actor in actors),
        f"{side} Country": "; ".join(dict.fromkeys(_countries().get(code, code) for code, _, _ in codes)),
        f"Primary {side} Sector": sectors[0] if sectors else None,
        f"{side} Sectors": "; ".join(dict.fromkeys(sectors)),
        f"{side} Title": "; ".join(actor.office for actor in actors if actor.office),
        f"{side} Name Raw": "; ".join(actor.text for actor in actors),
        f"Wikipedia {side} ID": "; ".join(actor.wikidata for actor in actors if actor.wikidata),
    }


def _cell(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())

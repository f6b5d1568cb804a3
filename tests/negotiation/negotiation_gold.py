"""Annotated articles as extractions: what a faultless extractor would hand over, for tests."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from detente.article import Article, Passage
from detente.evaluation.gold import LISTS
from detente.evidence import Anchor, Event, EventReport, Evidence, Extraction, Milestone, evidence_from_dict

GOLD = Path(__file__).parents[3] / "shared" / "gold"
DISPATCHES = Path(__file__).parents[1] / "quality" / "gold"  # our own articles, annotated in the same way
_AUTHOR = ("appears", "seem", "likely", "signs point")  # words that mark a judgement, for want of a voice in the gold


def gold_extraction(name: str) -> Extraction:
    """Return an annotated article, such as "dev/seed-signs-point", as an extraction; skip the test without it."""
    path = GOLD / f"{name}.json"
    if not path.exists():
        pytest.skip("the annotated articles (../shared/gold) are not there")
    return read_annotated(path)


def dispatches() -> list[Extraction]:
    """Return the annotated dispatches of this repository, oldest first."""
    return [read_annotated(path) for path in sorted(DISPATCHES.glob("*.json"))]


def read_annotated(path: Path) -> Extraction:
    """Return the article of an annotation and the text beside it."""
    return _extraction(json.loads(path.read_text("utf-8")), path.with_suffix(".txt").read_text("utf-8"))


def gold_names(split: str) -> list[str]:
    """Return the names of the annotated articles of a split, none where the material is absent."""
    return [f"{split}/{path.stem}" for path in sorted((GOLD / split).glob("*.json"))]


def one_event_each(extractions: list[Extraction]) -> list[Event]:
    """Return an event for every report: the clustering that joins nothing."""
    return [alone(report) for one in extractions for report in one.of_kind(EventReport)]


def alone(*reports: EventReport, independent: int | None = None) -> Event:
    """Return the event of some reports, read as the first of them says."""
    first = reports[0]
    return Event(
        id=first.id,
        type=first.type,
        mode=first.mode,
        actors=first.actors,
        recipients=first.recipients,
        mediators=first.mediators,
        date=first.date,
        status=first.status,
        place=first.place,
        format=first.format,
        reports=reports,
        n_independent=independent or len(reports),
    )


def _extraction(gold: dict[str, Any], text: str) -> Extraction:
    article = Article(
        id=gold["id"],
        text=text,
        title=gold.get("title"),
        outlet=gold.get("outlet"),
        published=gold["published"],
        published_basis="given",
        boilerplate=tuple(_boilerplate(text, gold.get("boilerplate", []))),
    )
    evidence = [
        one for name, kind in LISTS.items() for row in gold.get(name, []) if (one := _record(article, kind, row))
    ]
    return Extraction(article, tuple(gold["parties"]), Milestone(gold["milestone"]), tuple(evidence))


def _boilerplate(text: str, starts: list[str]) -> Iterator[Passage]:
    for start in starts:
        at = text.find(start)
        if at >= 0:
            end = text.find("\n", at + len(start) - 1)
            yield Passage(at, end if end > 0 else len(text), "marked")


def _record(article: Article, kind: str, row: dict[str, Any]) -> Evidence | None:
    at = article.text.find(row["quote"])
    if at < 0:
        return None
    anchor = Anchor.of(article, at, at + len(row["quote"]))
    fields = {name: value for name, value in row.items() if name not in ("quote", "kind")}
    if kind == "sign":
        fields["sign_kind"] = row["kind"]
        if any(word in row["quote"] for word in _AUTHOR):
            fields["voice"] = "author"
    return evidence_from_dict({"kind": kind, "anchor": _plain(anchor)} | _named(fields))


def _named(fields: dict[str, Any]) -> dict[str, Any]:
    """Leave out actors that the gold gives neither words nor an id."""
    return {
        name: [one if one.get("text") else one | {"text": one.get("id") or "?"} for one in value]
        if isinstance(value, list) and value and isinstance(value[0], dict)
        else value
        for name, value in fields.items()
    }


def _plain(anchor: Anchor) -> dict[str, Any]:
    return {name: getattr(anchor, name) for name in ("article", "start", "end", "exact", "prefix", "suffix")}

"""Annotated articles: a folder with a text and a JSON file for each, in the shape of the annotation guide."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.article import Article
from detente.errors import UnreadableDocument

# The name of each list in an annotation, and the kind of record that it holds.
LISTS = {
    "events": "event",
    "statements": "statement",
    "principles": "principle",
    "commitments": "commitment",
    "conditions": "condition",
    "issues": "issue",
    "polls": "poll",
    "scheduled": "scheduled",
    "domestic": "domestic",
    "signs": "sign",
}


@dataclass(frozen=True, slots=True)
class GoldRecord:
    """One annotated record: its kind, where its quote stands, and its fields as written."""

    kind: str
    start: int
    end: int
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with what a careful analyst took out of it."""

    article: Article
    records: tuple[GoldRecord, ...]
    parties: tuple[str, ...]
    milestone: str
    boilerplate: tuple[tuple[int, int], ...]


def load_gold(folder: Path) -> tuple[GoldArticle, ...]:
    """Load the annotated articles of a folder, in order of their names.

    Raises `UnreadableDocument` where a text is missing, a file is no annotation, or a quote is not in its text.
    """
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise UnreadableDocument(str(folder), "holds no annotations", "name a folder of .json files beside .txt files")
    return tuple(_load(path) for path in paths)


def corpus_hash(articles: Sequence[GoldArticle]) -> str:
    """Return a hash of texts and annotations, so that a figure can name what it was measured on."""
    digest = hashlib.sha256()
    for gold in articles:
        digest.update(gold.article.text.encode())
        plain = [(r.kind, r.start, r.end, r.fields) for r in gold.records], gold.parties, gold.milestone
        digest.update(json.dumps(plain, sort_keys=True).encode())
    return digest.hexdigest()[:16]


def _load(path: Path) -> GoldArticle:
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise UnreadableDocument(path.name, f"no annotation: {error}", "keep ID.txt beside ID.json") from error
    outlet = plain.get("outlet")
    article = Article(
        path.stem,
        text,
        outlet=None if (outlet or "").startswith("unknown") else outlet,
        published=plain.get("published"),
        published_basis="given" if plain.get("published") else "unknown",
    )
    records = [_record(path, kind, text, row) for name, kind in LISTS.items() for row in plain.get(name, ())]
    cut = [(text.find(start), text.find(start) + len(start)) for start in plain.get("boilerplate") or ()]
    return GoldArticle(article, tuple(records), tuple(plain["parties"]), plain["milestone"], tuple(cut))


def _record(path: Path, kind: str, text: str, row: Mapping[str, Any]) -> GoldRecord:
    start = text.find(row["quote"])
    if start < 0:
        raise UnreadableDocument(path.name, f"the quote {row['quote'][:60]!r} is not in the text", "copy it exactly")
    return GoldRecord(kind, start, start + len(row["quote"]), row)

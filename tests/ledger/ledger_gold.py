"""Annotated articles of the shared gold folder as extractions; for tests alone, and only where the folder is there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from detente.article import Article, Passage
from detente.evidence import Anchor, Evidence, Extraction, Milestone, evidence_from_dict

GOLD = Path(__file__).parents[2].parent / "shared" / "gold"
_LISTS = (
    "events",
    "statements",
    "principles",
    "commitments",
    "conditions",
    "issues",
    "polls",
    "scheduled",
    "domestic",
    "signs",
)


def gold_extractions(split: str) -> list[Extraction]:
    """Return the annotated articles of a split, in order of name."""
    return [_extraction(path) for path in sorted((GOLD / split).glob("*.json"))]


def _extraction(path: Path) -> Extraction:
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    cuts = [(text.find(start), start) for start in gold.get("boilerplate", [])]
    article = Article(
        id=gold["id"],
        text=text,
        outlet="gold",
        published=gold["published"],
        published_basis="given",
        boilerplate=tuple(Passage(at, at + len(start), "gold") for at, start in cuts if at >= 0),
    )
    records = tuple(_records(article, gold))
    return Extraction(article, tuple(gold["parties"]), Milestone(gold["milestone"]), records)


def _records(article: Article, gold: dict[str, Any]) -> Iterator[Evidence]:
    for name in _LISTS:
        kind = {"domestic": "domestic", "scheduled": "scheduled"}.get(name, name.removesuffix("s"))
        for row in gold.get(name, []):
            start = article.text.index(row["quote"])
            plain = {key: value for key, value in row.items() if key not in ("quote", "note") and value is not None}
            if name == "signs":
                plain["sign_kind"] = plain.pop("kind")
            anchor = Anchor.of(article, start, start + len(row["quote"]))
            yield evidence_from_dict({"kind": kind, "anchor": _plain(anchor)} | plain)


def _plain(anchor: Anchor) -> dict[str, Any]:
    return {name: getattr(anchor, name) for name in ("article", "start", "end", "exact", "prefix", "suffix")}

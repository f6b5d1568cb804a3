"""An extraction, or what people made of it, in the shape of the annotation guide: a team's review as its test set."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from detente.article import Article
from detente.evidence import Anchor, Event, Evidence, Extraction

LISTS = {
    "event": "events",
    "statement": "statements",
    "principle": "principles",
    "commitment": "commitments",
    "condition": "conditions",
    "issue": "issues",
    "poll": "polls",
    "scheduled": "scheduled",
    "domestic": "domestic",
    "sign": "signs",
}
# The fields of the guide, kind by kind; what a record knows besides is left out.
FIELDS = {
    "event": ("type", "mode", "actors", "recipients", "date", "status", "place", "mediators", "format"),
    "statement": ("speaker", "via", "direct", "date", "stance"),
    "principle": ("affirmed_by",),
    "commitment": ("by", "to", "due", "state"),
    "condition": ("by", "what"),
    "issue": ("issue", "state"),
    "poll": ("share", "population", "date", "about"),
    "scheduled": ("what", "date"),
    "domestic": ("actor", "direction"),
    "sign": ("direction", "sign_kind"),
}


def write_gold(extractions: Iterable[Extraction], events: Sequence[Event] = ()) -> Iterator[str]:
    """Yield each article as one line of JSON: an annotation file, with the text beside it under `text`."""
    for one in extractions:
        yield json.dumps(gold_of(one), ensure_ascii=False)


def gold_of(extraction: Extraction) -> dict[str, Any]:
    """Return an extraction in the shape of the guide: quotes that occur once, actors with one id an entry."""
    article = extraction.article
    found: dict[str, Any] = {
        "id": article.id,
        "published": article.published,
        "parties": list(extraction.parties),
        "milestone": extraction.milestone.value,
        "boilerplate": [article.text[cut.start : cut.end].strip()[:60] for cut in article.boilerplate],
        "text": article.text,
    } | {name: [] for name in LISTS.values()}
    for record in extraction.evidence:
        if record.kind in LISTS and record.relevant:
            found[LISTS[record.kind]].append(_annotated(record, article))
    return found


def _annotated(record: Evidence, article: Article) -> dict[str, Any]:
    plain = record.to_dict()
    row: dict[str, Any] = {"quote": unique_quote(article, record.anchor)}
    for name in FIELDS[record.kind]:
        row["kind" if name == "sign_kind" else name] = _shaped(plain[name])
    return row


def _shaped(value: Any) -> Any:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [
            {"text": actor["text"], "id": code or None} for actor in value for code in (actor["id"] or "").split(";")
        ]
    if isinstance(value, dict):
        return {"text": value["text"], "id": value["id"]}
    return value


def unique_quote(article: Article, anchor: Anchor) -> str:
    """Return the words of an anchor, lengthened by whole words until they occur once in the text."""
    start, end, text = anchor.start, anchor.end, article.text
    while text.count(text[start:end]) > 1 and (start > 0 or end < len(text)):
        start = max(text.rfind(" ", 0, max(0, start - 1)) + 1, 0)
        if text.count(text[start:end]) > 1:
            after = text.find(" ", end + 1)
            end = after if after >= 0 else len(text)
    return text[start:end]

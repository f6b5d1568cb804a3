"""The articles of a ledger as references: CSL-JSON and RIS."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from detente.article import Article
from detente.dates import days
from detente.evidence import Event, Extraction


def write_csl(extractions: Iterable[Extraction], events: Sequence[Event] = ()) -> Iterator[str]:
    """Yield the articles as one CSL-JSON list, an article a line."""
    yield "["
    lead = ""
    for one in extractions:
        item = {name: value for name, value in _csl(one.article).items() if value not in (None, [])}
        yield lead + json.dumps(item, ensure_ascii=False, sort_keys=True)
        lead = ","
    yield "]"


def _csl(article: Article) -> dict[str, Any]:
    return {
        "id": article.key,
        "type": "article-newspaper",
        "title": article.title or article.id,
        "author": [{"literal": name} for name in article.authors],
        "container-title": article.outlet,
        "issued": {"date-parts": _date_parts(article.published)} if article.published else None,
        "URL": article.url,
        "language": article.language,
        "note": "; ".join(article.published_reasons) or None,
    }


def _date_parts(edtf: str) -> list[list[int]]:
    """Return CSL's date parts: as precise as the date is, both ends of an interval."""
    ends = edtf.split("/")
    return [[int(part) for part in end.split("-")] for end in ends]


def write_ris(extractions: Iterable[Extraction], events: Sequence[Event] = ()) -> Iterator[str]:
    """Yield the articles as RIS records, a tag a line."""
    for one in extractions:
        for tag, value in _ris(one.article):
            if value:
                yield f"{tag}  - {' '.join(str(value).split())}"
        yield "ER  - "
        yield ""


def _ris(article: Article) -> Iterator[tuple[str, str | None]]:
    yield "TY", "NEWS"
    yield "ID", article.key
    yield "TI", article.title or article.id
    yield from (("AU", name) for name in article.authors)
    yield "T2", article.outlet
    if article.published:
        span = days(article.published)
        exact = span.first == span.last
        yield "PY", str(span.last.year)
        yield "DA", span.first.strftime("%Y/%m/%d") if exact else None
        yield "N1", None if exact else f"published {article.published}: {'; '.join(article.published_reasons)}"
    yield "UR", article.url
    yield "LA", article.language

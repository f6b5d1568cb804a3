"""Every record with its source, one JSON object a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from detente.article import Article
from detente.evidence import Event, Extraction
from detente.ledger.rows import to_json


def write_lines(extractions: Iterable[Extraction], events: Sequence[Event] = ()) -> Iterator[str]:
    """Yield each record in the shape of the JSON contract, with its id, and its article as `source`."""
    for one in extractions:
        source = source_of(one.article)
        for record in one.evidence:
            yield to_json({"id": record.id, "source": source} | record.to_dict())


def source_of(article: Article) -> dict[str, Any]:
    """Return how a line names its article: enough to find and cite it, without the text."""
    return {
        "key": article.key,
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "published_basis": article.published_basis,
        "url": article.url,
        "text_sha256": article.text_sha256,
    }

"""The ledger as lines: every record with its source, in one order, without clock times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from detente.errors import UsageError
from detente.evidence import Extraction
from detente.ledger.rows import to_json


def export_lines(found: Iterable[Extraction], format: str = "jsonl") -> Iterator[str]:
    """Yield each record of each extraction as one line.

    A line is the record in the shape of the JSON contract with its id, and under `source` what is known of the
    article. Raises `UsageError` for a format that is not there.
    """
    if format != "jsonl":
        raise UsageError("export", f"no format {format!r}", "use jsonl")
    for one in found:
        source = source_of(one)
        for record in one.evidence:
            yield to_json({"id": record.id, "source": source} | record.to_dict())


def source_of(extraction: Extraction) -> dict[str, Any]:
    """Return how a line names its article: enough to find and cite it, without the text."""
    article = extraction.article
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

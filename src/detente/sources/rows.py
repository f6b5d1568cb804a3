"""Rows of a JSON Lines file, one document a row, read as a stream: the file may be larger than the memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from detente.article import Article
from detente.errors import SourceError
from detente.sources.document import Document, Quarantined
from detente.sources.expanding import is_bomb, opened, too_large
from detente.sources.media import TEXT

_GIVEN = ("title", "outlet", "published", "url")
_ROW_SHAPE = 'write {"id": "...", "text": "..."}, one object a line'


def fetch_rows(path: Path, where: str, max_bytes: int) -> Iterator[Document | Quarantined]:
    """Yield a document for each row, and a named failure for each row that is none.

    A damaged or truncated gzip gives one failure after the rows that could be read.
    """
    try:
        with opened(path, where) as (raw, expanded):
            yield from _rows(raw, expanded, where, max_bytes)
    except SourceError as error:
        yield Quarantined(where, error)


def document_of_row(line: bytes | str, where: str) -> Document:
    """Return the document of one row. Raises `SourceError` where the row is malformed.

    >>> row = document_of_row('{"id": "a1", "text": "Talks resumed.", "published": "2024-01-11"}', "news.jsonl:1")
    >>> row.id, row.data, row.published
    ('a1', b'Talks resumed.', '2024-01-11')
    """
    row = _parsed(line, where)
    text = row.get("text")
    if not isinstance(text, str):
        raise SourceError(where, 'the row has no "text" that is a string', _ROW_SHAPE)
    given = {name: str(row[name]) for name in _GIVEN if isinstance(row.get(name), str | int) and row[name] != ""}
    name = row.get("id")
    document = Document(
        id=str(name) if isinstance(name, str | int) and name != "" else where,
        data=text.encode("utf-8", "surrogatepass"),  # JSON may carry half a surrogate pair; the reading mends it
        media_type=TEXT,
        where=where,
        charset="utf-8",
    )
    return replace(document, **given)  # type: ignore[arg-type]


def as_document(article: Article) -> Document:
    """Return an article that is at hand as a document, to be read like a row of a file."""
    data = article.text.encode("utf-8", "surrogatepass")
    given = {name: getattr(article, name) for name in ("title", "outlet", "published", "url")}
    return Document(article.id, data, TEXT, article.id, charset="utf-8", **given)


def _rows(raw: BinaryIO, expanded: BinaryIO, where: str, max_bytes: int) -> Iterator[Document | Quarantined]:
    total = number = 0
    while line := expanded.readline(max_bytes + 1):
        number += 1
        at = f"{where}:{number}"
        total += len(line)
        if raw is not expanded and is_bomb(raw, total):
            raise SourceError(at, f"the gzip expands to more than {total:,} bytes", "it looks like a gzip bomb")
        if len(line) > max_bytes:
            yield Quarantined(at, too_large(at, f"a row of more than {max_bytes:,} bytes", max_bytes))
            total += _skip_line(raw, expanded, at, total, max_bytes)
        elif line.strip():
            yield _document_or_failure(line, at)


def _skip_line(raw: BinaryIO, expanded: BinaryIO, where: str, total: int, max_bytes: int) -> int:
    """Read on to the end of the line and return how many bytes were skipped."""
    skipped = 0
    while (part := expanded.readline(max_bytes)) and not part.endswith(b"\n"):
        skipped += len(part)
        if raw is not expanded and is_bomb(raw, total + skipped):
            raise SourceError(where, "a row expands without end", "it looks like a gzip bomb")
    return skipped + len(part)


def _document_or_failure(line: bytes, where: str) -> Document | Quarantined:
    try:
        return document_of_row(line, where)
    except SourceError as error:
        return Quarantined(where, error)


def _parsed(line: bytes | str, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        reason = str(error) if isinstance(error, ValueError) else "nested too deep"
        raise SourceError(where, f"malformed JSON: {reason}", _ROW_SHAPE) from error
    if not isinstance(row, dict):
        raise SourceError(where, "the row is not a JSON object", _ROW_SHAPE)
    return row

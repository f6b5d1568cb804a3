"""Evidence as one table, and the codebook that says what its columns mean."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.resources import files

from detente.article import Article
from detente.evidence import Event, Evidence, Extraction
from detente.ledger.rows import Row, derived_columns


@lru_cache(maxsize=1)
def codebook() -> tuple[tuple[str, str], ...]:
    """Return each column of the table with its meaning."""
    text = (files("detente.reference") / "data" / "exchange" / "codebook.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return tuple((row["column"], row["meaning"]) for row in rows)


def write_evidence(extractions: Iterable[Extraction], events: Sequence[Event] = ()) -> Iterator[str]:
    """Yield the table as lines of CSV (RFC 4180), its header first."""
    columns = [column for column, _ in codebook()]
    yield csv_line(columns)
    for one in extractions:
        for record in one.evidence:
            row = _row(record, one.article)
            yield csv_line(row[column] for column in columns)


def write_codebook(extractions: Iterable[Extraction] = (), events: Sequence[Event] = ()) -> Iterator[str]:
    """Yield the codebook as lines of CSV."""
    yield csv_line(("column", "meaning"))
    for row in codebook():
        yield csv_line(row)


def _row(record: Evidence, article: Article) -> Row:
    plain = record.to_dict()
    return derived_columns(plain) | {
        "id": record.id,
        "kind": record.kind,
        "exact": record.anchor.exact,
        "start": record.anchor.start,
        "end": record.anchor.end,
        "certainty": record.certainty,
        "voice": record.voice.value,
        "relevant": int(record.relevant),
        "extractor": record.extractor,
        "article": article.key,
        "article_id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "published_basis": article.published_basis,
        "url": article.url,
    }


def csv_line(values: Iterable[object]) -> str:
    """Return one line of CSV without its end; a value may hold line ends and is quoted then.

    >>> csv_line(["a,b", None, 1])
    '"a,b",,1'
    """
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(list(values))
    return out.getvalue()

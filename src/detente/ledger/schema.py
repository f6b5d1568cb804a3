"""The tables as SQLAlchemy Core sees them. What makes them are the migrations; a test holds the two together."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Double, Integer, MetaData, Table, Text

metadata = MetaData()


def _texts(*names: str) -> list[Column[str]]:
    return [Column(name, Text) for name in names]


def _serial(name: str = "pk") -> Column[int]:
    return Column(name, BigInteger().with_variant(Integer, "sqlite"), primary_key=True)


schema_version = Table(
    "schema_version", metadata, Column("version", Integer, primary_key=True, autoincrement=False), Column("name", Text)
)

articles = Table(
    "articles",
    metadata,
    _serial(),
    *_texts("key", "outlet", "published", "published_first", "published_last", "text", "text_sha256", "recorded_at"),
)

readings = Table(
    "readings",
    metadata,
    _serial(),
    *_texts("article", "digest", "id", "title", "authors", "published_basis", "published_reasons", "language", "url"),
    *_texts("boilerplate", "warnings", "recorded_at"),
)

extractions = Table(
    "extractions",
    metadata,
    _serial(),
    Column("article", Text),
    Column("reading", BigInteger),
    *_texts("version", "model", "parties", "milestone", "warnings"),
    Column("n_evidence", Integer),
    *_texts("recorded_at", "superseded_at"),
)

evidence = Table(
    "evidence",
    metadata,
    _serial(),
    Column("extraction", BigInteger),
    Column("position", Integer),
    *_texts("id", "kind", "article"),
    Column("start_char", Integer),
    Column("end_char", Integer),
    *_texts("exact", "prefix", "suffix", "date", "date_first", "date_last", "type", "mode", "status", "direction"),
    *_texts("actors", "recipients", "place", "what", "due"),
    Column("certainty", Double),
    Column("voice", Text),
    Column("relevant", Integer),
    *_texts("extractor", "content"),
)

participants = Table(
    "participants",
    metadata,
    Column("extraction", BigInteger),
    Column("position", Integer),
    Column("role", Text),
    Column("place_in_role", Integer),
    *_texts("actor", "country", "text"),
)

quarantine = Table("quarantine", metadata, _serial(), *_texts("document", "reason", "remedy", "recorded_at"))

judgements = Table(
    "judgements",
    metadata,
    _serial("seq"),
    *_texts("id", "action", "reviewer", "judged_at", "target", "targets", "patch", "reason", "drawn", "exact"),
    *_texts("recorded_at"),
)

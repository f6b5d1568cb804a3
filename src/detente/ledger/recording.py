"""Extractions into the ledger: an article is written whole or not at all, and writing it twice changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from detente.article import Article
from detente.evidence import Evidence, Extraction, check_anchor, evidence_id
from detente.ledger import rows, stores
from detente.ledger.schema import articles, evidence, extractions, participants, readings
from detente.ledger.supersession import Run, superseded_times


def holds(connection: Connection, article: Article | str, version: str) -> bool:
    """Tell whether a version's extraction is there: of this very reading of an article, or of any for a key."""
    key = article if isinstance(article, str) else article.key
    joined = extractions.join(readings, readings.c.pk == extractions.c.reading)
    query = select(extractions.c.pk).select_from(joined)
    query = query.where(extractions.c.article == key, extractions.c.version == version)
    if isinstance(article, Article):
        query = query.where(readings.c.digest == rows.reading_digest(article))
    return connection.execute(query.limit(1)).first() is not None


def record(connection: Connection, extraction: Extraction, version: str, model: str | None, recorded_at: str) -> bool:
    """Write one extraction inside the caller's transaction; return whether anything was new.

    Raises `InvalidEvidence` for an anchor that does not slice back, `UnreadableDocument` for text that cannot be
    stored; the caller's transaction then ends without a trace of the article.
    """
    article = extraction.article
    if holds(connection, article, version):
        return False
    _refuse_loose_anchors(extraction)
    reading = _record_article(connection, article, recorded_at)
    if not _record_evidence(connection, extraction, reading, version, model, recorded_at):
        return False
    _supersede(connection, article.key)
    return True


def _refuse_loose_anchors(extraction: Extraction) -> None:
    article, key = extraction.article, extraction.article.key
    for piece in extraction.evidence:
        for anchor in rows.anchors_of(piece):
            if anchor.article != key or article.text[anchor.start : anchor.end] != anchor.exact:
                check_anchor(article, anchor)


def _record_article(connection: Connection, article: Article, recorded_at: str) -> int:
    known, reading = rows.article_row(article, recorded_at), rows.reading_row(article, recorded_at)
    rows.refuse_unstorable(article.id, (known, reading))
    stores.insert_new(connection, articles, [known])
    # From here on a second process with the same article waits (on SQLite it waits for the whole transaction).
    connection.execute(select(articles.c.pk).where(articles.c.key == article.key).with_for_update())
    stores.insert_new(connection, readings, [reading])
    wanted = (readings.c.article == article.key) & (readings.c.digest == reading["digest"])
    return int(connection.execute(select(readings.c.pk).where(wanted)).scalar_one())


def _record_evidence(
    connection: Connection, extraction: Extraction, reading: int, version: str, model: str | None, recorded_at: str
) -> bool:
    there = select(extractions.c.pk).where(extractions.c.reading == reading, extractions.c.version == version)
    if connection.execute(there).first() is not None:
        return False  # another process was quicker
    records = once_each(extraction.evidence)
    row = rows.extraction_row(extraction, version, model, len(records), recorded_at) | {"reading": reading}
    key = connection.execute(insert(extractions), row).inserted_primary_key
    assert key is not None
    pieces = [rows.evidence_row(id, plain, key[0], i) for i, (id, (plain, _)) in enumerate(records.items())]
    people = [row for i, (_, piece) in enumerate(records.values()) for row in rows.participant_rows(piece, key[0], i)]
    rows.refuse_unstorable(extraction.article.id, pieces + people)
    if pieces:
        connection.execute(insert(evidence), pieces)
    if people:
        connection.execute(insert(participants), people)
    return True


def once_each(records: Iterable[Evidence]) -> dict[str, tuple[rows.Row, Evidence]]:
    """Return records by id, in order, as plain data and as they are; what says the same twice stands once."""
    found: dict[str, tuple[rows.Row, Evidence]] = {}
    for piece in records:
        plain = piece.to_dict()
        found.setdefault(evidence_id(plain), (plain, piece))
    return found


def runs_of(connection: Connection, key: str) -> list[Run]:
    """Return all extractions of an article."""
    joined = extractions.join(readings, readings.c.pk == extractions.c.reading)
    columns = (extractions.c.pk, extractions.c.version, readings.c.id, readings.c.digest, extractions.c.recorded_at)
    found = connection.execute(select(*columns).select_from(joined).where(extractions.c.article == key))
    return [Run(row.pk, row.version, (row.id, row.digest), row.recorded_at) for row in found]


def _supersede(connection: Connection, key: str) -> None:
    times = superseded_times(runs_of(connection, key))
    if len(times) == 1:
        return
    changed: list[dict[str, Any]] = [{"run": pk, "at": at} for pk, at in times.items()]
    rule = update(extractions).where(extractions.c.pk == bindparam("run")).values(superseded_at=bindparam("at"))
    connection.execute(rule, changed)

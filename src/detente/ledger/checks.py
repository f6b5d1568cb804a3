"""What can be wrong with a ledger, each with a code.

L001 an anchor does not slice back to its words       L007 an article's key does not follow from its content
L002 a text does not have its hash                    L008 a column beside the content disagrees with it
L003 a reference to an article or run that is absent   L009 the wrong extraction of an article counts
L004 an id does not follow from the record            L010 a sign names a record that is not there
L005 a record that is none of the vocabulary          L011 a judgement that was changed or speaks of nothing
L006 an article that is recorded by half              L012 the file itself is damaged
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, func, select

from detente.article import Article
from detente.errors import InvalidEvidence
from detente.evidence import CONTEXT, Anchor, Sign
from detente.ledger import recording, rows, stores
from detente.ledger.judging import keeping
from detente.ledger.schema import articles, evidence, extractions, participants, readings
from detente.ledger.supersession import superseded_times


class Problem(NamedTuple):
    """Something wrong: its code, the record, article or judgement concerned, and what it is in words."""

    code: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.code} {self.where}: {self.what}"


Check = Callable[[Connection], Iterator[Problem]]


def find_problems(connection: Connection) -> list[Problem]:
    """Return all problems of a ledger, by code."""
    broken = [Problem("L012", "database", line) for line in stores.damage(connection)]
    return sorted(broken + [problem for check in CHECKS for problem in check(connection)])


def check_references(connection: Connection) -> Iterator[Problem]:
    """L003: every row points to rows that exist."""
    article, run = articles.c.key, extractions.c.pk
    for column, target in (
        (readings.c.article, article),
        (extractions.c.article, article),
        (extractions.c.reading, readings.c.pk),
        (evidence.c.article, article),
        (evidence.c.extraction, run),
        (participants.c.extraction, run),
    ):
        for value in _dangling(connection, column, target):
            yield Problem("L003", str(value), f"{column.table.name}.{column.name} names something that is not there")


def _dangling(connection: Connection, column: Column[Any], target: Column[Any]) -> list[Any]:
    query = select(column).distinct().outerjoin_from(column.table, target.table, column == target)
    return list(connection.execute(query.where(target.is_(None))).scalars())


def check_articles(connection: Connection) -> Iterator[Problem]:
    """L002, L006, L007, L008: text, hash, key and dates agree, and something was read from each article."""
    for row in connection.execute(select(articles)):
        article = Article(id=row.key, text=row.text, outlet=row.outlet, published=row.published)
        if article.text_sha256 != row.text_sha256:
            yield Problem("L002", row.key, "the text does not have the hash that was recorded with it")
        if article.key != row.key:
            yield Problem("L007", row.key, f"the key does not follow from text, outlet and date ({article.key} would)")
        if rows.day_bounds(row.published) != (row.published_first, row.published_last):
            yield Problem("L008", row.key, "first and last day do not follow from the date of publication")
    for key in _without(connection, articles.c.key, extractions.c.article):
        yield Problem("L006", key, "an article without an extraction")
    for key in _without(connection, readings.c.pk, extractions.c.reading):
        yield Problem("L006", f"reading {key}", "a reading without an extraction")


def _without(connection: Connection, column: Column[Any], user: Column[Any]) -> list[Any]:
    used = select(user).where(user == column)
    return list(connection.execute(select(column).where(~used.exists())).scalars())


def check_counts(connection: Connection) -> Iterator[Problem]:
    """L006: each extraction has as many records as it was recorded with, in unbroken order."""
    counted = select(evidence.c.extraction, func.count().label("n"), func.max(evidence.c.position).label("last"))
    found = counted.group_by(evidence.c.extraction).subquery()
    columns = (extractions.c.pk, extractions.c.article, extractions.c.n_evidence, found.c.n, found.c.last)
    for row in connection.execute(select(*columns).outerjoin(found, found.c.extraction == extractions.c.pk)):
        if row.n_evidence != (row.n or 0) or (row.n and row.last != row.n - 1):
            yield Problem("L006", row.article, f"{row.n or 0} records are there of the {row.n_evidence} recorded")


def check_supersession(connection: Connection) -> Iterator[Problem]:
    """L009: of the extractions of an article the best one counts, and the others since when they do not."""
    query = select(extractions.c.article, extractions.c.pk, extractions.c.superseded_at).order_by(extractions.c.article)
    for key, group in groupby(connection.execute(query), itemgetter(0)):
        if {row.pk: row.superseded_at for row in group} != superseded_times(recording.runs_of(connection, key)):
            yield Problem("L009", key, "another extraction counts than the newest")


def check_evidence(connection: Connection) -> Iterator[Problem]:
    """L001, L004, L005, L008, L010: each record is one of the vocabulary and stands where it says."""
    query = select(extractions.c.pk, articles.c.text).outerjoin(articles, articles.c.key == extractions.c.article)
    for pk, text in connection.execute(query.order_by(extractions.c.pk)):
        found = connection.execute(select(evidence).where(evidence.c.extraction == pk)).mappings().all()
        listed = _participants_of(connection, pk)
        ids = {row["id"] for row in found}
        for row in found:
            yield from _check_record(row, text, ids, listed.get(row["position"], set()))


def _participants_of(connection: Connection, pk: int) -> dict[int, set[tuple[Any, ...]]]:
    listed: dict[int, set[tuple[Any, ...]]] = {}
    for row in connection.execute(select(participants).where(participants.c.extraction == pk)):
        listed.setdefault(row.position, set()).add(tuple(row))
    return listed


def _check_record(
    row: Mapping[Any, Any], text: str | None, ids: set[str], listed: set[tuple[Any, ...]]
) -> Iterator[Problem]:
    try:
        record = rows.evidence_from_row(row)
    except (InvalidEvidence, ValueError, TypeError, AttributeError, KeyError) as error:
        yield Problem("L005", row["id"], f"no record of the vocabulary: {error}")
        return
    if record.id != row["id"]:
        yield Problem("L004", row["id"], f"the id does not follow from the record ({record.id} would)")
    if text is not None and not all(_stands(anchor, text) for anchor in rows.anchors_of(record)):
        yield Problem("L001", row["id"], "an anchor does not slice back to its words")
    if any(row[name] != value for name, value in rows.derived_columns(record.to_dict()).items()):
        yield Problem("L008", row["id"], "a column disagrees with the content")
    if listed != {tuple(one.values()) for one in rows.participant_rows(record, row["extraction"], row["position"])}:
        yield Problem("L008", row["id"], "the participants disagree with the content")
    if isinstance(record, Sign) and not set(record.of) <= ids:
        yield Problem("L010", row["id"], "a sign of records that are not there")


def _stands(anchor: Anchor, text: str) -> bool:
    before, after = text[max(0, anchor.start - CONTEXT) : anchor.start], text[anchor.end : anchor.end + CONTEXT]
    quoted = (anchor.prefix in ("", before)) and (anchor.suffix in ("", after))
    return 0 <= anchor.start < anchor.end and text[anchor.start : anchor.end] == anchor.exact and quoted


def check_judgements(connection: Connection) -> Iterator[Problem]:
    """L011: each judgement is as it was written, and speaks of something that is there."""
    for id, what in keeping.faults(connection):
        yield Problem("L011", id, what)


CHECKS: tuple[Check, ...] = (
    check_references,
    check_articles,
    check_counts,
    check_supersession,
    check_evidence,
    check_judgements,
)

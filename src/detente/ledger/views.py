"""What the ledger shows: as of a day of publication, as known at a time, about some parties.

The two clocks are apart. `as_of` counts publication: an article dated by an interval counts from its end, an undated
one never. `known_at` counts recording: what the ledger had not learned by then does not exist, and what it has
superseded since is still current.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Select, distinct, func, or_, select, union_all

from detente.evidence import Evidence, Extraction
from detente.ledger import rows
from detente.ledger.schema import articles, evidence, extractions, participants, readings

BATCH = 200  # articles read at once
_BASIS_RANK = {"given": 0, "metadata": 0, "text": 1, "unknown": 2}


@dataclass(frozen=True, slots=True)
class View:
    """Which part of the ledger is looked at. Of `parties`, an article must speak of two, or of `at_least` as many."""

    as_of: dt.date | None = None
    known_at: dt.datetime | None = None
    parties: tuple[str, ...] = ()
    at_least: int | None = None

    @property
    def n_parties(self) -> int:
        """How many of the parties an article must speak of."""
        return min(self.at_least or 2, len(self.parties))


def visible(connection: Connection, view: View) -> list[int]:
    """Return the keys of the extractions that a view shows, in canonical order: by publication, undated last."""
    query = _current(view)
    if view.parties:
        query = query.where(extractions.c.pk.in_(_speaking_of(view)))
    heads = _without_redated(connection.execute(query).mappings().all())
    heads.sort(key=lambda head: (head["published_last"] or "9999-99-99", head["key"]))
    return [head["pk"] for head in heads]


def _current(view: View) -> Select[Any]:
    x, a, r = extractions.c, articles.c, readings.c
    query = (
        select(x.pk, a.key, a.text_sha256, a.outlet, a.published_last, r.published_basis)
        .join(readings, r.pk == x.reading)
        .join(articles, a.key == x.article)
    )
    if view.known_at is None:
        query = query.where(x.superseded_at.is_(None))
    else:
        at = rows.stamp(view.known_at)
        query = query.where(x.recorded_at <= at, or_(x.superseded_at.is_(None), x.superseded_at > at))
    return query if view.as_of is None else query.where(a.published_last <= view.as_of.isoformat())


def _speaking_of(view: View) -> Select[Any]:
    named = select(participants.c.extraction, participants.c.actor.label("party"))
    by_country = select(participants.c.extraction, participants.c.country.label("party"))
    either = union_all(
        named.where(participants.c.actor.in_(view.parties)), by_country.where(participants.c.country.in_(view.parties))
    ).subquery()
    counted = func.count(distinct(either.c.party))
    return select(either.c.extraction).group_by(either.c.extraction).having(counted >= view.n_parties)


def _without_redated(heads: Sequence[Mapping[Any, Any]]) -> list[Mapping[Any, Any]]:
    """Leave out an article dated by guess where the same text from the same outlet is there with its real date."""
    dated = {_twin(head) for head in heads if _BASIS_RANK[head["published_basis"]] == 0}
    return [head for head in heads if _BASIS_RANK[head["published_basis"]] == 0 or _twin(head) not in dated]


def _twin(head: Mapping[Any, Any]) -> tuple[str, str | None]:
    return head["text_sha256"], head["outlet"]


def current_of(connection: Connection, articles_wanted: Sequence[str]) -> list[int]:
    """Return the keys of the extractions that count now, of some articles."""
    query = select(extractions.c.pk).where(extractions.c.article.in_(articles_wanted))
    return list(connection.execute(query.where(extractions.c.superseded_at.is_(None))).scalars())


def read_extractions(connection: Connection, keys: Sequence[int]) -> Iterator[Extraction]:
    """Yield extractions in the order of their keys, exactly as they were recorded."""
    for start in range(0, len(keys), BATCH):
        some = keys[start : start + BATCH]
        found = {row.pk: row._mapping for row in connection.execute(_whole().where(extractions.c.pk.in_(some)))}
        records = _evidence_of(connection, some)
        for key in some:
            yield rows.extraction_from_row(found[key], records.get(key, ()))


def _whole() -> Select[Any]:
    return (
        select(
            extractions.c.pk,
            extractions.c.parties,
            extractions.c.milestone,
            extractions.c.warnings.label("extraction_warnings"),
            *(column for column in articles.c if column.name not in ("pk", "key", "recorded_at")),
            *(column for column in readings.c if column.name not in ("pk", "article", "warnings", "recorded_at")),
            readings.c.warnings.label("article_warnings"),
        )
        .join(readings, readings.c.pk == extractions.c.reading)
        .join(articles, articles.c.key == extractions.c.article)
    )


def _evidence_of(connection: Connection, keys: Sequence[int]) -> dict[int, list[Evidence]]:
    query = select(evidence).where(evidence.c.extraction.in_(keys)).order_by(evidence.c.extraction, evidence.c.position)
    found = (row._mapping for row in connection.execute(query))
    return {
        key: [rows.evidence_from_row(row) for row in some] for key, some in groupby(found, itemgetter("extraction"))
    }

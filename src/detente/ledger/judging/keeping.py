"""Judgements into the ledger and out of it. Rows are added, never changed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from detente.errors import DetenteError, LedgerError
from detente.evidence import Evidence
from detente.ledger import rows, stores
from detente.ledger.judging.folding import report_of
from detente.ledger.judging.judgement import Action, Judgement, patched
from detente.ledger.schema import articles, evidence, judgements


def keep(connection: Connection, judgement: Judgement, recorded_at: str) -> None:
    """Write a judgement, once; raise where it speaks of nothing that is there, or corrects a record into nonsense."""
    judgement.check()
    exact = None
    if judgement.action is Action.UNDO:
        if judgement.target not in {one.id for one in read_judgements(connection, None)}:
            raise LedgerError(judgement.target, "no such judgement", "see which there are")
    else:
        exact = _refuse_unknown(connection, judgement)
    stores.insert_new(connection, judgements, [judgement_row(judgement, exact, recorded_at)])


def _refuse_unknown(connection: Connection, judgement: Judgement) -> str:
    then = judged_records(connection, [judgement])
    for id in (judgement.target, *judgement.targets):
        if report_of(id) not in then:
            raise LedgerError(id, "no such record", "see `detente timeline` for what is there")
    record = then[report_of(judgement.target)]
    if judgement.patch:
        query = select(articles.c.text).where(articles.c.key == record.anchor.article)
        patched(record, judgement.patch, connection.execute(query).scalar_one())
    return record.anchor.exact


def judgement_row(judgement: Judgement, exact: str | None, recorded_at: str) -> rows.Row:
    """Return a judgement as a row; `exact` are the judged words, for those who read by SQL."""
    return {
        "id": judgement.id,
        "action": judgement.action.value,
        "reviewer": judgement.reviewer,
        "judged_at": rows.stamp(judgement.at),
        "target": judgement.target,
        "targets": rows.to_json(list(judgement.targets)),
        "patch": rows.to_json(dict(judgement.patch)),
        "reason": judgement.reason,
        "drawn": judgement.drawn,
        "exact": exact,
        "recorded_at": recorded_at,
    }


def judgement_from_row(row: Mapping[Any, Any]) -> Judgement:
    """Return the judgement of a row."""
    return Judgement(
        action=Action(row["action"]),
        reviewer=row["reviewer"],
        at=dt.datetime.strptime(row["judged_at"], "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=dt.UTC),
        target=row["target"],
        targets=tuple(json.loads(row["targets"])),
        patch=json.loads(row["patch"]),
        reason=row["reason"],
        drawn=row["drawn"],
    )


def read_judgements(connection: Connection, known_at: dt.datetime | None) -> list[Judgement]:
    """Return the judgements in order of time, those that the ledger had by then."""
    query = select(judgements)
    if known_at is not None:
        query = query.where(judgements.c.recorded_at <= rows.stamp(known_at))
    found = [judgement_from_row(row) for row in connection.execute(query).mappings()]
    return sorted(found, key=lambda one: one.order)


def judged_records(connection: Connection, found: Iterable[Judgement]) -> dict[str, Evidence]:
    """Return the records that judgements speak of as they were then, superseded ones too, by id."""
    wanted = sorted({report_of(id) for one in found for id in (one.target, *one.targets)})
    records: dict[str, Evidence] = {}
    for start in range(0, len(wanted), 500):
        query = select(evidence).where(evidence.c.id.in_(wanted[start : start + 500]))
        for row in connection.execute(query).mappings():
            records[row["id"]] = rows.evidence_from_row(row)
    return records


def faults(connection: Connection) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the judgements: id and words."""
    stored = connection.execute(select(judgements)).mappings().all()
    ids = {row["id"] for row in stored}
    for row in stored:
        try:
            one = judgement_from_row(row)
            one.check()
        except (DetenteError, ValueError, TypeError) as error:
            yield row["id"], f"cannot be read: {error}"
            continue
        if one.id != row["id"]:
            yield row["id"], f"it was changed after it was written ({one.id} would be its id)"
        there = ids if one.action is Action.UNDO else set(judged_records(connection, [one]))
        for id in (one.target, *one.targets):
            if (id if one.action is Action.UNDO else report_of(id)) not in there:
                yield row["id"], f"it speaks of {id}, which is not there"

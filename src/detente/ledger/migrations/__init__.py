"""Schema migrations: numbered SQL files, run forward once each, in order, in one transaction."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from sqlalchemy import Connection, inspect, select, text

from detente.errors import LedgerError
from detente.ledger.schema import schema_version
from detente.ledger.stores import add_search, lock_schema, serial_type

_NAME = re.compile(r"^(\d{4})_(\w+)\.sql$")


class Migration(NamedTuple):
    """One step of the schema."""

    version: int
    name: str
    sql: str


@lru_cache(maxsize=1)
def migrations() -> tuple[Migration, ...]:
    """Return the steps in order; their numbers run from 1 without a gap."""
    found = []
    for entry in files(__package__).iterdir():
        if match := _NAME.match(entry.name):
            found.append(Migration(int(match[1]), match[2], entry.read_text(encoding="utf-8")))
    steps = tuple(sorted(found))
    assert [step.version for step in steps] == list(range(1, len(steps) + 1)), "migrations must count from 1"
    return steps


def current_version(connection: Connection) -> int:
    """Return the number of the last step that a database has run, 0 for a new one."""
    if not inspect(connection).has_table(schema_version.name):
        return 0
    versions = connection.execute(select(schema_version.c.version)).scalars()
    return max(versions, default=0)


def refuse_foreign(connection: Connection, where: str) -> None:
    """Raise `LedgerError` where the database belongs to a newer version, or to something else."""
    version, newest = current_version(connection), migrations()[-1].version
    if version > newest:
        raise LedgerError(
            where,
            f"made by a newer version (schema {version}; this one knows {newest})",
            "upgrade detente, or open a copy made by this version",
        )
    tables = set(inspect(connection).get_table_names())
    if version == 0 and tables & {"articles", "evidence", "extractions", "readings"}:
        raise LedgerError(where, "a database of another program", "choose another path or schema for the ledger")


def migrate(connection: Connection, where: str) -> None:
    """Bring the schema up to date, inside the caller's transaction."""
    lock_schema(connection)
    refuse_foreign(connection, where)
    connection.execute(
        text("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, name TEXT NOT NULL)")
    )
    done = current_version(connection)
    for step in migrations()[done:]:
        for statement in statements(step.sql):
            connection.exec_driver_sql(statement.replace("{serial}", serial_type(connection)))
        connection.execute(schema_version.insert(), {"version": step.version, "name": step.name})
    add_search(connection)


def statements(sql: str) -> list[str]:
    """Return the statements of a script; a semicolon at the end of a line closes one.

    >>> statements("-- a note\\nCREATE TABLE a (b TEXT);\\nDROP TABLE a;\\n")
    ['CREATE TABLE a (b TEXT)', 'DROP TABLE a']
    """
    bare = "\n".join(line for line in sql.splitlines() if not line.lstrip().startswith("--"))
    return [part.strip() for part in re.split(r";\s*(?:\n|$)", bare) if part.strip()]

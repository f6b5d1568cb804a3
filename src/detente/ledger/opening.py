"""Opening a ledger: the right store, a schema that is up to date, and transactions that wait their turn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from detente.ledger import stores
from detente.ledger.faults import explained, may_pass
from detente.ledger.migrations import current_version, migrate, migrations, refuse_foreign

T = TypeVar("T")
TRIES = 5


def open_store(path_or_url: str | Path, *, create: bool) -> tuple[Engine, str]:
    """Return an engine for a ledger whose schema is up to date, and how messages name it.

    Raises `LedgerError` where it cannot be opened, is no ledger, or was made by a newer version.
    """
    url = stores.ledger_address(path_or_url)
    where = stores.address_name(url)
    with explained(where):
        engine = stores.open_engine(url, create=create)
        try:
            with engine.begin() as connection:
                refuse_foreign(connection, where)
                due = current_version(connection) < migrations()[-1].version
            if due:
                in_turn(stores.to_write(engine), where, lambda connection: migrate(connection, where))
        except BaseException:
            engine.dispose()
            raise
    return engine, where


def in_turn(engine: Engine, where: str, change: Callable[[Connection], T]) -> T:
    """Run a change in a transaction of its own, again where another process was in the way."""
    with explained(where):
        for left in reversed(range(TRIES)):
            try:
                with engine.begin() as connection:
                    return change(connection)
            except DBAPIError as error:
                if not left or not may_pass(error):
                    raise
    raise AssertionError("unreachable")

"""What the database complains of, said so that a reader knows what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from detente.errors import LedgerError

# By SQLite's error name, the beginning of which decides; first match wins.
_SQLITE = (
    ("SQLITE_NOTADB", "not a ledger: the file is no SQLite database", "choose another path, or move the file away"),
    ("SQLITE_READONLY", "the file or its folder may only be read", "copy the ledger to a folder that you may write to"),
    (
        "SQLITE_CANTOPEN",
        "the file cannot be opened or made",
        "check that the folder exists and that you may write to it",
    ),
    ("SQLITE_PERM", "access is not permitted", "check the permissions of the file and its folder"),
    ("SQLITE_BUSY", "another process has kept the ledger locked", "wait until it has done, then run the same again"),
    ("SQLITE_LOCKED", "another part of this process keeps the ledger locked", "close the other ledger, then run again"),
    ("SQLITE_FULL", "the disk is full; what was recorded is whole", "free some space, then run the same command again"),
    (
        "SQLITE_IOERR",
        "the disk could not be read or written",
        "check the disk and its free space, then run the same again",
    ),
    ("SQLITE_CORRUPT", "the file is damaged", "restore a copy, or save what is left with `sqlite3 FILE .recover`"),
    ("SQLITE_TOOBIG", "a text is larger than the database takes", "split the document"),
)
_AGAIN = ("SQLITE_BUSY", "40001", "40P01")  # locked; serialization failure; deadlock


def fault_code(error: BaseException) -> str:
    """Return the database's own name for an error: SQLite's error name or PostgreSQL's SQLSTATE; empty if none."""
    cause: object = error.orig if isinstance(error, DBAPIError) else error
    name = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None)
    if name is None and isinstance(cause, Exception) and cause.args and isinstance(cause.args[0], dict):
        name = cause.args[0].get("C")  # pg8000 hands over the fields of the server's message
    return str(name or "")


def may_pass(error: BaseException) -> bool:
    """Tell whether the same transaction may succeed when tried again."""
    return fault_code(error).startswith(_AGAIN)


def explain(error: BaseException, where: str) -> LedgerError:
    """Return the error to raise in place of a database's own."""
    code = fault_code(error)
    for name, what, remedy in _SQLITE:
        if code.startswith(name):
            return LedgerError(where, what, remedy)
    cause = error.orig if isinstance(error, DBAPIError) else error
    first_line = str(cause).strip().splitlines()[0] if str(cause).strip() else type(cause).__name__
    return LedgerError(where, f"the database refused: {first_line[:200]}", "check the address and `detente check`")


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Turn any error of the database inside the block into a `LedgerError`."""
    try:
        yield
    except (SQLAlchemyError, UnicodeEncodeError) as error:
        raise explain(error, where) from error

"""Where a ledger is kept: a SQLite file, memory, or PostgreSQL. All that only one of them understands is here."""

from __future__ import annotations

import importlib.util
import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import StaticPool
from sqlalchemy.sql.dml import Insert

from detente.errors import LedgerError
from detente.ledger.faults import fault_code
from detente.ledger.schema import articles

BUSY_SECONDS = 60  # how long a writer waits for another before it gives up
WRITING = "detente_writing"
_MAGIC = b"SQLite format 3\x00"
_MIGRATION_LOCK = 0x64657465  # any fixed number; two processes that open a new ledger take turns by it


def ledger_address(where: str | Path) -> URL:
    """Return the database address of a path, of `:memory:`, or of an address given as such.

    >>> ledger_address("karabakh.db").render_as_string()
    'sqlite:///karabakh.db'
    """
    if str(where) == ":memory:":
        return make_url("sqlite://")
    if "://" not in str(where):
        return URL.create("sqlite", database=str(Path(where).expanduser()))
    try:
        url = make_url(str(where))
    except ArgumentError as error:
        raise LedgerError(
            "ledger", "the address cannot be read", "write a path or postgresql://user@host/name"
        ) from error
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise LedgerError(address_name(url), "no such kind of store", "use a file (SQLite) or a postgresql:// address")
    return _with_driver(url) if url.drivername in ("postgresql", "postgres") else url


def address_name(url: URL) -> str:
    """Return how messages name a ledger: the path, or the address without its password."""
    if url.get_backend_name() == "sqlite":
        return url.database or ":memory:"
    return url.render_as_string(hide_password=True)


def _with_driver(url: URL) -> URL:
    for package, driver in (("psycopg", "psycopg"), ("pg8000", "pg8000"), ("psycopg2", "psycopg2")):
        if importlib.util.find_spec(package):
            return url.set(drivername=f"postgresql+{driver}")
    raise LedgerError(address_name(url), "no driver for PostgreSQL is installed", "run pip install 'detente[postgres]'")


def open_engine(url: URL, *, create: bool) -> Engine:
    """Return an engine for an address, set up for several processes at once."""
    if url.get_backend_name() == "sqlite":
        return _open_sqlite(url, create=create)
    return create_engine(url, pool_pre_ping=True)


def _open_sqlite(url: URL, *, create: bool) -> Engine:
    if url.database in (None, "", ":memory:"):
        return _tuned(create_engine("sqlite://", poolclass=StaticPool))
    path = Path(str(url.database))
    _refuse_what_is_no_database(path, create=create)
    if path.exists() and not os.access(path.parent, os.W_OK) and not _has_side_files(path):
        # Nobody can be writing, since the write-ahead log would lie in this folder.
        readable = f"file:{path.resolve().as_posix()}?mode=ro&immutable=1"
        return _tuned(create_engine("sqlite://", creator=lambda: sqlite3.connect(readable, uri=True)))
    return _tuned(create_engine(url, connect_args={"timeout": BUSY_SECONDS}))


def _refuse_what_is_no_database(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise LedgerError(str(path), "a folder, not a ledger", "name a file in it, such as detente.db")
    if not path.exists():
        if not create:
            raise LedgerError(str(path), "no such ledger", "check the path, or make one with `detente add`")
        if not path.parent.is_dir():
            raise LedgerError(str(path), "its folder does not exist", f"make it first: mkdir -p {path.parent}")
        return
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError as error:
        raise LedgerError(str(path), f"cannot be read: {error.strerror}", "check its permissions") from error
    if head and head != _MAGIC:
        raise LedgerError(str(path), "not a ledger: the file is no SQLite database", "choose another path")


def _has_side_files(path: Path) -> bool:
    return path.with_name(path.name + "-wal").exists() or path.with_name(path.name + "-shm").exists()


def _tuned(engine: Engine) -> Engine:
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver's guess
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute(
        "PRAGMA synchronous = FULL"
    )  # an article is a transaction; one sync each is what "nothing lost" costs
    try:
        if cursor.execute("PRAGMA journal_mode").fetchone()[0] not in ("wal", "memory"):
            cursor.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        # Two processes that make the same ledger meet here; a read-only file stays as it is.
        if not fault_code(error).startswith(("SQLITE_BUSY", "SQLITE_READONLY")):
            raise
    finally:
        cursor.close()


def _begin(connection: Connection) -> None:
    # A writer takes the lock at once: to upgrade a read lock later could fail without waiting.
    writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def to_write(engine: Engine) -> Engine:
    """Return the engine whose transactions write."""
    return engine.execution_options(**{WRITING: True})


def to_read(engine: Engine) -> Engine:
    """Return the engine whose transactions see one unchanging snapshot."""
    return engine if engine.dialect.name == "sqlite" else engine.execution_options(isolation_level="REPEATABLE READ")


def serial_type(connection: Connection) -> str:
    """Return the column type of a key that numbers itself."""
    if connection.dialect.name == "sqlite":
        return "INTEGER PRIMARY KEY"
    return "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY"


def lock_schema(connection: Connection) -> None:
    """Keep other processes from migrating until this transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _MIGRATION_LOCK})


def insert_new(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows, leaving out those that are there already."""
    make: Any = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    statement: Insert = make(table).on_conflict_do_nothing()
    connection.execute(statement, list(rows))


def add_search(connection: Connection) -> None:
    """Index the words of articles where the store can: SQLite by FTS5, which Datasette finds by itself."""
    if connection.dialect.name != "sqlite" or not _has_fts5(connection):
        return
    for statement in _SEARCH:
        connection.exec_driver_sql(statement)


# An index over `articles`, not a second copy of the text; Datasette finds it by the double quotes. Articles are
# never changed, so that adding is all it follows.
_SEARCH = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS articles_fts USING fts5(text, content=\"articles\", content_rowid='pk')",
    "CREATE TRIGGER IF NOT EXISTS articles_to_fts AFTER INSERT ON articles BEGIN "
    "INSERT INTO articles_fts (rowid, text) VALUES (new.pk, new.text); END",
)


_RANKED = """SELECT a.key FROM articles_fts JOIN articles a ON a.pk = articles_fts.rowid
WHERE articles_fts MATCH :words ORDER BY rank, a.key LIMIT :n"""


def _has_fts5(connection: Connection) -> bool:
    options = {row[0] for row in connection.exec_driver_sql("PRAGMA compile_options")}
    return "ENABLE_FTS5" in options


def find_words(connection: Connection, words: str, limit: int) -> list[str]:
    """Return the keys of articles that hold all the words, the best first where the store can tell."""
    wanted = words.split()[:20]
    indexed = connection.dialect.name == "sqlite" and _has_fts5(connection)
    if not wanted:
        return []
    if indexed:
        quoted = " ".join('"' + word.replace('"', '""') + '"' for word in wanted)
        return [str(row[0]) for row in connection.execute(text(_RANKED), {"words": quoted, "n": limit})]
    query = select(articles.c.key).where(*(articles.c.text.icontains(word, autoescape=True) for word in wanted))
    return [str(key) for key in connection.execute(query.order_by(articles.c.key).limit(limit)).scalars()]


def damage(connection: Connection) -> list[str]:
    """Return what the store itself finds wrong with its file; a server looks after its own."""
    if connection.dialect.name != "sqlite":
        return []
    found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(20)")]
    return [line for line in found if line != "ok"]

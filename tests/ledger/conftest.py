"""Ledgers for the tests: in memory, and on a PostgreSQL server of their own where its binaries are found."""

from __future__ import annotations

import contextlib
import importlib.util
import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_builders import NewLedger
from sqlalchemy import create_engine, text

from detente.ledger import Ledger, open_ledger

PORT = "5432"  # names the socket; nothing listens on a network


@pytest.fixture(params=["sqlite", "postgresql"])
def new_ledger(request: pytest.FixtureRequest) -> Iterator[NewLedger]:
    """Give a function that opens a fresh ledger, on each kind of store."""
    if request.param == "sqlite":
        yield lambda: open_ledger(":memory:")
        return
    yield request.getfixturevalue("postgres_databases")


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the address of a fresh ledger that several processes can open, on each kind of store."""
    if request.param == "sqlite":
        return str(tmp_path / "detente.db")
    with request.getfixturevalue("postgres_databases")() as ledger:
        return str(ledger.where)


@pytest.fixture(scope="session")
def postgres_databases(postgres_socket: Path) -> NewLedger:
    """Give a function that opens a ledger in a database which it empties first; three take turns."""
    numbers = itertools.cycle((1, 2, 3))
    for number in (1, 2, 3):
        _run_sql(postgres_socket, "postgres", f"CREATE DATABASE ledger{number}")

    def fresh() -> Ledger:
        name = f"ledger{next(numbers)}"
        _run_sql(postgres_socket, name, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
        return open_ledger(_address(postgres_socket, name))

    return fresh


@pytest.fixture(scope="session")
def postgres_socket() -> Iterator[Path]:
    """Start a server in a temporary folder, as a user who is not root, reachable through a socket file alone."""
    binaries = _binaries()
    if binaries is None:
        pytest.skip("PostgreSQL's initdb is not found (apt-get install postgresql)")
    if importlib.util.find_spec("pg8000") is None:
        pytest.skip("pg8000 is not installed (pip install 'detente[postgres]')")
    user = _user()
    folder = Path(tempfile.mkdtemp(prefix="detente-pg-"))
    try:
        if user is not None:
            os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
        control = [binaries / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log"]
        _as(user, binaries / "initdb", "-D", folder / "data", "-U", "analyst", "-A", "trust", "--no-sync", "-E", "UTF8")
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off -p {PORT}"
        _as(user, *control, "-o", options, "start")
        try:
            yield folder
        finally:
            _as(user, *control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _address(folder: Path, database: str) -> str:
    return f"postgresql+pg8000://analyst@/{database}?unix_sock={folder}/.s.PGSQL.{PORT}"


def _run_sql(folder: Path, database: str, *statements: str) -> None:
    engine = create_engine(_address(folder, database), isolation_level="AUTOCOMMIT")
    with contextlib.closing(engine.connect()) as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def _binaries() -> Path | None:
    on_path = shutil.which("initdb")
    found = [on_path] if on_path else sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin/initdb")))
    return Path(found[-1]).resolve().parent if found else None


def _user() -> str | None:
    """Return the user to run the server as: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in names), None)


def _as(user: str | None, *command: object) -> None:
    uid = pwd.getpwnam(user).pw_uid if user else None
    done = subprocess.run(
        [str(part) for part in command], user=uid, stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd="/"
    )
    if done.returncode:
        pytest.skip(f"PostgreSQL does not start here: {done.stderr.strip()[-200:] or done.stdout.strip()[-200:]}")

"""Opening, migrations and what the database complains of: every error says where, what and what to do."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from pathlib import Path

import pytest
from ledger_builders import NOON, dispatch
from sqlalchemy import inspect, text

from detente.errors import LedgerError
from detente.ledger import open_ledger, stores
from detente.ledger.migrations import migrations
from detente.ledger.schema import metadata


def test_a_ledger_is_one_file_that_opens_again(tmp_path: Path) -> None:
    path = tmp_path / "detente.db"
    with open_ledger(path) as ledger:
        ledger.record(dispatch(), now=NOON, extractor_version="1")
    with open_ledger(str(path), create=False) as ledger:
        assert ledger.extractions() == [dispatch()]
    assert [entry.name for entry in tmp_path.iterdir()] == ["detente.db"]


def test_the_migrations_make_the_tables_that_the_code_expects() -> None:
    with open_ledger(":memory:") as ledger:
        seen = inspect(ledger._engine)
        for table in metadata.sorted_tables:
            assert [column["name"] for column in seen.get_columns(table.name)] == [
                column.name for column in table.columns
            ]


def test_plain_sql_reads_the_ledger(tmp_path: Path) -> None:
    path = tmp_path / "detente.db"
    with open_ledger(path) as ledger:
        ledger.record(dispatch(), now=NOON, extractor_version="1")
    with sqlite3.connect(path) as plain:
        for view in (
            "v_articles",
            "v_evidence",
            "v_event_reports",
            "v_statements",
            "v_commitments",
            "v_signs",
            "v_calendar",
        ):
            assert plain.execute(f"SELECT count(*) FROM {view}").fetchone()[0] >= 1, view
        row = plain.execute("SELECT date, type, actors, place, outlet FROM v_event_reports").fetchone()
    assert row == ("2024-01-09", "CONSULT", "ARM; AZE", "Tsaghkadzor", "Gazette")


def test_a_ledger_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "detente.db"
    newest = migrations()[-1].version
    with open_ledger(path) as ledger, ledger._engine.begin() as connection:
        connection.execute(text(f"INSERT INTO schema_version VALUES ({newest + 1}, 'next')"))
    with pytest.raises(LedgerError, match=rf"newer version \(schema {newest + 1}; this one knows {newest}\); upgrade"):
        open_ledger(path)


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "blog.db"
    with sqlite3.connect(path) as plain:
        plain.execute("CREATE TABLE articles (title)")
    with pytest.raises(LedgerError, match="database of another program"):
        open_ledger(path)


def test_an_empty_file_becomes_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "detente.db"
    path.touch()
    with open_ledger(path) as ledger:
        assert ledger.check() == []


def test_what_is_no_ledger_is_said_so(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("Talks resumed in Geneva, and nobody signed anything.\n")
    rows = [
        (notes, True, r"notes\.txt: not a ledger: the file is no SQLite database; choose another path"),
        (tmp_path, True, "a folder, not a ledger; name a file in it"),
        (tmp_path / "absent.db", False, "no such ledger; check the path"),
        (tmp_path / "no" / "such" / "detente.db", True, "its folder does not exist; make it first"),
        ("mysql://host/name", True, "no such kind of store; use a file"),
        ("://", True, "the address cannot be read; write a path"),
    ]
    for where, create, message in rows:
        with pytest.raises(LedgerError, match=message):
            open_ledger(where, create=create)


def test_a_truncated_database_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "detente.db"
    with open_ledger(path) as ledger:
        ledger.record(dispatch(), now=NOON, extractor_version="1")
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(LedgerError, match="the file is damaged; restore a copy"), open_ledger(path) as ledger:
        ledger.articles()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to a read-only folder")
def test_a_read_only_folder_reads_and_does_not_write(tmp_path: Path) -> None:
    path = tmp_path / "closed" / "detente.db"
    path.parent.mkdir()
    with open_ledger(path) as ledger:
        ledger.record(dispatch(), now=NOON, extractor_version="1")
    path.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        check_that_it_reads_only(path)
    finally:
        path.parent.chmod(stat.S_IRWXU)


def test_a_folder_said_to_be_read_only_reads_and_does_not_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "detente.db"
    with open_ledger(path) as ledger:
        ledger.record(dispatch(), now=NOON, extractor_version="1")
    monkeypatch.setattr(os, "access", lambda *_: False)
    check_that_it_reads_only(path)


def check_that_it_reads_only(path: Path) -> None:
    with open_ledger(path) as ledger:
        assert ledger.extractions() == [dispatch()]
        with pytest.raises(LedgerError, match="may only be read; copy the ledger to a folder that you may write to"):
            ledger.record(dispatch(outlet="Wire"), now=NOON, extractor_version="1")


def test_a_folder_where_nothing_can_be_made_is_said_so() -> None:
    with pytest.raises(LedgerError, match="check that the folder exists and that you may write to it"):
        open_ledger("/proc/detente.db")


def test_a_full_disk_is_said_so_and_leaves_the_ledger_whole(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "detente.db") as ledger:
        ledger.record(dispatch(), now=NOON, extractor_version="1")
        with ledger._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(LedgerError, match="the disk is full; what was recorded is whole; free some space"):
            ledger.record_all([dispatch(outlet=f"{i}") for i in range(20)], now=NOON, extractor_version="1")
        assert ledger.extractions() == [dispatch()] and ledger.check() == []


def test_a_writer_waits_for_another(tmp_path: Path) -> None:
    path = tmp_path / "detente.db"
    with open_ledger(path) as ledger:
        other = sqlite3.connect(path, check_same_thread=False)
        other.execute("BEGIN IMMEDIATE")
        threading.Timer(0.3, other.rollback).start()
        assert ledger.record(dispatch(), now=NOON, extractor_version="1") is True


def test_a_writer_that_waits_in_vain_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "BUSY_SECONDS", 0.01)
    path = tmp_path / "detente.db"
    with open_ledger(path) as ledger, sqlite3.connect(path) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="another process has kept the ledger locked; wait until it has done"):
            ledger.record(dispatch(), now=NOON, extractor_version="1")


def test_a_password_is_never_printed() -> None:
    url = stores.ledger_address("postgresql+pg8000://analyst:secret@host/name")
    assert "secret" not in stores.address_name(url)

"""Each code of `check` finds the fault that is planted for it, and a sound ledger has none."""

from __future__ import annotations

from pathlib import Path

import pytest
from ledger_builders import NOON, dispatch
from sqlalchemy import text

from detente.ledger import Action, Judgement, open_ledger

# (code, fault): what a slip of a hand or a broken program might do to the file. Foreign keys are switched off for it.
FAULTS = [
    ("L001", "UPDATE evidence SET start_char = start_char + 1, end_char = end_char + 1 WHERE kind = 'event'"),
    ("L001", "UPDATE evidence SET exact = 'other words' WHERE kind = 'poll'"),
    ("L001", "UPDATE articles SET text = upper(text)"),
    ("L002", "UPDATE articles SET text = text || ' More.'"),
    ("L002", "UPDATE articles SET text_sha256 = 'abc'"),
    ("L003", "DELETE FROM articles"),
    ("L003", "DELETE FROM readings"),
    ("L003", "DELETE FROM extractions"),
    ("L004", "UPDATE evidence SET id = 'event-0123456789abcdef' WHERE kind = 'event'"),
    ("L004", "UPDATE evidence SET content = replace(content, 'Tsaghkadzor', 'Sevan') WHERE kind = 'event'"),
    ("L005", "UPDATE evidence SET kind = 'rumour' WHERE kind = 'event'"),
    ("L005", "UPDATE evidence SET content = '{' WHERE kind = 'event'"),
    ("L005", "UPDATE evidence SET content = replace(content, 'CONSULT', 'GOSSIP') WHERE kind = 'event'"),
    ("L006", "DELETE FROM evidence WHERE kind = 'poll'"),
    ("L006", "UPDATE evidence SET position = 99 WHERE position = 3"),
    ("L006", "DELETE FROM extractions"),
    ("L007", "UPDATE articles SET outlet = 'Courier'"),
    ("L007", "UPDATE articles SET published = '2024-01-12'"),
    ("L008", "UPDATE articles SET published_last = '2024-01-12'"),
    ("L008", "UPDATE evidence SET date_first = '2020-01-01' WHERE kind = 'event'"),
    ("L008", "UPDATE evidence SET actors = 'RUS' WHERE kind = 'event'"),
    ("L008", "DELETE FROM participants"),
    ("L008", "UPDATE participants SET country = 'RUS'"),
    ("L009", "UPDATE extractions SET superseded_at = '2024-01-01T00:00:00.000000Z'"),
    ("L011", "UPDATE judgements SET reason = 'right'"),
    ("L011", "UPDATE judgements SET action = 'praise'"),
    ("L011", "DELETE FROM evidence WHERE kind = 'poll'"),
    ("L010", "UPDATE evidence SET content = replace(content, 'event-', 'event-0') WHERE kind = 'sign'"),
]


@pytest.mark.parametrize(("code", "fault"), FAULTS)
def test_a_planted_fault_is_found(code: str, fault: str) -> None:
    with open_ledger(":memory:") as ledger:
        ledger.record_all([dispatch(), dispatch(outlet="Wire")], now=NOON, extractor_version="1")
        for record in ledger.evidence(kind="poll"):
            ledger.judge(Judgement(Action.REJECT, "Ana", NOON, record.id, reason="wrong"), now=NOON)
        assert ledger.check() == []
        with ledger._engine.connect() as connection:
            connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]
            connection.execute(text(fault))
            connection.commit()
        assert code in {problem.code for problem in ledger.check()}


def test_a_damaged_file_is_found(tmp_path: Path) -> None:
    path = tmp_path / "detente.db"
    with open_ledger(path) as ledger:
        ledger.record_all([dispatch(outlet=f"paper {i}") for i in range(40)], now=NOON, extractor_version="1")
        with ledger._engine.connect() as connection:
            root = connection.execute(
                text("SELECT rootpage FROM sqlite_master WHERE name = 'evidence_id'")
            ).scalar_one()
    with path.open("r+b") as file:  # break the index that finds records by their id
        file.seek((root - 1) * 4096 + 4000)
        file.write(b"\x00" * 60)
    with open_ledger(path) as ledger:
        assert "L012" in {problem.code for problem in ledger.check()}


def test_a_problem_reads_as_a_sentence() -> None:
    with open_ledger(":memory:") as ledger:
        ledger.record(dispatch(), now=NOON, extractor_version="1")
        with ledger._engine.begin() as connection:
            connection.execute(text("UPDATE articles SET text_sha256 = 'abc'"))
        (problem,) = ledger.check()
        assert str(problem).startswith("L002 ") and "does not have the hash" in str(problem)

"""Nothing lost: a run that is killed leaves a sound ledger, and the same run again ends where an undisturbed one does.

`DETENTE_SOAK=100` kills a hundred times instead of ten.
"""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import random
import time
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from ledger_builders import dispatch

from detente.ledger import open_ledger

KILLS = int(os.environ.get("DETENTE_SOAK", "10"))
ARTICLES = 200

pytestmark = pytest.mark.skipif(
    "fork" not in multiprocessing.get_all_start_methods(), reason="this system cannot fork a process to kill"
)


def add_all(address: str) -> None:
    """Add the articles one by one, each in a transaction of its own, as `detente add` does."""
    with open_ledger(address) as ledger:
        for number in range(ARTICLES):
            one = dispatch(id=f"a{number}", outlet=f"paper {number}")
            if not ledger.has(one.article, "1"):
                ledger.record(one, now=dt.datetime.now(dt.UTC), extractor_version="1")


def started(address: str) -> BaseProcess:
    """Start a process that adds the articles."""
    run = multiprocessing.get_context("fork").Process(target=add_all, args=(address,))
    run.start()
    return run


def finished(run: BaseProcess) -> bool:
    """Wait for a run and tell whether it came to its end."""
    run.join(timeout=120)
    return run.exitcode == 0


def test_a_killed_run_goes_on_and_ends_in_the_same_ledger(tmp_path: Path) -> None:
    undisturbed, killed = tmp_path / "undisturbed.db", tmp_path / "killed.db"
    add_all(str(undisturbed))
    chance = random.Random(4)
    for _ in range(KILLS):
        run = started(str(killed))
        time.sleep(chance.uniform(0, 0.25))
        run.kill()
        run.join()
        with open_ledger(killed) as ledger:
            assert ledger.check() == []
    assert finished(started(str(killed)))
    with open_ledger(undisturbed) as one, open_ledger(killed) as other:
        assert list(other.export()) == list(one.export())
        assert len(other.articles()) == ARTICLES


def test_several_processes_write_at_once_and_lose_and_double_nothing(address: str) -> None:
    runs = [started(address) for _ in range(3)]  # all three find no tables, and add the same articles
    assert [finished(run) for run in runs] == [True] * 3
    with open_ledger(address) as ledger:
        assert len(ledger.articles()) == ARTICLES and ledger.check() == []


def test_a_client_killed_in_the_middle_leaves_a_server_whole(address: str) -> None:
    for wait in (0.05, 0.2, 0.4):
        run = started(address)
        time.sleep(wait)
        run.kill()
        run.join()
        with open_ledger(address) as ledger:
            assert ledger.check() == []
    assert finished(started(address))
    with open_ledger(address) as ledger:
        assert len(ledger.articles()) == ARTICLES

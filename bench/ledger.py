"""How fast a ledger takes and gives evidence: rows a second, for a file in a temporary folder."""

from __future__ import annotations

import argparse
import datetime as dt
import tempfile
import time
from pathlib import Path

from detente.article import Article
from detente.evidence import Actor, Anchor, EventReport, EventType, Extraction, Milestone
from detente.ledger import open_ledger

PARTIES = (Actor("Armenia", "ARM"), Actor("Azerbaijan", "AZE"))


def invent(number: int, records: int) -> Extraction:
    """Return an extraction of one invented article with some records."""
    lines = [f"Armenia and Azerbaijan met in round {number} on item {item}." for item in range(records)]
    article = Article(f"a{number}", "\n".join(lines), outlet="Wire", published="2024-01-11", published_basis="given")
    found, start = [], 0
    for line in lines:
        anchor = Anchor.of(article, start, start + len(line))
        found.append(EventReport(anchor=anchor, type=EventType.CONSULT, actors=PARTIES, date="2024-01-10"))
        start += len(line) + 1
    return Extraction(article, ("ARM", "AZE"), Milestone.TALKS, tuple(found))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--records", type=int, default=40)
    chosen = parser.parse_args()
    rows = chosen.articles * chosen.records
    batch = [invent(number, chosen.records) for number in range(chosen.articles)]
    now = dt.datetime.now(dt.UTC)
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "detente.db") as ledger:
        steps = {
            "record": lambda: ledger.record_all(batch, now=now, extractor_version="1"),
            "record again": lambda: ledger.record_all(batch, now=now, extractor_version="1"),
            "look": lambda: ledger.extractions(),
            "look, two parties": lambda: ledger.extractions(parties=("ARM", "AZE")),
            "export": lambda: list(ledger.export()),
            "check": lambda: ledger.check(),
        }
        for name, step in steps.items():
            wall, busy = time.perf_counter(), time.process_time()
            step()
            wall, busy = time.perf_counter() - wall, time.process_time() - busy
            print(f"{name:20} {rows / wall:>10,.0f} rows/s {rows / busy:>10,.0f} rows/CPU-s")


if __name__ == "__main__":
    main()

"""Past processes, tables and states for the tests of the forecast; none of them is a row of any data set."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from detente.evidence import Milestone
from detente.negotiation.state import MilestoneReached, ProcessState

SHARED = Path(__file__).parents[2] / ".." / "shared"
PAX = SHARED / "data" / "past-processes" / "pax_v10_2257_compact.csv"
UCDP = SHARED / "data" / "past-processes" / "ucdp-peace-agreements-221.csv"
NEEDS_PAX = f"the PA-X file ({PAX.name}) is not here"
AGREED = "Multiparty signed/agreed"
COLUMNS = ("PPName", "Agtp", "Dat", "Status", "Stage", "StageSub")
Row = tuple[str, str, str, str]


def write_agreements(path: Path, rows: Iterable[tuple[str, ...]]) -> Path:
    """Write a file of agreements: rows of (process, type, date as dd/mm/yyyy, stage/sub-stage[, status])."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for process, kind, date, stage, *status in rows:
            main, _, part = stage.partition("/")
            writer.writerow(
                dict(zip(COLUMNS, (process, kind, date, status[0] if status else AGREED, main, part), strict=True))
            )
    return path


def state_at(
    stage: Milestone,
    since: str | None = None,
    as_of: dt.date = dt.date(2024, 1, 11),
    parties: tuple[str, ...] = ("ARM", "AZE"),
    **more: object,
) -> ProcessState:
    """Return a state that stands on a rung and knows nothing else."""
    return ProcessState(as_of, parties, MilestoneReached(stage, since), **more)  # type: ignore[arg-type]

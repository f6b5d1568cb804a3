"""Back-test of the outside view: each past process is forecast from all the others. Usage: bench/forecast.py PAX.csv

Every half year that a process stands below a signature it is asked whether one will come within 12 and 24 months.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from detente.evidence import Milestone
from detente.forecast.arrivals import expected_arrivals
from detente.forecast.base_rates import table_of
from detente.forecast.documents import PastProcess, read_processes
from detente.forecast.outside_view import constant, stage_climatology
from detente.forecast.scoring import brier_score, log_score, mean_score
from detente.forecast.shrinkage import expected_hazards
from detente.forecast.simulate import build_chain, reached_by_month
from detente.forecast.spells import DAYS_PER_MONTH, process_spells
from detente.forecast.standing import Standing, start_of
from detente.reference.processes import BaseRateTable, load_treaties

UNTIL = dt.date(2025, 12, 31)
HORIZONS = (12, 24)  # months
EVERY = dt.timedelta(days=183)


class Row(NamedTuple):
    """One moment of one process at one horizon: what three methods said, and what came."""

    process: str
    months: int
    outside_view: float
    stage_climatology: float
    constant: float
    happened: bool


def rows_of(process: PastProcess, table: BaseRateTable) -> Iterator[Row]:
    """Yield the questions that a process is asked, with the answers of a table that does not know it."""
    chain = build_chain(expected_hazards(table, process.process_class), expected_arrivals(table), Milestone.SIGNED)
    spells = list(process_spells(process, UNTIL))
    signed = [one.start for one in spells if one.stage is Milestone.SIGNED]
    for spell in spells:
        at = spell.start + dt.timedelta(days=30)
        while Milestone.NONE.rank < spell.stage.rank < Milestone.SIGNED.rank and at < spell.end:
            standing = Standing(spell.stage, (at - spell.start).days / DAYS_PER_MONTH)
            reached = reached_by_month(chain, start_of(table, standing), max(HORIZONS))[0]
            for months in HORIZONS:
                end = at + dt.timedelta(days=months * DAYS_PER_MONTH)
                if end <= UNTIL:
                    yield Row(
                        process.name,
                        months,
                        float(reached[months]),
                        stage_climatology(table, spell.stage, Milestone.SIGNED, months),
                        constant(table, Milestone.SIGNED, months),
                        any(at < day <= end for day in signed),
                    )
            at += EVERY


def print_scores(rows: list[Row]) -> None:
    """Print scores and calibration at one horizon."""
    print(f"within {rows[0].months} months: {len(rows)} moments, {len({row.process for row in rows})} processes")
    for method in ("outside_view", "stage_climatology", "constant"):
        pairs = [(getattr(row, method), row.happened) for row in rows]
        brier = mean_score(brier_score(*pair) for pair in pairs)
        print(f"  {method:18} Brier {brier:.4f}  log {mean_score(log_score(*pair) for pair in pairs):.4f}")
    said, came = (np.array([getattr(row, name) for row in rows], float) for name in ("outside_view", "happened"))
    edges = np.quantile(said, (0, 0.5, 0.8, 0.9, 0.97, 1))
    for low, high in pairwise(edges):
        within = (said >= low) & (said <= high)
        print(f"  said {said[within].mean():.3f}  came {came[within].mean():.3f}  n {within.sum()}")


def main(path: Path) -> None:
    """Run the back-test on a PA-X file."""
    processes, treaties, found = read_processes(path), load_treaties(), list[Row]()
    for process in processes:
        others = [one for one in processes if one is not process]
        found.extend(rows_of(process, table_of(others, treaties, UNTIL)))
    for months in HORIZONS:
        print_scores([row for row in found if row.months == months])


if __name__ == "__main__":
    main(Path(sys.argv[1]))

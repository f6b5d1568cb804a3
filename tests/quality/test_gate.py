"""The quality gate: figures on annotated articles may not fall below their floors, and floors only rise.

`floors.toml` holds the floors for each set with its hash, so that no figure moves because the set moved.
`bench/floors.py` raises them to what is measured.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

from detente import pipeline
from detente.evaluation import Report, load_gold
from detente.evaluation.gold import corpus_hash

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SETS = {"own": HERE / "gold", "dev": ROOT.parent / "shared" / "gold" / "dev"}
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))


@cache
def measured(name: str) -> Report:
    return pipeline.evaluate(SETS[name])


def rows() -> list[tuple[str, str, float]]:
    return [(name, figure, floor) for name, floors in FLOORS.items() for figure, floor in floors["floors"].items()]


def skip_where_absent(name: str) -> None:
    if not SETS[name].is_dir():
        pytest.skip(f"needs ../shared/gold/{name}, which is not there")


@pytest.mark.parametrize("name", FLOORS)
def test_the_set_is_the_one_that_the_floors_were_measured_on(name: str) -> None:
    skip_where_absent(name)
    assert corpus_hash(load_gold(SETS[name])) == FLOORS[name]["corpus"]


@pytest.mark.parametrize(("name", "figure", "floor"), rows())
def test_no_figure_falls_below_its_floor(name: str, figure: str, floor: float) -> None:
    skip_where_absent(name)
    report = measured(name)
    value = report.kinds[figure].record_f1 if figure in report.kinds else getattr(report, figure)
    assert value >= floor, f"{figure} on {name}: {value:.3f} is below its floor {floor:.3f}"


@pytest.mark.parametrize("name", FLOORS)
def test_no_record_stands_in_boilerplate(name: str) -> None:
    skip_where_absent(name)
    assert measured(name).in_boilerplate == 0

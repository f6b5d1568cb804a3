"""The desk book of past processes: how often processes of a class went from one rung to another, and how long it took.

Two files in `data/processes`: `base_rates.json`, figures derived from PA-X (its rows do not come with the package),
and `treaties.csv`, dated treaties collected by hand. `detente.forecast.base_rates` derives the first from the sources.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal, TypeVar

from detente.errors import DeskBookError
from detente.evidence import Milestone

ProcessClass = Literal["inter", "intra"]
CLASSES: tuple[ProcessClass, ...] = ("inter", "intra")
# Months in stage at which a bin begins; the last one is open. Of agreed texts most are signed within weeks, and one
# that is not is another matter: hence the finer bins.
BINS = (0, 6, 12, 24, 36, 60)
FINE_BINS = (0, 1, 3, 6, 12, 36)
REGRESS, COLLAPSE = "regress", "collapse"
EXITS = frozenset(stage.value for stage in Milestone) | {REGRESS, COLLAPSE}
FINE = frozenset({Milestone.TEXT_AGREED, Milestone.INITIALLED})
R = TypeVar("R", "Cell", "ReferenceClass", "Arrival")


def bins_of(stage: Milestone) -> tuple[int, ...]:
    """Return the months at which the bins of a stage begin.

    >>> bins_of(Milestone.PRINCIPLES_AGREED)
    (0, 6, 12, 24, 36, 60)
    """
    return FINE_BINS if stage in FINE else BINS


@dataclass(frozen=True, slots=True)
class Cell:
    """Exits of one kind from one stage and class: `events` in `exposure` process-years.

    `bin` is the month in the stage at which the bin begins (`bins_of`).
    """

    stage: Milestone
    process_class: ProcessClass
    bin: int
    exit: str
    events: int
    exposure: float


@dataclass(frozen=True, slots=True)
class ReferenceClass:
    """The processes behind the cells of one stage and class, by name; `source` says where they come from."""

    stage: Milestone
    process_class: ProcessClass
    source: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arrival:
    """Of the treaties that came to `rung`, the `count` that stood on `first`, that rung or one above, on the same day.

    A text may be agreed and initialled on one day, a treaty may be in force on signature.
    """

    rung: Milestone
    first: Milestone
    count: int


@dataclass(frozen=True, slots=True)
class BaseRateTable:
    """All base rates, and where they come from.

    `checks` holds figures of other sources for comparison, which no forecast uses.
    """

    source: str
    version: str
    derived: str
    command: str
    until: str
    cells: tuple[Cell, ...]
    classes: tuple[ReferenceClass, ...] = ()
    arrivals: tuple[Arrival, ...] = ()
    checks: Mapping[str, Any] = field(default_factory=dict, compare=False)

    def to_json(self) -> str:
        """Return the table as a JSON object, one cell or reference class a line, as the package's file holds it."""
        head = {name: getattr(self, name) for name in ("source", "version", "derived", "command", "until", "checks")}
        lines = [f" {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in head.items()]
        for name in ("arrivals", "classes", "cells"):
            rows = ",\n  ".join(json.dumps(asdict(row), ensure_ascii=False) for row in getattr(self, name))
            lines.append(f' "{name}": [\n  {rows}\n ]')
        return "{\n" + ",\n".join(lines) + "\n}\n"


@dataclass(frozen=True, slots=True)
class Treaty:
    """One treaty's dates on the ladder; `None` where it never got so far, or where the date is not known for certain.

    `closed` is the day on which it was given up unsigned or unratified.
    """

    name: str
    process_class: ProcessClass
    kind: str
    text_agreed: dt.date | None
    initialled: dt.date | None
    signed: dt.date | None
    in_force: dt.date | None
    closed: dt.date | None
    fate: str
    source: str


def base_rates_from_json(text: str, where: str = "base rates") -> BaseRateTable:
    """Read a table in the shape of `BaseRateTable.to_json`.

    Raises `DeskBookError` where it is malformed or holds an unknown stage, class or exit.
    """
    try:
        raw = json.loads(text)
        return BaseRateTable(
            **{name: raw[name] for name in ("source", "version", "derived", "command", "until", "checks")},
            cells=_records(Cell, raw["cells"]),
            classes=_records(ReferenceClass, raw["classes"]),
            arrivals=_records(Arrival, raw["arrivals"]),
        )
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise DeskBookError(where, f"not a table of base rates: {error}", "derive it again from PA-X") from error


@lru_cache(maxsize=1)
def load_base_rates() -> BaseRateTable:
    """Load the base rates that come with the package.

    >>> load_base_rates().until >= "2025"
    True
    """
    return base_rates_from_json(_text("base_rates.json"), "processes/base_rates.json")


@lru_cache(maxsize=1)
def load_treaties() -> tuple[Treaty, ...]:
    """Load the treaties that come with the package.

    >>> any(treaty.name.startswith("Dayton") for treaty in load_treaties())
    True
    """
    lines = [line for line in _text("treaties.csv").splitlines() if line and not line.startswith("#")]
    return tuple(_treaty(row) for row in csv.DictReader(lines))


def _treaty(row: Mapping[str, str]) -> Treaty:
    where = f"processes/treaties.csv, {row.get('name')}"
    try:
        dates = {name: dt.date.fromisoformat(row[name]) if row[name] else None for name in _TREATY_DATES}
    except (KeyError, ValueError) as error:
        raise DeskBookError(where, f"not a date: {error}", "write 1995-12-14, or nothing") from error
    known = [date for date in dates.values() if date]
    if known != sorted(known):
        raise DeskBookError(where, "its dates go backwards", "correct the dates")
    if row["class"] not in CLASSES:
        raise DeskBookError(where, f"unknown class {row['class']!r}", f"use one of {', '.join(CLASSES)}")
    given = {name: row[name] for name in ("name", "kind", "fate", "source")}
    return Treaty(process_class=row["class"], **given, **dates)  # type: ignore[arg-type]


_TREATY_DATES = ("text_agreed", "initialled", "signed", "in_force", "closed")


def _records(cls: type[R], rows: Sequence[Mapping[str, Any]]) -> tuple[R, ...]:
    names = {f.name for f in fields(cls)}
    return tuple(cls(**{name: _rich(name, value) for name, value in row.items() if name in names}) for row in rows)


def _rich(name: str, value: Any) -> Any:
    if name in ("stage", "rung", "first"):
        return Milestone(value)
    if name == "process_class" and value not in CLASSES:
        raise ValueError(f"unknown class {value!r}")
    if name == "exit" and value not in EXITS:
        raise ValueError(f"unknown exit {value!r}")
    return tuple(value) if isinstance(value, list) else value


def _text(name: str) -> str:
    path = files("detente.reference") / "data" / "processes" / name
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise DeskBookError(f"processes/{name}", f"cannot be read: {error}", "install the package again") from error

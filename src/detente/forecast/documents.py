"""Peace agreements as PA-X codes them, read as documents of past processes on the ladder.

PA-X Peace Agreements Database (Bell and Badanjak, Journal of Peace Research 56, 2019; peaceagreements.org). Its rows
do not come with the package: a user who has the file derives the base rates anew. Local agreements and unilateral
documents are left out, as are those of unclear status; a process is inter-state where at least as many of its documents
are between states (pure or mixed) as within one.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from detente.errors import DeskBookError
from detente.evidence import Milestone
from detente.reference.processes import ProcessClass

BETWEEN_STATES = frozenset({"Inter", "InterIntra"})
WITHIN_A_STATE = "Intra"
AGREED = frozenset({"Multiparty signed/agreed", "Agreement with subsequent status"})
GENERAL_CEASEFIRE = frozenset({"Ceas", "CeaMix"})
RUNGS = {
    "Pre": Milestone.TALKS,
    "Cea": Milestone.CEASEFIRE,
    "SubPar": Milestone.PRINCIPLES_AGREED,
    "SubComp": Milestone.SIGNED,
    "Imp": Milestone.IMPLEMENTED,
}
_NEEDED = ("PPName", "Agtp", "Dat", "Status", "Stage", "StageSub")


@dataclass(frozen=True, slots=True)
class Document:
    """One agreement: `stage` as PA-X codes it, `rung` the milestone it shows, `None` where it shows none.

    `renewal` is true where it takes up again what had lapsed; `truce` where it is a general ceasefire.
    """

    date: dt.date
    stage: str
    between_states: bool
    rung: Milestone | None
    renewal: bool = False
    truce: bool = False


@dataclass(frozen=True, slots=True)
class PastProcess:
    """A process and its documents in the order of their dates."""

    name: str
    process_class: ProcessClass
    documents: tuple[Document, ...]


def read_processes(pax_csv: Path) -> tuple[PastProcess, ...]:
    """Read the processes of a PA-X file (CSV, UTF-8, dates as dd/mm/yyyy), in the order of their names.

    Raises `DeskBookError` where a column is missing or a date cannot be read.
    """
    documents: dict[str, list[Document]] = defaultdict(list)
    try:
        with pax_csv.open(encoding="utf-8-sig", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), start=2):
                if any(row.get(name) is None for name in _NEEDED):
                    missing = ", ".join(name for name in _NEEDED if row.get(name) is None)
                    raise DeskBookError(f"{pax_csv.name}, row {number}", f"no column {missing}", "give a PA-X file")
                if row["Status"] in AGREED and row["Agtp"] in BETWEEN_STATES | {WITHIN_A_STATE}:
                    documents[row["PPName"].strip()].append(_document(row, f"{pax_csv.name}, row {number}"))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DeskBookError(str(pax_csv), f"cannot be read: {error}", "give a PA-X file (CSV, UTF-8)") from error
    return tuple(_process(name, found) for name, found in sorted(documents.items()))


def _process(name: str, documents: Iterable[Document]) -> PastProcess:
    ordered = tuple(sorted(documents, key=lambda one: (one.date, one.stage)))
    between = sum(one.between_states for one in ordered)
    return PastProcess(name, "inter" if 2 * between >= len(ordered) else "intra", ordered)


def _document(row: Mapping[str, str], where: str) -> Document:
    try:
        date = dt.datetime.strptime(row["Dat"].strip(), "%d/%m/%Y").date()
    except ValueError as error:
        raise DeskBookError(where, f"not a date: {row['Dat']!r}", "write dd/mm/yyyy") from error
    stage, part = row["Stage"], row["StageSub"]
    return Document(
        date,
        stage,
        row["Agtp"] in BETWEEN_STATES,
        Milestone.PRINCIPLES_AGREED if (stage, part) == ("Pre", "Prin") else RUNGS.get(stage),
        renewal=stage == "Ren",
        truce=stage == "Cea" and part in GENERAL_CEASEFIRE,
    )

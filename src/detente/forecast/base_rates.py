"""Base rates from past processes: exits and process-years per stage, class and time in the stage.

The one place where the package's figures come from: `detente base-rates PAX.csv` (or `python -m
detente.forecast.base_rates PAX.csv`) rebuilds them from a PA-X file that the user has. Only counts and the names of
processes leave that file.
"""

from __future__ import annotations

import csv
import datetime as dt
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from detente.errors import DeskBookError
from detente.evidence import Milestone
from detente.forecast.documents import PastProcess, read_processes
from detente.forecast.spells import (
    DAYS_PER_MONTH,
    Spell,
    ceasefire_spells,
    first_rung,
    process_spells,
    rung_at_signing,
    treaty_spells,
)
from detente.forecast.survival import Wait, reached_within
from detente.reference.processes import (
    CLASSES,
    Arrival,
    BaseRateTable,
    Cell,
    ReferenceClass,
    Treaty,
    bins_of,
    load_treaties,
)

SOURCE = (
    "PA-X Peace Agreements Database, University of Edinburgh (Bell and Badanjak 2019), peaceagreements.org; "
    "treaties collected by hand (treaties.csv)"
)
PAX, TREATIES = "PA-X", "treaties"
UCDP_UNTIL = dt.date(2021, 12, 31)
FULL, PARTIAL = "1", "2"  # UCDP's pa_type


def derive_base_rates(
    pax_csv: Path,
    conflict_csv: Path | None = None,
    *,
    treaties: Sequence[Treaty] | None = None,
    until: dt.date = dt.date(2025, 12, 31),
    version: str = "PA-X v10",
) -> BaseRateTable:
    """Derive the base rates from a PA-X file and the treaties, all followed until a day.

    `conflict_csv` is UCDP's table of peace agreements: it gives figures to compare with, in `checks`. `treaties`
    defaults to those of the package.
    """
    processes = read_processes(pax_csv)
    treaties = load_treaties() if treaties is None else treaties
    return table_of(
        processes,
        treaties,
        until,
        version=version,
        command=f"detente base-rates {pax_csv.name}" + (f" --conflicts {conflict_csv.name}" if conflict_csv else ""),
        checks=_checks(processes, until) | (_ucdp_checks(conflict_csv) if conflict_csv else {}),
    )


def table_of(
    processes: Sequence[PastProcess],
    treaties: Sequence[Treaty],
    until: dt.date,
    *,
    version: str = "",
    command: str = "",
    checks: dict[str, Any] | None = None,
) -> BaseRateTable:
    """Count the spells of processes and treaties into a table."""
    spells = [(PAX, spell) for process in processes for spell in _all_spells(process, until)]
    spells += [(TREATIES, spell) for treaty in treaties for spell in treaty_spells(treaty, until)]
    return BaseRateTable(
        source=SOURCE,
        version=version,
        derived=until.isoformat(),
        command=command,
        until=until.isoformat(),
        cells=tuple(_cells([spell for _, spell in spells])),
        classes=tuple(_classes(spells)),
        arrivals=tuple(_arrivals(treaties)),
        checks=checks or {},
    )


def agreement_waits(
    processes: Iterable[PastProcess], start: str, targets: frozenset[str], until: dt.date
) -> list[Wait]:
    """Return the waits from every agreement of a PA-X stage to the next one of some stages in the same process."""
    waits = []
    for process in processes:
        for document in process.documents:
            if document.stage != start:
                continue
            later = [one.date for one in process.documents if one.date > document.date and one.stage in targets]
            end = min(later, default=until)
            waits.append(Wait((end - document.date).days / DAYS_PER_MONTH, bool(later)))
    return waits


def _all_spells(process: PastProcess, until: dt.date) -> list[Spell]:
    """Return the spells of a process; what follows implementation is left out, as no rung is beyond it.

    PA-X does not say when an agreement came into force; the time after signing is filed as time in force, and the
    treaties tell how long the way from the one to the other is.
    """
    spells = [one for one in process_spells(process, until) if one.stage is not Milestone.IMPLEMENTED]
    filed = [replace(one, stage=Milestone.IN_FORCE) if one.stage is Milestone.SIGNED else one for one in spells]
    return filed + list(ceasefire_spells(process, spells))


def _cells(spells: Sequence[Spell]) -> Iterable[Cell]:
    """Yield the cells. An exit with no event in a stage, whatever the class, has no cells."""
    events = Counter[tuple[Milestone, str, str, int, str]]()
    exposure = defaultdict[tuple[Milestone, str, str, int], float](float)
    for spell in spells:
        for bin, years, ends in _stretches(spell):
            exposure[spell.stage, spell.process_class, spell.beside, bin] += years
            if ends and spell.exit:
                events[spell.stage, spell.process_class, spell.beside, bin, spell.exit] += 1
    exits = sorted({(stage.rank, stage, beside, exit) for stage, _, beside, _, exit in events})
    for _, stage, beside, exit in exits:
        for process_class in CLASSES:
            for bin in bins_of(stage):
                count = events[stage, process_class, beside, bin, exit]
                years = exposure[stage, process_class, beside, bin]
                yield Cell(stage, process_class, bin, exit, count, round(years, 4))


def _stretches(spell: Spell) -> Iterable[tuple[int, float, bool]]:
    """Yield (bin, process-years in it, whether the spell ends in it)."""
    edges = [*bins_of(spell.stage), float("inf")]
    for low, high in pairwise(edges):
        if spell.months > low or (spell.months == low == 0):
            yield int(low), (min(spell.months, high) - low) / 12, spell.months <= high


def _classes(spells: Iterable[tuple[str, Spell]]) -> Iterable[ReferenceClass]:
    names: dict[tuple[Milestone, str, str], set[str]] = defaultdict(set)
    for source, spell in spells:
        names[spell.stage, spell.process_class, source].add(spell.process)
    for (stage, process_class, source), found in sorted(names.items(), key=lambda one: (one[0][0].rank, one[0][1:])):
        yield ReferenceClass(stage, process_class, source, tuple(sorted(found)))  # type: ignore[arg-type]


def _arrivals(treaties: Iterable[Treaty]) -> Iterable[Arrival]:
    counts = Counter[tuple[Milestone, Milestone]]()
    for treaty in treaties:
        if first := first_rung(treaty):
            counts[Milestone.TEXT_AGREED, Milestone.SIGNED if first is Milestone.IN_FORCE else first] += 1
        if at_signing := rung_at_signing(treaty):
            counts[Milestone.SIGNED, at_signing] += 1
    for (rung, first), count in sorted(counts.items(), key=lambda one: (one[0][0].rank, one[0][1].rank)):
        yield Arrival(rung, first, count)


def _checks(processes: Sequence[PastProcess], until: dt.date) -> dict[str, Any]:
    """Return shares of agreements after which a comprehensive one came within 6, 12 and 24 months."""
    found = {}
    for process_class in CLASSES:
        chosen = [one for one in processes if one.process_class == process_class]
        waits = agreement_waits(chosen, "Pre", frozenset({"SubComp"}), until)
        found[f"PA-X, {process_class}: pre-negotiation to comprehensive within 6, 12, 24 months"] = _shares(waits)
    return found


def _shares(waits: Sequence[Wait]) -> dict[str, Any]:
    return {"n": len(waits), "shares": [round(share, 3) for share in reached_within(waits, (6, 12, 24))]}


def _ucdp_checks(conflict_csv: Path) -> dict[str, Any]:
    """Return the shares of UCDP's partial agreements after which a full one came in the same conflict."""
    partial, full = list[tuple[str, dt.date]](), list[tuple[str, dt.date]]()
    try:
        with conflict_csv.open(encoding="latin-1", newline="") as file:
            for row in csv.DictReader(file):
                kind = {PARTIAL: partial, FULL: full}.get(row["pa_type"])
                if kind is not None:
                    kind.append((row["conflict_id"], dt.date.fromisoformat(row["pa_date"])))
    except (OSError, KeyError, ValueError, csv.Error) as error:
        raise DeskBookError(str(conflict_csv), f"cannot be read: {error}", "give UCDP's peace agreements") from error
    waits = []
    for conflict, date in partial:
        later = [other for other_conflict, other in full if other_conflict == conflict and other > date]
        end = min(later, default=UCDP_UNTIL)
        waits.append(Wait((end - date).days / DAYS_PER_MONTH, bool(later)))
    return {"UCDP: partial to full within 6, 12, 24 months": _shares(waits)}


if __name__ == "__main__":
    print(derive_base_rates(*(Path(name) for name in sys.argv[1:3])).to_json(), end="")

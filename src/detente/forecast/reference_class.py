"""The reference class of a question: which past processes its base rate rests on, how many, and what became of them."""

from __future__ import annotations

from detente.evidence import Milestone
from detente.forecast.record import Reference
from detente.forecast.shrinkage import pseudo_years
from detente.forecast.simulate import held
from detente.forecast.standing import Standing
from detente.reference.processes import BaseRateTable, ProcessClass

STANDING_WORDS = {
    Milestone.NONE: "that talked or had fallen silent",
    Milestone.TALKS: "in talks",
    Milestone.CEASEFIRE: "under a ceasefire",
    Milestone.PRINCIPLES_AGREED: "with principles agreed",
    Milestone.TEXT_AGREED: "with an agreed text",
    Milestone.INITIALLED: "with an initialled text",
    Milestone.SIGNED: "signed",
    Milestone.IN_FORCE: "with a signed agreement",
    Milestone.IMPLEMENTED: "with an agreement that is carried out",
}
RUNG_WORDS = {
    Milestone.TALKS: "talks",
    Milestone.CEASEFIRE: "a ceasefire",
    Milestone.PRINCIPLES_AGREED: "agreed principles",
    Milestone.TEXT_AGREED: "an agreed text",
    Milestone.INITIALLED: "an initialled text",
    Milestone.SIGNED: "a signed agreement",
    Milestone.IN_FORCE: "an agreement in force",
    Milestone.IMPLEMENTED: "implementation",
}
_CLASS_WORDS = {"inter": "inter-state", "intra": "intra-state", None: "inter- and intra-state"}


def describe(table: BaseRateTable, standing: Standing, target: Milestone) -> Reference:
    """Return the reference class of a standing and a milestone.

    Where no past source counts the milestone itself (PA-X has no agreed texts), the nearest rung that is counted stands
    for it, and the description says which.
    """
    stages = (Milestone.NONE, Milestone.TALKS) if standing.stage is Milestone.NONE else (standing.stage,)
    names = _names(table, stages, standing.process_class)
    counted = _counted(table, stages, target)
    events = sum(
        cell.events
        for cell in table.cells
        if cell.stage in stages
        and cell.exit in {rung.value for rung in counted}
        and standing.process_class in (None, cell.process_class)
    )
    return Reference(_words(table, standing, stages, counted), len(names), events, names)


def _counted(table: BaseRateTable, stages: tuple[Milestone, ...], target: Milestone) -> tuple[Milestone, ...]:
    """Return the rungs whose events count toward a target: those that hold it, else the highest one counted."""
    known = {rung for rung in Milestone for cell in table.cells if cell.stage in stages and cell.exit == rung.value}
    holding = tuple(sorted((rung for rung in known if rung in held(target)), key=lambda rung: rung.rank))
    return holding or tuple(sorted(known, key=lambda rung: rung.rank))[-1:]


def _words(
    table: BaseRateTable, standing: Standing, stages: tuple[Milestone, ...], counted: tuple[Milestone, ...]
) -> str:
    sources = sorted({one.source for one in table.classes if one.stage in stages})
    kind = "treaties" if sources == ["treaties"] else "processes"
    where = table.version if kind == "processes" else "collected by hand"
    words = (
        f"{_CLASS_WORDS[standing.process_class]} {kind} {STANDING_WORDS[standing.stage]} ({where}, to {table.until})"
    )
    if standing.process_class is not None:
        total, k = len(_names(table, stages, None)), pseudo_years(table)[standing.stage.rank]
        words += f", drawn toward all {total} of both classes (k = {k:g} process-years)"
    return f"{words}; counted: {RUNG_WORDS[counted[0]]}" if counted else words


def _names(table: BaseRateTable, stages: tuple[Milestone, ...], process_class: ProcessClass | None) -> tuple[str, ...]:
    return tuple(
        sorted(
            {
                name
                for one in table.classes
                if one.stage in stages and process_class in (None, one.process_class)
                for name in one.names
            }
        )
    )

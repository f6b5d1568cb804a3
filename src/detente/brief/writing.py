"""From state and forecasts to the document, section by section, in the order in which a reader wants to know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from detente.brief.document import Brief, Line
from detente.brief.headline import arrow_of, say_headline, write_headline
from detente.brief.home import write_home
from detente.brief.matters import (
    write_calendar,
    write_commitments,
    write_conditions,
    write_issues,
    write_principles,
    write_ties,
    write_tracks,
)
from detente.brief.outlook import write_outlook
from detente.brief.references import Numbering
from detente.brief.review import say_basis, write_review
from detente.brief.saying import clean, say_date
from detente.brief.signs import count_months, write_nothing, write_signs
from detente.brief.standing import draw_ladder, worth, write_deals, write_setbacks, write_standing
from detente.negotiation.state import ProcessState
from detente.reference.negotiation import name_of

if TYPE_CHECKING:
    from detente.forecast.record import Forecast


def write_brief(state: ProcessState, forecasts: Sequence[Forecast] = (), most_signs: int = 12) -> Brief:
    """Write the brief of a process."""
    numbers = Numbering(state)
    headline = _headline(state, numbers)
    arrow, verdict = arrow_of(state)
    sections = worth(
        [
            write_standing(state, numbers),
            write_outlook(state, forecasts, numbers),
            *write_signs(state, numbers, most_signs),
            write_nothing(state, numbers),
            write_setbacks(state, numbers),
            write_tracks(state, numbers),
            write_principles(state, numbers),
            write_commitments(state, numbers),
            write_deals(state, numbers),
            write_issues(state, numbers),
            write_conditions(state, numbers),
            write_home(state, numbers),
            write_ties(state, numbers),
            write_calendar(state, numbers),
            write_review(state, numbers),
        ]
    )
    months, undated = count_months(state)
    return Brief(
        title=clean(state.title or " – ".join(name_of(party) for party in state.parties)),
        as_of=say_date(state.as_of),
        basis=say_basis(state),
        arrow=arrow,
        verdict=verdict,
        headline=headline,
        sections=sections,
        references=numbers.references(),
        sources=numbers.sources(),
        ladder=draw_ladder(state),
        months=months,
        undated_signs=undated,
    )


def _headline(state: ProcessState, numbers: Numbering) -> Line:
    if not state.sources:
        return Line(f"No source speaks of these parties as of {say_date(state.as_of)}.", (), strong=True)
    clauses = write_headline(state)
    evidence = [one for clause in clauses for one in clause.evidence]
    refs = [label for one in dict.fromkeys(evidence) for label in numbers.cite((one,))]
    absent = numbers.all_sources() if any(clause.against for clause in clauses) and not refs else ()
    return Line(say_headline(clauses), (*dict.fromkeys(refs), *absent), strong=True)

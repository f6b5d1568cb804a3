"""What changed since a date, in the forms of the brief."""

from __future__ import annotations

import dataclasses
from itertools import groupby

from detente.brief.document import Brief, Line, Section
from detente.brief.headline import arrow_of
from detente.brief.references import Numbering
from detente.brief.review import say_basis
from detente.brief.saying import capital, clean, say_count, say_date
from detente.brief.signs import write_signs
from detente.brief.standing import draw_ladder, showing, worth
from detente.negotiation.changes import Change, changes_between
from detente.negotiation.state import ProcessState
from detente.reference.negotiation import name_of

_MOST = 12  # changes a matter


def write_changes(before: ProcessState, after: ProcessState, most_signs: int = 12) -> Brief:
    """Write the document on what changed from one state of a process to a later one."""
    numbers = Numbering(after)
    changes = changes_between(before, after)
    sections = [_section(matter, list(some), numbers) for matter, some in groupby(changes, key=lambda one: one.matter)]
    fresh = _only_new_signs(before, after)
    arrow, verdict = arrow_of(after)
    return Brief(
        title=clean(after.title or " – ".join(name_of(party) for party in after.parties)),
        as_of=f"{say_date(after.as_of)}, changes since {say_date(before.as_of)}",
        basis=say_basis(after),
        arrow=arrow,
        verdict=verdict,
        headline=_headline(before, after, len(changes), numbers),
        sections=worth([*sections, *write_signs(fresh, numbers, most_signs)]),
        references=numbers.references(),
        sources=numbers.sources(),
        ladder=draw_ladder(after),
    )


def _headline(before: ProcessState, after: ProcessState, changed: int, numbers: Numbering) -> Line:
    fresh = {one.key for one in after.sources} - {one.key for one in before.sources}
    way, earlier = arrow_of(after)[0], arrow_of(before)[0]
    turned = f"the direction turned from {earlier} to {way}" if way != earlier else f"the direction is {way} as before"
    text = f"{say_count(len(fresh), 'new article')}, {say_count(changed, 'change')}; {turned}."
    return Line(text, numbers.all_sources(), strong=True)


def _section(matter: str, changes: list[Change], numbers: Numbering) -> Section:
    lines = tuple(
        Line(
            clean(one.text),
            numbers.cite(one.evidence),
            say_date(one.date) if one.date else "",
            more=numbers.left_out(one.evidence),
        )
        for one in changes[:_MOST]
    )
    return Section(matter.replace(" ", "-"), capital(matter), lines, showing(len(lines), len(changes)))


def _only_new_signs(before: ProcessState, after: ProcessState) -> ProcessState:
    known = {one for sign in before.signs for one in sign.evidence}
    return dataclasses.replace(after, signs=tuple(sign for sign in after.signs if not known & set(sign.evidence)))

"""The shipped dispatches over time: the state agrees with the facts they report, and "signed" is never among them."""

import datetime as dt

import pytest
from negotiation_gold import dispatches

from detente.evidence import Milestone
from detente.ledger.identity import derive_events
from detente.negotiation import derive_state


def as_of(day):
    found = dispatches()
    return derive_state(found, derive_events(found), ("ARM", "AZE"), dt.date.fromisoformat(day))


MILESTONES = [
    ("2023-12-07", "none", None),  # nothing had appeared
    ("2023-12-09", "principles_agreed", "2023-12-07"),
    ("2024-01-31", "principles_agreed", "2023-12-07"),
    ("2024-02-29", "principles_agreed", "2023-12-07"),
    ("2024-06-30", "principles_agreed", "2023-12-07"),
    ("2025-03-13", "principles_agreed", "2023-12-07"),  # the day before the report on the text
    ("2025-03-14", "text_agreed", "2025-03-13"),
    ("2025-12-31", "text_agreed", "2025-03-13"),  # the annotated ones leave out Washington
]


@pytest.mark.parametrize(("day", "stage", "since"), MILESTONES)
def test_the_milestone_over_time(day, stage, since):
    state = as_of(day)
    assert (state.milestone.stage.value, state.milestone.since) == (stage, since)
    assert not [rung for rung in state.ladder if rung.stage in (Milestone.SIGNED, Milestone.IN_FORCE)]


def test_what_the_dispatches_report_besides():
    state = as_of("2025-09-30")
    bilateral = next(track for track in state.tracks if track.format == "bilateral")
    days = {line.date for line in bilateral.lines if line.status == "occurred"}
    assert {"2023-12-26", "2024-02-28", "2025-07-10"} <= days
    assert any(one.date == "2024-02-13" and one.kind == "violence" for one in state.setbacks)
    first = min(one.date for one in state.conditions if one.by == ("AZE",) and one.date)
    assert first == "2024-06-06"
    assert {"prisoners", "constitution_law", "transport_corridor"} <= {one.issue for one in state.issues}
    assert any(one.date == "2026-06" for one in state.calendar)

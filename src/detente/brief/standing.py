"""Where it stands: the rung reached, what is not reported, what is disputed, setbacks and partial deals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.brief.document import Line, Rung, Section
from detente.brief.headline import stage_name
from detente.brief.references import Numbering
from detente.brief.saying import clean, say_date, say_list, say_names
from detente.evidence import Milestone
from detente.negotiation.state import MilestoneReached, ProcessState
from detente.reference.negotiation import load_labels

_LADDER = tuple(Milestone)[1:]
_NESTED = _LADDER[3:]  # from the agreed text upward each rung contains the one before
_MOST = 6  # setbacks and deals shown


def write_standing(state: ProcessState, numbers: Numbering) -> Section:
    """Return the section on the milestone."""
    lines = [_now(state, numbers), *_next(state, numbers), *_earlier(state, numbers), *_disputes(state, numbers)]
    return Section("standing", "Where it stands", tuple(lines))


def write_setbacks(state: ProcessState, numbers: Numbering) -> Section:
    """Return the section on setbacks, the latest ones last; undated ones give way."""
    shown = sorted(state.setbacks, key=lambda one: one.date is not None)[-_MOST:]
    lines = tuple(
        Line(clean(one.text), numbers.cite(one.evidence), say_date(one.date), more=numbers.left_out(one.evidence))
        for one in shown
    )
    return Section("setbacks", "Setbacks", lines, showing(len(shown), len(state.setbacks)))


def write_deals(state: ProcessState, numbers: Numbering) -> Section:
    """Return the section on partial and local deals, which stand beside the ladder."""
    shown = state.deals[-_MOST:]
    lines = tuple(
        Line(clean(one.text), numbers.cite(one.evidence), say_date(one.date), more=numbers.left_out(one.evidence))
        for one in shown
    )
    return Section("deals", "Beside the ladder", lines, showing(len(shown), len(state.deals)))


def draw_ladder(state: ProcessState) -> tuple[Rung, ...]:
    """Return the rungs for the picture, lowest first."""
    reached = {rung.stage: rung for rung in state.ladder}
    return tuple(_drawn(state, stage, reached.get(stage)) for stage in _LADDER)


def showing(shown: int, total: int) -> str:
    """Return a remark that not all is shown, empty where it is.

    >>> showing(12, 40)
    'showing 12 of 40'
    """
    return f"showing {shown:,} of {total:,}" if shown < total else ""


def _now(state: ProcessState, numbers: Numbering) -> Line:
    rung = state.milestone
    if rung.stage is Milestone.NONE:
        return Line(f"no stage is reported between {say_names(state.parties)}", numbers.all_sources(), strong=True)
    evidence = rung.evidence
    return Line(
        _since(rung), numbers.cite(evidence), stage_name(rung.stage), more=numbers.left_out(evidence), strong=True
    )


def _since(rung: MilestoneReached) -> str:
    """Return since when, and by what: a date of the happening where one is told, else when it was known."""
    when = f"since {say_date(rung.since)}" if rung.since else f"reported by {say_date(rung.reported)}, no date given"
    return f"{when} ({clean(rung.text)})" if rung.text else when


def _next(state: ProcessState, numbers: Numbering) -> Iterator[Line]:
    stage = state.milestone.stage
    above = [rung for rung in _NESTED if rung.rank > stage.rank]
    if not above:
        return
    missing = load_labels().missing
    absent = say_list([missing[rung.value] for rung in above[:3]], "or")
    yield Line(f"{stage_name(above[0])}. Not reported: {absent}.", numbers.all_sources(), "next rung")


def _earlier(state: ProcessState, numbers: Numbering) -> Iterator[Line]:
    """Yield the other rungs, those that no longer hold marked as such."""
    for rung in state.ladder:
        if rung == state.milestone or rung.claimed_by:
            continue
        told = _since(rung)
        if rung.until:
            told += f"; no longer holding from {say_date(rung.until)}"
        elif rung.stage is Milestone.TALKS:
            continue
        cited = numbers.cite(rung.evidence)
        yield Line(told, cited, stage_name(rung.stage), more=numbers.left_out(rung.evidence))


def _disputes(state: ProcessState, numbers: Numbering) -> Iterator[Line]:
    for rung in state.ladder:
        if rung.claimed_by:
            who = say_names(rung.claimed_by)
            text = f"{who} alone says so: “{clean(rung.text)}”"
            yield Line(text, numbers.cite(rung.evidence), f"{stage_name(rung.stage)}?", more=0)
        if rung.disputed:
            text = f"some reports say more than “{stage_name(rung.stage)}”; more careful ones do not bear it out"
            yield Line(text, numbers.cite(rung.disputed), "disputed", more=numbers.left_out(rung.disputed))


def _drawn(state: ProcessState, stage: Milestone, rung: MilestoneReached | None) -> Rung:
    if rung is None:
        below = stage in _NESTED and stage.rank < state.milestone.stage.rank
        return Rung(stage_name(stage), "passed" if below else "open")
    date = say_date(rung.since or rung.reported)
    if rung.claimed_by:
        return Rung(stage_name(stage), "claimed", date)
    if rung.until:
        return Rung(stage_name(stage), "lapsed", f"{date}, lapsed")
    return Rung(stage_name(stage), "now" if stage is state.milestone.stage else "reached", date)


def worth(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Return the sections that hold something."""
    return tuple(section for section in sections if section.lines)

"""What a reviewer should look at before signing: readings that hang on little, silent deadlines, guessed dates."""

from __future__ import annotations

from collections.abc import Iterator

from detente.brief.document import Line, Section
from detente.brief.headline import stage_name
from detente.brief.references import Numbering
from detente.brief.saying import clean, say_count, say_date, say_list
from detente.brief.standing import showing
from detente.dates import days, is_edtf
from detente.negotiation.state import ProcessState

_MOST = 8
YEAR = 365


def write_review(state: ProcessState, numbers: Numbering) -> Section:
    """Return the section on what needs review."""
    lines = [
        *_milestone(state, numbers),
        *_contradictions(state, numbers),
        *_silent(state, numbers),
        *_dates(state),
        *_undated(state, numbers),
    ]
    shown = lines[:_MOST]
    return Section("review", "Needs review", tuple(shown), showing(len(shown), len(lines)))


def say_basis(state: ProcessState) -> str:
    """Return how much the brief rests on: articles, outlets, records."""
    outlets = {source.outlet or source.key for source in state.sources}
    return " · ".join(
        (
            say_count(len(state.sources), "article"),
            say_count(len(outlets), "outlet"),
            say_count(sum(source.records for source in state.sources), "record"),
        )
    )


def _milestone(state: ProcessState, numbers: Numbering) -> Iterator[Line]:
    for rung in state.ladder:
        name = stage_name(rung.stage)
        if rung.disputed:
            yield Line(
                f"sources contradict each other on “{name}”", numbers.cite(rung.disputed + rung.evidence), "milestone"
            )
        if rung.basis == "article" and rung.stage is state.milestone.stage:
            text = f"“{name}” is the reading of the whole article; no single sentence says so"
            yield Line(text, numbers.cite(rung.evidence), "milestone")


def _contradictions(state: ProcessState, numbers: Numbering) -> Iterator[Line]:
    for one in reversed(state.contradictions):
        said, other = (
            say_date(v) if one.field == "date" and is_edtf(v) else clean(v) for v in (one.said, one.otherwise)
        )
        text = f"{one.field} of “{clean(one.what)}”: {said}, others {other}"
        yield Line(text, numbers.cite(one.evidence), "sources differ", more=numbers.left_out(one.evidence))


def _silent(state: ProcessState, numbers: Numbering) -> Iterator[Line]:
    """Yield undertakings and occasions whose date has passed without a report."""
    for one in state.commitments:
        if one.state in ("late", "lapsed"):
            yield Line(
                f"due {say_date(one.due)}, no report that it was done: {clean(one.what)}",
                numbers.cite(one.evidence),
                "silent deadline",
            )
    for one in state.commitments:
        own = bool(set(one.by) & set(state.parties))
        if (
            own
            and one.state == "pending"
            and not one.due
            and one.date
            and (state.as_of - days(one.date).last).days > YEAR
        ):
            text = f"undertaken {say_date(one.date)}, no report since whether it was done: {clean(one.what)}"
            yield Line(text, numbers.cite(one.evidence), "silent for a year")
    due = {one for item in state.commitments for one in item.evidence}
    for occasion in reversed([one for one in state.calendar if one.past]):
        recent = occasion.date is not None and (state.as_of - days(occasion.date).last).days <= YEAR
        if recent and not set(occasion.evidence) & due:
            text = f"{say_date(occasion.date)} has passed: {clean(occasion.what)}; see whether it took place"
            yield Line(text, numbers.cite(occasion.evidence), "past occasion")


def _dates(state: ProcessState) -> Iterator[Line]:
    guessed = [(i, one) for i, one in enumerate(state.sources, 1) if one.published_basis == "text"]
    for i, one in guessed[:3]:
        why = f" ({clean('; '.join(one.published_reasons[:2]))})" if one.published_reasons else ""
        text = f"{say_date(one.published)}, read from the article’s own words{why}; pass --published if you know it"
        yield Line(text, (f"S{i}",), "date of publication")
    if len(guessed) > 3:
        text = f"{len(guessed) - 3} more articles are dated from their own words"
        yield Line(text, tuple(f"S{i}" for i, _ in guessed[3:7]), "date of publication", more=max(0, len(guessed) - 7))


def _undated(state: ProcessState, numbers: Numbering) -> Iterator[Line]:
    if state.undated and state.sources:
        names = say_list([clean(name) for name in state.undated[:3]])
        text = f"{say_count(len(state.undated), 'article')} left out, nobody knows when it appeared: {names}"
        yield Line(text, numbers.all_sources(), "undated")

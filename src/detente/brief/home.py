"""At home: polls and domestic actors, by country and direction."""

from __future__ import annotations

from collections.abc import Iterator

from detente.brief.document import Line, Section
from detente.brief.references import Numbering
from detente.brief.saying import clean, say_date
from detente.brief.standing import showing
from detente.negotiation.state import DomesticStatus, PollReading, ProcessState
from detente.reference.negotiation import name_of

_MOST = 14  # lines


def write_home(state: ProcessState, numbers: Numbering) -> Section:
    """Return the section on home. A domestic circumstance that only tells a poll again stands in the poll's line."""
    told = {one.evidence: _same_words(one, state.polls, numbers) for one in state.domestic}
    lines = [*_polls(state, told, numbers)]
    lines += [_actor(one, numbers) for one in state.domestic if told[one.evidence] is None]
    shown = sorted(lines[:_MOST], key=lambda line: line.label)
    return Section("home", "At home", tuple(shown), showing(len(shown), len(lines)))


def _polls(state: ProcessState, told: dict[tuple[str, ...], PollReading | None], numbers: Numbering) -> Iterator[Line]:
    for poll in state.polls:
        again = [one for one in state.domestic if told[one.evidence] is poll]
        direction = again[0].direction if again else ""
        evidence = [*poll.evidence, *(ref for one in again for ref in one.evidence)]
        about = _about(poll)
        text = f"{poll.share:g} %{about} ({say_date(poll.date)})"
        label = _label(poll.population, direction)
        yield Line(text, numbers.cite(evidence), label, "poll", numbers.left_out(evidence))


def _about(poll: PollReading) -> str:
    """Return what the share is a share of, as a part of the sentence where it begins like one."""
    if not poll.about:
        return ""
    about = clean(poll.about)
    return f" {about}" if about.lower().startswith(("of ", "in ")) else f": {about}"


def _actor(one: DomesticStatus, numbers: Numbering) -> Line:
    when = f" ({say_date(one.date)})" if one.date else ""
    label = _label((one.actor or "").partition(":")[0] or None, one.direction)
    return Line(f"{clean(one.text)}{when}", numbers.cite(one.evidence), label, more=numbers.left_out(one.evidence))


def _label(country: str | None, direction: str) -> str:
    name = name_of(country) if country else "not said where"
    return f"{name}, {direction}" if direction else name


def _same_words(one: DomesticStatus, polls: tuple[PollReading, ...], numbers: Numbering) -> PollReading | None:
    """Return the poll whose words a domestic circumstance shares."""
    for poll in polls:
        if any(_overlap(numbers.span(a), numbers.span(b)) for a in one.evidence for b in poll.evidence):
            return poll
    return None


def _overlap(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]

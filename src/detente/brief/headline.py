"""The first two lines: an arrow and one sentence that the evidence supports, written by templates from the state.

The arrow weighs what was done, undertaken and made conditional, never talk and never the writer's own judgement.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from detente.brief.saying import capital, clean, say_date, say_list, say_names, say_sides
from detente.dates import days
from detente.evidence import Milestone
from detente.negotiation.state import MilestoneReached, ProcessState, SignLine, Track
from detente.reference.negotiation import load_labels, load_words, matches, name_in_text

RECENT = 180  # days in which a step or a setback bears on the direction
YEAR = 365
MOST_NAMES = 3  # of mediators in the sentence
TILT = 1  # weight from which a process is said to move or to slip
THIN_SOURCES = 2  # up to so many articles, or one outlet, the evidence is called thin
_ARROWS = {"up": "↑", "moving": "↗", "level": "→", "slipping": "↘", "down": "↓"}
_WORDS = {
    "up": "Settled on paper",
    "moving": "Moving",
    "level": "No clear direction",
    "slipping": "Slipping",
    "down": "Fighting",
}


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of the sentence and the evidence behind it; `against`: it says what is missing or holds back."""

    text: str
    evidence: tuple[str, ...] = ()
    against: bool = False


def direction(state: ProcessState) -> str:
    """Return the direction of a process: up, moving, level, slipping or down."""
    if state.milestone.stage.rank >= Milestone.SIGNED.rank:
        return "up"
    recent = [one for one in state.setbacks if _age(state, one.date) <= RECENT]
    if any(one.kind == "violence" and _unanswered(state, one) for one in recent):
        return "down"
    weight = sum(_steps(state)) - sum(_brakes(state, recent))
    return "moving" if weight >= TILT else "slipping" if weight <= -TILT else "level"


def _unanswered(state: ProcessState, fighting: SignLine) -> bool:
    """Tell whether fighting was followed by no rung: no ceasefire came after it, and nothing above holds."""
    rung = state.milestone
    if rung.stage.rank > Milestone.CEASEFIRE.rank:
        return False
    since = rung.since or rung.reported
    return rung.stage.rank < Milestone.CEASEFIRE.rank or since is None or _end(fighting.date) > days(since).last


def arrow_of(state: ProcessState) -> tuple[str, str]:
    """Return the arrow and its words, with a warning where the evidence is thin."""
    way = direction(state)
    outlets = {source.outlet or source.key for source in state.sources}
    thin = len(state.sources) <= THIN_SOURCES or len(outlets) <= 1
    return _ARROWS[way], f"{_WORDS[way]}, on thin evidence" if thin else _WORDS[way]


def write_headline(state: ProcessState) -> list[Clause]:
    """Return the clauses of the sentence: how they talk, what is reached, what is not, what holds it back."""
    return [*_talking(state), *_reached(state), *_lacking(state), *_held_back(state)]


def say_headline(clauses: list[Clause]) -> str:
    """Join the clauses into one sentence: what is there before the semicolon, what is missing behind it."""
    there = say_list(clause.text for clause in clauses if not clause.against)
    missing = _sentence([clause.text for clause in clauses if clause.against])
    halves = [half for half in (there, missing) if half]
    return capital("; ".join(halves)) + "." if halves else ""


def _sentence(clauses: list[str]) -> str:
    """Join clauses that have subjects of their own."""
    return ", and ".join([", ".join(clauses[:-1]), clauses[-1]] if len(clauses) > 1 else clauses)


def _steps(state: ProcessState) -> Iterator[float]:
    if state.milestone.stage.rank > Milestone.TALKS.rank:
        yield 2 if _age(state, state.milestone.since or state.milestone.reported) <= YEAR else 0.5
    for one in state.commitments:
        if one.state == "kept" and _age(state, one.settled) <= YEAR:
            yield 1
        elif one.state == "pending" and set(one.by) & set(state.parties) and _age(state, one.date) <= RECENT:
            yield 0.5
    if any(track.status == "active" and _age(state, track.last_contact) <= RECENT for track in state.tracks):
        yield 0.5


def _brakes(state: ProcessState, setbacks: list[SignLine]) -> Iterator[float]:
    yield min(4, 2 * len(setbacks))
    own = [one for one in state.commitments if set(one.by) & set(state.parties)]
    yield min(2, sum(one.state in ("broken", "lapsed") for one in own))
    open_ones = [one for one in state.conditions if one.state != "met"]
    yield 0.5 if any(set(one.by) & set(state.parties) for one in open_ones) else 0
    yield 0.5 if state.tracks and all(track.status != "active" for track in state.tracks) else 0
    yield 0.5 if any(one.direction == "against" for one in state.domestic) else 0


def _age(state: ProcessState, edtf: str | None) -> int:
    """Return the days since something dated; what is undated is old."""
    return (state.as_of - days(edtf).last).days if edtf else dt.date.max.toordinal()


def _talking(state: ProcessState) -> Iterator[Clause]:
    active = [track for track in state.tracks if track.status == "active" and track.last_contact]
    direct = [track for track in active if track.format == "bilateral"]
    through = [track for track in active if track.format == "mediated" and track.mediators]
    sides = say_sides(state.parties)
    if direct and not through:
        yield Clause(f"{sides} talk without a mediator", _contacts(direct[0]))
    elif through:
        names = _some(list(dict.fromkeys(one for track in through for one in track.mediators)))
        how = "talk directly and through" if direct else "talk through"
        yield Clause(f"{sides} {how} {names}", tuple(one for track in through + direct for one in _contacts(track)[:1]))
    elif state.tracks:
        last = max((track.last_contact for track in state.tracks if track.last_contact), key=_end, default=None)
        since = f" since {say_date(last)}" if last else ""
        yield Clause(f"no contact between {sides} is reported{since}", state.tracks[0].evidence[:1], against=True)
    elif state.milestone.stage is Milestone.NONE:
        yield Clause(f"no contact between {sides} is reported", against=True)


def _some(mediators: list[str]) -> str:
    """Return the names of the first mediators; that there are more is said."""
    more = [f"{len(mediators) - MOST_NAMES} others"] if len(mediators) > MOST_NAMES + 1 else []
    return say_list([name_in_text(one) for one in mediators[: MOST_NAMES if more else None]] + more)


def _contacts(track: Track) -> tuple[str, ...]:
    """Return the evidence of the latest contacts of a track, the most telling first."""
    held = [line for line in track.lines if line.status in ("occurred", "ongoing")]
    return tuple(one for line in reversed(held) for one in line.evidence[:1])[:2]


def _reached(state: ProcessState) -> Iterator[Clause]:
    rung = state.milestone
    if rung.stage in (Milestone.NONE, Milestone.TALKS):
        return
    yield Clause(_said_of(rung, state), rung.evidence[:2])


def _said_of(rung: MilestoneReached, state: ProcessState) -> str:
    """Return a clause on the rung that is reached, no stronger than its evidence."""
    if rung.stage is Milestone.PRINCIPLES_AGREED:
        joint = any(one.joint and one.by_both for one in state.principles)
        return "affirm the same principles" if joint and _has_subject(state) else "principles are reported as agreed"
    when = f" ({say_date(rung.since)})" if rung.since else f" (by {say_date(rung.reported)})"
    told = {
        Milestone.CEASEFIRE: f"a ceasefire is reported{when}",
        Milestone.TEXT_AGREED: f"a text is reported as agreed{when}",
        Milestone.INITIALLED: f"the text is initialled{when}",
        Milestone.SIGNED: f"an agreement is signed{when}",
        Milestone.IN_FORCE: f"an agreement is in force{when}",
        Milestone.IMPLEMENTED: f"the agreement is reported as implemented{when}",
    }
    return told[rung.stage]


def _has_subject(state: ProcessState) -> bool:
    """Tell whether the clause before names the two sides as its subject."""
    return any(track.status == "active" and track.last_contact for track in state.tracks)


def _lacking(state: ProcessState) -> Iterator[Clause]:
    """Yield what has not been reported: the rung that would come next."""
    stage = state.milestone.stage
    if stage is Milestone.INITIALLED:
        yield Clause("it is not reported as signed", against=True)
    elif stage.rank < Milestone.TEXT_AGREED.rank:
        yield Clause("no text is reported as agreed", against=True)
    elif stage is Milestone.TEXT_AGREED:
        yield Clause("no initialling or signature is reported", against=True)


def _held_back(state: ProcessState) -> Iterator[Clause]:
    """Yield the strongest brake: a setback, a condition of a party, opinion at home."""
    recent = [one for one in state.setbacks if _age(state, one.date) <= RECENT]
    own = [one for one in state.conditions if set(one.by) & set(state.parties) and one.state != "met"]
    own = [one for one in own if not _leans(one.what)]
    if recent:
        last = max(recent, key=lambda one: (_end(one.date), one.text))
        what = "fighting" if last.kind == "violence" else "a break"
        yield Clause(f"{what} is reported for {say_date(last.date)}", last.evidence[:1], against=True)
    if own:
        latest = max(own, key=lambda one: (_end(one.last_stated), one.what))
        by = say_names(one for one in latest.by if one in state.parties)
        yield Clause(f"a condition is set by {by}: {clean(latest.what)}", latest.evidence[:1], against=True)
    elif not recent:
        yield from _opinion(state)


def _leans(what: str) -> bool:
    """Tell whether a condition is told in words that lean on others: a pronoun, or a clause of its own."""
    return matches((*load_words().pointing, *load_words().conditional), what)


def _opinion(state: ProcessState) -> Iterator[Clause]:
    """Yield where society at home is against, by the domestic actors and the polls of its country."""
    for party in sorted({party.partition(":")[0] for party in state.parties}):
        against = [
            one
            for one in state.domestic
            if one.actor == f"{party}:CVL" and one.direction == "against" and matches(load_words().opinion, one.text)
        ]
        if against:
            polls = [poll for poll in state.polls if poll.population == party]
            evidence = [poll.evidence[0] for poll in polls[:1]] + [one.evidence[0] for one in against[:1]]
            yield Clause(f"opinion in {name_in_text(party)} is reported to be against", tuple(evidence), against=True)


def _end(edtf: str | None) -> dt.date:
    return days(edtf).last if edtf else dt.date.min


def stage_name(stage: Milestone) -> str:
    """Return how a brief calls a rung."""
    return load_labels().milestones[stage.value]

"""What changed between two states of a process: the same matters compared, each change in words with its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from detente.evidence import Milestone
from detente.negotiation.likeness import same_words
from detente.negotiation.state import ProcessState, Track
from detente.reference.negotiation import load_labels, name_of


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `matter` is what it belongs to, `evidence` what says so in the later state."""

    matter: str
    text: str
    evidence: tuple[str, ...]
    date: str | None = None


def changes_between(before: ProcessState, after: ProcessState) -> tuple[Change, ...]:
    """Return what the later state holds that the earlier one did not, the milestone first.

    Both states are of one process; what a person calls new is new here: a rung, a contact, an undertaking and what
    became of it, a condition, a turn of an issue, a setback.
    """
    return (
        *_milestone(before, after),
        *_new(before.setbacks, after.setbacks, "setbacks", lambda one: one.text),
        *_tracks(before, after),
        *_new(before.deals, after.deals, "beside the ladder", lambda one: one.text),
        *_new(before.principles, after.principles, "principles", lambda one: one.what),
        *_stateful(before.commitments, after.commitments, "commitments"),
        *_new(before.conditions, after.conditions, "conditions", lambda one: f"{one.what}{_by(one.by)}"),
        *_issues(before, after),
        *_new(before.polls, after.polls, "at home", lambda one: f"{one.share:g} %: {one.about or 'poll'}"),
        *_new(before.domestic, after.domestic, "at home", lambda one: f"{one.text} ({one.direction})"),
        *_new(before.alternatives, after.alternatives, "way around a deal", lambda one: one.text),
        *_new(before.third_parties, after.third_parties, "third parties", lambda one: one.text),
        *_new(before.calendar, after.calendar, "calendar", lambda one: one.what),
        *_passed(before, after),
    )


def _milestone(before: ProcessState, after: ProcessState) -> Iterator[Change]:
    names = load_labels().milestones
    was, now = before.milestone, after.milestone
    if was.stage is not now.stage and now.stage is not Milestone.NONE:
        verb = "up" if now.stage.rank > was.stage.rank else "back"
        yield Change("milestone", f"{verb} from {names[was.stage.value]} to {names[now.stage.value]}", now.evidence)
    for rung in after.ladder:
        earlier = next((one for one in before.ladder if one.stage is rung.stage), None)
        if rung.until and not (earlier and earlier.until):
            yield Change("milestone", f"{names[rung.stage.value]} no longer holds", rung.evidence)
        if set(rung.disputed) - set(earlier.disputed if earlier else ()):
            yield Change("milestone", f"reports go beyond “{names[rung.stage.value]}” and are disputed", rung.disputed)


def _tracks(before: ProcessState, after: ProcessState) -> Iterator[Change]:
    known = {(track.format, track.mediators): track for track in before.tracks}
    for track in after.tracks:
        was = known.get((track.format, track.mediators))
        name = _called(track)
        fresh = [one for one in track.evidence if was is None or one not in was.evidence]
        if was is None:
            yield Change("tracks", f"{name}: new, {track.status}", track.evidence)
        elif was.status != track.status:
            yield Change("tracks", f"{name}: {was.status} → {track.status}", tuple(fresh) or track.evidence)
        elif track.contacts > was.contacts and fresh:
            yield Change("tracks", f"{name}: {track.contacts - was.contacts} more contacts", tuple(fresh))


def _called(track: Track) -> str:
    return " · ".join(name_of(one, short=True) for one in track.mediators) or track.format


def _stateful(before: Sequence[Any], after: Sequence[Any], matter: str) -> Iterator[Change]:
    for one in after:
        was = _counterpart(one, before)
        if was is None:
            yield Change(matter, f"{one.what}{_by(one.by)}: {one.state}", one.evidence)
        elif was.state != one.state:
            evidence = (*one.outcome, *one.evidence)
            yield Change(matter, f"{one.what}{_by(one.by)}: {was.state} → {one.state}", evidence)


def _issues(before: ProcessState, after: ProcessState) -> Iterator[Change]:
    known = {one.issue: one for one in before.issues}
    for one in after.issues:
        was, name = known.get(one.issue), load_labels().issues[one.issue]
        if was is None:
            yield Change("issues", f"{name}: on the table, {one.state}", one.evidence)
        elif was.state != one.state:
            yield Change("issues", f"{name}: {was.state} → {one.state}", one.evidence)


def _new(before: Iterable[Any], after: Iterable[Any], matter: str, words: Callable[[Any], str]) -> Iterator[Change]:
    known = list(before)
    for one in after:
        if not any(set(one.evidence) & set(other.evidence) or words(one) == words(other) for other in known):
            yield Change(matter, words(one), one.evidence, getattr(one, "date", None))


def _passed(before: ProcessState, after: ProcessState) -> Iterator[Change]:
    """Yield the occasions whose date went by in between."""
    ahead = [one for one in before.calendar if not one.past]
    for one in after.calendar:
        if one.past and any(set(one.evidence) & set(other.evidence) for other in ahead):
            yield Change("calendar", f"date gone by: {one.what}", one.evidence, one.date)


def _counterpart(one: Any, others: Iterable[Any]) -> Any:
    """Return the same matter in the other state: with common evidence, else in mostly the same words."""
    others = list(others)
    for other in others:
        if set(one.evidence) & set(other.evidence):
            return other
    return next((other for other in others if other.by == one.by and same_words(other.what, one.what)), None)


def _by(actors: Iterable[str]) -> str:
    names = [name_of(one) for one in actors]
    return f" ({', '.join(names)})" if names else ""

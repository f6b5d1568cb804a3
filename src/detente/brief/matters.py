"""The themes: tracks, principles, commitments, issues, conditions, home, third parties, calendar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby

from detente.brief.document import Line, Section
from detente.brief.references import Numbering
from detente.brief.saying import capital, clean, say_date, say_list, say_names
from detente.brief.standing import showing
from detente.dates import days
from detente.negotiation.commitments import distance
from detente.negotiation.state import (
    CommitmentStatus,
    ConditionStatus,
    Contact,
    IssueStatus,
    Position,
    PrincipleStatus,
    ProcessState,
    Track,
)
from detente.negotiation.wording import shorten
from detente.reference.negotiation import load_labels, name_of

_BARE = frozenset({"talks", "the sides meet", "summit"})  # told of a day only where nothing else is
_CONTACTS = 4  # of a track, the latest ones
_MOST = 14  # lines a section
_ENOUGH = 4  # contacts from which the share of mediated ones is told
_OPEN_FIRST = ("broken", "late", "lapsed", "pending", "partly", "kept")


def write_tracks(state: ProcessState, numbers: Numbering) -> Section:
    """Return the section on formats of talks; tracks that rest on the same words share a line."""
    groups: dict[tuple[str, ...], list[Track]] = defaultdict(list)
    for track in state.tracks:
        groups[(track.format, track.status, *track.evidence)].append(track)
    lines = [_track(group, numbers) for group in groups.values()]
    aside = [showing(min(_MOST, len(lines)), len(lines)), _mediated(state)]
    return Section("tracks", "Tracks", tuple(lines[:_MOST]), "; ".join(part for part in aside if part))


def _mediated(state: ProcessState) -> str:
    """Return how many of the contacts had a mediator, where there are enough to tell."""
    told_once = {track.evidence: track for track in state.tracks}.values()
    total = sum(track.contacts for track in told_once)
    mediated = sum(track.contacts for track in told_once if track.format == "mediated")
    return f"{mediated} of {total} contacts mediated" if total >= _ENOUGH else ""


def _track(group: Sequence[Track], numbers: Numbering) -> Line:
    track = group[0]
    who = " · ".join(name_of(one, short=True) for one in sorted({one for each in group for one in each.mediators}))
    label = f"{who or track.format} ({track.format})" if who and track.format != "mediated" else who or track.format
    lines = _latest(track)
    told = "; ".join(_contacts(date, list(some)) for date, some in groupby(lines, key=lambda line: line.date))
    dated = len([line for line in track.lines if line.date])
    if len(lines) < dated:
        told += f" ({len(lines)} latest of {dated} contacts)"
    if track.habit and track.silence is not None:
        told += f"; usually every {track.habit} days, silent for {track.silence}"
    evidence = [one for line in reversed(lines) for one in line.evidence]
    return Line(f"{track.status}  {told}", numbers.cite(evidence), label, track.reason, numbers.left_out(evidence))


def _latest(track: Track) -> list[Contact]:
    """Return the latest contacts in order, undated ones only where there is nothing else."""
    dated = sorted((line for line in track.lines if line.date), key=lambda line: days(line.date or "").last)
    return (dated or list(track.lines))[-_CONTACTS:]


def _contacts(date: str | None, lines: Sequence[Contact]) -> str:
    """Return what took place on a date."""
    when = f"{say_date(date)} " if date else ""
    bare = [line for line in lines if line.text not in _BARE]
    return when + ", ".join(dict.fromkeys(_contact(line) for line in bare or lines))


def _contact(line: Contact) -> str:
    place = f", {clean(line.place)}" if line.place and line.place not in line.text else ""
    occasion = f" ({clean(line.occasion)})" if line.occasion else ""
    status = {"planned": "planned: ", "ongoing": "ongoing: "}.get(line.status, "")
    if line.status in ("called_off", "denied", "closed"):
        quoted = f"“{clean(line.text)}”"
    else:
        quoted = clean(shorten(line.text, 90))
    return f"{status}{quoted}{place}{occasion}"


def write_principles(state: ProcessState, numbers: Numbering) -> Section:
    """Return the section on principles: those of a joint text, those that one side relays, those of one side."""
    groups: dict[tuple[str, ...], list[PrincipleStatus]] = defaultdict(list)
    for one in state.principles:
        groups[_affirmed(one)].append(one)
    lines = []
    for (label, said), group in groups.items():
        evidence = [ref for one in group for ref in one.evidence[:1]]
        names = " · ".join(clean(one.what) for one in group)
        lines.append(Line(names, numbers.cite(evidence), label, said, numbers.left_out(evidence)))
    return Section("principles", "Principles", tuple(lines[:_MOST]), showing(min(_MOST, len(lines)), len(lines)))


def _affirmed(one: PrincipleStatus) -> tuple[str, str]:
    """Return who affirms a principle and through whom we know it."""
    when = f", {say_date(one.date)}" if one.date else ""
    if one.joint:
        return "both, joint text" if one.by_both else "joint text", when.removeprefix(", ")
    if one.claimed_by:
        relayed = clean(one.relayed_by or say_names(one.claimed_by))
        via = f" via {say_list(map(clean, one.via))}" if one.via else ""
        echo = f", echoing {clean(one.echoes)}" if one.echoes else ""
        label = f"both, says {say_names(one.claimed_by)}" if one.by_both else f"{say_names(one.claimed_by)} alone"
        return label, f"{relayed}{via}{when}{echo}"
    label = "both" if one.by_both else say_names(one.affirmed_by) or "not said by whom"
    return label, when.removeprefix(", ")


def write_commitments(state: ProcessState, numbers: Numbering) -> Section:
    """Return the section on undertakings, those that went wrong first."""
    ranked = sorted(
        enumerate(state.commitments),
        key=lambda item: (distance(item[1], state.parties), _OPEN_FIRST.index(item[1].state), item[0]),
    )
    lines = [_commitment(one, numbers) for _, one in ranked[:_MOST]]
    aside = [showing(len(lines), len(ranked)), _rate(state)]
    return Section("commitments", "Commitments", tuple(lines), "; ".join(part for part in aside if part))


def _rate(state: ProcessState) -> str:
    """Return how many of the parties' undertakings came to an end, and how; nothing where none did."""
    own = [one.state for one in state.commitments if set(one.by) & set(state.parties)]
    ended = [name for name in ("kept", "partly", "late", "lapsed", "broken") if name in own]
    return f"of {len(own)}: " + ", ".join(f"{own.count(name)} {name}" for name in ended) if ended else ""


def _commitment(one: CommitmentStatus, numbers: Numbering) -> Line:
    to = [party for party in one.to if party not in one.by]
    who = f"{say_names(one.by)} to {say_names(to)}" if to else say_names(one.by)
    due = f"due {say_date(one.due)}" if one.due else "no date given"
    if one.settled:
        due = f"{due}; settled {say_date(one.settled)}"
    made = f" ({say_date(one.date)})" if one.date else ""
    evidence = (*one.evidence, *one.outcome)
    return Line(f"{clean(one.what)} — {who}{made}", numbers.cite(evidence), one.state, due, numbers.left_out(evidence))


def write_issues(state: ProcessState, numbers: Numbering) -> Section:
    """Return the section on what is on the table, with each side's latest words."""
    lines = [_issue(one, numbers) for one in state.issues[:_MOST]]
    return Section("issues", "Issues", tuple(lines), showing(len(lines), len(state.issues)))


def _issue(one: IssueStatus, numbers: Numbering) -> Line:
    moved = f" ({one.movement})" if one.movement else ""
    latest: dict[str, Position] = {}
    for position in one.positions:
        latest.setdefault(position.party or "", position)
    said = [f"{say_names((p.party or '').split(';'))}: “{shorten(p.quote, 70)}”" for p in latest.values()]
    evidence = [*one.evidence[:2], *(ref for position in latest.values() for ref in position.evidence[:2])]
    text = f"{one.state}{moved}" + (f" — {clean('; '.join(said[:3]))}" if said else "")
    return Line(text, numbers.cite(evidence), load_labels().issues[one.issue], more=numbers.left_out(evidence))


def write_conditions(state: ProcessState, numbers: Numbering) -> Section:
    """Return the section on conditions; where none is stated, that is said."""
    lines = [_condition(one, numbers) for one in state.conditions[:_MOST]]
    if not lines and state.sources:
        lines = [Line("none stated in these sources", numbers.all_sources())]
    return Section(
        "conditions", "Conditions", tuple(lines), showing(len(lines), max(len(lines), len(state.conditions)))
    )


def _condition(one: ConditionStatus, numbers: Numbering) -> Line:
    who = say_names(one.by) if one.by else "not said by whom"
    waits = f"; waits for {clean(one.needs)} ({say_date(one.occasion)})" if one.needs else ""
    stated = f"stated {say_date(one.date)}" if one.date else ""
    if one.last_stated and one.last_stated != one.date:
        stated += f", again {say_date(one.last_stated)}"
    evidence = (*one.evidence, *(ref for part in one.parts for ref in part.evidence))
    text = f"{clean(one.what)}{_met(one)}{waits}"
    return Line(text, numbers.cite(evidence), who, stated, numbers.left_out(evidence))


def _met(one: ConditionStatus) -> str:
    """Return how far a condition is met by what was reported, nothing where no report meets it."""
    met = [part for part in one.parts if part.met]
    if not met:
        return ""
    if len(one.parts) == 1:
        return f" — met, as reported for {say_date(met[0].met)}"
    return f" — {one.state}: " + "; ".join(f"{clean(part.what)} (reported for {say_date(part.met)})" for part in met)


def write_ties(state: ProcessState, numbers: Numbering) -> Section:
    """Return the section on ways around a deal and on third parties."""
    lines = [
        Line(clean(one.text), numbers.cite(one.evidence), label, say_date(one.date) if one.date else "")
        for label, ties in (("way around a deal", state.alternatives), ("third-party ties", state.third_parties))
        for one in ties[-_MOST // 2 :]
    ]
    total = len(state.alternatives) + len(state.third_parties)
    return Section("ties", "Alternatives and third parties", tuple(lines), showing(len(lines), total))


def write_calendar(state: ProcessState, numbers: Numbering) -> Section:
    """Return the section on what is coming; what is past and unreported stands under what needs review."""
    coming = [one for one in state.calendar if not one.past]
    lines = [
        Line(capital(clean(one.what)), numbers.cite(one.evidence), say_date(one.date), _kind(one.kind))
        for one in coming[:_MOST]
    ]
    return Section("calendar", "Calendar", tuple(lines), showing(len(lines), len(coming)))


def _kind(kind: str) -> str:
    return {"due": "undertaking due", "meeting": "planned"}.get(kind, "")

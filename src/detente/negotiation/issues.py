"""Issues on the table: how each stands by the latest articles, how it moved, and what each party said last on it."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable

from detente.evidence import Issue, IssueMention, Principle, Statement
from detente.negotiation.describing import speaker_words
from detente.negotiation.state import IssueStatus, Position
from detente.negotiation.view import View, order
from detente.negotiation.wording import plain
from detente.reference.negotiation import load_words, matches

CAUTION = ("contested", "open", "narrowing", "agreed")  # of two readings of a day, the more cautious one
_ORDER = [issue.value for issue in Issue]


def derive_issues(view: View) -> tuple[IssueStatus, ...]:
    """Return the issues, those of the process file first, then in the order of the closed list."""
    mentions: dict[str, list[IssueMention]] = defaultdict(list)
    for mention in view.records(IssueMention):
        mentions[mention.issue.value].append(mention)
    spoken = _statements_by_issue(view)
    issues = [_issue(view, name, mentions[name], spoken[name]) for name in sorted({*mentions, *spoken})]
    first = view.process.issues
    return tuple(sorted(issues, key=lambda one: (one.issue not in first, _ORDER.index(one.issue))))


def _statements_by_issue(view: View) -> dict[str, list[Statement]]:
    """Return the statements on each issue: by their own coding, else by the words they share with a mention."""
    found: dict[str, list[Statement]] = defaultdict(list)
    for statement in view.records(Statement):
        if not view.resolved([statement.speaker]) or not view.akin(min(view.resolved([statement.speaker]))):
            continue
        named = {statement.issue} if statement.issue else set()
        for issue in named or {mention.issue for mention in view.overlapping(statement, IssueMention)}:
            found[issue.value].append(statement)
    return found


def _issue(view: View, name: str, mentions: list[IssueMention], statements: list[Statement]) -> IssueStatus:
    history = _history(view, mentions)
    evidence = [one.id for one in sorted(mentions, key=view.place, reverse=True)]
    return IssueStatus(
        issue=name,
        state=history[-1][1] if history else "open",
        positions=_positions(view, statements),
        evidence=tuple(dict.fromkeys(evidence)) or tuple(sorted(one.id for one in statements)),
        movement=_movement([state for _, state in history]),
        history=history,
    )


def _history(view: View, mentions: Iterable[IssueMention]) -> tuple[tuple[str, str], ...]:
    """Return (day, state) for each day with articles on the issue: what most say, of equals the more cautious."""
    by_day: dict[dt.date, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        by_day[view.seen(mention)][_weighed(view, mention)] += 1
    return tuple(
        (day.isoformat(), min(by_day[day], key=lambda state: (-by_day[day][state], CAUTION.index(state))))
        for day in sorted(by_day)
    )


def _weighed(view: View, mention: IssueMention) -> str:
    """Return the state that a mention bears out.

    Agreed is a point that is settled: not where a principle alone is affirmed, where one side says so, or where the
    agreement covers a part of it.
    """
    if mention.state != "agreed":
        return mention.state
    sides = [view.ours([one.speaker]) for one in view.overlapping(mention, Statement)]
    alone = bool(sides) and all(0 < len(side) < view.need for side in sides)
    affirmed = bool(view.overlapping(mention, Principle))
    part = matches(load_words().part_only, plain(mention.anchor.exact))
    return "narrowing" if alone or affirmed or part else "agreed"


def _movement(states: list[str]) -> str | None:
    """Return how the last state differs from the last one before it that was another, in a word."""
    if not states:
        return None
    before = next((state for state in reversed(states) if state != states[-1]), None)
    if before is None:
        return None
    return "toward agreement" if CAUTION.index(states[-1]) > CAUTION.index(before) else "hardening"


def _positions(view: View, statements: Iterable[Statement]) -> tuple[Position, ...]:
    """Return what each party and its domestic actors said, the latest first within a speaker's code."""
    said = [
        Position(
            party=";".join(sorted(view.resolved([one.speaker]))),
            date=one.date,
            quote=plain(one.position or one.anchor.exact),
            evidence=(one.id,),
            stance=one.stance.value,
            speaker=speaker_words(one.speaker),
        )
        for one in statements
    ]
    return tuple(sorted(said, key=lambda one: (one.party or "", _latest_first(one.date), one.evidence)))


def _latest_first(edtf: str | None) -> int:
    return -order(edtf)[1].toordinal() if edtf else 0

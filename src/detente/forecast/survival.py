"""The Kaplan-Meier estimate: which share has got there within so many months, where some were not followed to the end.

Kaplan and Meier, Journal of the American Statistical Association 53 (1958). Used to check base rates against figures
that others can compute; no forecast rests on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Wait(NamedTuple):
    """How many months were waited, and whether the thing came (else the waiting was cut off)."""

    months: float
    came: bool


def reached_within(waits: Iterable[Wait], months: Sequence[float]) -> tuple[float, ...]:
    """Return the share that has got there within each number of months.

    >>> reached_within([Wait(2, True), Wait(3, False), Wait(8, True), Wait(9, False)], [6, 12])
    (0.25, 0.625)
    """
    ordered = sorted(waits)
    left, at_risk, steps = 1.0, len(ordered), list[tuple[float, float]]()
    for wait in _by_length(ordered):
        came = sum(one.came for one in wait)
        if came:
            left *= 1 - came / at_risk
            steps.append((wait[0].months, 1 - left))
        at_risk -= len(wait)
    return tuple(max((share for at, share in steps if at <= limit), default=0.0) for limit in months)


def _by_length(ordered: Sequence[Wait]) -> list[list[Wait]]:
    groups: list[list[Wait]] = []
    for wait in ordered:
        if groups and groups[-1][0].months == wait.months:
            groups[-1].append(wait)
        else:
            groups.append([wait])
    return groups

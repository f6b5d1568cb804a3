"""When two mentions are one: likeness of their words, and groups that do not depend on any order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from detente.evidence import Evidence
from detente.negotiation.view import place_of
from detente.negotiation.wording import content_words, folded, plain
from detente.reference.negotiation import load_words

ALIKE = 0.5  # share of common content words from which two mentions are one

R = TypeVar("R", bound=Evidence)


def same_words(one: str, other: str) -> bool:
    """Tell whether two short texts say mostly the same.

    >>> same_words("a change of the constitution", "changes to the constitution")
    True
    """
    if folded(one) == folded(other):
        return True
    stop = load_words().stop
    a, b = content_words(plain(one), stop), content_words(plain(other), stop)
    return bool(a and b) and len(a & b) / len(a | b) >= ALIKE


def grouped(records: Iterable[R], same: Callable[[R, R], bool]) -> list[list[R]]:
    """Part records into groups that are linked by likeness, each in the order of its places."""
    groups: list[list[R]] = []
    for record in sorted(records, key=place_of):
        linked = [any(same(record, other) for other in group) for group in groups]
        joined = [one for group, near in zip(groups, linked, strict=True) if near for one in group]
        groups = [group for group, near in zip(groups, linked, strict=True) if not near]
        groups.append(sorted([*joined, record], key=place_of))
    return groups

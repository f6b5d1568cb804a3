"""The cast: persons and bodies by name, as the article introduces them or as the desk book knows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from detente.reference.actors import Entry

Name = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody that the article has said something of."""

    name: Name
    ids: tuple[str, ...]
    office: str | None = None
    wikidata: str | None = None
    sex: str = ""


@dataclass(slots=True)
class Cast:
    """The figures of an article by the last word of their name, in the order of introduction."""

    figures: dict[str, list[Figure]] = field(default_factory=dict)

    def add(self, figure: Figure) -> None:
        """Introduce somebody; a fuller name or a known office replaces an earlier entry of the same person."""
        same = self.figures.setdefault(figure.name[-1], [])
        for i, other in enumerate(same):
            if compatible(other.name, figure.name):
                if len(figure.name) > len(other.name):
                    same[i] = Figure(figure.name, other.ids, other.office or figure.office, other.wikidata, other.sex)
                return
        same.append(figure)

    def find(self, name: Name) -> Figure | None:
        """Return the figure of a name or surname."""
        for figure in reversed(self.figures.get(name[-1], ())):
            if compatible(figure.name, name):
                return figure
        return None


def compatible(one: Name, other: Name) -> bool:
    """Tell whether two names may be one person's: same last word, and first words that do not contradict.

    >>> compatible(("nikol", "pashinyan"), ("pashinyan",)), compatible(("bill", "clinton"), ("hillary", "clinton"))
    (True, False)
    """
    if one[-1] != other[-1]:
        return False
    if len(one) == 1 or len(other) == 1:
        return True
    a, b = one[0], other[0]
    return a == b or (a[:1] == b[:1] and (len(a.rstrip(".")) == 1 or len(b.rstrip(".")) == 1)) or a[:4] == b[:4]


def holder(entries: Iterable[Entry], day: str) -> Entry | None:
    """Return the row of a person that held its office on a day, else the row nearest to it in time.

    Rows are compared by ISO dates; an empty `until` means still in office. Without a day the latest row is taken.
    """
    best: tuple[tuple[int, str], Entry] | None = None
    for entry in entries:
        if not day or entry.since <= day <= (entry.until or "9999"):
            rank = (0, _flip(entry.since))
        else:
            rank = (1 + abs(_year(day) - _year(entry.until or entry.since if entry.until < day else entry.since)), "")
        if best is None or rank < best[0]:
            best = (rank, entry)
    return best[1] if best else None


def _year(date: str) -> int:
    return int(date[:4]) if date[:4].isdigit() else 0


def _flip(date: str) -> str:
    """Return a string that sorts later dates first."""
    return "".join(chr(ord("9") - ord(c) + ord("0")) if c.isdigit() else c for c in date.ljust(10, "0"))

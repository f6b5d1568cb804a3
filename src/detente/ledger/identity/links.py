"""Events that a person merged or split, applied to the clusters that the machine found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from detente.ledger.identity.traits import Traits


class Link(NamedTuple):
    """Reports that tell of one event (`together`), or of which the first tells of another than the rest."""

    together: bool
    reports: tuple[str, ...]

    def renamed(self, became: Mapping[str, str]) -> Link:
        """Return the link over the ids that corrected reports have now."""
        return Link(self.together, tuple(became.get(id, id) for id in self.reports))


def apply_links(groups: Iterable[Sequence[Traits]], links: Iterable[Link]) -> list[list[Traits]]:
    """Return the groups after merges and splits, one after the other; each group stays in the order of publication.

    Reports that are not there are passed over.
    """
    where: dict[str, int] = {}
    held: dict[int, list[Traits]] = {}
    for number, group in enumerate(groups):
        held[number] = list(group)
        where |= {report.id: number for report in group}
    for link in links:
        known = [id for id in link.reports if id in where]
        if len(known) < 2:
            continue
        if link.together:
            _move([report.id for id in known[1:] for report in held[where[id]]], where[known[0]], held, where)
        else:
            _move([id for id in known[1:] if where[id] == where[known[0]]], max(held) + 1, held, where)
    kept = (sorted(group, key=lambda report: report.order) for group in held.values() if group)
    return sorted(kept, key=lambda group: group[0].order)


def _move(ids: Iterable[str], to: int, held: dict[int, list[Traits]], where: dict[str, int]) -> None:
    for id in dict.fromkeys(ids):
        home = held[where[id]]
        report = next(one for one in home if one.id == id)
        if where[id] != to:
            home.remove(report)
            held.setdefault(to, []).append(report)
            where[id] = to

"""Which of several extractions of one article counts, and until when each did. Pure: a function of the set."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

_PART = re.compile(r"\d+|[^\d.]+")


class Run(NamedTuple):
    """One extraction of an article: its key, the extractor's version, the reading it worked on, when it was made."""

    pk: int
    version: str
    reading: tuple[str, str]
    recorded_at: str


@lru_cache(maxsize=256)
def version_order(version: str) -> tuple[tuple[bool, int, str], ...]:
    """Return what orders versions as people read them, numbers by their size; a suffix makes a version newer.

    >>> version_order("0.10.0") > version_order("0.9.2")
    True
    """
    return tuple((part.isdigit(), int(part) if part.isdigit() else 0, part) for part in _PART.findall(version))


def superseded_times(runs: Iterable[Run]) -> dict[int, str | None]:
    """Return for each run the time from which a better one counted in its place, `None` for the one that counts.

    The newest version is best; among readings of the same text under several names, the first name in order. A run
    that arrives when a better one is there never counts, which shows as the time of its own arrival.
    """
    ranked = sorted(runs, key=lambda run: run.reading)
    ranked.sort(key=lambda run: version_order(run.version), reverse=True)
    times: dict[int, str | None] = {}
    best_since: str | None = None
    for run in ranked:
        times[run.pk] = None if best_since is None else max(best_since, run.recorded_at)
        best_since = run.recorded_at if best_since is None else min(best_since, run.recorded_at)
    return times

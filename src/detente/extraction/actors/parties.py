"""Parties: the main adversaries of an article."""

from __future__ import annotations

from collections import Counter

from detente.extraction.actors.scene import Scene


def find_parties(scene: Scene) -> tuple[str, ...]:
    """Return the ids of the main parties, most central first."""
    counts: Counter[str] = Counter()
    for phrase in scene.phrases:
        for identifier in phrase.ids or ():
            counts[identifier] += 1
    return tuple(identifier for identifier, _ in counts.most_common(2))

"""The desk book of signs: how each kind of record is read for or against a settlement."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from detente.errors import DeskBookError
from detente.evidence import Direction, EventType, Milestone, SignKind

FILE = Path(__file__).parent / "data" / "signs" / "readings.yaml"


@dataclass(frozen=True, slots=True)
class Reading:
    """Which way an event points, and its kind when a party acts and when a third party does."""

    direction: Direction
    by_party: SignKind
    by_third: SignKind


@dataclass(frozen=True, slots=True)
class SignBook:
    """All readings: of events by type, the rungs that are deeds, and the words of a writer's own judgement."""

    events: Mapping[EventType, Reading]
    deeds: frozenset[Milestone]
    author: Mapping[Direction, re.Pattern[str]]


@lru_cache(maxsize=1)
def load_signs(path: Path = FILE) -> SignBook:
    """Load the readings. Raises `DeskBookError` where one is not of the vocabulary.

    >>> load_signs().events[EventType.ASSAULT].direction
    <Direction.AGAINST: 'against'>
    """
    plain = yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    try:
        events = {
            EventType(name): Reading(Direction(way), SignKind(party), SignKind(third))
            for name, (way, party, third) in plain["events"].items()
        }
        deeds = frozenset(Milestone(name) for name in plain["deeds"])
    except (KeyError, TypeError, ValueError) as error:
        raise DeskBookError(path.name, f"not a table of readings: {error}", "see the head of the file") from error
    if missing := set(EventType) - set(events):
        raise DeskBookError(path.name, f"no reading for {', '.join(sorted(missing))}", "add a line for each type")
    author = {Direction(way): re.compile("|".join(words), re.I) for way, words in plain["author"].items()}
    return SignBook(events, deeds, author)

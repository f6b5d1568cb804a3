"""The desk book of identity: what speaks for two reports telling of one event, and how much."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from detente.errors import DeskBookError
from detente.evidence import EventType, Status
from detente.reference.actors import rows

STEM = 6  # letters by which words are compared: released, releases and releasing are one
PATH = Path(__file__).parent / "data" / "identity" / "events.toml"


@dataclass(frozen=True, slots=True)
class IdentityWeights:
    """The weights, looked up by pairs in either order. What is not listed is no possible pair."""

    threshold: float
    margin: float
    block: Mapping[EventType, str]
    prior: Mapping[EventType, float]
    types: Mapping[tuple[EventType, EventType], float]
    statuses: Mapping[tuple[Status, Status], float]
    date: Mapping[str, Any]
    actors: Mapping[str, Any]
    place: Mapping[str, Any]
    mode: Mapping[str, float]
    milestone: Mapping[str, float]
    content: Mapping[str, Any]
    copies: Mapping[str, float]
    ignored: frozenset[str]
    titles: frozenset[str]
    vague_places: frozenset[str]

    def place_name(self, written: str) -> str:
        """Return a place in lower case, without its article, a building by its city."""
        name = written.lower().removeprefix("the ")
        for part, meant in self.place["aliases"]:
            name = name.replace(part, meant)
        return name


@lru_cache(maxsize=4)
def identity_weights(path: Path = PATH) -> IdentityWeights:
    """Return the weights of a file; raise `DeskBookError` where it lacks a part or names an unknown type.

    >>> identity_weights().block[EventType.ACCUSE]
    'words'
    """
    try:
        book = tomllib.loads(path.read_text(encoding="utf-8"))
        return IdentityWeights(
            threshold=book["threshold"],
            margin=book["margin"],
            block={EventType(name): block for block, names in book["blocks"].items() for name in names},
            prior={EventType(name): float(value) for name, value in book["prior"].items()},
            types=_pairs(book["compatible"], EventType),
            statuses=_pairs(book["status"], Status),
            ignored=frozenset(book["content"]["ignored"].split()),
            vague_places=frozenset(word[:STEM] for word in book["place"]["vague"].split()),
            titles=frozenset(book["actors"]["titles"].split()) | _country_words(),
            **{part: book[part] for part in ("date", "actors", "place", "mode", "milestone", "content", "copies")},
        )
    except (OSError, KeyError, ValueError) as error:
        raise DeskBookError(path.name, f"cannot be used: {error}", "compare it with the shipped one") from error


@lru_cache(maxsize=1)
def places() -> Mapping[str, tuple[str, bool]]:
    """Return names of countries, capitals and other places, lower case: the country, and whether it is the name itself.

    >>> places()["baku"], places()["azerbaijan"]
    (('AZE', False), ('AZE', True))
    """
    found: dict[str, tuple[str, bool]] = {}
    for row in rows("places"):
        found |= {name.lower(): (row["country"], False) for name in (row["name"], *row["variants"].split("|")) if name}
    for row in rows("countries"):
        found |= {name.lower(): (row["id"], False) for name in row["capital"].split("|") if name}
    for row in rows("countries"):
        found |= {name.lower(): (row["id"], True) for name in (row["name"], *row["variants"].split("|")) if name}
    return found


@lru_cache(maxsize=1)
def capitals() -> Mapping[str, str]:
    """Return the names of capitals, lower case, and the country whose government each stands for.

    >>> capitals()["baku"]
    'AZE'
    """
    return {name.lower(): row["id"] for row in rows("countries") for name in row["capital"].split("|") if name}


def _country_words() -> frozenset[str]:
    fields = ("name", "variants", "adjectives", "people", "capital")
    names = (name for row in rows("countries") for field in fields for name in row[field].split("|"))
    return frozenset(word for name in names for word in name.lower().replace("-", " ").split())


def _pairs(table: Mapping[str, float], cls: Any) -> dict[Any, float]:
    pairs = {(value, value): 0.0 for value in cls}
    for names, weight in table.items():
        one, other = (cls(name) for name in names.split())
        pairs[one, other] = pairs[other, one] = float(weight)
    return pairs

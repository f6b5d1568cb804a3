"""The desk book of negotiation: words that report rungs, principles and undertakings, and short names of actors.

The data are in `data/negotiation`; this module reads and compiles them, each file once.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from detente.errors import DeskBookError
from detente.evidence import EventType, Milestone
from detente.reference.actors import load_actor_book, rows

_LISTS = (
    *("closed", "alternative", "occasions", "opinion", "joining", "relative", "loose_end", "open_end", "lead"),
    *(
        "hinges",
        "goes_on",
        "told_of",
        "part_only",
        "conversational",
        "pointing",
        "asked_of_listener",
        "own_voice",
        "unreal",
        "conditional",
    ),
)
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Patterns = tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class RungWords:
    """The words of one rung: `strong` ones carry it alone, `weak` ones only where the article got so far."""

    strong: Patterns
    weak: Patterns


@dataclass(frozen=True, slots=True)
class MilestoneBook:
    """Which words report, deny or take back a rung of the ladder."""

    rungs: Mapping[Milestone, RungWords]
    not_yet: Mapping[Milestone, Patterns]
    collapsed: Mapping[Milestone, Patterns]
    partial: Patterns
    only_announced: Patterns
    ahead: Patterns
    broken_off: Patterns


@dataclass(frozen=True, slots=True)
class Act:
    """Something that parties undertake: its words, and what fulfils it.

    What is `standing` is kept day by day: its date is a beginning, and no report is needed when it has passed.
    Of what is `timeless` a date in its words is that of the thing it speaks of.
    """

    what: str
    words: Patterns
    events: frozenset[EventType]
    done: Patterns
    object: Patterns
    standing: bool = False
    timeless: bool = False


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """What a condition asks for, and the words and types of an event that fulfil it; no types: any."""

    asked: Patterns
    done: Patterns
    events: frozenset[EventType]


@dataclass(frozen=True, slots=True)
class WordBook:
    """Levels of contact, kinds of meetings, and other short lists, as the data file explains them."""

    levels: Mapping[str, Patterns]
    meetings: Mapping[str, Patterns]
    closed: Patterns
    alternative: Patterns
    occasions: Patterns
    opinion: Patterns
    stop: frozenset[str]
    joining: Patterns
    relative: Patterns
    loose_end: Patterns
    open_end: Patterns
    lead: Patterns
    names_aside: Patterns
    hinges: Patterns
    goes_on: Patterns
    told_of: Patterns
    part_only: Patterns
    conversational: Patterns
    pointing: Patterns
    asked_of_listener: Patterns
    own_voice: Patterns
    unreal: Patterns
    conditional: Patterns


@lru_cache(maxsize=1)
def load_milestones() -> MilestoneBook:
    """Return the words of the ladder.

    >>> load_milestones().rungs[Milestone.INITIALLED].strong[0].search("The ministers initialled the text") is not None
    True
    """
    data = _read("milestones.yaml")
    rungs = {
        Milestone(name): RungWords(_compiled(words["strong"]), _compiled(words["weak"]))
        for name, words in data["rungs"].items()
    }
    return MilestoneBook(
        rungs,
        {Milestone(name): _compiled(words) for name, words in data["not_yet"].items()},
        {Milestone(name): _compiled(words) for name, words in data["collapsed"].items()},
        *(_compiled(data[key]) for key in ("partial", "only_announced", "ahead", "broken_off")),
    )


@lru_cache(maxsize=1)
def load_principles() -> Mapping[str, Patterns]:
    """Return the normal forms of principles with their words, in order of precedence."""
    return {name: _compiled(words) for name, words in _read("principles.yaml").items()}


@lru_cache(maxsize=1)
def load_acts() -> tuple[Act, ...]:
    """Return the acts that parties undertake."""
    return tuple(
        Act(
            row["what"],
            _compiled(row["words"]),
            frozenset(EventType(name) for name in row["events"]),
            _compiled(row["done"]),
            _compiled(row["object"]),
            bool(row.get("standing")),
            bool(row.get("timeless")),
        )
        for row in _read("acts.yaml")
    )


@lru_cache(maxsize=1)
def load_fulfilments() -> tuple[Fulfilment, ...]:
    """Return what fulfils conditions."""
    return tuple(
        Fulfilment(
            _compiled(row["asked"]), _compiled(row["done"]), frozenset(EventType(name) for name in row["events"])
        )
        for row in _read("fulfilments.yaml")
    )


@lru_cache(maxsize=1)
def load_words() -> WordBook:
    """Return the short lists."""
    data = _read("words.yaml")
    return WordBook(
        {name: _compiled(words) for name, words in data["levels"].items()},
        {name: _compiled(words) for name, words in data["meetings"].items()},
        stop=frozenset(data["stop"]),
        # a name beside an office is told by its capitals
        names_aside=tuple(re.compile(word) for word in data["names_aside"]),
        **{name: _compiled(data[name]) for name in _LISTS},
    )


@dataclass(frozen=True, slots=True)
class Labels:
    """How a brief calls the values of the closed lists; `missing` says what is absent where a rung is not reached."""

    milestones: Mapping[str, str]
    missing: Mapping[str, str]
    issues: Mapping[str, str]
    sign_kinds: Mapping[str, str]


@lru_cache(maxsize=1)
def load_labels() -> Labels:
    """Return the names of the closed lists.

    >>> load_labels().issues["displaced_return"]
    'return of the displaced'
    """
    return Labels(**_read("labels.yaml"))


def name_of(actor: str, *, short: bool = False) -> str:
    """Return the name by which a brief calls an actor; of an unknown code, the code.

    >>> name_of("ARM"), name_of("USA", short=True), name_of("ARM:REL"), name_of("PSE:REB"), name_of("XYZ")
    ('Armenia', 'US', 'Armenian religious bodies', 'Hamas', 'XYZ')
    """
    names = _names()
    if actor in names:
        return names[actor][short]
    country, _, sector = actor.partition(":")
    if sector and f"*:{sector}" in names:
        return f"{_adjectives().get(country, country)} {names[f'*:{sector}'][0]}"
    return actor


def name_in_text(actor: str) -> str:
    """Return the name of an actor with the article that it takes in a sentence.

    >>> name_in_text("USA"), name_in_text("ARM"), name_in_text("ZWE:OPP")
    ('the United States', 'Armenia', 'the Zimbabwean opposition')
    """
    _, _, sector = actor.partition(":")
    listed = actor if actor in _names() else f"*:{sector}"
    return f"the {name_of(actor)}" if listed in _with_article() else name_of(actor)


def voice_of(outlet: str | None) -> str | None:
    """Return the government for which an outlet speaks, `None` for the press.

    >>> voice_of("The White House"), voice_of("The Daily Planet")
    ('USA', None)
    """
    return load_actor_book().outlets.get((outlet or "").lower())


def matches(patterns: Iterable[re.Pattern[str]], text: str) -> bool:
    """Tell whether any of the patterns is found in the text."""
    return any(pattern.search(text) for pattern in patterns)


@lru_cache(maxsize=1)
def _names() -> Mapping[str, tuple[str, str]]:
    known = {row["id"]: (row["name"], row["short"]) for row in _listed_names()}
    for table in ("countries", "bodies"):
        for row in rows(table):
            if row["id"]:
                known.setdefault(row["id"], (row["name"], row["name"]))
    return known


@lru_cache(maxsize=1)
def _with_article() -> frozenset[str]:
    return frozenset(row["id"] for row in _listed_names() if row["the"])


def _listed_names() -> list[dict[str, str]]:
    return list(csv.DictReader(line for line in _text("names.csv").splitlines() if not line.startswith("#")))


@lru_cache(maxsize=1)
def _adjectives() -> Mapping[str, str]:
    return {row["id"]: row["adjectives"].split("|")[0] or row["name"] for row in rows("countries")}


def _text(name: str) -> str:
    return (files("detente.reference") / "data" / "negotiation" / name).read_text("utf-8")


def _read(name: str) -> Any:
    try:
        return yaml.load(_text(name), Loader=_Loader)
    except yaml.YAMLError as error:
        raise DeskBookError(f"negotiation/{name}", f"not YAML: {error}", "mend the file") from error


def _compiled(words: Iterable[str]) -> Patterns:
    try:
        return tuple(re.compile(word, re.IGNORECASE) for word in words)
    except re.error as error:
        raise DeskBookError("negotiation", f"not a pattern: {error.pattern!r}: {error}", "mend the file") from error

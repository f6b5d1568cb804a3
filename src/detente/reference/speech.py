"""The desk book of speech: by which words a text attributes words and views, and which way those words point."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib import resources
from typing import Any

import yaml

from detente.errors import DeskBookError

FRAMES = frozenset({"q", "s", "i", "n", "a", "os", "oi", "ing"})
KINDS = frozenset({"say", "ask", "judge", "think", "wish", "show"})
STANCE_POINTS = {"toward": 1, "against": -1, "toward_strong": 2, "against_strong": -2}
MISREAD = {"hop": "hope", "hat": "hate", "cit": "cite", "quot": "quote", "accus": "accuse", "stat": "state"}


@dataclass(frozen=True, slots=True)
class SpeechWord:
    """A word or phrase that attributes: its kind, the constructions it takes, and the words that must follow it."""

    lemma: str
    kind: str
    frames: frozenset[str]
    prepositions: frozenset[str] = frozenset()
    object_prepositions: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class SpeechBook:
    """Everything that the desk book knows, keyed for looking up."""

    verbs: Mapping[str, SpeechWord]
    phrases: Mapping[str, tuple[SpeechWord, ...]]
    nouns: Mapping[str, SpeechWord] = field(default_factory=dict)
    adjectives: Mapping[str, SpeechWord] = field(default_factory=dict)
    formulas: tuple[tuple[tuple[str, ...], str], ...] = ()
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)
    bearing: Mapping[str, str] = field(default_factory=dict)
    stance: Mapping[str, int] = field(default_factory=dict)
    turns: Mapping[str, frozenset[str]] = field(default_factory=dict)
    outlets: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    stance_phrases: Mapping[tuple[str, ...], int] = field(default_factory=dict)

    @cached_property
    def cue_lemmas(self) -> frozenset[str]:
        """The lemmas, right and misread, of every word that may attribute."""
        listed = self.lists["light_verbs"] | self.lists["raising"] | self.lists["raising_passive"]
        return frozenset({"be", *MISREAD, *listed, *self.verbs, *self.phrases, *self.nouns, *self.adjectives})

    @cached_property
    def cue_forms(self) -> frozenset[str]:
        """The words that may attribute as they stand: adjectives, and the first words of formulas."""
        return frozenset({*self.adjectives, *(formula[0] for formula, _ in self.formulas)})

    @cached_property
    def bearing_words(self) -> frozenset[str]:
        """The words of conflict and negotiation."""
        return frozenset(self.bearing)

    def lemma(self, form: str, lemma: str) -> str:
        """Return the base form of a verb, mending what the parser's lemmatizer is known to get wrong.

        >>> load_speech().lemma("hoping", "hop")
        'hope'
        """
        return MISREAD.get(lemma.lower(), lemma.lower()) if form != lemma.lower() else form


@lru_cache(maxsize=1)
def load_speech() -> SpeechBook:
    """Load the desk book that comes with the package.

    >>> sorted(load_speech().verbs["vow"].frames)
    ['i', 'n', 'q', 's']
    """
    verbs, nouns, adjectives = (
        {row["lemma"]: _word(row) for row in _rows(name)} for name in ("verbs.csv", "nouns.csv", "adjectives.csv")
    )
    phrases: dict[str, list[SpeechWord]] = {}
    for row in _rows("phrases.csv"):
        phrases.setdefault(row["lemma"], []).append(_word(row))
    longest_first = {k: tuple(sorted(v, key=lambda word: -len(word.words))) for k, v in phrases.items()}
    formulas = tuple((tuple(row["words"].split()), row["of"]) for row in _rows("formulas.csv"))
    lists = {name: frozenset(words) for name, words in _yaml("lists.yaml").items()}
    bearing = {word: kind for kind, words in _yaml("bearing.yaml").items() for word in words}
    loaded = _yaml("stance.yaml")
    phrases_of_stance = {tuple(words.split()): int(points) for words, points in loaded.pop("phrases").items()}
    turns = {name: frozenset(words) for name, words in loaded.items()}
    stance = {word: points for name, points in STANCE_POINTS.items() for word in turns[name]}
    return SpeechBook(
        verbs,
        longest_first,
        nouns,
        adjectives,
        formulas,
        lists,
        bearing,
        stance,
        turns,
        _outlets("outlets.csv"),
        phrases_of_stance,
    )


def _outlets(name: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the names of outlets as words, longest first, under their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for row in _rows(name):
        words = tuple(row["name"].split())
        found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(names, key=len, reverse=True)) for first, names in found.items()}


def _word(row: Mapping[str, str]) -> SpeechWord:
    frames, joined, objects = set(), set(), set()
    for frame in row["frames"].split():
        name, _, preposition = frame.partition(":")
        if name == "p" and preposition:
            joined.add(preposition)
        elif name == "o" and preposition:
            objects.add(preposition)
        elif name in FRAMES:
            frames.add(name)
        else:
            raise DeskBookError(row["lemma"], f"unknown construction {frame!r}", f"use one of {sorted(FRAMES)}")
    if row["kind"] not in KINDS:
        raise DeskBookError(row["lemma"], f"unknown kind {row['kind']!r}", f"use one of {sorted(KINDS)}")
    return SpeechWord(
        row["lemma"],
        row["kind"],
        frozenset(frames),
        frozenset(joined),
        frozenset(objects),
        tuple(row.get("words", "").split()),
    )


def _folder() -> Any:
    return resources.files("detente.reference") / "data" / "speech"


def _rows(name: str) -> Iterator[dict[str, str]]:
    lines = (_folder() / name).read_text(encoding="utf-8").splitlines()
    yield from csv.DictReader(line for line in lines if line and not line.startswith("#"))


def _yaml(name: str) -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded = yaml.load((_folder() / name).read_text(encoding="utf-8"), Loader=loader)
    if not isinstance(loaded, dict):
        raise DeskBookError(name, "not a mapping", "write one name with its values on each line")
    return loaded

"""The desk book of times: the words of time expressions, how they combine, and the holidays.

The words live in `data/times/words.csv` and `holidays.csv`, their combinations in `patterns.yaml`, what tells tense in
`tense.yaml`. Each class of words gets a letter of its own, so that a sentence becomes a string and a pattern a regular
expression over it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from detente.errors import DeskBookError

FOLDER = Path(__file__).parent / "data" / "times"
FIRST_LETTER = 0xE000  # classes are written in characters of the private use area, which mean nothing in a regex
OTHER = "\uf8ff"  # the letter of a word that is no time word
NUMERALS = ("small", "big", "year", "decade", "nth", "clock", "iso", "slashed", "qcode")
CONDITIONS = frozenset({"", "capital", "noun", "adverb", "adjective", "dated"})
_NAME = re.compile(r"[a-z]+")
_MACRO = re.compile(r"\{(\w+)\}")


class Entry(NamedTuple):
    """What a word is: its class, what it stands for, and the condition under which it is that."""

    name: str
    value: str
    when: str = ""


class Rule(NamedTuple):
    """A pattern over letters, with the name of the rule that resolves what it finds."""

    name: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True, eq=False)
class TimeBook:
    """Words and phrases, the letters of their classes, and the patterns; `start` finds where one may begin."""

    words: Mapping[str, Entry]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Entry], ...]]
    letters: Mapping[str, str]
    rules: tuple[Rule, ...]
    start: re.Pattern[str]
    triggers: frozenset[str]
    holidays: Mapping[str, str]
    lists: Mapping[str, frozenset[str]]

    def list_of(self, name: str) -> frozenset[str]:
        """Return a list of `tense.yaml`; an unknown name is an error, since a silent one would hide a typo."""
        try:
            return self.lists[name]
        except KeyError:
            raise DeskBookError("tense.yaml", f"no list {name!r}", f"use one of {sorted(self.lists)}") from None


@lru_cache(maxsize=1)
def load_time_book() -> TimeBook:
    """Load the desk book that comes with the package.

    >>> load_time_book().words["october"]
    Entry(name='month', value='10', when='')
    """
    holidays = {row["name"]: row["rule"] for row in _rows("holidays.csv")}
    entries = {row["words"]: Entry(row["class"], row["value"], row["when"]) for row in _rows("words.csv")}
    entries |= {name: Entry("holiday", name, "capital") for name in holidays}
    for words, entry in entries.items():
        if entry.when not in CONDITIONS:
            raise DeskBookError(f"words.csv: {words}", f"unknown condition {entry.when!r}", f"use {sorted(CONDITIONS)}")
    names = dict.fromkeys((*NUMERALS, "word", *(entry.name for entry in entries.values())))
    letters = {name: chr(FIRST_LETTER + i) for i, name in enumerate(names)} | {"word": OTHER}
    patterns = _read("patterns.yaml")
    rules = tuple(_rules(patterns, letters))
    fillers = frozenset(patterns["fillers"])
    return TimeBook(
        {words: entry for words, entry in entries.items() if " " not in words},
        _phrases(entries),
        letters,
        rules,
        re.compile("|".join(f"(?:{rule.pattern.pattern})" for rule in rules)),
        frozenset(words.split(" ")[0] for words, entry in entries.items() if entry.name not in fillers),
        holidays,
        {name: frozenset(words) for name, words in _read("tense.yaml").items()},
    )


def _phrases(entries: Mapping[str, Entry]) -> dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]:
    """Return the entries of several words by their first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for words, entry in entries.items():
        first, *rest = words.replace("'s", " 's").replace("’s", " ’s").split()
        if rest:
            found.setdefault(first, []).append((tuple(rest), entry))
    return {first: tuple(sorted(group, key=lambda item: -len(item[0]))) for first, group in found.items()}


def _rules(table: Mapping[str, Any], letters: Mapping[str, str]) -> Iterator[Rule]:
    for name, patterns in table["rules"].items():
        for pattern in patterns:
            yield Rule(name, re.compile(_compiled(pattern, table["macros"], letters)))


def _compiled(pattern: str, macros: Mapping[str, str], letters: Mapping[str, str]) -> str:
    def letter(match: re.Match[str]) -> str:
        try:
            return letters[match.group()]
        except KeyError:
            raise DeskBookError(
                "patterns.yaml", f"no class {match.group()!r} in {pattern!r}", "see words.csv"
            ) from None

    expanded = pattern
    for _ in range(5):  # macros may stand in macros
        expanded = _MACRO.sub(lambda match: f"({macros[match.group(1)]})", expanded)
    return _NAME.sub(letter, expanded).replace(" ", "").replace("(?<=", "\0").replace("(", "(?:").replace("\0", "(?<=")


def _read(name: str) -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    table: dict[str, Any] = yaml.load((FOLDER / name).read_text(encoding="utf-8"), Loader=loader)  # safe in either case
    return table


def _rows(name: str) -> Iterator[dict[str, str]]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    yield from csv.DictReader(line for line in lines if line and not line.startswith("#"))

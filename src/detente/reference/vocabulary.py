"""The vocabulary of negotiation: which words name an issue, a principle, a promise, a condition, a poll, an occasion.

The phrases live in `data/negotiation_kinds/*.yaml`, one topic a file, in a small language that `classes.yaml`
explains; this module reads it into one tree of patterns, in which a text is looked up in a single pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from detente.errors import DeskBookError

FOLDER = Path(__file__).parent / "data" / "negotiation_kinds"
CLASSES = "classes"
GAPS = {"*": 3, "**": 8}  # how many words a gap may skip


@dataclass(frozen=True, slots=True)
class Entry:
    """What a phrase stands for: the topic (its file), the label and the further fields of its group."""

    topic: str
    label: str
    weight: int = 1
    fields: Mapping[str, Any] = field(default_factory=dict, hash=False, compare=False)


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a pattern: words (lemmas or forms in lower case) that may stand there, or a gap."""

    words: frozenset[str] = frozenset()
    gap: int = 0
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A phrase: its first words are the key of the tree, `rest` is what must follow."""

    rest: tuple[Element, ...]
    entry: Entry


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """All patterns by their first word, and the word classes by name."""

    tree: Mapping[str, tuple[Pattern, ...]]
    classes: Mapping[str, frozenset[str]]
    entries: Mapping[str, tuple[Entry, ...]]

    def words(self, name: str) -> frozenset[str]:
        """Return the words of a class; an unknown name is an error, since a silent one would hide a typo."""
        try:
            return self.classes[name]
        except KeyError:
            raise DeskBookError("negotiation_kinds", f"no word class @{name}", f"add it to {CLASSES}.yaml") from None


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """Read the vocabulary that ships with the package.

    >>> sorted(load_vocabulary().entries)[:3]
    ['agreeing', 'commitments', 'conditions']
    """
    tables = {path.stem: _read(path) for path in sorted(FOLDER.glob("*.yaml"))}
    return compile_vocabulary(tables)


def compile_vocabulary(tables: Mapping[str, Any]) -> Vocabulary:
    """Build the tree from tables as they stand in the files: `classes` and one table of groups a topic.

    >>> book = compile_vocabulary({"classes": {"war": ["war", "conflict"]},
    ...                            "issues": [{"label": "security_use_of_force", "phrases": ["end|stop @war"]}]})
    >>> sorted(book.tree)
    ['end', 'stop']
    """
    classes = {name: frozenset(_listed(words)) for name, words in tables.get(CLASSES, {}).items()}
    tree: dict[str, list[Pattern]] = {}
    entries: dict[str, list[Entry]] = {}
    for topic, groups in tables.items():
        if topic == CLASSES:
            continue
        for entry, phrase in _phrases(topic, groups):
            entries.setdefault(topic, []).append(entry)
            first, *rest = _elements(topic, phrase, classes)
            if first.gap or first.optional:
                raise DeskBookError(topic, f"the phrase {phrase!r} begins with a gap", "begin it with a word")
            pattern = Pattern(tuple(rest), entry)
            for word in first.words:
                tree.setdefault(word, []).append(pattern)
    return Vocabulary(
        {word: tuple(patterns) for word, patterns in tree.items()},
        classes,
        {topic: tuple(dict.fromkeys(found)) for topic, found in entries.items()},
    )


def _read(path: Path) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # a safe loader in either case
    except yaml.YAMLError as error:
        raise DeskBookError(path.name, f"not readable as YAML: {error}") from error


def _phrases(topic: str, groups: Any) -> Iterator[tuple[Entry, str]]:
    for group in groups:
        if "label" not in group or "phrases" not in group:
            raise DeskBookError(topic, f"a group without label or phrases: {group!r:.80}")
        fields = {name: value for name, value in group.items() if name not in ("label", "phrases", "weight")}
        entry = Entry(topic, str(group["label"]), int(group.get("weight", 1)), fields)
        for phrase in group["phrases"]:
            yield entry, str(phrase)


def _elements(topic: str, phrase: str, classes: Mapping[str, frozenset[str]]) -> list[Element]:
    return [_element(topic, word, classes) for word in phrase.split()]


def _element(topic: str, word: str, classes: Mapping[str, frozenset[str]]) -> Element:
    if word in GAPS:
        return Element(gap=GAPS[word])
    optional = word.startswith("?")
    words: set[str] = set()
    for part in word.removeprefix("?").split("|"):
        if part.startswith("@"):
            if part[1:] not in classes:
                raise DeskBookError(topic, f"no word class {part}", f"add it to {CLASSES}.yaml")
            words |= classes[part[1:]]
        else:
            words.add(part.lower())
    return Element(frozenset(words), optional=optional)


def _listed(words: str | list[str]) -> list[str]:
    return words.split() if isinstance(words, str) else [str(word) for word in words]

"""The event codebook: patterns that code a verb or a noun as an event of PLOVER.

The patterns live in `data/codebook/*.yaml`, in a small language that `verbs.yaml` explains; this module only reads it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from detente.errors import DeskBookError
from detente.evidence import EventType

FOLDER = Path(__file__).parent / "data" / "codebook"
ANY: frozenset[str] = frozenset(["*"])
NO_EVENT = "NONE"  # heads the patterns of words that look like an event and are none

MODES = {
    "CONSULT": {"meet", "visit", "third-party", "multilateral", "phone"},
    "RETREAT": {"withdraw", "release", "disarm", "ceasefire", "access", "resign"},
    "REQUEST": {"assist", "change", "yield", "meet"},
    "ACCUSE": {"disapprove", "investigate", "allege"},
    "REJECT": {"assist", "change", "yield", "meet"},
    "THREATEN": {"restrict", "arrest", "relations", "expel", "territory", "violence"},
    "PROTEST": {"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"},
    "SANCTION": {"convict", "expel", "withdraw", "discontinue"},
    "MOBILIZE": {"troops", "weapons", "police", "militia"},
    "COERCE": {
        *("seize", "restrict", "censor", "curfew", "martial-law"),
        *("arrest", "deport", "withhold", "misinformation", "cyber"),
    },
    "ASSAULT": {
        *("abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives"),
        *("suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional"),
    },
}


@dataclass(frozen=True, slots=True)
class Slot:
    """What must stand in a place: words of a class, or one word. `prep` is the preposition it stands behind."""

    words: frozenset[str] = ANY
    prep: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of the codebook, read. Its type is `None` for words that look like an event and are none."""

    lemma: str
    type: EventType | None
    mode: str | None
    particle: str = ""
    object: Slot | None = None
    prep: Slot | None = None
    complement: frozenset[str] = frozenset()
    beside: str = ""
    subject: frozenset[str] = frozenset()
    joint: bool = False
    weak: bool = False
    says: bool = False
    order: int = 0

    @property
    def specificity(self) -> int:
        """How much a pattern asks for; the one that asks for most wins."""
        slots = [slot for slot in (self.object, self.prep) if slot]
        asked = sum(1 if slot.words is ANY else (3 if len(slot.words) == 1 else 2) for slot in slots)
        complement = 0 if not self.complement else (1 if self.complement == ANY else 2)
        return asked + complement + 2 * bool(self.particle) + 2 * bool(self.beside) + bool(self.subject)


@dataclass(frozen=True, slots=True)
class Codebook:
    """Patterns by lemma, noun classes, and the words that change what an event means."""

    verbs: Mapping[str, tuple[Pattern, ...]]
    nouns: Mapping[str, tuple[Pattern, ...]]
    classes: Mapping[str, frozenset[str]]
    words: Mapping[str, Any] = field(default_factory=dict)

    def list_of(self, name: str) -> frozenset[str]:
        """Return a word list of `wrappers.yaml` as a set."""
        return frozenset(self.words[name])


def read_pattern(
    text: str, type_: EventType | None, mode: str | None, classes: Mapping[str, frozenset[str]], order: int = 0
) -> Pattern:
    """Read one pattern of the codebook.

    >>> pattern = read_pattern("sign @agreement | joint", EventType.SUPPORT, None, {"agreement": frozenset(["deal"])})
    >>> pattern.lemma, pattern.joint, "deal" in pattern.object.words
    ('sign', True, True)
    """
    body, _, flags = text.partition("|")
    head, *rest = body.split()
    lemma, _, particle = head.partition("~")
    given: dict[str, Any] = {}
    for part in rest:
        key, value = _constraint(part, text, classes)
        given[key] = value
    named = set(flags.split())
    if unknown := named - {"joint", "weak", "says"}:
        raise DeskBookError(
            f"codebook pattern {text!r}", f"unknown flag {', '.join(unknown)}", "use joint, weak or says"
        )
    return Pattern(
        lemma,
        type_,
        mode,
        particle,
        joint="joint" in named,
        weak="weak" in named,
        says="says" in named,
        order=order,
        **given,
    )


@lru_cache(maxsize=4)
def load_codebook(folder: Path = FOLDER) -> Codebook:
    """Load the codebook from its folder. Raises `DeskBookError` where a file holds something unknown."""
    classes = {name: frozenset(words) for name, words in _load(folder / "classes.yaml").items()}
    return Codebook(
        _by_lemma(folder / "verbs.yaml", classes),
        _by_lemma(folder / "nouns.yaml", classes),
        classes,
        _load(folder / "wrappers.yaml"),
    )


def _constraint(part: str, text: str, classes: Mapping[str, frozenset[str]]) -> tuple[str, Any]:
    mark, rest = part[0], part[1:]
    if mark == "@":
        return "object", Slot(ANY if rest == "*" else _words(rest, text, classes))
    if mark == "/":
        prep, _, of = rest.partition("@")
        return "prep", Slot(_words(of, text, classes) if of else ANY, prep)
    if mark == "^":
        return "complement", frozenset(rest.split(","))
    if mark == "*":
        return "beside", rest
    if mark == "<":
        return "subject", _words(rest, text, classes)
    raise DeskBookError(f"codebook pattern {text!r}", f"cannot read {part!r}", "see the head of verbs.yaml")


def _words(name: str, text: str, classes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    if name.startswith("="):
        return frozenset([name[1:]])
    if name not in classes:
        raise DeskBookError(f"codebook pattern {text!r}", f"no noun class {name!r}", "add it to classes.yaml")
    return classes[name]


def _by_lemma(path: Path, classes: Mapping[str, frozenset[str]]) -> dict[str, tuple[Pattern, ...]]:
    found: dict[str, list[Pattern]] = {}
    for order, (type_, mode, text) in enumerate(_lines(path)):
        pattern = read_pattern(text, type_, mode, classes, order)
        found.setdefault(pattern.lemma, []).append(pattern)
    return {
        lemma: tuple(sorted(patterns, key=lambda p: (-p.specificity, p.order))) for lemma, patterns in found.items()
    }


def _lines(path: Path) -> Iterator[tuple[EventType | None, str | None, str]]:
    for name, modes in _load(path).items():
        if name != NO_EVENT and name not in EventType.__members__:
            raise DeskBookError(path.name, f"unknown event type {name!r}", "use one of PLOVER's sixteen")
        for mode, patterns in modes.items():
            if mode != "-" and mode not in MODES.get(name, ()):
                raise DeskBookError(path.name, f"{name} has no mode {mode!r}", "see the PLOVER manual")
            for text in patterns:
                yield None if name == NO_EVENT else EventType(name), None if mode == "-" else mode, text


def _load(path: Path) -> dict[str, Any]:
    try:
        with path.open(encoding="utf-8") as file:
            loaded = yaml.load(file, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, yaml.YAMLError) as error:
        raise DeskBookError(str(path.name), f"cannot be read: {error}", "restore or correct the file") from error
    if not isinstance(loaded, dict):
        raise DeskBookError(path.name, "is not a mapping", "see the head of the file")
    return loaded

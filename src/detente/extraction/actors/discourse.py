"""The discourse: what was mentioned last, and what a later word can point back to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from detente.extraction.actors.linking import joins
from detente.extraction.actors.phrases import Phrase
from detente.extraction.actors.scene import Scene
from detente.extraction.actors.words import Words

REACH = 60  # mentions that a pronoun can look back over
_SENTENCES = 4
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_THINGS = frozenset(("country", "capital", "body", "organ", "seat", "group", "ngo"))


@dataclass(slots=True, eq=False)
class Discourse:
    """The resolved phrases so far, latest last."""

    words: Words
    seen: list[Phrase] = field(default_factory=list)

    def add(self, phrase: Phrase) -> None:
        """Note a phrase that has ids."""
        self.seen.append(phrase)

    def back(self, i: int, fits: Callable[[Phrase], bool], sentences: int = _SENTENCES) -> Iterator[Phrase]:
        """Yield fitting phrases before a token, latest first, not further back than some sentences."""
        sent = self.words.sent
        for phrase in reversed(self.seen[-REACH:]):
            if sent[phrase.head] < sent[i] - sentences:
                return
            if phrase.head < i and phrase.ids and fits(phrase):
                yield phrase

    def salient(self, i: int, fits: Callable[[Phrase], bool]) -> Phrase | None:
        """Return what a pronoun at a token most likely points to: the latest subject, else the latest that fits."""
        found = list(self.back(i, fits))
        sent = self.words.sent
        subjects = [phrase for phrase in found if is_subject(self.words, phrase.head)]
        for phrase in subjects:
            if sent[phrase.head] == sent[i]:
                return phrase
        near = [phrase for phrase in subjects if sent[phrase.head] >= sent[i] - 1]
        if near:
            return near[-1]
        return subjects[0] if subjects else found[0] if found else None

    def several(self, i: int) -> tuple[str, ...]:
        """Return the ids that "they" points to: a joint subject, those who met, or the latest plural."""
        sent = self.words.sent
        for number in range(sent[i], sent[i] - 3, -1):
            here = [phrase for phrase in self.back(i, lambda _: True, 2) if sent[phrase.head] == number]
            here.reverse()
            subjects = [p for p in here if is_subject(self.words, p.head) and not p.place]
            ids = _ids(subjects)
            if len(ids) > 1 or any(is_plural(phrase) for phrase in subjects):
                return ids if len(ids) > 1 else _ids([p for p in subjects if is_plural(p)])
            partners = [p for p in here if self._is_partner(p)]
            if subjects and partners:
                return _ids([*subjects[:1], *partners])
        latest = next(self.back(i, is_plural, 2), None)
        return latest.ids or () if latest else ()

    def _is_partner(self, phrase: Phrase) -> bool:
        """Tell whether a phrase names the other side of a meeting: "met with X"."""
        words = self.words
        prep = words.head[phrase.head]
        return words.fold[prep] == "with" and words.fold[words.head[prep]] in words.lists["meeting"]


def is_subject(words: Words, i: int) -> bool:
    """Tell whether a token is a subject, or coordinated with one."""
    for _ in range(5):
        if words.dep[i] in _SUBJECTS:
            return True
        if words.dep[i] not in ("conj", "appos"):
            return False
        i = words.head[i]
    return False


def is_person(phrase: Phrase) -> bool:
    """Tell whether a phrase names one person."""
    if phrase.name:
        return not phrase.entry.plural and phrase.kind != "group"
    return phrase.kind == "noun" and phrase.entry.detail in ("office", "part") and not phrase.entry.plural


def is_thing(phrase: Phrase) -> bool:
    """Tell whether a phrase names a country, a body or a group, for which one says "it"."""
    if phrase.kind == "noun":
        return phrase.entry.detail in ("organ", "force", "media") and not phrase.entry.plural and not phrase.name
    return phrase.kind in _THINGS


def is_plural(phrase: Phrase) -> bool:
    """Tell whether a phrase names several."""
    return phrase.entry.plural or phrase.kind == "people" or len(phrase.ids or ()) > 1


def _ids(phrases: list[Phrase]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(identifier for phrase in phrases for identifier in phrase.ids or ()))


def pair_of(scene: Scene, discourse: Discourse, i: int, persons: bool) -> tuple[str, ...]:
    """Return the two that "the two leaders" or "the two countries" points to, or nothing.

    Persons: the two named last in this and the two sentences before; countries: likewise.
    """

    def fits(phrase: Phrase) -> bool:
        return is_person(phrase) if persons else not phrase.place and all(scene.country_of(x) for x in phrase.ids or ())

    found: list[str] = []
    latest = list(discourse.back(i, fits, 2))
    for second, first in pairwise(latest):
        ids = _ids([first, second])
        if joins(discourse.words, first.end, second.start) and len(ids) == 2:
            return ids
    for phrase in latest:
        for identifier in phrase.ids or ():
            base = identifier if persons else scene.country_of(identifier) or identifier
            if base not in found:
                found.insert(0, base)
        if len(found) >= 2:
            return tuple(found[-2:])
    return ()

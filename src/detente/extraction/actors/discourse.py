"""The discourse: what was mentioned last, and what a later word can point back to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from detente.extraction.actors.linking import joins
from detente.extraction.actors.phrases import Phrase
from detente.extraction.actors.quotes import Speech
from detente.extraction.actors.scene import Scene
from detente.extraction.actors.words import Words

REACH = 80  # mentions that a pronoun can look back over
_SENTENCES = 4
_FAR = 12  # sentences over which those who met stay "they"
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_THINGS = frozenset(("country", "capital", "body", "organ", "seat", "group", "ngo"))


@dataclass(slots=True, eq=False)
class Discourse:
    """The resolved phrases so far, latest last; in an official text, those who met are the likeliest "they"."""

    words: Words
    speech: Speech = field(default_factory=Speech)
    official: bool = False
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
        """Return what a pronoun at a token most likely points to.

        In this order: a subject before it in its sentence; for the subject of a speech verb, who spoke last; the first
        subject of the sentence before; the latest subject; the latest that fits. What is named inside a quotation is
        not pointed to from outside it, and the other way round.
        """
        here = self.speech.quotation_at(i)
        found = [phrase for phrase in self.back(i, fits) if self.speech.quotation_at(phrase.head) == here]
        sent = self.words.sent
        subjects = [phrase for phrase in found if is_subject(self.words, phrase.head)]
        same = [phrase for phrase in subjects if sent[phrase.head] == sent[i]]
        if same:
            return same[0]
        if is_subject(self.words, i) and self._says(i):
            speakers = [phrase for phrase in subjects if self._says(phrase.head)]
            if speakers:
                return speakers[0]
        near = [phrase for phrase in subjects if sent[phrase.head] >= sent[i] - 1]
        if near:
            return near[-1]
        return subjects[0] if subjects else found[0] if found else None

    def several(self, i: int) -> tuple[str, ...]:
        """Return the ids that "they" points to: a joint subject, those who met, or the latest plural."""
        sent = self.words.sent
        joint = is_subject(self.words, i) and self.words.fold[self.words.head[i]] in self.words.lists["joint"]
        for least, last in ((2, _FAR), (1, 3)) if joint and self.official else ((1, 3), (2, _FAR if joint else 0)):
            for number in range(sent[i], sent[i] - last, -1):
                ids = self._joint(number, i)
                if len(ids) >= least:
                    return ids
        latest = next(self.back(i, is_plural, 2), None)
        return latest.ids or () if latest else ()

    def _joint(self, number: int, i: int) -> tuple[str, ...]:
        """Return the ids of a joint or plural subject of a sentence before a token, or of those who met in it."""
        sent = self.words.sent
        here = [p for p in self.seen[-REACH:] if sent[p.head] == number and p.head < i and p.ids and not p.place]
        subjects = [phrase for phrase in here if is_subject(self.words, phrase.head)]
        ids = _ids(subjects)
        if len(ids) > 1:
            return ids
        partners = [phrase for phrase in here if self._is_partner(phrase)]
        if subjects and partners:
            return _ids([*subjects[:1], *partners])
        return _ids([phrase for phrase in subjects if is_plural(phrase)])

    def _says(self, i: int) -> bool:
        return self.words.fold[self.words.head[i]] in self.words.lists["speech"]

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
    if phrase.kind == "pronoun":
        return bool(phrase.entry.sex)
    if phrase.name:
        return not phrase.entry.plural and phrase.kind != "group"
    return phrase.kind == "noun" and phrase.entry.detail in ("office", "part") and not phrase.entry.plural


def is_body_name(words: Words, phrase: Phrase) -> bool:
    """Tell whether an unknown name is that of an organisation, as far as the parser can tell."""
    return phrase.kind == "name" and len(phrase.name) > 0 and words.ent[phrase.head] == "ORG"


def is_thing(phrase: Phrase) -> bool:
    """Tell whether a phrase names a country, a body or a group, for which one says "it"."""
    if phrase.kind == "pronoun":
        return phrase.entry.name == "it"
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

    Two that are coordinated in this or the two sentences before, else the two named last there; for persons, else the
    two named together last in some more sentences.
    """

    def fits(phrase: Phrase) -> bool:
        if persons:
            return is_person(phrase)
        return not phrase.place and phrase.kind != "collective" and all(scene.country_of(x) for x in phrase.ids or ())

    latest = list(discourse.back(i, fits, 2))
    for second, first in pairwise(latest):
        ids = _ids([first, second])
        if joins(discourse.words, first.end, second.start) and len(ids) == 2:
            return ids
    return _last_two(scene, latest, persons) or (_together(discourse, i, fits) if persons else ())


def _last_two(scene: Scene, latest: list[Phrase], persons: bool) -> tuple[str, ...]:
    found: list[str] = []
    for phrase in latest:
        for identifier in phrase.ids or ():
            base = identifier if persons else scene.country_of(identifier) or identifier
            if base not in found:
                found.insert(0, base)
        if len(found) >= 2:
            return tuple(found[-2:])
    return ()


def _together(discourse: Discourse, i: int, fits: Callable[[Phrase], bool]) -> tuple[str, ...]:
    """Return the ids of the two persons that the last sentence names which names two."""
    sent = discourse.words.sent
    named: dict[int, list[Phrase]] = {}
    for phrase in discourse.back(i, fits, _FAR):
        named.setdefault(sent[phrase.head], []).insert(0, phrase)
    pairs = (_ids(phrases)[:2] for phrases in named.values())
    return next((ids for ids in pairs if len(ids) == 2), ())

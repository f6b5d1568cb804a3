"""Parties: the main adversaries of an article, or those who deal with each other in it.

Each candidate has a standing (how often, how early and in which role it is named), each two a tie. The parties are the
two with the greatest sum, or one where nobody stands beside it. The weights were fitted on the annotated training
articles by logistic regression (standing) and by leave-one-out search (ties and thresholds), then rounded.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations

from detente.extraction.actors.discourse import is_subject
from detente.extraction.actors.phrases import Phrase
from detente.extraction.actors.scene import Scene
from detente.extraction.actors.ties import ADVERSARIES, Ties, Weights, find_ties, party_of

_WEIGHTS = {"named": 1.4, "read": 2.1, "lead": 0.9, "subject": 0.8, "spread": 1.2}
_GROUP, _OPPOSITION, _FAMILY = 1.1, 0.8, 1.1  # what an armed group or opposition gains; by the share of its kind
_MEETING_ISSUER = -2.3  # what the government loses that issues the text of a meeting of its own
_INTERCEPT = -2.2
_DOMESTIC, _ISSUER_TIE = (
    2.0,
    -1.5,
)  # what a government and its own adversary, or the issuer and somebody, gain as a pair
_ALONE = -1.0  # how much a pair may lose against its stronger one alone
_THIRD = 1.4  # the standing of a third party
_CANDIDATES = 12
_DERIVED, _MODIFIER = 0.5, 0.5  # what a citizen, a modifier counts for its country; a mere place counts nothing


@dataclass(slots=True)
class _Counts:
    """How often each candidate is named, in words that say so, in the lead, as subject; and in which sentences."""

    named: Weights[str] = field(default_factory=lambda: defaultdict(float))
    read: Weights[str] = field(default_factory=lambda: defaultdict(float))
    lead: Weights[str] = field(default_factory=lambda: defaultdict(float))
    subject: Weights[str] = field(default_factory=lambda: defaultdict(float))
    sentences: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))


def find_parties(scene: Scene) -> tuple[str, ...]:
    """Return the ids of the main parties, most central first."""
    counts = _count(scene)
    standing = _standing(scene, counts)
    if not standing:
        return ()
    names = sorted(standing, key=lambda name: (-standing[name], name))[:_CANDIDATES]
    pair = _best_pair(scene, standing, names, find_ties(scene))
    third = next((name for name in names if name not in pair), None)
    if len(pair) == 2 and third and standing[third] > _THIRD:
        return (*pair, third)
    return pair


def _best_pair(scene: Scene, standing: dict[str, float], names: list[str], ties: Ties) -> tuple[str, ...]:
    best, chosen = standing[names[0]] + _ALONE, names[:1]
    for one, other in combinations(names, 2):
        value = standing[one] + standing[other] + ties.strength(one, other)
        value += _DOMESTIC * (one.partition(":")[0] == other.partition(":")[0])
        value += _ISSUER_TIE * (scene.issuer in (one, other))
        if value > best:
            best, chosen = value, [one, other]
    return tuple(chosen)


def _count(scene: Scene) -> _Counts:
    counts = _Counts()
    for phrase in scene.phrases:
        for part in (*phrase.before, phrase):
            for identifier in part.ids or ():
                if not part.place and identifier not in scene.book.lists["go_betweens"]:
                    _add(scene, counts, identifier, part, part is phrase)
    return counts


def _add(scene: Scene, counts: _Counts, identifier: str, part: Phrase, whole: bool) -> None:
    words, party = scene.words, party_of(identifier)
    weight = (1.0 if party == identifier else _DERIVED) * (1.0 if whole else _MODIFIER)
    counts.named[party] += weight
    counts.read[party] += 0.0 if part.inferred else weight
    counts.lead[party] += weight if words.sent[part.head] <= words.sent[0] + 1 else 0.0
    counts.subject[party] += weight if is_subject(words, part.head) else 0.0
    counts.sentences[party].add(words.sent[part.head])


def _standing(scene: Scene, counts: _Counts) -> dict[str, float]:
    """Return the standing of each candidate; the issuer has one only where it meets somebody, or is alone."""
    names = [name for name in counts.named if name != scene.issuer]
    if not names or (scene.issuer in counts.named and _meets(scene)):
        names = list(counts.named)
    names = _leading_adversaries(names, counts)
    most = {trait: _most(scene, names, named) for trait, named in _traits(counts)}
    length = scene.words.sent[-1] - scene.words.sent[0] + 1 if scene.words.sent else 1
    standing: dict[str, float] = {}
    for name in names:
        value = _INTERCEPT + _WEIGHTS["spread"] * len(counts.sentences[name]) / length
        for trait, named in _traits(counts):
            value += _WEIGHTS[trait] * min(1.0, named.get(name, 0.0) / (most[trait] or 1.0))
        standing[name] = value + _bonus(scene, counts, name, most["named"])
    return standing


def _most(scene: Scene, names: list[str], named: Weights[str]) -> float:
    return max((named.get(name, 0.0) for name in names if name != scene.issuer), default=0.0)


def _traits(counts: _Counts) -> tuple[tuple[str, Weights[str]], ...]:
    return ("named", counts.named), ("read", counts.read), ("lead", counts.lead), ("subject", counts.subject)


def _bonus(scene: Scene, counts: _Counts, name: str, most: float) -> float:
    country, _, sector = name.partition(":")
    if name == scene.issuer:
        return _MEETING_ISSUER
    if sector not in ADVERSARIES:
        return 0.0
    family = sum(counts.named.get(f"{country}:{other}", 0.0) for other in ADVERSARIES)
    return (_OPPOSITION if sector == "OPP" else _GROUP) + _FAMILY * min(1.0, family / (most or 1.0))


def _leading_adversaries(names: list[str], counts: _Counts) -> list[str]:
    """Keep one adversary of each government: the one named most, the opposition where they are even."""
    kept: dict[str, str] = {}
    for name in names:
        country, _, sector = name.partition(":")
        key = f"{country}:" if sector else name
        other = kept.get(key)
        if other is None or (counts.named[name], sector == "OPP") > (counts.named[other], other.endswith(":OPP")):
            kept[key] = name
    return list(kept.values())


def _meets(scene: Scene) -> bool:
    """Tell whether the text begins with a meeting of the government that issues it."""
    words = scene.words
    return any(
        scene.issuer in (phrase.ids or ())
        and phrase.kind != "pronoun"
        and is_subject(words, phrase.head)
        and words.fold[words.head[phrase.head]] in words.lists["meeting"]
        for phrase in scene.phrases
        if words.sent[phrase.head] <= words.sent[0] + 1
    )

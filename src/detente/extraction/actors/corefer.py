"""Corefer: nouns without an owner, pronouns, and phrases that stand for the parties, in reading order."""

from __future__ import annotations

from detente.extraction.actors.discourse import Discourse, pair_of
from detente.extraction.actors.linking import is_description
from detente.extraction.actors.phrases import Phrase
from detente.extraction.actors.pronouns import antecedent, find_pronouns
from detente.extraction.actors.resolve import introduce, resolve_name
from detente.extraction.actors.scene import Scene
from detente.extraction.actors.settling import settle


def corefer_phrases(scene: Scene) -> None:
    """Resolve what a phrase itself leaves open by what was said before; collectives wait for the parties."""
    discourse = Discourse(scene.words, scene.speech, scene.issuer is not None)
    scene.phrases = sorted([*scene.phrases, *find_pronouns(scene)], key=lambda phrase: phrase.start)
    for phrase in scene.phrases:
        if phrase.ids is None:
            _point_back(scene, discourse, phrase)
        if phrase.ids:
            discourse.add(phrase)
    for phrase in scene.phrases:
        if phrase.name and phrase.ids is None:
            phrase.ids = resolve_name(scene, phrase)


def settle_collectives(scene: Scene, parties: tuple[str, ...]) -> None:
    """Resolve "both sides", "the two leaders", "the parties" once the parties are known."""
    discourse = Discourse(scene.words)
    for phrase in scene.phrases:
        if phrase.kind == "collective":
            ids: tuple[str, ...] = ()
            if phrase.entry.detail in ("persons", "countries"):
                ids = pair_of(scene, discourse, phrase.start, phrase.entry.detail == "persons")
            if len(parties) > 1:
                ids = ids or (parties if phrase.entry.detail == "parties" else parties[:2])
            phrase.ids = ids or None
            phrase.inferred = True
        if phrase.ids:
            discourse.add(phrase)


def _point_back(scene: Scene, discourse: Discourse, phrase: Phrase) -> None:
    if phrase.kind == "pronoun":
        phrase.ids, phrase.inferred = antecedent(scene, discourse, phrase.start) or None, True
    elif phrase.name:
        phrase.ids = resolve_name(scene, phrase) or _from_beside(scene, discourse, phrase)
    elif phrase.kind == "noun":
        settle(scene, discourse, phrase)


def _from_beside(scene: Scene, discourse: Discourse, phrase: Phrase) -> tuple[str, ...] | None:
    """Place a name by the noun beside it that the text around places: "his spokesman, X", "X, the army chief"."""
    noun = phrase.beside
    if noun is None or not is_description(noun):
        return None
    if noun.ids is None:
        settle(scene, discourse, noun)
    if noun.ids:
        phrase.ids, phrase.inferred, phrase.office = noun.ids, True, noun.entry.name
        introduce(scene, phrase)
    return noun.ids

"""Pronouns: whom "he", "they", "it", "I" and "we" point to."""

from __future__ import annotations

from collections.abc import Callable

from detente.extraction.actors.discourse import Discourse, is_body_name, is_person, is_thing
from detente.extraction.actors.phrases import Phrase
from detente.extraction.actors.scene import Scene
from detente.reference.actors import Entry

_HE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_THEY = frozenset(("they", "them", "their", "themselves"))
_IT = frozenset(("it", "its", "itself"))
_I = frozenset(("i", "me", "my", "myself"))
_WE = frozenset(("we", "us", "our", "ourselves"))
PRONOUNS = frozenset((*_HE, *_THEY, *_IT, *_I, *_WE))
_ENTRIES = {
    word: Entry("pronoun", "it" if word in _IT else word, plural=word in _THEY or word in _WE, sex=_HE.get(word, ""))
    for word in PRONOUNS
}


def find_pronouns(scene: Scene) -> list[Phrase]:
    """Return a phrase for each pronoun that stands by itself."""
    covered = {i for phrase in scene.phrases for i in range(phrase.start, phrase.end)}
    words = scene.words
    return [
        Phrase(i, i + 1, i, (_ENTRIES[word],), core=i, reach=i + 1)
        for i, word in enumerate(words.fold)
        if word in PRONOUNS and i not in covered and words.dep[i] != "expl" and words.text[i] != "US"
    ]


def antecedent(scene: Scene, discourse: Discourse, i: int) -> tuple[str, ...]:
    """Return the ids that the pronoun at a token points to."""
    word = scene.words.fold[i]
    if word in _HE:
        found = discourse.salient(i, _person_of(scene, _HE[word], i))
        return found.ids or () if found else ()
    if word in _IT:
        found = discourse.salient(i, is_thing)
        return found.ids or () if found else ()
    if word in _THEY:
        return discourse.several(i)
    return _first_person(scene, discourse, i)


def _person_of(scene: Scene, sex: str, i: int) -> Callable[[Phrase], bool]:
    words = scene.words
    clause = words.head[i] if words.dep[i] in ("dobj", "dative") else -1

    def fits(phrase: Phrase) -> bool:
        if not is_person(phrase) or is_body_name(words, phrase):
            return False
        known = next((entry.sex for entry in phrase.entries if entry.sex), "") or _sex_in_cast(scene, phrase)
        return (not known or known == sex) and words.head[phrase.head] != clause

    return fits


def _sex_in_cast(scene: Scene, phrase: Phrase) -> str:
    figure = scene.cast.find(phrase.name) if phrase.name else None
    return figure.sex if figure else ""


def _first_person(scene: Scene, discourse: Discourse, i: int) -> tuple[str, ...]:
    """Return whose "I" or "we" it is: the speaker's of the quotation or turn, else of the government that speaks."""
    speaker = scene.speech.speaker_at(i)
    if speaker is None:
        return (scene.issuer,) if scene.issuer else ()
    said = next((p for p in reversed(discourse.seen) if p.start <= speaker < p.reach), None)
    if said is None:
        said = next((p for p in scene.phrases if p.start <= speaker < p.end), None)
    return said.ids or () if said else ()

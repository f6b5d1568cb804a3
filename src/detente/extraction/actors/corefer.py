"""Corefer: nouns without an owner, pronouns, and phrases that stand for the parties."""

from __future__ import annotations

from collections.abc import Callable

from detente.extraction.actors.discourse import Discourse, is_person, is_thing, pair_of
from detente.extraction.actors.phrases import Phrase
from detente.extraction.actors.quotes import Quotation, find_quotations
from detente.extraction.actors.resolve import combine, sector_of
from detente.extraction.actors.scene import Scene
from detente.reference.actors import Entry

PRONOUN = Entry("pronoun", "pronoun")
PRONOUNS = Entry("pronoun", "pronoun", plural=True)
_HE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_THEY = frozenset(("they", "them", "their", "themselves"))
_IT = frozenset(("it", "its", "itself"))
_I = frozenset(("i", "me", "my", "myself"))
_WE = frozenset(("we", "us", "our", "ourselves"))
_ALL = frozenset((*_HE, *_THEY, *_IT, *_I, *_WE))
_KINDS = {
    "country": lambda phrase: phrase.kind in ("country", "capital"),
    "group": lambda phrase: phrase.kind == "group" or (phrase.kind == "noun" and bool(phrase.entry.sector)),
    "body": lambda phrase: phrase.kind in ("body", "organ"),
    "region": lambda phrase: phrase.kind == "place" and phrase.entry.detail == "breakaway",
}


def corefer_phrases(scene: Scene) -> None:
    """Resolve what a phrase itself leaves open by what was said before; collectives wait for the parties."""
    discourse = Discourse(scene.words)
    quotations = find_quotations(scene.words)
    pronouns = _pronouns(scene)
    merged: list[Phrase] = []
    at = 0
    for phrase in [*scene.phrases, None]:
        while at < len(pronouns) and (phrase is None or pronouns[at].start < phrase.start):
            _point_back(scene, discourse, quotations, pronouns[at])
            _note(discourse, merged, pronouns[at])
            at += 1
        if phrase is not None:
            if phrase.ids is None:
                _settle(scene, discourse, quotations, phrase)
            _note(discourse, merged, phrase)
    scene.phrases = merged


def settle_collectives(scene: Scene, parties: tuple[str, ...]) -> None:
    """Resolve "both sides", "the two leaders", "the parties" once the parties are known."""
    discourse = Discourse(scene.words)
    for phrase in scene.phrases:
        if phrase.kind == "collective":
            ids: tuple[str, ...] = ()
            if phrase.entry.detail in ("persons", "countries"):
                ids = pair_of(scene, discourse, phrase.start, phrase.entry.detail == "persons")
            phrase.ids = ids or (parties[:2] if phrase.entry.detail != "parties" else parties) or None
            phrase.inferred = True
        if phrase.ids:
            discourse.add(phrase)


def _note(discourse: Discourse, merged: list[Phrase], phrase: Phrase) -> None:
    merged.append(phrase)
    if phrase.ids:
        discourse.add(phrase)


def _pronouns(scene: Scene) -> list[Phrase]:
    """Return a phrase for each pronoun that stands by itself."""
    covered = {i for phrase in scene.phrases for i in range(phrase.start, phrase.end)}
    return [
        Phrase(i, i + 1, i, (PRONOUNS if word in _THEY or word in _WE else PRONOUN,))
        for i, word in enumerate(scene.words.fold)
        if word in _ALL and i not in covered and (word != "us" or scene.words.text[i] != "US")
    ]


def _point_back(scene: Scene, discourse: Discourse, quotations: list[Quotation], phrase: Phrase) -> None:
    ids = _antecedent(scene, discourse, quotations, phrase.start)
    phrase.ids, phrase.inferred = ids or None, True


def _antecedent(scene: Scene, discourse: Discourse, quotations: list[Quotation], i: int) -> tuple[str, ...]:
    """Return the ids that a pronoun points to."""
    word = scene.words.fold[i]
    if word in _HE:
        found = discourse.salient(i, _person_of(scene, discourse, _HE[word], i))
        return found.ids or () if found else ()
    if word in _IT:
        found = discourse.salient(i, is_thing)
        return found.ids or () if found else ()
    if word in _THEY:
        return discourse.several(i)
    return _first_person(scene, discourse, quotations, i)


def _person_of(scene: Scene, discourse: Discourse, sex: str, i: int) -> Callable[[Phrase], bool]:
    words = scene.words
    clause = words.head[i] if words.dep[i] in ("dobj", "dative") else -1

    def fits(phrase: Phrase) -> bool:
        if not is_person(phrase):
            return False
        known = next((entry.sex for entry in phrase.entries if entry.sex), "")
        return (not known or known == sex) and words.head[phrase.head] != clause

    return fits


def _first_person(scene: Scene, discourse: Discourse, quotations: list[Quotation], i: int) -> tuple[str, ...]:
    """Return whose "I" or "we" it is: the speaker's of the quotation, else that of an official outlet."""
    for quotation in quotations:
        if quotation.start < i < quotation.end:
            speaker = quotation.speaker
            if speaker < 0:
                break
            said = next((p for p in reversed(discourse.seen) if p.start <= speaker < p.reach), None)
            if said is None:
                said = next((p for p in scene.phrases if p.start <= speaker < p.end), None)
            return said.ids or () if said else ()
    return (scene.outlet,) if scene.outlet else ()


def _settle(scene: Scene, discourse: Discourse, quotations: list[Quotation], phrase: Phrase) -> None:
    """Resolve a noun without an owner: by its possessive, by what it points back to, by the country in focus."""
    if phrase.kind != "noun":
        return
    owners = _context_owner(scene, discourse, quotations, phrase)
    sector = sector_of(phrase)
    ids = tuple(dict.fromkeys(combine(scene, owner, sector) for owner in owners))
    if not ids:
        ids = _alone(scene, discourse, phrase, sector)
    phrase.ids, phrase.inferred = ids or None, True


def _context_owner(scene: Scene, discourse: Discourse, quotations: list[Quotation], phrase: Phrase) -> tuple[str, ...]:
    """Return the owner that a possessive pronoun or "the country's" points to."""
    if phrase.det >= 0 and scene.words.fold[phrase.det] in _ALL:
        return _antecedent(scene, discourse, quotations, phrase.det)
    for part in phrase.before:
        if part.kind == "noun" and part.entry.alone in _KINDS:
            return _latest(discourse, part.start, part.entry.alone)
    for part in (*phrase.after, *phrase.inside):
        if part.kind == "noun" and part.entry.alone in _KINDS:
            return _latest(discourse, phrase.start, part.entry.alone)
        if part.ids is None and part.kind == "noun":
            _settle(scene, discourse, quotations, part)
        if part.ids:
            return part.ids
    return ()


def _latest(discourse: Discourse, i: int, kind: str) -> tuple[str, ...]:
    found = next(discourse.back(i, _KINDS[kind], 6), None)
    return found.ids or () if found else ()


def _alone(scene: Scene, discourse: Discourse, phrase: Phrase, sector: str) -> tuple[str, ...]:
    """Return whose a noun is that nothing is said of."""
    alone = phrase.entry.alone
    if alone in _KINDS:
        return _latest(discourse, phrase.start, alone)
    if alone in ("holder", "held") and not phrase.name:
        holder = _holder(discourse, phrase)
        if holder:
            return holder
    if alone in ("main", "holder") and scene.main:
        return (combine(scene, scene.main, sector),)
    return ()


def _holder(discourse: Discourse, phrase: Phrase) -> tuple[str, ...]:
    """Return the ids of the person named last with the office: "the president" after "President X of Y"."""
    office = phrase.entry.name

    def fits(other: Phrase) -> bool:
        return bool(other.office) and (other.office == office or str(other.office).endswith(office))

    found = next(discourse.back(phrase.start, fits, 40), None)
    return found.ids or () if found else ()

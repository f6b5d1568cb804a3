"""Settling: nouns without an owner, by their possessive, by what they point back to, by the country in focus."""

from __future__ import annotations

from detente.extraction.actors.discourse import Discourse
from detente.extraction.actors.owners import combine_all, plain_office, sector_of
from detente.extraction.actors.phrases import Phrase
from detente.extraction.actors.pronouns import PRONOUNS, antecedent
from detente.extraction.actors.scene import Scene
from detente.extraction.actors.strangers import home_of, is_elsewhere

_DEPTH = 6  # nouns behind nouns that are followed
_FAR = 40  # sentences over which an office stays with its holder
_NEAR = 6  # sentences over which "the group" points back
_DEFINITE = frozenset(("the", "this", "that"))
_KINDS = {
    "country": lambda phrase: phrase.kind in ("country", "capital"),
    "group": lambda phrase: phrase.kind == "group" or (phrase.kind == "noun" and bool(phrase.entry.sector)),
    "body": lambda phrase: phrase.kind in ("body", "organ"),
    "region": lambda phrase: phrase.kind == "place" and phrase.entry.detail == "breakaway",
}


def settle(scene: Scene, discourse: Discourse, phrase: Phrase, depth: int = 0) -> None:
    """Resolve a noun phrase that nothing in the text resolved."""
    owners = _context_owner(scene, discourse, phrase, depth)
    ids = combine_all(scene, owners, sector_of(phrase)) or _alone(scene, discourse, phrase)
    phrase.ids, phrase.inferred = ids or None, True


def _context_owner(scene: Scene, discourse: Discourse, phrase: Phrase, depth: int) -> tuple[str, ...]:
    """Return the owner that a possessive pronoun or "the country's" points to."""
    if phrase.det >= 0 and scene.words.fold[phrase.det] in PRONOUNS:
        return antecedent(scene, discourse, phrase.det)
    for part in phrase.before:
        if part.kind == "noun" and part.entry.alone in _KINDS:
            return _latest(discourse, part.start, part.entry.alone)
    for part in (*phrase.after, *phrase.inside):
        if part.kind == "noun" and part.entry.alone in _KINDS and part.ids is None:
            if part.entry.plural:
                return ()
            return _latest(discourse, phrase.start, part.entry.alone)
        if part.ids is None and part.kind == "noun" and depth < _DEPTH:
            settle(scene, discourse, part, depth + 1)
        if part.ids:
            return part.ids
    return ()


def _latest(discourse: Discourse, i: int, kind: str) -> tuple[str, ...]:
    found = next(discourse.back(i, _KINDS[kind], _NEAR), None)
    return found.ids or () if found else ()


def _alone(scene: Scene, discourse: Discourse, phrase: Phrase) -> tuple[str, ...]:
    """Return whose a noun is that nothing is said of."""
    alone = phrase.entry.alone
    if is_elsewhere(scene, phrase):
        return ()
    if alone in _KINDS and not sector_of(phrase):
        return _latest(discourse, phrase.start, alone) if phrase.name or _points_back(scene, phrase) else ()
    same = _same_noun(scene, discourse, phrase)
    if same:
        return same
    if alone in ("holder", "held") and not phrase.name and (phrase.beside is None or not phrase.beside.name):
        holder = _holder(scene, discourse, phrase)
        if holder:
            return holder
    return home_of(scene, phrase)


def _same_noun(scene: Scene, discourse: Discourse, phrase: Phrase) -> tuple[str, ...]:
    """Return the ids of the same noun named shortly before: "an army officer … the officer"."""
    if phrase.entry.detail == "office" or phrase.name or phrase.before or phrase.det < 0:
        return ()
    if scene.words.fold[phrase.det] not in _DEFINITE:
        return ()

    def fits(other: Phrase) -> bool:
        return other.kind == "noun" and other.entry is phrase.entry and not other.inferred

    found = next(discourse.back(phrase.start, fits, _NEAR), None)
    return found.ids or () if found else ()


def _points_back(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether a noun may stand for one just named: "the group", "this country", not "aid groups"."""
    return not phrase.entry.plural and phrase.det >= 0 and scene.words.fold[phrase.det] in _DEFINITE


def _holder(scene: Scene, discourse: Discourse, phrase: Phrase) -> tuple[str, ...]:
    """Return whose office it is: the speaking government's own, else that of the one named last with it."""
    office = plain_office(phrase.entry.name)

    def fits(other: Phrase) -> bool:
        return bool(other.office) and plain_office(str(other.office)).endswith(office)

    held = [other.ids for other in discourse.back(phrase.start, fits, _FAR) if other.ids]
    if scene.issuer and any(ids == (scene.issuer,) for ids in held):
        return (scene.issuer,)
    return held[0] if held else ()

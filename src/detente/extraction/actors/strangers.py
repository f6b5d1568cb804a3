"""Strangers: persons with a title whom neither the text nor the desk book places."""

from __future__ import annotations

from detente.extraction.actors.owners import combine, plain_office, sector_of
from detente.extraction.actors.phrases import Phrase
from detente.extraction.actors.resolve import introduce, resolve_again
from detente.extraction.actors.scene import Scene

_SEVERAL = frozenset(("several", "many", "various", "other", "some", "most", "numerous", "dozens"))
_GENERAL = frozenset(("anaphor", "organ"))


def place_strangers(scene: Scene) -> None:
    """Give a title without a country to the government that speaks, else to the country in focus."""
    for phrase in scene.phrases:
        if phrase.name and phrase.ids is None:
            ids = home_of(scene, phrase)
            if ids:
                phrase.ids, phrase.inferred, phrase.office = ids, True, phrase.entry.name
                introduce(scene, phrase)
    resolve_again(scene)


def home_of(scene: Scene, phrase: Phrase) -> tuple[str, ...]:
    """Return whose a noun is that nothing is said of: the speaking government's, or the country's in focus."""
    alone, sector = _standing(phrase)
    if alone not in ("main", "holder", "held") or is_elsewhere(scene, phrase):
        return ()
    if scene.issuer and not sector and _is_own_office(scene, phrase):
        return (scene.issuer,)
    main = scene.main(phrase.head)
    if alone != "held" and main:
        return (combine(scene, main, sector),)
    return ()


def _standing(phrase: Phrase) -> tuple[str, str]:
    """Return what the desk book says of a noun that stands alone: the noun's own, else that of a noun before it."""
    alone, sector = phrase.entry.alone, sector_of(phrase)
    if phrase.name and (phrase.entry.detail == "media" or (phrase.kind == "name" and sector)):
        return "main", sector
    if alone == "none":
        for part in reversed(phrase.before):
            if part.kind == "noun" and part.entry.alone in ("main", "holder"):
                return "main", sector
    return alone, sector


def _is_own_office(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether an office or organ is one that the speaking government has, rather than the country in focus."""
    if phrase.entry.detail != "office":
        return bool(phrase.name) or phrase.entry.name == "administration"
    office, offices = plain_office(phrase.entry.name), scene.book.offices
    return office in offices.get(scene.issuer or "", ()) or not any(office in held for held in offices.values())


def is_elsewhere(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether a modifier puts somebody outside the country in focus: "western diplomats", "27 countries"."""
    words, elsewhere = scene.words, scene.words.lists["elsewhere"]
    general = phrase.entry.detail in _GENERAL and phrase.entry.plural and not sector_of(phrase)
    for i in range(phrase.start, phrase.core):
        if words.fold[i] in elsewhere or (general and (words.pos[i] == "NUM" or words.fold[i] in _SEVERAL)):
            return True
    return False

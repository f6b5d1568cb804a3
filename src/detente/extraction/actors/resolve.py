"""Resolve: from a phrase to ids, by what the phrase itself, its neighbours and the desk book say."""

from __future__ import annotations

from detente.extraction.actors.cast import Figure, Name, compatible, holder
from detente.extraction.actors.owners import by_owner, owners_of, plain_office
from detente.extraction.actors.phrases import Phrase
from detente.extraction.actors.placing import is_place
from detente.extraction.actors.scene import Scene
from detente.reference.actors import Entry, split_name

_PASSES = 3
_DIRECT = frozenset(("country", "adjective", "capital", "body", "organ", "seat", "ngo", "group"))
_PREMODIFIER = frozenset(("amod", "compound", "nmod"))


def resolve_phrases(scene: Scene) -> None:
    """Set the ids of every phrase that something in the text or the desk book tells; introduce the cast."""
    for phrase in scene.phrases:
        for part in (*phrase.before, phrase):
            _read(scene, part)
        if len(phrase.name) > 1:
            scene.full_names.setdefault(phrase.name[-1], []).append(phrase.name)
    _find_aliases(scene)
    resolve_again(scene)


def resolve_again(scene: Scene) -> None:
    """Resolve what is still open, until nothing new is found: nouns from the right, since their owners follow."""
    nouns = [phrase for phrase in reversed(scene.phrases) if not phrase.name]
    names = [phrase for phrase in scene.phrases if phrase.name]
    for _ in range(_PASSES):
        if not sum([_resolve(scene, phrase) for phrase in (*nouns, *names)]):
            break


def _resolve(scene: Scene, phrase: Phrase) -> bool:
    """Try to resolve a phrase and its modifiers; tell whether anything new was found."""
    changed = False
    for part in phrase.before:
        if part.ids is None and part.kind != "noun":
            part.ids = resolve_name(scene, part) if part.name else _direct(scene, part)
            changed |= part.ids is not None
    if phrase.ids is None:
        phrase.ids = _explicit(scene, phrase)
        changed |= phrase.ids is not None
        if phrase.ids and phrase.name:
            introduce(scene, phrase)
    return changed


def _read(scene: Scene, phrase: Phrase) -> None:
    """Choose among the readings of a phrase, and tell a place from somebody who acts."""
    words, last = scene.words, phrase.end - 1
    if len(phrase.entries) > 1 and not phrase.name:
        modifies = words.dep[last] in _PREMODIFIER and words.head[last] > last
        avoid = "people" if modifies else "adjective"
        phrase.entries = tuple(sorted(phrase.entries, key=lambda entry: entry.kind == avoid))
    kind = phrase.kind
    if kind in ("country", "capital", "place"):
        phrase.place = is_place(words, phrase)
    if kind in ("country", "adjective", "people", "capital", "group", "seat") and phrase.entry.id:
        for identifier in phrase.entry.id.split(";"):
            country = scene.country_of(identifier)
            if country:
                scene.countries[country] += 1


def _explicit(scene: Scene, phrase: Phrase) -> tuple[str, ...] | None:
    if phrase.name:
        return _by_title(scene, phrase) or resolve_name(scene, phrase)
    if phrase.kind == "noun":
        beside = phrase.beside
        return by_owner(scene, phrase) or (beside.ids if beside is not None and beside.name else None)
    return _direct(scene, phrase)


def _direct(scene: Scene, phrase: Phrase) -> tuple[str, ...] | None:
    """Return what a name of the desk book stands for by itself."""
    entry = phrase.entry
    if entry.kind == "place":
        if entry.detail == "breakaway" and not phrase.place:
            return (f"{entry.id}:{entry.sector or 'REB'}",)
        return (entry.id,) if entry.id else None
    if entry.kind == "people":
        return _people(scene, phrase)
    if entry.kind in _DIRECT and entry.id:
        return tuple(entry.id.split(";"))
    return None


def _people(scene: Scene, phrase: Phrase) -> tuple[str, ...]:
    """ "The Armenians" act for Armenia; "Armenians" are people."""
    entry = phrase.entry
    assert entry.id
    definite = phrase.det >= 0 and scene.words.fold[phrase.det] == "the"
    return (entry.id,) if definite or entry.id == "PSE" else (f"{entry.id}:CVL",)


def _by_title(scene: Scene, phrase: Phrase) -> tuple[str, ...] | None:
    """Resolve a named person by the title and nationality given with the name, or beside it."""
    if phrase.kind == "noun":
        ids = by_owner(scene, phrase)
        if ids:
            phrase.office = phrase.entry.name
            return ids
    beside = phrase.beside
    if beside is not None and beside.kind == "noun":
        if beside.ids is None:
            beside.ids = by_owner(scene, beside)
        if beside.ids:
            phrase.office = beside.entry.name
            return beside.ids
    if phrase.kind in ("name", "person"):
        return owners_of(scene, phrase)
    return None


def resolve_name(scene: Scene, phrase: Phrase) -> tuple[str, ...] | None:
    """Resolve a name by what the article said of it elsewhere, else by the desk book."""
    if len(phrase.name) == 1 and phrase.name[0] in scene.aliases:
        alias = scene.aliases[phrase.name[0]]
        return alias.ids if alias is not phrase else None
    figure = scene.cast.find(phrase.name) if phrase.name else None
    if figure is not None:
        phrase.office, phrase.wikidata = phrase.office or figure.office, figure.wikidata
        return figure.ids
    entry = _in_book(scene, phrase)
    if entry is None or entry.id is None:
        return None
    phrase.office, phrase.wikidata = phrase.office or entry.detail, entry.wikidata
    return tuple(entry.id.split(";"))


def _in_book(scene: Scene, phrase: Phrase) -> Entry | None:
    """Return the person of the desk book; a surname counts only where nothing speaks for a namesake."""
    full = [entry for entry in phrase.entries if entry.kind == "person"]
    if full:
        return holder(full, scene.published)
    if not phrase.name:
        return None
    known = scene.book.surnames.get(phrase.name[-1], ())
    forms = [phrase.name] if len(phrase.name) > 1 else scene.full_names.get(phrase.name[-1], [])
    known = tuple(entry for entry in known if not forms or any(_may_be(entry, form) for form in forms))
    about = [entry for entry in known if _is_about(scene, phrase, entry)]
    return holder(about or _in_office(scene, known), scene.published)


def _may_be(entry: Entry, name: Name) -> bool:
    return compatible((*split_name(entry.name)[:-1], name[-1]), name)


def _is_about(scene: Scene, phrase: Phrase, entry: Entry) -> bool:
    """Tell whether the article speaks of the country of a person, or names the person by the office."""
    if not entry.id:
        return False
    country = scene.country_of(entry.id)
    if country is None or country in scene.countries or country == scene.issuer:
        return True
    return phrase.kind == "noun" and plain_office(phrase.entry.name) == plain_office(entry.detail)


def _in_office(scene: Scene, known: tuple[Entry, ...]) -> list[Entry]:
    """Return the only one of a surname, where in office on the day of the article."""
    day = scene.published
    if len({entry.id for entry in known}) != 1:
        return []
    return [entry for entry in known if day and entry.since <= day <= (entry.until or "9999")]


def introduce(scene: Scene, phrase: Phrase) -> None:
    """Add a named person with known ids to the cast."""
    sex = next((entry.sex for entry in phrase.entries if entry.sex), "")
    scene.cast.add(Figure(phrase.name, phrase.ids or (), phrase.office, phrase.wikidata, sex))


def _find_aliases(scene: Scene) -> None:
    """Note the short names in brackets: "Movement for Democratic Change (MDC)"."""
    text = scene.words.text
    for phrase, following in zip(scene.phrases, scene.phrases[1:], strict=False):
        i = phrase.end
        if (phrase.kind == "noun" and not phrase.name) or not following.name or following.end - following.start != 1:
            continue
        if following.start == i + 1 and following.end < len(text) and text[i] == "(" and text[following.end] == ")":
            scene.aliases[following.name[0]] = phrase

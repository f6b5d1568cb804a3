"""Resolve: from a phrase to ids, by what the phrase itself, its neighbours and the desk book say."""

from __future__ import annotations

from detente.extraction.actors.cast import Figure, holder
from detente.extraction.actors.phrases import Phrase
from detente.extraction.actors.scene import Scene
from detente.extraction.actors.words import Words
from detente.reference.actors import Entry

_PASSES = 3
_DIRECT = frozenset(("country", "adjective", "capital", "body", "organ", "seat", "ngo", "group"))
_LOCATIVE = frozenset(
    ("in", "inside", "across", "near", "within", "throughout", "around", "into", "outside", "through", "at", "via", "on",
     "over", "along", "off")
)  # fmt: skip
_PREMODIFIER = frozenset(("amod", "compound", "nmod"))
_WHEREABOUTS = frozenset(("to", "from", "for", "of"))
_MOTION = frozenset(
    ("go goes going went gone travel travels travelled traveled travelling traveling fly flies flew flown flying return "
     "returns returned returning came come comes coming arrive arrived arrives head heads headed heading visit visits trip "
     "trips flight journey road way leave leaves left leaving move moved drive drove driven march marched fled flee sent "
     "send brought bring back miles kilometres kilometers km airlift reported reporting").split()
)  # fmt: skip
_RANK = {"group": 0, "body": 1, "organ": 1, "person": 1, "name": 1, "seat": 2, "country": 2, "adjective": 2, "people": 2,
         "capital": 2, "place": 3}  # fmt: skip


def resolve_phrases(scene: Scene) -> None:
    """Set the ids of every phrase that something in the text or the desk book tells; introduce the cast."""
    for phrase in scene.phrases:
        for part in (*phrase.before, phrase):
            _read(scene, part)
    _find_aliases(scene)
    for _ in range(_PASSES):
        changed = False
        for phrase in scene.phrases:
            changed |= _resolve(scene, phrase)
        if not changed:
            break


def _resolve(scene: Scene, phrase: Phrase) -> bool:
    """Try to resolve a phrase and its modifiers; tell whether anything new was found."""
    changed = False
    for part in phrase.before:
        if part.ids is None and part.kind != "noun":
            part.ids = _by_name(scene, part) if part.name else _direct(scene, part)
            changed |= part.ids is not None
    if phrase.ids is None:
        phrase.ids = _explicit(scene, phrase)
        changed |= phrase.ids is not None
        if phrase.ids and phrase.name:
            _introduce(scene, phrase)
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
        phrase.place = _is_place(words, phrase)
    if kind in ("country", "adjective", "people", "capital", "group", "seat") and phrase.entry.id:
        for identifier in phrase.entry.id.split(";"):
            country = scene.country_of(identifier)
            if country:
                scene.countries[country] += 1


def _is_place(words: Words, phrase: Phrase) -> bool:
    """Tell whether a name of a country, capital or region is used as a place."""
    entry, head = phrase.entry, phrase.end - 1
    if entry.kind == "place" and entry.detail != "breakaway":
        return True
    dep, governor = words.dep[head], words.head[head]
    hops = 0
    while dep in ("conj", "appos") and hops < 6:
        dep, governor, hops = words.dep[governor], words.head[governor], hops + 1
    if dep == "pobj":
        prep = words.fold[governor]
        if prep in _LOCATIVE:
            return True
        if entry.kind != "capital":
            return False
        return prep in _WHEREABOUTS and (prep == "of" or words.fold[words.head[governor]] in _MOTION)
    if dep in ("nsubj", "nsubjpass", "poss"):
        return False
    if entry.kind == "country":
        return False
    return dep != "dobj" or entry.kind == "place"


def _explicit(scene: Scene, phrase: Phrase) -> tuple[str, ...] | None:
    if phrase.name:
        return _by_title(scene, phrase) or _by_name(scene, phrase)
    if phrase.kind == "noun":
        return _by_owner(scene, phrase)
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
        ids = _by_owner(scene, phrase)
        if ids:
            phrase.office = phrase.entry.name
            return ids
    beside = phrase.beside
    if beside is not None and beside.kind == "noun":
        if beside.ids is None:
            beside.ids = _by_owner(scene, beside)
        if beside.ids:
            phrase.office = beside.entry.name
            return beside.ids
    if phrase.kind in ("name", "person"):
        return _owners(scene, phrase)
    return None


def _by_name(scene: Scene, phrase: Phrase) -> tuple[str, ...] | None:
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
    """Return the person of the desk book; a bare surname counts only where the article speaks of the country."""
    full = [entry for entry in phrase.entries if entry.kind == "person"]
    if full:
        return holder(full, scene.published)
    if not phrase.name:
        return None
    known = scene.book.surnames.get(phrase.name[-1], ())
    if len(phrase.name) > 1:
        first = phrase.name[0]
        known = tuple(entry for entry in known if entry.name[:1].lower() == first[:1] and len(first.rstrip(".")) == 1)
    fitting = [e for e in known if (e.id and (scene.country_of(e.id) or "") in scene.countries) or _is_body(scene, e)]
    return holder(fitting, scene.published)


def _is_body(scene: Scene, entry: Entry) -> bool:
    return bool(entry.id) and scene.country_of(entry.id or "") is None


def _by_owner(scene: Scene, phrase: Phrase) -> tuple[str, ...] | None:
    """Resolve a noun by whose it is: "Iranian officials", "forces from Pakistan", "a spokesman for the MDC"."""
    owners = _owners(scene, phrase)
    if not owners:
        return None
    sector = sector_of(phrase)
    return tuple(dict.fromkeys(combine(scene, owner, sector) for owner in owners))


def sector_of(phrase: Phrase) -> str:
    """Return the sector of a noun phrase: of its head, else of a noun that modifies it ("opposition leader")."""
    if phrase.entry.sector:
        return phrase.entry.sector
    for part in reversed(phrase.before):
        if part.kind == "noun" and part.entry.sector:
            return part.entry.sector
    return "ELI" if phrase.former and phrase.entry.detail in ("office", "people") else ""


def combine(scene: Scene, owner: str, sector: str) -> str:
    """Return the id of an actor of a sector that belongs to an owner; a body or a group stays what it is."""
    if not sector or ":" in owner or owner not in scene.book.countries:
        return owner
    return f"{owner}:{sector}"


def _owners(scene: Scene, phrase: Phrase) -> tuple[str, ...]:
    """Return the ids of those that a phrase belongs to: first its modifiers, then what stands behind it."""
    for parts in (phrase.before, phrase.after, phrase.inside):
        ids = _strongest(scene, phrase, parts)
        if ids:
            return ids
    return ()


def _strongest(scene: Scene, phrase: Phrase, parts: list[Phrase]) -> tuple[str, ...]:
    """Return the ids of the modifiers that weigh most, and of those coordinated with them."""
    known = [part for part in parts if part.ids and (part.kind != "noun" or part not in phrase.before)]
    if not known:
        return ()
    best = min(known, key=lambda part: _RANK.get(part.kind, 1))
    ids = list(best.ids or ())
    last = best
    for part in known[known.index(best) + 1 :]:
        if part.kind == best.kind and 0 < part.start - last.end <= 2 and phrase.entry.kind == "noun":
            ids.extend(part.ids or ())
            last = part
    return tuple(dict.fromkeys(ids))


def _introduce(scene: Scene, phrase: Phrase) -> None:
    """Add a named person with known ids to the cast."""
    sex = next((entry.sex for entry in phrase.entries if entry.sex), "")
    scene.cast.add(Figure(phrase.name, phrase.ids or (), phrase.office, phrase.wikidata, sex))


def _find_aliases(scene: Scene) -> None:
    """Note the short names in brackets: "Movement for Democratic Change (MDC)"."""
    text = scene.words.text
    for phrase, following in zip(scene.phrases, scene.phrases[1:], strict=False):
        i = phrase.end
        if following.start == i + 1 and following.end < len(text) and text[i] == "(" and text[following.end] == ")":
            if following.end - following.start == 1 and following.name and phrase.kind != "noun":
                scene.aliases[following.name[0]] = phrase

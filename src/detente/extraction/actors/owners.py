"""Owners: whose a noun is, by its modifiers and by what stands behind it, and the id that follows."""

from __future__ import annotations

from detente.extraction.actors.phrases import Phrase
from detente.extraction.actors.scene import Scene

# What decides where several modifiers are known: the lowest.
_RANK = {"group": 0, "body": 1, "organ": 1, "person": 1, "name": 1, "place": 3}
_OTHER_RANK = 2
# Sectors that a modifier gives to its noun: "rebel leader", but "press secretary", "civilian government".
_PASSED_ON = frozenset(("OPP", "REB", "UAF", "LEG", "JUD", "PTY", "REL", "REF", "LAB", "BUS", "CRM"))
_OBSERVERS = frozenset(("ELI", "EDU"))
_NEAR = 3  # tokens between two coordinated owners: ", and the"


def by_owner(scene: Scene, phrase: Phrase) -> tuple[str, ...] | None:
    """Resolve a noun by whose it is: "Iranian officials", "forces from Pakistan", "a spokesman for the MDC".

    A source stays unknown unless it says whose: "an Iranian source" may be anybody, "a Lebanese army source" is not;
    an "Iran analyst" is one by subject.
    """
    if phrase.entry.detail == "source" and not any(part.entry.detail in ("force", "organ") for part in phrase.before):
        return None
    if phrase.entry.sector in _OBSERVERS and any(part.kind == "country" for part in phrase.before):
        return None
    owners = owners_of(scene, phrase)
    return combine_all(scene, owners, sector_of(phrase)) if owners else None


def owners_of(scene: Scene, phrase: Phrase) -> tuple[str, ...]:
    """Return the ids of those that a phrase belongs to: first its modifiers, then what stands behind it.

    A body behind "of" outweighs a nationality: "the Swedish head of the UN mission".
    """
    behind = _all(phrase.after)
    if any(scene.country_of(identifier) is None for identifier in behind):
        return behind
    return _strongest(phrase) or behind or _all(phrase.inside)


def sector_of(phrase: Phrase) -> str:
    """Return the sector of a noun phrase: of its head, else of a noun that modifies it ("opposition leader")."""
    if phrase.entry.sector:
        return phrase.entry.sector
    for part in reversed(phrase.before):
        if part.kind == "noun" and part.entry.sector in _PASSED_ON:
            return part.entry.sector
    return "ELI" if phrase.former and phrase.entry.detail in ("office", "people") else ""


def combine(scene: Scene, owner: str, sector: str) -> str:
    """Return the id of an actor of a sector that belongs to an owner; a body or a group stays what it is."""
    if not sector or ":" in owner or owner not in scene.book.countries:
        return owner
    return f"{owner}:{sector}"


def combine_all(scene: Scene, owners: tuple[str, ...], sector: str) -> tuple[str, ...]:
    """Return the ids of the actors of a sector that belong to several owners."""
    return tuple(dict.fromkeys(combine(scene, owner, sector) for owner in owners))


def plain_office(name: str) -> str:
    """Return the name of an office in one spelling.

    >>> plain_office("national security advisor"), plain_office("Defense Minister")
    ('national security adviser', 'defence minister')
    """
    return name.lower().replace("advisor", "adviser").replace("defense", "defence").replace("-", " ")


def _all(parts: list[Phrase]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(identifier for part in parts for identifier in part.ids or ()))


def _strongest(phrase: Phrase) -> tuple[str, ...]:
    """Return the ids of the modifiers that weigh most, and of those coordinated with them."""
    known = [part for part in phrase.before if part.ids and part.kind != "noun"]
    if not known:
        return ()
    best = min(known, key=lambda part: _RANK.get(part.kind, _OTHER_RANK))
    ids = list(best.ids or ())
    last = best
    for part in known[known.index(best) + 1 :]:
        if 0 < part.start - last.end <= _NEAR and phrase.entry.kind == "noun":
            ids.extend(part.ids or ())
            last = part
    return tuple(dict.fromkeys(ids))

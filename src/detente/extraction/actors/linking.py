"""Linking: what stands behind a noun phrase ("officials from Pakistan"), and beside it ("X, the president of Y")."""

from __future__ import annotations

from detente.extraction.actors.phrases import Phrase
from detente.extraction.actors.words import Words

_BEHIND = frozenset(("of", "from"))
_BEHIND_PART = frozenset(("of", "from", "for", "in", "with", "at", "representing"))
_INSIDE = frozenset(("in", "at"))
_PLACES = frozenset(("country", "capital", "place"))
_PLACE_NAMES = frozenset(("GPE", "LOC", "FAC"))  # entity types
_JOINTS = frozenset((",", "and", "or", "&", "the", "as", "well"))
_GROUP = 10  # coordinated phrases behind one preposition
_NEXT = 13  # phrases that an apposition may have inside it
_GAP = 6  # tokens between a phrase and what stands behind it


def link_phrases(words: Words, phrases: list[Phrase]) -> None:
    """Set what stands behind a phrase, right to left so that chains reach through, then what stands beside it."""
    for k in range(len(phrases) - 2, -1, -1):
        _set_behind(words, phrases, k)
    for k in range(len(phrases) - 1):
        _share_behind(words, phrases[k], phrases[k + 1])
    for k in range(len(phrases) - 1):
        _set_beside(words, phrases, k)


def is_bare_name(phrase: Phrase) -> bool:
    """Tell whether a phrase is a name without a title."""
    return bool(phrase.name) and (phrase.kind in ("name", "person") or phrase.entry.alone == "none")


def is_description(phrase: Phrase) -> bool:
    """Tell whether a phrase says who somebody is, without a name; "the troops" say so of nobody."""
    return phrase.kind == "noun" and not phrase.name and not (phrase.entry.detail == "force" and phrase.entry.plural)


def _set_behind(words: Words, phrases: list[Phrase], k: int) -> None:
    phrase, following = phrases[k], phrases[k + 1]
    i = phrase.end
    if i + 2 < len(words) and words.text[i] == "(" and words.text[i + 2] == ")":
        i += 3
    if phrase.name and i + 1 < len(words) and words.text[i] == "," and words.fold[i + 1] in _BEHIND:
        i += 1
    if i + 1 < len(words) and words.fold[i] == "based":
        i += 1
    if i >= len(words) or words.pos[i] not in ("ADP", "VERB") or following.start - i > _GAP:
        return
    prep = words.fold[i]
    if prep not in _prepositions(phrase) or not _only_nominal(words, i + 1, following.start):
        return
    if _is_part_of_name(words, following):
        return
    group = _group(words, phrases, k + 1) if _is_several(phrase) else [following]
    if prep not in _INSIDE:
        phrase.after = group
    elif following.kind in _PLACES:
        phrase.inside = group
    else:
        return
    phrase.reach = group[-1].reach


def _group(words: Words, phrases: list[Phrase], k: int) -> list[Phrase]:
    """Return a phrase with those that are coordinated with it."""
    group = [phrases[k]]
    for after in phrases[k + 1 : k + 1 + _GROUP]:
        if not joins(words, group[-1].end, after.start) or (after.name and not group[0].name):
            break
        group.append(after)
    return group


def _is_several(phrase: Phrase) -> bool:
    """Tell whether a noun may belong to several: "officials from X and Y", not "the president of X and Y"."""
    return phrase.entry.plural or phrase.entry.detail in ("force", "part")


def _prepositions(phrase: Phrase) -> frozenset[str]:
    """Return the prepositions behind which stands whose somebody is; where a person is says nothing of it."""
    if phrase.kind != "noun":
        return _BEHIND
    if phrase.name:
        return _BEHIND_PART - _INSIDE - {"with"}
    return _BEHIND | {"in"} if phrase.entry.detail == "office" else _BEHIND_PART


def _is_part_of_name(words: Words, phrase: Phrase) -> bool:
    """Tell whether a place only names a school or street: "the principal of Oslo Academy"."""
    head = words.head[phrase.head]
    return (
        phrase.kind in _PLACES
        and words.dep[phrase.head] == "compound"
        and head > phrase.head
        and words.is_capital(head)
    )


def _only_nominal(words: Words, start: int, end: int) -> bool:
    return all(
        words.pos[i] in ("DET", "ADJ", "NOUN", "PROPN", "NUM") or words.fold[i] == "of" for i in range(start, end)
    )


def joins(words: Words, end: int, start: int) -> bool:
    """Tell whether only a comma or a conjunction, and a determiner, lie between two phrases."""
    if not 0 < start - end <= 3:
        return False
    gap = words.fold[end:start]
    return gap[0] in (",", "and", "or", "&") and all(word in _JOINTS for word in gap)


def _share_behind(words: Words, phrase: Phrase, following: Phrase) -> None:
    """Let "a spokesman and deputy chairman of the movement" have one owner."""
    if not (is_description(phrase) and is_description(following)) or phrase.after or phrase.inside or phrase.before:
        return
    if following.start - phrase.end == 1 and words.fold[phrase.end] == "and":
        phrase.after = following.after


def _set_beside(words: Words, phrases: list[Phrase], k: int) -> None:
    """Link "X, the president of Y," and "the president of Y, X": one is a name, the other says who it is."""
    phrase = phrases[k]
    at = phrase.reach
    other = next((p for p in phrases[k + 1 : k + 1 + _NEXT] if p.start >= at), None)
    if other is None or other.start != at + 1 or words.text[at] not in (",", "-", "–", "("):
        return
    if any(p.name and words.ent[p.head] in _PLACE_NAMES for p in (phrase, other)):
        return
    if is_bare_name(phrase) and is_description(other):
        if words.text[at] != "(" and _closes(words, other.reach):
            phrase.beside = other
            other.beside = other.beside or phrase
    elif is_description(phrase) and is_bare_name(other) and phrase.beside is None and words.text[at] == ",":
        phrase.beside, other.beside = other, phrase


def _closes(words: Words, i: int) -> bool:
    """Tell whether an apposition may end here: not in the middle of a list."""
    return i >= len(words) or words.fold[i] not in ("and", "or", "'s")

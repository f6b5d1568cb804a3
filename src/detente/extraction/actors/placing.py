"""Placing: is the name of a country, capital or region used as a place, or as somebody who acts?"""

from __future__ import annotations

from detente.extraction.actors.phrases import Phrase
from detente.extraction.actors.words import Words

_WHEREABOUTS = frozenset(("to", "from", "for", "of"))
_DASHES = frozenset(("-", "--", "–", "—"))
_CHAIN = 6  # steps of coordination and apposition that are followed


def is_place(words: Words, phrase: Phrase) -> bool:
    """Tell whether a name of a country, capital or region is used as a place."""
    entry, head = phrase.entry, phrase.end - 1
    if (entry.kind == "place" and entry.detail != "breakaway") or _is_dateline(words, phrase):
        return True
    dep, governor = _role(words, head)
    if dep == "pobj":
        return _is_whereabouts(words, governor, entry.kind == "capital")
    if dep in ("nsubj", "nsubjpass", "poss") or entry.kind == "country":
        return False
    return dep != "dobj"


def _is_dateline(words: Words, phrase: Phrase) -> bool:
    """Tell whether a country stands behind a city or before the dash of a dateline: "DOHA, Qatar (AP) -"."""
    i, j = phrase.start, phrase.end
    if j + 3 < len(words) and words.text[j] == "(" and words.text[j + 2] == ")" and words.text[j + 3] in _DASHES:
        return True
    return (
        i >= 2
        and words.text[i - 1] == ","
        and words.ent[i - 2] in ("GPE", "FAC", "LOC")
        and words.text[i - 2].isupper()
    )


def _role(words: Words, i: int) -> tuple[str, int]:
    """Return the dependency and governor of a token, or of what it is coordinated with."""
    dep, governor = words.dep[i], words.head[i]
    for _ in range(_CHAIN):
        if dep not in ("conj", "appos"):
            break
        dep, governor = words.dep[governor], words.head[governor]
    return dep, governor


def _is_whereabouts(words: Words, preposition: int, is_capital: bool) -> bool:
    word = words.fold[preposition]
    if word in words.lists["locative"]:
        return True
    if not is_capital or word not in _WHEREABOUTS:
        return False
    return word == "of" or words.fold[words.head[preposition]] in words.lists["motion"]

"""Which tokens of a text are among given words, without looking at each token in Python."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from spacy.attrs import LEMMA, LOWER
from spacy.strings import get_string_id
from spacy.tokens import Doc


def words(line: str) -> frozenset[str]:
    """Return the words of a line as a set.

    >>> sorted(words("to with by"))
    ['by', 'to', 'with']
    """
    return frozenset(line.split())


def lemmas_among(doc: Doc, wanted: frozenset[str]) -> list[int]:
    """Return the places of the tokens whose lemma is wanted, in order."""
    return _places(doc, LEMMA, wanted)


def forms_among(doc: Doc, wanted: frozenset[str]) -> list[int]:
    """Return the places of the tokens that stand in the text as wanted, in lower case."""
    return _places(doc, LOWER, wanted)


def _places(doc: Doc, attribute: int, wanted: frozenset[str]) -> list[int]:
    hashes, values = _hashes(wanted), doc.to_array(attribute)
    at = np.searchsorted(hashes, values)
    at[at == len(hashes)] = 0
    found: list[int] = np.flatnonzero(hashes[at] == values).tolist() if len(hashes) else []
    return found


@lru_cache(maxsize=64)
def _hashes(wanted: frozenset[str]) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    """Return the hashes by which the parser knows the words, sorted; they are the same in every vocabulary."""
    return np.sort(np.fromiter((get_string_id(word) for word in wanted), dtype=np.uint64))

"""The parse as plain lists: many small look-ups cost less than through token objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, POS, SENT_START
from spacy.tokens import Doc

from detente.reference.actors import fold

_HALF = 1 << 63  # the array is unsigned: a head to the left wraps around


@dataclass(slots=True, eq=False)
class Words:
    """The tokens of a parse: words, folded words, part of speech, dependency, head, entity, sentence number.

    Parts of speech, dependencies and entity types are spaCy's names ("PROPN", "nsubj", "PERSON").
    """

    doc: Doc
    text: list[str]
    fold: list[str]
    pos: list[str]
    dep: list[str]
    head: list[int]
    ent: list[str]
    begins: list[bool]  # whether an entity begins at the token
    sent: list[int]
    lists: Mapping[str, frozenset[str]]  # the closed word lists of the desk book

    @classmethod
    def of(cls, doc: Doc, lists: Mapping[str, frozenset[str]]) -> Words:
        """Read the lists from a parse."""
        text = [token.text for token in doc]
        if not text:
            return cls(doc, [], [], [], [], [], [], [], [], lists)
        table = doc.to_array([POS, DEP, HEAD, ENT_TYPE, ENT_IOB, SENT_START])
        coded_pos, coded_dep, offset, coded_ent, iob, starts = table.T.tolist()
        names = _names(doc, coded_pos, coded_dep, coded_ent)
        pos, dep, ent = ([names[code] for code in codes] for codes in (coded_pos, coded_dep, coded_ent))
        sent, number = [], 0
        for start in starts:
            number += start == 1
            sent.append(number)
        head = [i + (step if step < _HALF else step - 2 * _HALF) for i, step in enumerate(offset)]
        return cls(doc, text, [fold(word) for word in text], pos, dep, head, ent, [b == 3 for b in iob], sent, lists)

    def __len__(self) -> int:
        return len(self.text)

    def is_capital(self, i: int) -> bool:
        """Tell whether a token begins with a capital letter."""
        return self.text[i][0].isupper()


def _names(doc: Doc, *columns: list[int]) -> dict[int, str]:
    strings = doc.vocab.strings
    return {code: strings[code] for code in set().union(*columns)}

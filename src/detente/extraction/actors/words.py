"""The parse as plain lists: many small look-ups cost less than through token objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, ORTH, POS, SENT_START
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
        if not len(doc):
            return cls(doc, [], [], [], [], [], [], [], [], lists)
        table = doc.to_array([ORTH, POS, DEP, ENT_TYPE, HEAD, ENT_IOB, SENT_START]).T.tolist()
        text, pos, dep, ent = (_named(doc, codes) for codes in table[:4])
        folded = {word: fold(word) for word in set(text)}
        offsets, iob, starts = table[4:]
        head = [i + (step if step < _HALF else step - 2 * _HALF) for i, step in enumerate(offsets)]
        sent = list(accumulate(int(start == 1) for start in starts))
        return cls(doc, text, [folded[word] for word in text], pos, dep, head, ent, [b == 3 for b in iob], sent, lists)

    def __len__(self) -> int:
        return len(self.text)

    def is_capital(self, i: int) -> bool:
        """Tell whether a token begins with a capital letter."""
        return self.text[i][0].isupper()


def _named(doc: Doc, codes: list[int]) -> list[str]:
    strings = doc.vocab.strings
    names = {code: strings[code] for code in set(codes)}
    return [names[code] for code in codes]

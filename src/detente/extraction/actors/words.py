"""The parse as plain lists: many small look-ups cost less than through token objects."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.attrs import DEP, ENT_TYPE, HEAD, POS, SENT_START
from spacy.symbols import ADJ, DET, NOUN, NUM, PRON, PROPN, VERB, amod, appos, attr, conj, dobj, nsubj, nsubjpass, pobj
from spacy.symbols import PERSON as PERSON_ENTITY
from spacy.tokens import Doc

from detente.reference.actors import fold

__all__ = [
    "ADJ", "DET", "NOUN", "NUM", "PERSON_ENTITY", "PRON", "PROPN", "VERB", "Words",
    "amod", "appos", "attr", "conj", "dobj", "nsubj", "nsubjpass", "pobj",
]  # fmt: skip


@dataclass(slots=True, eq=False)
class Words:
    """The tokens of a parse: words, folded words, part of speech, dependency, head, entity type, sentence number."""

    doc: Doc
    text: list[str]
    fold: list[str]
    pos: list[int]
    dep: list[int]
    head: list[int]
    ent: list[int]
    sent: list[int]

    @classmethod
    def of(cls, doc: Doc) -> Words:
        """Read the lists from a parse."""
        text = [token.text for token in doc]
        if not text:
            return cls(doc, [], [], [], [], [], [], [])
        table = doc.to_array([POS, DEP, HEAD, ENT_TYPE, SENT_START]).astype("int64")
        columns = table.T.tolist()
        head = [i + offset for i, offset in enumerate(columns[2])]
        sent, number = [], 0
        for start in columns[4]:
            number += start == 1
            sent.append(number)
        return cls(doc, text, [fold(word) for word in text], columns[0], columns[1], head, columns[3], sent)

    def __len__(self) -> int:
        return len(self.text)

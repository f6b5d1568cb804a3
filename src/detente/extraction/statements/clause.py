"""The cue's own clause: cue, source and their modifiers, the words that cannot be content."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from detente.extraction.statements.cues import Cue
from detente.extraction.statements.lookup import words
from detente.extraction.statements.quotations import Quotation, Quotations
from detente.extraction.statements.source import Source

_MODIFIERS = words("prep advmod npadvmod dative agent prt tmod")
_PUNCTUATION = words(". , ; : — – - --")
_MAX_MODIFIERS = 25  # tokens


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """The reach of a cue in tokens: `start` to `end` with the source beside it, `full_end` with what modifies it.

    `speaking` holds the tokens that are heads of cues of speech anywhere in the text, `nouns` the nouns that attribute.
    """

    cue: Cue
    source: Source | None
    quotations: Quotations
    start: int
    end: int
    full_end: int
    speaking: frozenset[int]
    nouns: Collection[str]

    @property
    def doc(self) -> Doc:
        """The parsed text."""
        return self.cue.doc

    @property
    def head(self) -> Token:
        """The word that attributes."""
        return self.cue.head

    @property
    def end_char(self) -> int:
        """The character after the clause without its modifiers."""
        return char_end(self.doc, self.end)

    @property
    def has_source_beside(self) -> bool:
        """Tell whether the source stands right before or after the cue."""
        return self.source is not None and self.start <= self.source.start and self.source.end <= self.end


def cue_clause(
    cue: Cue,
    source: Source | None,
    quotations: Quotations,
    speaking: frozenset[int] = frozenset(),
    nouns: Collection[str] = frozenset(),
) -> Clause:
    """Return the reach of the cue's own clause."""
    start, end = cue.start, cue.end
    if source is not None:
        if source.end <= cue.start and all(_light(cue.doc[i]) for i in range(source.end, cue.start)):
            start = source.start
        elif source.start >= cue.end and source.start - cue.end <= 2:
            end = source.end
    return Clause(cue, source, quotations, start, end, _past_modifiers(cue, end), speaking, nouns)


def char_end(doc: Doc, end: int) -> int:
    """Return the character after the token before `end`."""
    last = doc[end - 1]
    return last.idx + len(last)


def _light(token: Token) -> bool:
    return token.is_punct or token.dep_ in ("advmod", "aux", "neg", "punct", "npadvmod") or token.ent_type_ == "DATE"


def _past_modifiers(cue: Cue, end: int) -> int:
    """Return the token after addressee, time and place that follow the cue."""
    full, addressed = end, bool(cue.word.frames & {"os", "oi"})
    for child in cue.head.rights:
        last = child.right_edge.i
        if last < full:
            continue
        first = child.left_edge.i
        if first == full + 1 and cue.doc[full].text == ",":
            first = full
        if child.dep_ not in _MODIFIERS and not (child.dep_ == "dobj" and addressed):
            break
        if first > full or last - full > _MAX_MODIFIERS or child.right_edge.is_quote:
            break
        full = last + 1
    return full


def stretch(clause: Clause, start: int, end: int) -> tuple[int, int, Quotation | None] | None:
    """Return characters from token `start` to `end`, less outer punctuation, with the quotation that it ends in."""
    doc, quotations = clause.doc, clause.quotations
    while start < end and (doc[start].is_space or doc[start].text in _PUNCTUATION):
        start += 1
    while start < end and (doc[end - 1].is_space or doc[end - 1].text in _PUNCTUATION or doc[end - 1].dep_ == "cc"):
        if quotations.at(doc[end - 1].idx) is not None:
            break
        end -= 1
    if start >= end:
        return None
    first, last = quotations.at(doc[start].idx), quotations.at(doc[end - 1].idx)
    return (
        min(doc[start].idx, first.start) if first is not None else doc[start].idx,
        last.end if last is not None else char_end(doc, end),
        last,
    )

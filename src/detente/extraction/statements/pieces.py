"""A content as the lines of a ledger: one piece a sentence, each with whether it is the speaker's own words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Span

from detente.extraction.parsing import ParsedArticle
from detente.extraction.statements.attribution import Attribution
from detente.extraction.statements.quotations import Quotations

_EDGES = " \n\t\u00a0,;:—–-"
_SHORTEST = 12  # characters: a shorter piece goes with its neighbour


class Piece(NamedTuple):
    """A stretch of a content in characters; `direct` where most of it is quoted."""

    start: int
    end: int
    direct: bool


def split_content(a: Attribution, parsed: ParsedArticle, quotations: Quotations) -> tuple[Piece, ...]:
    """Return the sentences of a content in order, the cue's own clause left out where it stands between them."""
    start, end = a.content.start, a.content.end
    touched = [s for s in parsed.sentences if s.start_char < end and s.end_char > start]
    stretches = [
        clause
        for sent in touched
        for part in _within(sent, start, end, a)
        for clause in _clauses(sent, *part, quotations)
    ]
    pieces = [_trimmed(quotations.text, *stretch) for stretch in _merged(stretches)]
    return tuple(Piece(*piece, is_direct(*piece, quotations)) for piece in pieces if piece[1] > piece[0])


def is_direct(start: int, end: int, quotations: Quotations) -> bool:
    """Tell whether more than half of a stretch stands in quotation marks."""
    covered = 0
    for quotation in quotations.between(start, end):
        covered += min(end, quotation.end) - max(start, quotation.start)
    return 2 * covered > end - start


def _within(sent: Span, start: int, end: int, a: Attribution) -> Iterator[tuple[int, int]]:
    """Yield what a sentence holds of the content, without the cue's clause at its edge."""
    low, high = max(start, sent.start_char), min(end, sent.end_char)
    if a.goes_on:
        yield low, high
        return
    clause = (min(a.cue[0], (a.source or a.cue)[0]), max(a.cue[1], (a.source or a.cue)[1]))
    if not (low <= clause[0] and clause[1] <= high) or not a.quoted:
        yield low, high
        return
    for part in ((low, clause[0]), (clause[1], high)):
        if part[1] - part[0] > _SHORTEST:
            yield part


def _clauses(sent: Span, start: int, end: int, quotations: Quotations) -> Iterator[tuple[int, int]]:
    """Cut reported words before each further that-clause: "that A … and that B"."""
    for token in sent:
        at = token.idx
        if (
            token.lower_ != "that"
            or token.dep_ != "mark"
            or token.i == 0
            or not start + _SHORTEST < at < end - _SHORTEST
        ):
            continue
        if token.nbor(-1).dep_ == "cc" and quotations.at(at) is None:
            yield start, token.nbor(-1).idx
            start = at
    yield start, end


def _merged(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in stretches:
        if out and (end - start < _SHORTEST or out[-1][1] - out[-1][0] < _SHORTEST):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end

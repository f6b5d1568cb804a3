"""From an attribution to the statements that the evidence holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.evidence import Actor, Anchor, Statement, Voice
from detente.extraction.actors import Actors
from detente.extraction.parsing import ParsedArticle
from detente.extraction.statements.attribution import Attribution
from detente.extraction.statements.bearing import bears
from detente.extraction.statements.pieces import Piece, is_direct, split_content
from detente.extraction.statements.quotations import Quotations
from detente.extraction.statements.speaker import resolve_speaker
from detente.extraction.statements.stance import judge_stance
from detente.reference.speech import SpeechBook

if TYPE_CHECKING:
    from detente.extraction.times import Times

_CERTAINTY = {"q": 0.95, "s": 0.9, "line": 0.8, "o": 0.75, "i": 0.7, "n": 0.65, "p": 0.65, "r": 0.6}


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What a statement is read with: the article, its actors and times, the desk book, and whether it is about a conflict."""

    parsed: ParsedArticle
    actors: Actors
    times: Times
    book: SpeechBook
    quotations: Quotations
    about: bool


def record_statements(a: Attribution, reading: Reading) -> Iterator[Statement]:
    """Yield the statements of one attribution: one, or one a sentence where it bears on the conflict."""
    text = reading.parsed.article.text
    speaker = resolve_speaker(a, reading.actors, text)
    pieces = split_content(a, reading.parsed, reading.quotations) if reading.about else ()
    bearing = [_bears(piece, a, speaker, reading) for piece in pieces]
    if len(pieces) < 2 or not any(bearing):
        whole = Piece(a.content.start, a.content.end, is_direct(a.content.start, a.content.end, reading.quotations))
        yield _statement(a, whole, speaker, any(bearing), reading)
        return
    for piece, relevant in zip(pieces, bearing, strict=True):
        yield _statement(a, piece, speaker, relevant, reading)


def _bears(piece: Piece, a: Attribution, speaker: Actor | None, reading: Reading) -> bool:
    return True


def _statement(a: Attribution, piece: Piece, speaker: Actor | None, relevant: bool, reading: Reading) -> Statement:
    article = reading.parsed.article
    return Statement(
        anchor=Anchor.of(article, piece.start, piece.end),
        certainty=_CERTAINTY.get(a.content.frame, 0.6),
        voice=Voice.REPORTED,
        relevant=relevant,
        speaker=speaker,
        direct=piece.direct,
        date=reading.times.dating(a.head, default=True),
        stance=judge_stance(),
        source_anchor=None if a.source is None else Anchor.of(article, *a.source),
        cue_anchor=Anchor.of(article, *a.cue),
    )

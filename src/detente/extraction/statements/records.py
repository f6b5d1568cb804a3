"""From an attribution to the statements that the evidence holds."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Span, Token

from detente.evidence import Actor, Anchor, Statement, Voice
from detente.extraction.actors import Actors
from detente.extraction.parsing import ParsedArticle
from detente.extraction.statements.attribution import Attribution
from detente.extraction.statements.bearing import bears, weigh
from detente.extraction.statements.chains import find_via
from detente.extraction.statements.issuer import free_sentences
from detente.extraction.statements.pieces import Piece, is_direct, split_content
from detente.extraction.statements.quotations import Quotations
from detente.extraction.statements.speaker import resolve_speaker
from detente.extraction.statements.stance import judge_stance
from detente.reference.speech import SpeechBook

if TYPE_CHECKING:
    from detente.extraction.times import Times

_SENTENCE = 6  # tokens
_TURN = 200  # characters of a line that is somebody's turn in a conversation and not a headline
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
    issuer: Actor | None = None


def record_all(found: Sequence[Attribution], reading: Reading) -> list[Statement]:
    """Return the statements of all attributions; where the text has an issuer, its other sentences are the issuer's."""
    statements = [statement for a in found for statement in record_statements(a, found, reading)]
    turns = any(a.content.frame == "line" and a.content.end - a.content.start > _TURN for a in found)
    if reading.issuer is None or turns:
        return statements
    others = [statement for statement in statements if _is_another(statement.speaker, reading.issuer)]
    covered = [(statement.anchor.start, statement.anchor.end) for statement in others]
    own = [_issued(sent, reading) for sent in free_sentences(reading.parsed, covered)]
    return [dataclasses.replace(s, via=(*s.via, reading.issuer.text)) for s in others] + own


def _is_another(speaker: Actor | None, issuer: Actor) -> bool:
    return speaker is not None and speaker.id is not None and speaker.ids != issuer.ids


def _issued(sent: Span, reading: Reading) -> Statement:
    """Return a sentence of an official statement as its issuer's own words."""
    return Statement(
        anchor=reading.parsed.anchor(sent),
        certainty=0.8,
        voice=Voice.REPORTED,
        relevant=reading.about and _is_position(sent, reading.book),
        speaker=reading.issuer,
        direct=True,
        date=reading.times.dating(sent.root, default=True),
        stance=judge_stance(list(sent), None, reading.book),
    )


def _weighs(piece: Piece, a: Attribution, speaker: Actor | None, reading: Reading) -> bool:
    tokens = _tokens(piece, reading)
    if a.content.frame == "line":
        return a.content.end - a.content.start > _TURN and _is_position(tokens, reading.book)
    return weigh(a, tokens, speaker, reading.book)


def _is_position(sent: Sequence[Token] | Span, book: SpeechBook) -> bool:
    """Tell whether a sentence of an official statement says something of the conflict or takes a side."""
    return len(sent) >= _SENTENCE and (bears(sent, book) or any(t.lemma_.lower() in book.stance for t in sent))


def record_statements(a: Attribution, found: Sequence[Attribution], reading: Reading) -> Iterator[Statement]:
    """Yield the statements of one attribution: one, or one a sentence where it bears on the conflict."""
    speaker = resolve_speaker(a, reading.actors, reading.quotations, found)
    pieces = split_content(a, reading.parsed, reading.quotations) if reading.about else ()
    if a.content.frame == "line" and reading.issuer is not None and (speaker is None or speaker.id is None):
        speaker = reading.issuer
    bearing = [_weighs(piece, a, speaker, reading) for piece in pieces]
    if len(pieces) < 2 or not any(bearing):
        whole = Piece(a.content.start, a.content.end, is_direct(a.content.start, a.content.end, reading.quotations))
        yield _statement(a, whole, speaker, any(bearing), reading)
        return
    for piece, relevant in zip(pieces, bearing, strict=True):
        yield _statement(a, piece, speaker, relevant, reading)


def _tokens(piece: Piece, reading: Reading) -> Sequence[Token]:
    span = reading.parsed.doc.char_span(piece.start, piece.end, alignment_mode="expand")
    return [] if span is None else [token for token in span if not token.is_space]


def _statement(a: Attribution, piece: Piece, speaker: Actor | None, relevant: bool, reading: Reading) -> Statement:
    article = reading.parsed.article
    return Statement(
        anchor=Anchor.of(article, piece.start, piece.end),
        certainty=_CERTAINTY.get(a.content.frame, 0.6),
        voice=Voice.REPORTED,
        relevant=relevant,
        speaker=speaker,
        via=find_via(a, reading.book),
        direct=piece.direct,
        date=reading.times.dating(a.head, default=True),
        stance=judge_stance(_tokens(piece, reading), a.word, reading.book),
        source_anchor=None if a.source is None else Anchor.of(article, *a.source),
        cue_anchor=None if a.cue is None else Anchor.of(article, *a.cue),
    )

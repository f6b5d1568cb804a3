"""From an attribution to the statements that the evidence holds."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Span, Token

from detente.evidence import Actor, Anchor, Stance, Statement, Voice
from detente.extraction.actors import Actors
from detente.extraction.parsing import ParsedArticle
from detente.extraction.statements.attribution import Attribution
from detente.extraction.statements.bearing import ABOUT, bears, weigh
from detente.extraction.statements.chains import carry_outlets, find_via
from detente.extraction.statements.covering import Covering
from detente.extraction.statements.echoes import echoing, find_echo, turned
from detente.extraction.statements.issuer import FIRST_PERSON, free_sentences
from detente.extraction.statements.pieces import Piece, is_direct, split_content
from detente.extraction.statements.quotations import Quotations
from detente.extraction.statements.speaker import resolve_speaker
from detente.extraction.statements.stance import judge_stance
from detente.reference.speech import SpeechBook

if TYPE_CHECKING:
    from detente.extraction.times import Times

_SENTENCE = 8  # tokens
_TURN = 200  # characters of a line that is somebody's turn in a conversation and not a headline
_CERTAINTY = {"q": 0.95, "s": 0.9, "line": 0.8, "o": 0.75, "i": 0.7, "n": 0.65, "p": 0.65, "r": 0.6}


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What a statement is read with: the article, its actors and times, the desk book, its bearing on a conflict."""

    parsed: ParsedArticle
    actors: Actors
    times: Times
    book: SpeechBook
    quotations: Quotations
    reported: Covering
    about: float
    issuer: Actor | None = None


def record_all(found: Sequence[Attribution], reading: Reading) -> list[Statement]:
    """Return the statements of all attributions; where the text has an issuer, its other sentences are the issuer's."""
    statements = carry_outlets(
        statement
        for group in _by_sentence(found)
        for statement in _with_echo(group, [s for a in group for s in record_statements(a, reading)], reading)
    )
    turns = any(a.content.frame == "line" and a.content.end - a.content.start > _TURN for a in found)
    if reading.issuer is None or turns:
        return statements
    others = [statement for statement in statements if _is_another(statement.speaker, reading.issuer)]
    anchors = ((statement.anchor.start, statement.anchor.end) for statement in others)
    taken = Covering(len(reading.parsed.article.text), anchors)
    own = [_issued(sent, reading) for sent in free_sentences(reading.parsed, taken)]
    return [dataclasses.replace(s, via=(*s.via, reading.issuer.text)) for s in others] + own


def _by_sentence(found: Sequence[Attribution]) -> list[list[Attribution]]:
    return [list(group) for _, group in itertools.groupby(found, key=lambda a: a.head.sent.start)]


def _with_echo(group: Sequence[Attribution], statements: list[Statement], reading: Reading) -> list[Statement]:
    """Give "echoing X's statements" to X, and note on the other statements of the sentence what they echo."""
    lists = reading.book.lists
    echo = next((e for a in group if (e := find_echo(a, lists["echoing"], lists["echoed"])) is not None), None)
    owner = None if echo is None else next((actor for actor in reading.actors.of(echo.owner) if actor.id), None)
    if echo is None or owner is None:
        return statements
    start, end = echo.attribution.content.start, echo.attribution.content.end
    words = reading.parsed.article.text[start:end]
    beside = [s for s in statements if s.anchor.start != start and s.speaker is not None and s.speaker.id != owner.id]
    date = reading.times.dating(echo.noun, default=False)
    return [
        turned(s, owner, date, beside) if s.anchor.start == start else echoing(s, words) if s in beside else s
        for s in statements
    ]


def _is_another(speaker: Actor | None, issuer: Actor) -> bool:
    if speaker is None or speaker.id is None or speaker.text.lower() in FIRST_PERSON:
        return False
    return speaker.ids != issuer.ids


def _issued(sent: Span, reading: Reading) -> Statement:
    """Return a sentence of an official statement as its issuer's own words."""
    return Statement(
        anchor=reading.parsed.anchor(sent),
        certainty=0.8,
        voice=Voice.REPORTED,
        relevant=reading.about >= ABOUT and _is_position(sent, reading.book),
        speaker=reading.issuer,
        direct=True,
        date=reading.times.dating(sent.root, default=True),
        stance=_own_stance(sent, reading),
    )


def _own_stance(sent: Span, reading: Reading) -> Stance:
    """Judge a sentence of an official statement; who is no party and deplores what others do is not against a deal."""
    stance = judge_stance(list(sent), None, reading.book)
    party = reading.issuer is not None and reading.issuer.ids & set(reading.actors.parties[:2])
    return Stance.NEUTRAL if stance is Stance.AGAINST and not party else stance


def _weighs(piece: Piece, a: Attribution, speaker: Actor | None, reading: Reading) -> bool:
    tokens = _tokens(piece, reading)
    if a.content.frame == "line":
        return a.content.end - a.content.start > _TURN and _is_position(tokens, reading.book)
    return weigh(a, tokens, speaker, reading.book, reading.about)


def _is_position(sent: Sequence[Token] | Span, book: SpeechBook) -> bool:
    """Tell whether a sentence of an official statement takes a side on the conflict or says what must be."""
    sided = any(token.lemma_.lower() in book.stance for token in sent)
    demands = any(token.lemma_.lower() in book.lists["demanding"] for token in sent)
    return len(sent) >= _SENTENCE and sided and (demands or bears(sent, book))


def record_statements(a: Attribution, reading: Reading) -> Iterator[Statement]:
    """Yield the statements of one attribution: one, or one a sentence where it bears on the conflict."""
    speaker = resolve_speaker(a, reading.actors, reading.quotations.text, reading.reported)
    pieces = split_content(a, reading.parsed, reading.quotations) if reading.about >= ABOUT else ()
    if a.content.frame == "line" and reading.issuer is not None and (speaker is None or speaker.id is None):
        speaker = reading.issuer
    bearing = [_weighs(piece, a, speaker, reading) for piece in pieces]
    if len(pieces) < 2 or not any(bearing):
        whole = Piece(a.content.start, a.content.end, is_direct(a.content.start, a.content.end, reading.quotations))
        pieces, bearing = (whole,), [any(bearing)]
    via = find_via(a, reading.book)
    date = (_told_on(a, reading) if via else None) or reading.times.dating(a.head, default=True)
    for piece, relevant in zip(pieces, bearing, strict=True):
        statement = _statement(a, piece, speaker, relevant, reading)
        judged = statement.direct and statement.stance is not Stance.NEUTRAL and _is_party(speaker, reading)
        yield dataclasses.replace(
            statement, via=via, date=date, relevant=relevant or (judged and reading.about >= ABOUT)
        )


def _told_on(a: Attribution, reading: Reading) -> str | None:
    """Return the time of the clause in which somebody speaks to an outlet: "*Speaking* with it in late December, …"."""
    clauses = (child for child in a.head.children if child.dep_ == "advcl" and child.tag_ == "VBG")
    return next((d for c in clauses if (d := reading.times.dating(c, default=False)) is not None), None)


def _is_party(speaker: Actor | None, reading: Reading) -> bool:
    return speaker is not None and bool(speaker.ids & set(reading.actors.parties[:2]))


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
        direct=piece.direct,
        stance=judge_stance(_tokens(piece, reading), a.word, reading.book),
        source_anchor=None if a.source is None else Anchor.of(article, *a.source),
        cue_anchor=None if a.goes_on else Anchor.of(article, *a.cue),
    )

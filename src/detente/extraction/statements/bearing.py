"""Whether an article is about a conflict or a negotiation, and whether a statement in it bears on that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from detente.evidence import Actor
from detente.extraction.actors import Actors
from detente.extraction.statements.attribution import Attribution
from detente.extraction.statements.lookup import lemmas_among, words
from detente.extraction.statements.stance import leaning
from detente.reference.speech import SpeechBook

ABOUT = 2.1  # per cent of the words
_CERTAINLY_ABOUT = 3.0
_WORDS = 0.85  # of the tokens are words, the rest are marks and figures
_COMMON = 0.5  # weight of words that domestic politics uses as well
_SECOND = 0.3  # weight of a mention of the party mentioned second most
_SMOOTH = 100  # words that a short article is taken to have
_ENOUGH = 3  # points of `weigh`
_LONG, _SHORT, _SCRAP = 15, 8, 4  # tokens
_MODALS = words("must should will would need not can 'll n't")


def measure_about(doc: Doc, actors: Actors, book: SpeechBook) -> float:
    """Return how much an article is about a conflict or a negotiation: by its words, and by a second party in it.

    Per cent of the words; below `ABOUT` it is about something else.
    """
    weights = [
        _COMMON if book.bearing[doc[at].lemma_] == "common" else 1.0 for at in lemmas_among(doc, book.bearing_words)
    ]
    parties = Counter(i[:3] for m in actors.mentions for a in m.actors if a.id for i in a.id.split(";"))
    second = parties.most_common(2)[1][1] if len(parties) > 1 else 0
    return 100 * (sum(weights) + _SECOND * second) / max(_SMOOTH, _WORDS * len(doc))


def is_deed(a: Attribution, book: SpeechBook) -> bool:
    """Tell whether a cue is a deed where there is a conflict: "attacked the town" says nothing."""
    return a.content.frame in ("n", "o", "i") and a.word.lemma in book.lists["deeds"] and not a.quoted


def bears(tokens: Iterable[Token], book: SpeechBook) -> bool:
    """Tell whether words speak of a conflict or a negotiation."""
    return any(token.lemma_.lower() in book.bearing for token in tokens)


def weigh(a: Attribution, tokens: Sequence[Token], speaker: Actor | None, book: SpeechBook, about: float) -> bool:
    """Tell whether a statement in an article about a conflict is a position, assessment, demand or denial worth a line.

    Words said by somebody known, a whole clause with what must or will be, and words of the conflict speak for it;
    scraps, wishes and words of nobody in particular against it. The points were set by reading annotated articles.
    """
    clause = a.word.kind == "say" and a.content.frame in ("q", "s")
    points = 2 * clause + 2 * (speaker is not None and speaker.id is not None) + bears(tokens, book)
    points += len(tokens) >= _LONG
    points += leaning(a.word, book) != 0
    points += not clause and any(token.is_quote for token in tokens)
    points += any(token.lower_ in _MODALS for token in tokens)
    points -= 2 * (len(tokens) < _SHORT) + (len(tokens) < _SCRAP)
    points -= (a.word.kind in ("wish", "think", "show")) + (speaker is None) + (a.content.frame == "orphan")
    return points >= _ENOUGH + (about < _CERTAINLY_ABOUT)

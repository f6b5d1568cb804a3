"""Whether an article is about a conflict or a negotiation, and whether a statement in it bears on that."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from detente.reference.speech import SpeechBook

_DENSE = 0.017  # of the words: below this an article is about something else
_DISTINCT = 4  # different words that an article must hold
_SMOOTH = 60  # words added to short articles, so that one word does not decide


def is_about(doc: Doc, book: SpeechBook) -> bool:
    """Tell whether an article is about a conflict or a negotiation, by how many of its words say so."""
    words = [token.lemma_.lower() for token in doc if token.is_alpha]
    found = [word for word in words if word in book.bearing]
    return len(set(found)) >= _DISTINCT and len(found) >= _DENSE * max(_SMOOTH, len(words))


def bears(tokens: Iterable[Token], book: SpeechBook) -> bool:
    """Tell whether words speak of a conflict or a negotiation."""
    return any(token.lemma_.lower() in book.bearing for token in tokens)

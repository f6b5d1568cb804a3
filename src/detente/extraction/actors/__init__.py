"""Actors: find → resolve → corefer → parties. Who is mentioned, who is meant, and who the article is about."""

from __future__ import annotations

from detente.extraction.actors.mentions import Actors, Mention
from detente.extraction.actors.resolve import resolve_mentions
from detente.extraction.actors.words import Words
from detente.extraction.parsing import ParsedArticle
from detente.reference.actors import ActorBook

__all__ = ["Actors", "Mention", "find_actors"]


def find_actors(parsed: ParsedArticle, book: ActorBook) -> Actors:
    """Return the mentions of an article and its main parties."""
    words = Words.of(parsed.doc)
    mentions, parties = resolve_mentions(parsed, words, book)
    return Actors.build(parsed.doc, mentions, parties)

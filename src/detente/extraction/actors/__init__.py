"""Actors: find → link → resolve → corefer → parties. Who is mentioned, who is meant, and who the article is about."""

from __future__ import annotations

from collections.abc import Iterator

from detente.evidence import Actor
from detente.extraction.actors.corefer import corefer_phrases, settle_collectives
from detente.extraction.actors.discourse import is_body_name
from detente.extraction.actors.find import find_names
from detente.extraction.actors.focus import find_focus
from detente.extraction.actors.issuer import find_issuer
from detente.extraction.actors.linking import link_phrases
from detente.extraction.actors.mentions import Actors, Mention
from detente.extraction.actors.parties import find_parties
from detente.extraction.actors.phrases import Phrase, build_phrases
from detente.extraction.actors.quotes import find_speech
from detente.extraction.actors.resolve import resolve_phrases
from detente.extraction.actors.scene import Scene, day_of
from detente.extraction.actors.strangers import place_strangers
from detente.extraction.actors.words import Words
from detente.extraction.parsing import ParsedArticle
from detente.reference.actors import ActorBook

__all__ = ["Actors", "Mention", "find_actors"]


def find_actors(parsed: ParsedArticle, book: ActorBook) -> Actors:
    """Return the mentions of an article and its main parties."""
    article = parsed.article
    words = Words.of(parsed.doc, book.lists)
    phrases = build_phrases(words, find_names(words, book))
    link_phrases(words, phrases)
    scene = Scene(words, book, phrases, day_of(article.published), find_issuer(article, book), find_speech(words))
    resolve_phrases(scene)
    scene.focus = find_focus(scene)
    place_strangers(scene)
    corefer_phrases(scene)
    parties = find_parties(scene)
    settle_collectives(scene, parties)
    issuer = Actor(article.outlet or scene.issuer, scene.issuer, inferred=True) if scene.issuer else None
    return Actors.build(parsed.doc, tuple(_mentions(scene)), parties, issuer, book.lists["through"])


def _mentions(scene: Scene) -> Iterator[Mention]:
    for phrase in scene.phrases:
        if phrase.ids is None and not phrase.name and phrase.kind != "noun":
            continue
        text = scene.words.doc[phrase.start : phrase.end].text
        actors = tuple(
            Actor(text, identifier, phrase.office, phrase.wikidata, phrase.inferred)
            for identifier in phrase.ids or (None,)
        )
        yield Mention(phrase.start, phrase.end, actors, _kind(scene, phrase), phrase.head)


def _kind(scene: Scene, phrase: Phrase) -> str:
    if phrase.place:
        return "place"
    if phrase.name:
        return "organ" if is_body_name(scene.words, phrase) else "person"
    return phrase.entry.detail if phrase.kind == "noun" else phrase.kind

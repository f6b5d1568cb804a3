"""Actors: find → resolve → corefer → parties. Who is mentioned, who is meant, and who the article is about."""

from __future__ import annotations

from collections.abc import Iterator

from detente.evidence import Actor
from detente.extraction.actors.corefer import corefer_phrases, settle_collectives
from detente.extraction.actors.find import find_names
from detente.extraction.actors.mentions import Actors, Mention
from detente.extraction.actors.parties import find_parties
from detente.extraction.actors.phrases import Phrase, build_phrases
from detente.extraction.actors.resolve import resolve_phrases
from detente.extraction.actors.scene import Scene, day_of
from detente.extraction.actors.words import Words
from detente.extraction.parsing import ParsedArticle
from detente.reference.actors import ActorBook

__all__ = ["Actors", "Mention", "find_actors"]


def find_actors(parsed: ParsedArticle, book: ActorBook) -> Actors:
    """Return the mentions of an article and its main parties."""
    article = parsed.article
    words = Words.of(parsed.doc)
    phrases = build_phrases(words, find_names(words, book))
    outlet = book.outlets.get((article.outlet or "").lower())
    scene = Scene(words, book, phrases, day_of(article.published), outlet)
    resolve_phrases(scene)
    scene.main = next((c for c, _ in scene.countries.most_common() if c != outlet), outlet)
    corefer_phrases(scene)
    parties = find_parties(scene)
    settle_collectives(scene, parties)
    return Actors.build(parsed.doc, tuple(_mentions(scene)), parties)


def _mentions(scene: Scene) -> Iterator[Mention]:
    for phrase in scene.phrases:
        if phrase.ids is None and not phrase.name and phrase.kind != "noun":
            continue
        text = scene.words.doc[phrase.start : phrase.end].text
        actors = tuple(
            Actor(text, identifier, phrase.office, phrase.wikidata, phrase.inferred)
            for identifier in phrase.ids or (None,)
        )
        yield Mention(phrase.start, phrase.end, actors, _kind(phrase), phrase.head)


def _kind(phrase: Phrase) -> str:
    if phrase.place:
        return "place"
    if phrase.name:
        return "person"
    return phrase.entry.detail if phrase.kind == "noun" else phrase.kind

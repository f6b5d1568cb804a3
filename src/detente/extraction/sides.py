"""Who agrees, promises or demands: the sides behind words, with "both" and the "we" of a joint text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from detente.evidence import Actor
from detente.extraction.actors import Actors
from detente.extraction.parsing import ParsedArticle

QUOTES = 8  # quotation marks from which a text is a report of words, and no joint text
_DECLARING = frozenset(
    [
        "agree",
        "affirm",
        "reaffirm",
        "declare",
        "commit",
        "acknowledge",
        "recognise",
        "recognize",
        "undertake",
        "welcome",
        "underscore",
        "underline",
        "emphasise",
        "emphasize",
        "express",
        "decide",
        "resolve",
        "pledge",
        "reiterate",
        "confirm",
        "endorse",
    ]
)


@dataclass(frozen=True, slots=True, eq=False)
class Sides:
    """The actors of an article, and who issues it where it is a joint text, such as a declaration of two presidents."""

    actors: Actors
    narrators: tuple[Actor, ...] = ()

    @classmethod
    def of(cls, parsed: ParsedArticle, actors: Actors) -> Sides:
        """Find who issues a text; nobody where it is no joint text."""
        declaring = list(_declaring(parsed))
        if len(declaring) < 2:
            return cls(actors)
        for subject in declaring:
            named = {a.id: a for token in subject.subtree if token.i != subject.i for a in actors.of(token) if a.id}
            if len(named) > 1:
                return cls(actors, tuple(named.values()))
        return cls(actors, tuple(Actor("we", party, inferred=True) for party in actors.parties[:2]))

    def known(self, tokens: Iterable[Token]) -> tuple[Actor, ...]:
        """Return whom words name, one actor an id.

        "Both sides" whom nobody resolved are the two main parties, and so is "we" in a text that they issue together.
        """
        found: dict[str, Actor] = {}
        for token in tokens:
            for actor in self._single(token):
                found.setdefault(actor.id or actor.text, actor)
        return tuple(found.values())

    def _single(self, token: Token) -> tuple[Actor, ...]:
        if token.lower_ == "we" and self.narrators:
            return self.narrators
        if is_both(token):
            found = self.actors.of(token)
            return found if ids(found) else self._both(token)
        if token.lemma_.lower() == "party" and token.tag_ in ("NNS", "NNPS") and not self.narrators:
            return (Actor(token.text),)  # "the parties to the conflict": nobody says who they are
        found = self.actors.of(token)
        plural = token.tag_ in ("NNS", "NNPS", "PRP")
        return self.narrators if self.narrators and plural and not ids(found) else found

    def _both(self, token: Token) -> tuple[Actor, ...]:
        return self.narrators or tuple(Actor(token.text, i, inferred=True) for i in self.actors.parties[:2])


def ids(found: Iterable[Actor]) -> frozenset[str]:
    """Return the single ids of actors."""
    return frozenset(i for actor in found for i in actor.ids)


def is_both(token: Token) -> bool:
    """Tell whether words mean the two main parties: "both", "the two sides"."""
    return token.lower_ == "both" or any(child.lower_ in ("both", "two") for child in token.children)


def _declaring(parsed: ParsedArticle) -> Iterator[Token]:
    """Yield the subjects "we" of sentences that declare, outside quotations."""
    text = parsed.article.text
    if (text.count("We ") < 2 and text.count("We, ") < 1) or text.count('"') + text.count("“") > QUOTES:
        return
    for sentence in parsed.sentences:
        if sentence[0].lower_ == "we" or sentence[0].pos_ == "SPACE":
            root = sentence.root
            if root.lemma_.lower() in _DECLARING or sentence.text.startswith("We, "):
                yield from (child for child in root.children if child.dep_ == "nsubj" and child.lower_ == "we")

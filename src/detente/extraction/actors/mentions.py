"""The result: who is mentioned where, and who a noun phrase stands for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from detente.evidence import Actor


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention: tokens from `start` to `end` (excluded) of the parse, and whom they stand for.

    "both sides" has two actors of the same text. `kind`: country, adjective, people, capital, place, office, person,
    group, body, seat, ngo, force, organ, media, source, part, anaphor ("the country"), collective or pronoun.
    A place is no actor: its id is its country.
    """

    start: int
    end: int
    actors: tuple[Actor, ...]
    kind: str
    head: int = -1

    @property
    def is_place(self) -> bool:
        """Tell whether the words are used as a place and not as somebody who acts."""
        return self.kind == "place"


@dataclass(frozen=True, slots=True, eq=False)
class Actors:
    """Every mention of an article, in order and without overlap, and its main parties, most central first.

    `issuer` is the government or body whose official text the article is: its "I" and "we".
    """

    doc: Doc
    mentions: tuple[Mention, ...] = ()
    parties: tuple[str, ...] = ()
    issuer: Actor | None = None
    _through: frozenset[str] = frozenset()
    _by_token: dict[int, Mention] = field(default_factory=dict)

    @classmethod
    def build(
        cls,
        doc: Doc,
        mentions: tuple[Mention, ...],
        parties: tuple[str, ...],
        issuer: Actor | None = None,
        through: frozenset[str] = frozenset(),
    ) -> Actors:
        """Index the mentions by token; `through` are heads such as "group" whose members stand behind "of"."""
        index = {i: mention for mention in mentions for i in range(mention.start, mention.end)}
        return cls(doc, mentions, parties, issuer, through, index)

    def at(self, token: Token | int) -> Mention | None:
        """Return the mention that covers a token."""
        return self._by_token.get(token if isinstance(token, int) else token.i)

    def within(self, start_char: int, end_char: int) -> tuple[Mention, ...]:
        """Return the mentions that lie in a stretch of the text, places included."""
        doc = self.doc
        return tuple(
            m
            for m in self.mentions
            if doc[m.start].idx >= start_char and doc[m.end - 1].idx + len(doc[m.end - 1]) <= end_char
        )

    def of(self, token: Token, until: int | None = None) -> tuple[Actor, ...]:
        """Return whom the noun phrase headed by a token stands for, one actor for each id; a place is nobody.

        Coordination ("A and B", up to the token `until`), apposition, "officials from X" and what stands behind
        "a group of" are followed.
        """
        found: dict[tuple[str | None, str], Actor] = {}
        for part in _coordinated(_referent(token)):
            if until is not None and part.i >= until:
                break
            for actor in self._single(part):
                found.setdefault((actor.id, "" if actor.id else actor.text), actor)
        return tuple(found.values())

    def owner(self, token: Token) -> tuple[Actor, ...]:
        """Return whose the thing is that a token names: "Armenia's support", "the US proposal", "a call by Iran"."""
        for child in token.children:
            if child.dep_ in ("poss", "amod", "compound", "nmod"):
                mention = self.at(child)
                if mention is not None and mention.actors:
                    return self.of(child) if child.dep_ == "poss" else mention.actors
        for child in token.children:
            if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "of", "from"):
                for pobj in child.children:
                    if pobj.dep_ == "pobj":
                        return self.of(pobj)
        return ()

    def _single(self, token: Token, depth: int = 0) -> tuple[Actor, ...]:
        mention = self.at(token)
        if mention is not None and mention.kind == "place":
            return ()
        if mention is not None and any(actor.id for actor in mention.actors):
            return mention.actors
        behind = self._behind(token, depth) if depth < 3 else ()
        return behind or (mention.actors if mention is not None else ())

    def _behind(self, token: Token, depth: int) -> tuple[Actor, ...]:
        """Look at the apposition, and at what stands behind "of" and "from"."""
        for child in token.children:
            if child.dep_ == "appos":
                found = self._single(child, depth + 1)
                if found:
                    return found
        if token.lower_ in self._through:
            for child in token.children:
                if child.dep_ == "prep" and child.lower_ in ("of", "from"):
                    return tuple(
                        actor
                        for pobj in child.children
                        if pobj.dep_ == "pobj"
                        for part in _coordinated(pobj)
                        for actor in self._single(part, depth + 1)
                    )
        return ()


def _referent(token: Token) -> Token:
    """Return what a relative pronoun stands for: the noun of its clause."""
    if token.lower_ in ("who", "which", "that", "whom") and token.head.dep_ == "relcl":
        return token.head.head
    return token


def _coordinated(token: Token, depth: int = 0) -> Iterator[Token]:
    """Yield a token and what is coordinated with it to the right."""
    yield token
    if depth < 12:
        for child in token.children:
            if child.dep_ == "conj" and child.i > token.i:
                yield from _coordinated(child, depth + 1)

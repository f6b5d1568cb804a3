"""A time expression as found: the rule of its pattern and its words, not yet what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from detente.extraction.times.words import Word

_ATTRIBUTIVE = frozenset({"compound", "amod", "nummod", "nmod"})
_KEEP_ARTICLE = frozenset({"compared", "relative", "span"})


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A time expression: the rule of its pattern and its words, with all words of the sentence around it."""

    rule: str
    words: tuple[Word, ...]
    sentence: Sequence[Word]
    at: int

    @property
    def token(self) -> Token:
        """The word of the expression that the parse hangs on the rest of the sentence."""
        first, last = self.words[0].token.i, self.words[-1].token.i
        tokens = (word.token for word in self.words)
        return next((token for token in tokens if not first <= token.head.i <= last), self.words[0].token)

    def has(self, *names: str) -> bool:
        """Tell whether a word of one of the classes is among the words."""
        return any(word.name in names for word in self.words)

    def is_made_of(self, *names: str) -> bool:
        """Tell whether the words are of these classes, in this order."""
        return tuple(word.name for word in self.words) == names

    def first(self, *names: str) -> Word | None:
        """Return the first word of one of the classes."""
        return next((word for word in self.words if word.name in names), None)

    def value(self, *names: str) -> str:
        """Return what the first word of one of the classes stands for, or an empty string."""
        word = self.first(*names)
        return word.value if word else ""

    def all(self, *names: str) -> list[Word]:
        """Return the words of the classes."""
        return [word for word in self.words if word.name in names]

    def before(self) -> Word | None:
        """Return the word before the expression."""
        return self.sentence[self.at - 1] if self.at else None

    def after(self, distance: int = 1) -> Word | None:
        """Return a word after the expression."""
        place = self.at + len(self.words) + distance - 1
        return self.sentence[place] if place < len(self.sentence) else None

    def trimmed(self) -> Found:
        """Return the expression without an article that belongs to a noun behind it ("the two-week crisis")."""
        last = self.words[-1].token
        attributive = last.dep_ in _ATTRIBUTIVE and last.head.i > last.i
        if not attributive or self.words[0].name != "the" or len(self.words) == 1 or self.rule in _KEEP_ARTICLE:
            return self
        return Found(self.rule, self.words[1:], self.sentence, self.at + 1)

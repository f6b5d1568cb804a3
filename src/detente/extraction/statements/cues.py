"""The words that attribute: verbs and phrases that say that somebody said, thought or wanted something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from detente.extraction.statements.quotations import Quotations
from detente.reference.speech import SpeechBook, SpeechWord

_BEFORE = frozenset("aux auxpass neg advmod".split())
_CHAIN = frozenset(
    "go continue begin start try seek attempt struggle refuse decline fail appear seem need have use proceed rush "
    "hesitate happen come choose manage want be keep stop tend".split()
)


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """A cue: its head, its desk book entry and its tokens from `start` up to `end`.

    `governor` is the verb that the cue's own clause hangs on: the head, or the verb before it in "went on to say".
    """

    head: Token
    word: SpeechWord
    start: int
    end: int
    governor: Token

    @property
    def doc(self) -> Doc:
        """The parsed text."""
        return self.head.doc


def find_cues(doc: Doc, book: SpeechBook, quotations: Quotations) -> Iterator[Cue]:
    """Yield the verbs that may attribute, in order; words inside quotations are the speaker's own and stay out."""
    for token in doc:
        if token.pos_ not in ("VERB", "AUX"):
            continue
        lemma = book.lemma(token.lower_, token.lemma_)
        if lemma not in book.verbs and lemma not in book.phrases:
            continue
        if quotations.at(token.idx) is not None:
            continue
        phrase = _phrase(token, lemma, book)
        if phrase is not None:
            yield _cue(token, phrase[0], phrase[1])
        elif lemma in book.verbs:
            yield _cue(token, book.verbs[lemma], _verb_end(token))


def _phrase(token: Token, lemma: str, book: SpeechBook) -> tuple[SpeechWord, int] | None:
    for word in book.phrases.get(lemma, ()):
        end = _follow(token, word.words)
        if end is not None:
            return word, end
    return None


def _follow(token: Token, words: tuple[str, ...]) -> int | None:
    """Return the token after the last of the words, where they follow closely; one or two may stand before the first."""
    doc, n = token.doc, len(words)
    for at in range(token.i + 1, min(token.i + 4, len(doc) - n + 1)):
        if all(doc[at + k].lower_ == words[k] for k in range(n)):
            return at + n
        if doc[at].is_punct or doc[at].pos_ == "VERB":
            return None
    return None


def _verb_end(token: Token) -> int:
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return token.i + 2 if after is not None and after.dep_ == "prt" and after.head == token else token.i + 1


def _cue(token: Token, word: SpeechWord, end: int) -> Cue:
    governor = token
    while governor.dep_ == "xcomp" and governor.head.lemma_.lower() in _CHAIN and 0 < governor.i - governor.head.i < 5:
        governor = governor.head
    return Cue(token, word, _start(governor), end, governor)


def _start(verb: Token) -> int:
    """Return the first of the auxiliaries, negations and adverbs that stand right before a verb."""
    start, children = verb.i, {child.i: child.dep_ for child in verb.lefts}
    while children.get(start - 1) in _BEFORE and verb.doc[start - 1].lower_ not in ("when", "where", "why", "how"):
        start -= 1
    return start

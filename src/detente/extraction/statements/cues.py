"""The words that attribute: verbs, phrases, nouns, adjectives and formulas of saying, thinking and wanting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from detente.extraction.statements.lookup import forms_among, lemmas_among, words
from detente.extraction.statements.quotations import Quotations
from detente.reference.speech import SpeechBook, SpeechWord

_BEFORE = words("aux auxpass neg advmod")
_QUESTION = words("when where why how")
_CHAIN = words(
    "go continue begin start try seek attempt struggle refuse decline fail appear seem need have use proceed rush "
    "hesitate happen come choose manage want be keep stop tend"
)
_COPULAS = words("be seem remain feel become sound appear stay")
_COMPLEMENTS = ("xcomp", "ccomp", "acomp", "oprd")
_FORMULA = SpeechWord("according", "say", frozenset({"around"}))
_RAISING = SpeechWord("seem", "think", frozenset({"raising"}))


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """A cue: its head, its desk book entry and its tokens from `start` up to `end`.

    `governor` is the verb that the cue's own clause hangs on: the head, or the verb before it in "went on to say" and
    "voiced doubt". `named` is the source where the cue itself tells it: the possessor of a noun, the noun after
    "according to".
    """

    head: Token
    word: SpeechWord
    start: int
    end: int
    governor: Token
    named: Token | None = None

    @property
    def doc(self) -> Doc:
        """The parsed text."""
        return self.head.doc


def find_cues(doc: Doc, book: SpeechBook, quotations: Quotations) -> Iterator[tuple[Cue, ...]]:
    """Yield for each word that may attribute the readings of it, best first.

    Words inside quotations are the speaker's own and stay out.
    """
    for at in _candidates(doc, book):
        token = doc[at]
        readings = _READERS.get(token.pos_, _formula)(token, book) or _formula(token, book)
        if readings and quotations.at(token.idx) is None:
            yield readings


def _candidates(doc: Doc, book: SpeechBook) -> list[int]:
    return sorted({*lemmas_among(doc, book.cue_lemmas), *forms_among(doc, book.cue_forms)})


def _verb(token: Token, book: SpeechBook) -> tuple[Cue, ...]:
    lemma = book.lemma(token.lower_, token.lemma_)
    passive = any(child.dep_ == "auxpass" for child in token.lefts)
    if lemma in book.lists["raising_passive" if passive else "raising"]:
        found = _raising(token)
        if found is not None:
            return (found,)
    readings = []
    there = lemma == "be" and any(child.dep_ == "expl" for child in token.lefts)
    if there or lemma in book.lists["light_verbs"]:
        role = "attr" if there else "dobj"
        readings += [cue for child in token.rights if child.dep_ == role for cue in _light(token, child, book)]
    phrase = _phrase(token, lemma, book)
    if phrase is not None:
        readings.append(_cue(token, phrase[0], phrase[1]))
    elif lemma in book.verbs:
        readings.append(_cue(token, book.verbs[lemma], _verb_end(token)))
    return tuple(readings)


def _raising(token: Token) -> Cue | None:
    if not any(child.dep_ in _COMPLEMENTS for child in token.rights):
        return None
    return Cue(token, _RAISING, _start(token), token.i + 1, token)


def _light(verb: Token, noun: Token, book: SpeechBook) -> Iterator[Cue]:
    """Yield "voiced doubt": a verb of little meaning with a noun that attributes."""
    word = book.nouns.get(noun.lemma_.lower())
    if word is not None and noun.i - verb.i < 8:
        yield Cue(noun, word, _start(_governor(verb)), noun.i + 1, _governor(verb))


def _possessed(noun: Token, book: SpeechBook) -> tuple[Cue, ...]:
    """Read "the minister's claim that": a noun that attributes, with its possessor."""
    word = book.nouns.get(noun.lemma_.lower())
    owner = next((child for child in noun.lefts if child.dep_ == "poss"), None) if word is not None else None
    if word is None or owner is None:
        return ()
    return (Cue(noun, word, owner.right_edge.i + 1, noun.i + 1, noun, owner),)


def _adjective(token: Token, book: SpeechBook) -> tuple[Cue, ...]:
    word = book.adjectives.get(token.lower_)
    verb = token.head
    if word is None or token.dep_ not in ("acomp", "oprd") or verb.lemma_.lower() not in _COPULAS:
        return ()
    return (Cue(token, word, _start(_governor(verb)), token.i + 1, _governor(verb)),)


def _formula(token: Token, book: SpeechBook) -> tuple[Cue, ...]:
    doc = token.doc
    first = token.lower_
    for formula, kind in book.formulas:
        end = token.i + len(formula)
        if formula[0] != first or tuple(other.lower_ for other in doc[token.i : end]) != formula:
            continue
        noun = next((child for child in doc[end - 1].rights if child.dep_ == "pobj"), None)
        if noun is not None and (not kind or noun.lemma_.lower() in book.lists[kind]):
            return (Cue(token, _FORMULA, token.i, end, token, noun),)
    return ()


_READERS = {"VERB": _verb, "AUX": _verb, "NOUN": _possessed, "ADJ": _adjective}


def _phrase(token: Token, lemma: str, book: SpeechBook) -> tuple[SpeechWord, int] | None:
    for word in book.phrases.get(lemma, ()):
        end = _follow(token, word.words)
        if end is not None:
            return word, end
    return None


def _follow(token: Token, wanted: tuple[str, ...]) -> int | None:
    """Return the token after the last of the words, where they follow closely, with one or two words between."""
    doc, n = token.doc, len(wanted)
    for at in range(token.i + 1, min(token.i + 4, len(doc) - n + 1)):
        if all(doc[at + k].lower_ == wanted[k] for k in range(n)):
            return at + n
        if doc[at].is_punct or doc[at].pos_ == "VERB":
            return None
    return None


def _verb_end(token: Token) -> int:
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return token.i + 2 if after is not None and after.dep_ == "prt" and after.head == token else token.i + 1


def _cue(token: Token, word: SpeechWord, end: int) -> Cue:
    governor = _governor(token)
    return Cue(token, word, _start(governor), end, governor)


def _governor(verb: Token) -> Token:
    """Return the verb that starts a chain such as "went on to say"."""
    while verb.dep_ == "xcomp" and verb.head.lemma_.lower() in _CHAIN and 0 < verb.i - verb.head.i < 5:
        verb = verb.head
    return verb


def _start(verb: Token) -> int:
    """Return the first of the auxiliaries, negations and adverbs that stand right before a verb."""
    start, children = verb.i, {child.i: child.dep_ for child in verb.lefts}
    while children.get(start - 1) in _BEFORE and verb.doc[start - 1].lower_ not in _QUESTION:
        start -= 1
    return start

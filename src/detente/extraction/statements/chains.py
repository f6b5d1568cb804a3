"""Through whom words reached the text: the outlet that a speaker told them to."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span, Token

from detente.evidence import Statement
from detente.extraction.statements.attribution import Attribution
from detente.extraction.statements.lookup import words
from detente.reference.speech import SpeechBook

_BRINGING = words("to with by on in via through")
_BROKEN = words("( - / —")
_PRONOUNS = frozenset({"he", "she", "they", "who"})
_BEFORE = 12  # tokens looked back from an outlet for the word that brings it


def find_via(a: Attribution, book: SpeechBook) -> tuple[str, ...]:
    """Return the outlets that the sentence of an attribution names as told, nearest to the speaker first.

    "X told Reuters", "speaking with The Guardian", "in an interview with Le Monde", "a source cited by Interfax". An
    outlet that is itself the source vouches in its own name and is no intermediary.
    """
    names = []
    for start, end in _outlets(a.head.sent, book):
        first = a.head.doc[start]
        if not _is_part(first, a) and _is_told(first):
            names.append(_name(a.head.doc, start, end))
    return tuple(dict.fromkeys(names))


def carry_outlets(statements: Iterable[Statement]) -> list[Statement]:
    """Let a speaker's further words have come through the outlet through which the first ones came, and then."""
    told: dict[str, tuple[tuple[str, ...], str | None]] = {}
    name, out = "", []
    for statement in sorted(statements, key=lambda s: (s.cue_anchor or s.anchor).start):
        name = _surname(statement, name)
        if statement.via and name:
            told[name] = statement.via, statement.date
        via, date = told.get(name, ((), None))
        out.append(dataclasses.replace(statement, via=statement.via or via, date=statement.date or date))
    return out


def _surname(statement: Statement, before: str) -> str:
    """Return the last word of a speaker's name; a pronoun has the name that went before."""
    text = statement.speaker.text if statement.speaker is not None else ""
    if text.lower() in _PRONOUNS:
        return before
    return text.split(",")[0].split()[-1] if text.strip(" ,") else ""


def _outlets(sent: Span, book: SpeechBook) -> Iterator[tuple[int, int]]:
    doc, at = sent.doc, sent.start
    while at < sent.end:
        end = next(
            (
                at + len(words)
                for words in book.outlets.get(doc[at].text, ())
                if at + len(words) <= sent.end and all(doc[at + k].text == words[k] for k in range(len(words)))
            ),
            at,
        )
        if end > at:
            yield at, end
        at = max(end, at + 1)


def _is_part(token: Token, a: Attribution) -> bool:
    """Tell whether a token stands in the source or in the content."""
    if a.source is not None and a.source[0] <= token.idx < a.source[1]:
        return True
    inside = a.content.start <= token.idx < a.content.end
    return inside and not a.content.start <= a.cue[0] < a.content.end


def _is_told(token: Token) -> bool:
    """Tell whether something is told to an outlet, by the verb or preposition that leads to it."""
    doc = token.doc
    for i in range(token.i - 1, max(token.sent.start, token.i - _BEFORE) - 1, -1):
        word = doc[i]
        if word.text in _BROKEN or word.is_quote:
            return False
        if word.lower_ in _BRINGING or word.lemma_.lower() == "tell":
            return True
        if word.pos_ in ("VERB", "AUX") or word.is_punct:
            return False
    return False


def _name(doc: Doc, start: int, end: int) -> str:
    text = doc[start:end].text
    return f"The {text}" if start and doc[start - 1].text == "The" and not text.startswith("The ") else text

"""The words of a sentence as classes of time words, each with what it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from spacy.tokens import Token

from detente.reference.times import Entry, TimeBook

_PIECES = re.compile(r"[^\W_]+(?:[.:,/'’][^\W_]+)*\.?|.", re.S)
_NUMERALS = (
    ("nth", re.compile(r"(\d{1,2})(?:st|nd|rd|th)$")),
    ("decade", re.compile(r"(\d{2}(?:\d{2})?)s$")),
    ("clock", re.compile(r"(\d{1,2}[:.]\d{2}(?::\d{2})?(?:[ap]\.?m\.?)?)$")),
    ("slashed", re.compile(r"(\d{1,2}/\d{1,2}/\d{2}(?:\d{2})?|\d{4}/\d\d/\d\d|\d{1,2}\.\d{1,2}\.\d{4})$")),
    ("iso", re.compile(r"(\d{4}-\d\d-\d\d)(?:t\d\d:\d\d\S{0,12})?$")),
    ("qcode", re.compile(r"q([1-4])$")),
)
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?$|\d{1,9}(?:\.\d{1,4})?$")
_LONGEST_NUMERAL = 24  # characters
YEARS = range(1000, 2200)


class Word(NamedTuple):
    """A word or phrase: its class and the letter of that, what it stands for, its offsets and its first token."""

    letter: str
    name: str
    value: str
    start: int
    end: int
    token: Token

    @property
    def number(self) -> float:
        """What a number word counts."""
        return float(self.value)


def read_words(tokens: Sequence[Token], lowers: Sequence[str], book: TimeBook) -> list[Word]:
    """Return the words and phrases of a sentence; `lowers` are its tokens in lower case."""
    return list(_looked_up(tokens, lowers, book))


def word(name: str, value: str, start: int, end: int, token: Token, book: TimeBook) -> Word:
    """Return a word of a class."""
    return Word(book.letters[name], name, value, start, end, token)


@lru_cache(maxsize=4096)
def numeral(lower: str) -> tuple[str, str] | None:
    """Return the class and the value of a word written in digits, or `None`.

    >>> numeral("1990s"), numeral("5th"), numeral("27")
    (('decade', '1990'), ('nth', '5'), ('small', '27'))
    """
    if not any("0" <= character <= "9" for character in lower[:2]) or len(lower) > _LONGEST_NUMERAL:
        return None
    if _NUMBER.match(lower):
        number = lower.replace(",", "")
        if number == lower and number.isdigit():
            if len(number) == 4 and int(number) in YEARS:
                return "year", number
            if len(number) <= 2 and 1 <= int(number) <= 31:
                return "small", str(int(number))
        return "big", number
    for name, pattern in _NUMERALS:
        if match := pattern.match(lower):
            return name, match.group(1)
    return None


def _looked_up(tokens: Sequence[Token], lowers: Sequence[str], book: TimeBook) -> Iterator[Word]:
    i = 0
    while i < len(tokens):
        phrase = _phrase_at(i, tokens, lowers, book) if lowers[i] in book.phrases else None
        if phrase is not None:
            entry, count = phrase
            last = tokens[i + count - 1]
            yield word(entry.name, entry.value, tokens[i].idx, last.idx + len(last), tokens[i], book)
            i += count
            continue
        yield from _single(tokens[i], lowers[i], book)
        i += 1


def _phrase_at(i: int, tokens: Sequence[Token], lowers: Sequence[str], book: TimeBook) -> tuple[Entry, int] | None:
    for rest, entry in book.phrases[lowers[i]]:
        stop = i + 1 + len(rest)
        if tuple(lowers[i + 1 : stop]) == rest and (not entry.when or _holds(entry.when, tokens[stop - 1])):
            return entry, stop - i
    return None


def _single(token: Token, lower: str, book: TimeBook) -> Iterator[Word]:
    entry = book.words.get(lower)
    start, end = token.idx, token.idx + len(token)
    if entry is not None:
        holds = not entry.when or _holds(entry.when, token)
        yield (
            word(entry.name, entry.value, start, end, token, book)
            if holds
            else word("word", "", start, end, token, book)
        )
    elif found := numeral(lower):
        yield word(*found, start - _apostrophe(token, found[0]), end, token, book)
    elif len(lower) > 3 and any(dash in lower for dash in "-–—"):
        yield from _pieces(token, lower, book)
    else:
        yield word("word", "", start, end, token, book)


def _pieces(token: Token, lower: str, book: TimeBook) -> Iterator[Word]:
    """Yield the parts of a hyphenated token such as "mid-1996" or "Oct.-Dec"."""
    for match in _PIECES.finditer(lower):
        entry = book.words.get(match.group())
        name, value = (entry.name, entry.value) if entry else numeral(match.group()) or ("word", "")
        yield word(name, value, token.idx + match.start(), token.idx + match.end(), token, book)


def _holds(when: str, token: Token) -> bool:
    """Tell whether a word is what the book says it is on a condition."""
    if when == "capital":
        return token.text[:1].isupper() and token.tag_ not in ("MD", "VB", "VBD", "VBP")
    if when == "dated":
        neighbours = (token.nbor(step) for step in (-1, 1) if 0 <= token.i + step < len(token.doc))
        return any(neighbour.text[0].isdigit() for neighbour in neighbours)
    if when == "noun":
        return token.pos_ in ("NOUN", "PROPN")
    return token.pos_ == ("ADV" if when == "adverb" else "ADJ")


def _apostrophe(token: Token, name: str) -> int:
    """Return 1 where an apostrophe before a decade belongs to it ("the '90s")."""
    before = token.nbor(-1) if token.i and name == "decade" else None
    return int(before is not None and before.text in ("'", "’", "‘") and before.idx + 1 == token.idx)

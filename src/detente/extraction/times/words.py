"""The words of a sentence as classes of time words, numerals read and composed ("twenty-five", "5 1/2")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from spacy.tokens import Token

from detente.reference.times import Entry, TimeBook

NUMBERS = ("small", "big", "year", "cardinal")
_PIECES = re.compile(r"[^\W_]+(?:[.:,/'’][^\W_]+)*\.?|.", re.S)
_NUMERALS = (
    ("nth", re.compile(r"(\d{1,2})(?:st|nd|rd|th)$")),
    ("decade", re.compile(r"(\d{2}(?:\d{2})?)s$")),
    ("clock", re.compile(r"(\d{1,2}[:.]\d{2}(?::\d{2})?(?:[ap]\.?m\.?)?)$")),
    ("slashed", re.compile(r"(\d{1,2}/\d{1,2}/\d{4}|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}/\d{1,2}/\d{2})$")),
    ("iso", re.compile(r"(\d{4}-\d\d-\d\d)(?:t\d\d:\d\d\S{0,12})?$")),
    ("qcode", re.compile(r"q([1-4])$")),
)
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?$|\d{1,9}(?:\.\d{1,4})?$")
_YEARS = range(1000, 2200)


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
    """Return the words of a sentence; `lowers` are the tokens in lower case."""
    return _composed(list(_looked_up(tokens, lowers, book)), book)


def _looked_up(tokens: Sequence[Token], lowers: Sequence[str], book: TimeBook) -> Iterator[Word]:
    i = 0
    while i < len(tokens):
        token, lower = tokens[i], lowers[i]
        phrase = _phrase_at(i, tokens, lowers, book)
        if phrase is not None:
            entry, count = phrase
            last = tokens[i + count - 1]
            yield _word(entry.name, entry.value, token.idx, last.idx + len(last), token, book)
            i += count
            continue
        yield from _single(token, lower, book)
        i += 1


def _phrase_at(i: int, tokens: Sequence[Token], lowers: Sequence[str], book: TimeBook) -> tuple[Entry, int] | None:
    for rest, entry in book.phrases.get(lowers[i], ()):
        stop = i + 1 + len(rest)
        if tuple(lowers[i + 1 : stop]) == rest and (not entry.when or _holds(entry.when, tokens[stop - 1])):
            return entry, stop - i
    return None


def _single(token: Token, lower: str, book: TimeBook) -> Iterator[Word]:
    entry = book.words.get(lower)
    if entry is not None and (not entry.when or _holds(entry.when, token)):
        yield _word(entry.name, entry.value, token.idx, token.idx + len(token), token, book)
    elif entry is None and (found := numeral(lower)):
        yield _word(*found, token.idx - _apostrophe(token, found[0]), token.idx + len(token), token, book)
    elif entry is None and len(lower) > 3 and any(dash in lower for dash in "-–—"):
        yield from _pieces(token, lower, book)
    else:
        yield _word("word", "", token.idx, token.idx + len(token), token, book)


def _pieces(token: Token, lower: str, book: TimeBook) -> Iterator[Word]:
    """Yield the parts of a hyphenated token such as "mid-1996" or "Oct.-Dec"."""
    for match in _PIECES.finditer(lower):
        entry = book.words.get(match.group())
        name, value = (entry.name, entry.value) if entry else numeral(match.group()) or ("word", "")
        yield _word(name, value, token.idx + match.start(), token.idx + match.end(), token, book)


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


@lru_cache(maxsize=4096)
def numeral(lower: str) -> tuple[str, str] | None:
    """Return the class and the value of a word written in digits, or `None`.

    >>> numeral("1990s"), numeral("5th"), numeral("27")
    (('decade', '1990'), ('nth', '5'), ('small', '27'))
    """
    if not any("0" <= character <= "9" for character in lower[:2]) or len(lower) > 24:
        return None
    if _NUMBER.match(lower):
        number = lower.replace(",", "")
        if number.isdigit() and "," not in lower:
            if len(number) == 4 and int(number) in _YEARS:
                return "year", number
            if len(number) <= 2 and 1 <= int(number) <= 31:
                return "small", str(int(number))
        return "big", number
    for name, pattern in _NUMERALS:
        if match := pattern.match(lower):
            return name, match.group(1)
    return None


def _apostrophe(token: Token, name: str) -> int:
    """Return 1 where an apostrophe before a decade belongs to it ("the '90s")."""
    before = token.nbor(-1) if token.i and name == "decade" else None
    return int(before is not None and before.text in ("'", "’", "‘") and before.idx + 1 == token.idx)


def _word(name: str, value: str, start: int, end: int, token: Token, book: TimeBook) -> Word:
    return Word(book.letters[name], name, value, start, end, token)


def _composed(words: list[Word], book: TimeBook) -> list[Word]:
    """Join number words into one number, and the parts of an ISO date into one date."""
    out: list[Word] = []
    i = 0
    while i < len(words):
        count, name, value = _compound(words, i)
        if count > 1:
            out.append(_word(name, value, words[i].start, words[i + count - 1].end, words[i].token, book))
        else:
            out.append(words[i])
        i += max(1, count)
    return out


def _compound(words: list[Word], i: int) -> tuple[int, str, str]:
    """Return how many words from `i` make up one number or date, and what it is."""
    name = words[i].name
    if name == "year":
        parts = words[i : i + 5]
        if [part.name for part in parts] == ["year", "dash", "small", "dash", "small"] and _touch(parts):
            return 5, "iso", f"{parts[0].value}-{int(parts[2].value):02d}-{int(parts[4].value):02d}"
    if name in ("small", "big") and i + 1 < len(words) and words[i + 1].name == "fraction":
        return 2, "big", str(words[i].number + words[i + 1].number)
    if name in ("cardinal", "magnitude") or (name == "small" and _next_is(words, i, "magnitude")):
        return _spelled(words, i)
    return 1, "", ""


def _spelled(words: list[Word], i: int) -> tuple[int, str, str]:
    """Read a number written in words, or a year ("nineteen ninety-four")."""
    total, part, at = 0, 0, i
    while at < len(words):
        word = words[at]
        if word.name == "cardinal" and part % 100 == 0 or (word.name == "small" and at == i):
            part += int(word.value)
        elif word.name == "cardinal" and part % 10 == 0 and part % 100 >= 20 and int(word.value) < 10:
            part += int(word.value)
        elif word.name == "cardinal" and 10 < part < 21 and total == 0 and int(word.value) >= 10:
            total, part = part * 100, int(word.value)
        elif word.name == "magnitude":
            total, part = (
                (total, max(1, part) * 100) if word.value == "100" else (total + max(1, part) * int(word.value), 0)
            )
        elif not (word.name == "dash" and part % 10 == 0 and part % 100 >= 20 and _next_is(words, at, "cardinal")):
            break
        at += 1
    value = total + part
    return at - i, "year" if value in _YEARS and value % 1000 < 300 or 1900 <= value < 2000 else "cardinal", str(value)


def _next_is(words: list[Word], i: int, name: str) -> bool:
    return i + 1 < len(words) and words[i + 1].name == name


def _touch(parts: Sequence[Word]) -> bool:
    return all(before.end == after.start for before, after in zip(parts, parts[1:], strict=False))

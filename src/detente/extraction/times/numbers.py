"""Numbers of several words: "twenty-five", "5 1/2", "two thousand", "nineteen ninety-four", "2023-12-07"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from detente.extraction.times.words import YEARS, Word, word
from detente.reference.times import TimeBook

_LARGEST = 10**9  # words that count further are not a time any more


class _Compound(NamedTuple):
    words: int = 1
    name: str = ""
    value: str = ""


def composed(words: list[Word], book: TimeBook) -> list[Word]:
    """Join number words into one number, and the parts of a date in figures into one date."""
    return list(_compose(words, book))


def _compose(words: list[Word], book: TimeBook) -> Iterator[Word]:
    i = 0
    while i < len(words):
        compound = _COMPOUNDS[words[i].name](words, i) if words[i].name in _COMPOUNDS else _Compound()
        if compound.words > 1:
            last = words[i + compound.words - 1]
            yield word(compound.name, compound.value, words[i].start, last.end, words[i].token, book)
        else:
            yield words[i]
        i += max(1, compound.words)


def _from_year(words: list[Word], i: int) -> _Compound:
    parts = words[i : i + 5]
    if [part.name for part in parts] == ["year", "dash", "small", "dash", "small"] and _touch(parts):
        return _Compound(5, "iso", f"{parts[0].value}-{int(parts[2].value):02d}-{int(parts[4].value):02d}")
    return _Compound()


def _from_digits(words: list[Word], i: int) -> _Compound:
    parts = words[i : i + 5]
    if [part.name for part in parts] == ["small", "dash", "small", "dash", "year"] and _touch(parts):
        return _Compound(5, "slashed", f"{parts[0].value}/{parts[2].value}/{parts[4].value}")
    following = words[i + 1].name if i + 1 < len(words) else ""
    if following == "fraction":
        return _Compound(2, "big", str(words[i].number + words[i + 1].number))
    if following == "magnitude" and "." not in words[i].value:
        return _spelled(words, i)
    return _Compound()


def _from_article(words: list[Word], i: int) -> _Compound:
    if i + 1 < len(words) and words[i + 1].name == "magnitude":  # "a hundred years"
        return _Compound(2, "cardinal", words[i + 1].value)
    return _Compound()


def _spelled(words: list[Word], i: int) -> _Compound:
    """Read a number in words, an ordinal ("twenty-first") or a year ("nineteen ninety-four")."""
    total, part, at = 0, 0, i
    while at < len(words) and total + part < _LARGEST:
        name, ten = words[at].name, part >= 20 and part % 10 == 0
        number = int(words[at].value) if name in ("cardinal", "magnitude", "ordinal") or at == i else 0
        if ten and name == "ordinal" and number < 10:
            return _Compound(at + 1 - i, "ordinal", str(total + part + number))
        if name == "magnitude":
            total, part = (total, max(1, part) * 100) if number == 100 else (total + max(1, part) * number, 0)
        elif at == i or (name == "cardinal" and (part % 100 == 0 or (ten and number < 10))):
            part += number
        elif name == "cardinal" and 10 < part <= 20 and not total and number >= 10:
            total, part = part * 100, number
        elif not (ten and name == "dash" and at + 1 < len(words) and words[at + 1].name in ("cardinal", "ordinal")):
            break
        at += 1
    value = total + part
    is_year = 1900 <= value < 2000 or (value in YEARS and value % 1000 < 300)
    return _Compound(at - i, "year" if is_year else "cardinal", str(value))


def _touch(parts: Sequence[Word]) -> bool:
    return all(before.end == after.start for before, after in pairwise(parts))


_COMPOUNDS = {
    "year": _from_year,
    "small": _from_digits,
    "big": _from_digits,
    "cardinal": _spelled,
    "magnitude": _spelled,
    "a": _from_article,
}

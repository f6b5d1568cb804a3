"""The words of a record made to stand alone: no joining word before them, nothing left hanging behind them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from detente.negotiation.wording import plain, shorten
from detente.reference.negotiation import load_words

REACH = 90  # characters that the words may grow on either side, within their sentence
_SENTENCE_END = re.compile(r"[.!?…](?=[\s\"”’)]|$)|\n\s*\n")
_CLAUSE_END = re.compile(r"[,;:.!?()\n–—]")
_DETERMINER = re.compile(
    r"\b(a|an|the|its|their|his|her|this|these|any|no|some|one|two|three|several)\b(?! (day|week|month|year)s?\b)", re.I
)
_QUOTES = " \t\n\"“”'‘’"


def standing_alone(text: str, start: int, end: int) -> str:
    """Return the words between two places of a text as a phrase that can be read alone, on one line.

    >>> article = "It signed a truce that ended the siege, coupled with the return of aid to much of the city."
    >>> standing_alone(article, article.index("that ended"), article.index(", coupled"))
    'a truce that ended the siege'
    >>> standing_alone(article, article.index("coupled"), article.index(" the city"))
    'the return of aid to much of the city'
    """
    words = text[start:end]
    before, after = text[max(0, start - REACH) : start], text[end : end + REACH]
    leans = _leads(load_words().relative, words)
    words = _thing_before(before) + words if leans else _without_joining(words)
    return plain(_closed(words, after)).strip(" ,;:–—-")


def told(text: str, start: int, end: int, limit: int = 120) -> str:
    """Return the words between two places of a text as a line tells them: alone, and no longer than the limit."""
    return shorten(trimmed(standing_alone(text, start, end), limit), limit)


def trimmed(words: str, limit: int) -> str:
    """Return a sentence that is too long without its lead and without names beside an office.

    >>> trimmed("After the talks in Oslo, the two envoys, Ada Holm and Ian Berg, agreed to open the border", 50)
    'the two envoys agreed to open the border'
    """
    for patterns, kept in ((load_words().lead, ""), (load_words().names_aside, r"\1")):
        for pattern in patterns if len(words) > limit else ():
            words = pattern.sub(kept, words)
    return words


def _leads(patterns: Iterable[re.Pattern[str]], words: str) -> bool:
    head = words.lstrip(_QUOTES)
    return any(pattern.match(head) for pattern in patterns)


def _without_joining(words: str) -> str:
    """Return words without the joining words before them, of which there may be several."""
    for _ in range(3):
        head = words.lstrip()
        found = next((match for one in load_words().joining if (match := one.match(head))), None)
        if found is None or len(head) - found.end() < 8:
            return words
        words = head[found.end() :].lstrip(" ,")
    return words


def _thing_before(before: str) -> str:
    """Return the noun phrase that a relative clause hangs on: from the last determiner of the sentence before it."""
    sentence = _SENTENCE_END.split(before)[-1]
    nearest = max((match.start() for match in _DETERMINER.finditer(sentence)), default=None)
    return sentence[nearest:] if nearest is not None else ""


def _closed(words: str, after: str) -> str:
    """Return words with a clause that they open left out, and with the object that they want added."""
    bare = plain(words)
    for pattern in load_words().loose_end:
        bare = pattern.sub("", bare)
    if not any(pattern.search(bare) for pattern in load_words().open_end):
        return bare
    object_ = _CLAUSE_END.split(after)[0]
    return bare + (object_ if object_[:1].isspace() else "")

"""Lines that name their speaker: headlines ("Minister: No deal"), transcripts ("MODERATOR: …"), lists of quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from detente.extraction.statements.lookup import words
from detente.extraction.statements.quotations import Quotations

_LINE = re.compile(r"^[ \t]*([^\W\d_][\w.’' -]{1,50}?)(?: \([\w.,’ -]{1,20}\))?:[ \t]*(?=\S)([^\n]{8,})$", re.MULTILINE)
_QUOTING = re.compile(
    r"^[ \t]*(?:[-*•·>] ?|\d+\. )?[*_]{0,3}([^\W\d_a-z][^\n“”\":*]{2,90})[*_]{0,3}:[*_]{0,3}[ \t]*(?=[“\"])",
    re.MULTILINE,
)
_SIGNED = re.compile(r"[”\"]\s{0,4}(?:—|–|--|-) ?([^\W\d_a-z][^\n“”\":;]{2,70})(?=\n|$)")
_NEXT = re.compile(r"^[ \t]*[A-Z][A-Z.’' -]{1,40}:|^[ \t]*\(|\Z", re.MULTILINE)
_MAX_NAME = 6  # words
_SMALL = words("of the and for to de la van von al bin ibn ben in on at")
_NO_NAMES = words("On In At The A From After Today Read Note Watch Q A What Why How")


class SpeakerLine(NamedTuple):
    """Speaker, colon and words of a line, in characters."""

    speaker: tuple[int, int]
    colon: tuple[int, int]
    words: tuple[int, int]


def find_speaker_lines(text: str, labels: frozenset[str] = frozenset()) -> Iterator[SpeakerLine]:
    """Yield the lines that name their speaker: the first line of the text, and lines whose speaker stands in capitals.

    `labels` are openings that name no speaker ("exclusive", "the latest"), in lower case.

    >>> text = "Minister: No deal today\\n\\nThe talks went on."
    >>> [text[slice(*line.words)] for line in find_speaker_lines(text)]
    ['No deal today']
    """
    first = len(text) - len(text.lstrip())
    matches = list(_LINE.finditer(text))
    transcript = sum(_is_capital(match.group(1)) for match in matches) > 1
    for match in matches:
        name, start = match.group(1).strip(), match.start(1)
        capitals = _is_capital(name) and transcript and start != first
        if (
            name.lower() in labels
            or len(name.split()) > _MAX_NAME
            or not (capitals or (start == first and _is_title(name)))
        ):
            continue
        end = _turn_end(text, match.end()) if capitals else match.end(2)
        words = text[match.start(2) : end].rstrip()
        if not capitals:
            words = words.rstrip(".")
        colon = text.index(":", match.end(1))
        yield SpeakerLine((start, start + len(name)), (colon, colon + 1), (match.start(2), match.start(2) + len(words)))


def find_quoted_lines(quotations: Quotations) -> Iterator[SpeakerLine]:
    """Yield quotations with their speaker before a colon at the head of the line, or signed after a dash.

    >>> text = 'Foreign Minister Berg: "We agree."\\n"It is late." - Ana Lund'
    >>> from detente.extraction.statements.quotations import find_quotations
    >>> lines = find_quoted_lines(find_quotations(text))
    >>> [text[slice(*line.speaker)] for line in lines]
    ['Foreign Minister Berg', 'Ana Lund']
    """
    text = quotations.text
    for match in _QUOTING.finditer(text):
        name, quotation = match.group(1).strip(), quotations.after(match.end())
        if quotation is not None and quotation.start == match.end() and _names_somebody(name):
            start = match.start(1)
            colon = text.index(":", start + len(name))
            yield SpeakerLine((start, start + len(name)), (colon, colon + 1), (quotation.start, quotation.end))
    for match in _SIGNED.finditer(text):
        name, found = match.group(1).strip(), quotations.at(match.start())
        if found is not None and found.end == match.start() + 1 and _names_somebody(name.split(",")[0]):
            start = match.start(1)
            dash = max(text.rfind(mark, match.start(), start) for mark in "—–-")
            yield SpeakerLine((start, start + len(name)), (dash, dash + 1), (found.start, found.end))


def _names_somebody(name: str) -> bool:
    """Tell whether words can be a name with a title: all that matters is written with capitals."""
    words = [word for word in name.replace(",", " ").split() if word not in _SMALL]
    return 0 < len(words) <= 12 and all(word[:1].isupper() for word in words) and words[0] not in _NO_NAMES


def _is_capital(name: str) -> bool:
    return name.isupper() and len(name.strip()) > 2


def _is_title(name: str) -> bool:
    return all(word[:1].isupper() or word in ("of", "the", "and", "for") for word in name.split())


def _turn_end(text: str, at: int) -> int:
    following = _NEXT.search(text, at)
    return following.start() if following else len(text)

"""Lines that name their speaker before a colon: headlines ("Minister: No deal today") and transcripts ("MODERATOR: ...")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_LINE = re.compile(r"^[ \t]*([^\W\d_][\w.’' -]{1,50}?)(?: \([\w.,’ -]{1,20}\))?:[ \t]*(?=\S)([^\n]{8,})$", re.MULTILINE)
_NEXT = re.compile(r"^[ \t]*[A-Z][A-Z.’' -]{1,40}:|^[ \t]*\(|\Z", re.MULTILINE)
_MAX_NAME = 6  # words


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
        if name.lower() in labels or len(name.split()) > _MAX_NAME or not (capitals or (start == first and _is_title(name))):
            continue
        end = _turn_end(text, match.end()) if capitals else match.end(2)
        words = text[match.start(2) : end].rstrip()
        if not capitals:
            words = words.rstrip(".")
        colon = text.index(":", match.end(1))
        yield SpeakerLine((start, start + len(name)), (colon, colon + 1), (match.start(2), match.start(2) + len(words)))


def _is_capital(name: str) -> bool:
    return name.isupper() and len(name.strip()) > 2


def _is_title(name: str) -> bool:
    return all(word[:1].isupper() or word in ("of", "the", "and", "for") for word in name.split())


def _turn_end(text: str, at: int) -> int:
    following = _NEXT.search(text, at)
    return following.start() if following else len(text)

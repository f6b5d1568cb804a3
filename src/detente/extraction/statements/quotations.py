"""Which stretches of a text stand between quotation marks.

Marks are paired over the whole text by the cheapest reading (Viterbi over "outside" and "inside"), so that a missing
mark, a quotation that opens anew with each paragraph, and marks that a tokenizer has set free ("over. " he said) cost
little instead of turning the text inside out.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from typing import NamedTuple

# The last two are marks whose encoding was broken on the way (UTF-8 read as Windows-1252).
_MARK = re.compile(r"[\"“”„«»]|''|``|â€œ|â€[\ufffd\x9d]")
_SAYS = re.compile(r"\s?(?:[\w.'’-]+,? ){0,8}?(?:said|says|told|added|wrote|tweeted|asked)\b")
_SINGLE = re.compile(r"(?<!\w)‘\w(?:[^‘’“”\"\n]|’(?=\w)){1,300}’(?!\w)")
_OPENERS, _CLOSERS = "“„«``", "”»"
_IMPOSSIBLE = 1e9
_UNCLOSED = 1.5  # leaving a quotation open at a paragraph's end
_LONG = 4000  # characters: longer quotations are more likely a lost mark


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its marks, in characters; `closed` is false where the closing mark is missing."""

    start: int
    end: int
    closed: bool = True


class _Mark(NamedTuple):
    start: int
    end: int
    opening: float  # cost of reading it as an opening mark
    closing: float
    paragraph: int  # line breaks since the last mark
    at_line_start: bool


@dataclass(frozen=True, slots=True)
class Quotations:
    """The quotations of a text, in order, none inside another."""

    text: str
    spans: tuple[Quotation, ...]
    starts: tuple[int, ...]

    def at(self, offset: int) -> Quotation | None:
        """Return the quotation that holds a character, its marks included."""
        i = bisect.bisect_right(self.starts, offset) - 1
        return self.spans[i] if i >= 0 and offset < self.spans[i].end else None

    def between(self, start: int, end: int) -> tuple[Quotation, ...]:
        """Return the quotations that share a character with a stretch."""
        i = max(0, bisect.bisect_right(self.starts, start) - 1)
        found = []
        while i < len(self.spans) and self.spans[i].start < end:
            if self.spans[i].end > start:
                found.append(self.spans[i])
            i += 1
        return tuple(found)

    def after(self, offset: int) -> Quotation | None:
        """Return the first quotation that starts at or after a character."""
        i = bisect.bisect_left(self.starts, offset)
        return self.spans[i] if i < len(self.spans) else None


def find_quotations(text: str) -> Quotations:
    """Return the quotations of a text.

    >>> text = 'The plan is "dead, " he said. "We leave."'
    >>> [text[q.start:q.end] for q in find_quotations(text).spans]
    ['"dead, "', '"We leave."']
    """
    marks = _marks(text)
    double = _gather(text, _spans(text, marks, _cheapest(marks)))
    single = [Quotation(*match.span()) for match in _SINGLE.finditer(text)]
    return _gather(text, [*double.spans, *(span for span in single if double.at(span.start) is None)])


def _gather(text: str, spans: list[Quotation]) -> Quotations:
    ordered = tuple(sorted(spans, key=lambda span: span.start))
    return Quotations(text, ordered, tuple(span.start for span in ordered))


def _marks(text: str) -> list[_Mark]:
    blank_lines = "\n\n" in text
    marks: list[_Mark] = []
    last = 0
    for match in _MARK.finditer(text):
        start, end = match.span()
        opening, closing = _costs(text, start, end)
        breaks = text.count("\n", last, start)
        line_start = (
            not text[max(0, start - 2) : start].strip(" ").strip("\n") and "\n" in text[max(0, start - 3) : start]
        )
        paragraph = line_start and ("\n\n" in text[max(0, start - 4) : start] or not blank_lines)
        marks.append(_Mark(start, end, opening, closing, breaks, paragraph))
        last = end
    return marks


def _costs(text: str, start: int, end: int) -> tuple[float, float]:
    """Return what it costs to read a mark as opening and as closing, by its shape and neighbours."""
    mark = text[start:end]
    if mark in _OPENERS or mark == "â€œ":
        return 0.0, 4.0
    if mark in _CLOSERS or mark.startswith("â"):
        return 4.0, 0.0
    before, after = text[start - 1 : start], text[end : end + 1]
    free_before = not before or before.isspace() or before in "([—–-"
    free_after = not after or after.isspace() or after in ".,;!?"
    opening = closing = 0.0
    if free_before and not free_after:
        closing += 2.5
    elif free_after and not free_before:
        opening += 2.5
    else:
        opening += 0.5
        closing += 0.5
    word = text[max(0, start - 3) : start].rstrip()[-1:]
    if word == ":":
        closing += 2.0
    elif word in ".!?," and word:
        opening += 0.3
        if _SAYS.match(text, end, end + 80):
            opening += 2.0
    return opening, closing


def _cheapest(marks: list[_Mark]) -> list[str]:
    """Return for each mark O (opens), C (closes), R (opens again within), U (opens after one left unclosed)."""
    outside, inside, opened = 0.0, _IMPOSSIBLE, 0
    trail: list[tuple[tuple[str, int], tuple[str, int]]] = []
    for mark in marks:
        long = 3.0 if mark.start - opened > _LONG else 0.0
        to_outside = (inside + mark.closing + long, "C", 1)
        unclosed = _UNCLOSED if mark.paragraph else 3.0
        again = (0.5 if mark.at_line_start else 3.0) + mark.opening
        to_inside = min(
            (outside + mark.opening, "O", 0), (inside + unclosed + mark.opening, "U", 1), (inside + again, "R", 1)
        )
        trail.append(((to_outside[1], to_outside[2]), (to_inside[1], to_inside[2])))
        if to_inside[1] != "R":
            opened = mark.start
        outside, inside = to_outside[0], to_inside[0]
    state = 0 if outside <= inside + 1.0 else 1
    labels: list[str] = []
    for choice in reversed(trail):
        label, state = choice[state]
        labels.append(label)
    return labels[::-1]


def _spans(text: str, marks: list[_Mark], labels: list[str]) -> list[Quotation]:
    spans: list[Quotation] = []
    start: int | None = None
    for mark, label in zip(marks, labels, strict=True):
        if label == "C" and start is not None:
            spans.append(Quotation(start, mark.end))
            start = None
            continue
        if start is not None:
            spans.append(_unclosed(text, start, mark.start))
        start = mark.start
    if start is not None:
        spans.append(_unclosed(text, start, len(text)))
    return spans


def _unclosed(text: str, start: int, limit: int) -> Quotation:
    """End a quotation that no mark closes at the end of its paragraph."""
    end = text.find("\n\n", start, limit)
    end = limit if end < 0 else end
    if end == len(text) and "\n\n" not in text:
        line = text.find("\n", start, limit)
        end = line if line > 0 else end
    return Quotation(start, start + len(text[start:end].rstrip()), closed=False)

"""Who speaks: the quotations of an article and its turns ("THE PRESIDENT: …"), each with the word for its speaker."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from detente.extraction.actors.words import Words

LONGEST = 400  # tokens of a quotation; a mark without its pair closes nothing
_OPEN, _CLOSE, _EITHER = frozenset("“«„"), frozenset("”»"), frozenset(('"', "``", "''"))
_NEAR = 14  # tokens between a quotation and its speech verb
_LABEL = 8  # tokens of the name before the colon of a turn


class Quotation(NamedTuple):
    """The tokens of a quotation or turn, and the token that names its speaker (-1: unknown)."""

    start: int
    end: int
    speaker: int


@dataclass(frozen=True, slots=True)
class Speech:
    """The quotations and turns of an article, each in order."""

    quotations: tuple[Quotation, ...] = ()
    turns: tuple[Quotation, ...] = ()

    def quotation_at(self, i: int) -> int:
        """Return the first token of the quotation that a token stands in, or -1."""
        at = bisect_right(self.quotations, i, key=lambda span: span.start) - 1
        return self.quotations[at].start if at >= 0 and i < self.quotations[at].end else -1

    def speaker_at(self, i: int) -> int | None:
        """Return the token that names whose words a token belongs to: -1 if unknown, None outside of speech."""
        for spans in (self.quotations, self.turns):
            at = bisect_right(spans, i, key=lambda span: span.start) - 1
            if at >= 0 and spans[at].start < i < spans[at].end:
                return spans[at].speaker
        return None


def find_speech(words: Words) -> Speech:
    """Return who speaks where."""
    return Speech(tuple(_quotations(words)), tuple(_turns(words)))


def _quotations(words: Words) -> list[Quotation]:
    """Return the quotations in order; one without a speech verb of its own goes on with the last speaker."""
    spans = _spans(words)
    says = _speech_verbs(words, spans) if spans else []
    found: list[Quotation] = []
    for start, end in spans:
        speaker = _nearest(words, says, start, end)
        if speaker < 0 and found and words.sent[start] - words.sent[found[-1].end - 1] <= 2:
            speaker = found[-1].speaker
        found.append(Quotation(start, end, speaker))
    return found


def _spans(words: Words) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    opened = -1
    for i, text in enumerate(words.text):
        if text in _OPEN or (text in _EITHER and opened < 0):
            opened = i
        elif (text in _CLOSE or text in _EITHER) and opened >= 0:
            if 1 < i - opened <= LONGEST:
                spans.append((opened, i + 1))
            opened = -1
    return spans


def _speech_verbs(words: Words, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return (verb, subject) of the speech verbs outside quotations."""
    quoted = {i for start, end in spans for i in range(start, end)}
    says = words.lists["speech"]
    verbs = {i for i, word in enumerate(words.fold) if word in says and i not in quoted}
    return [
        (head, i) for i, head in enumerate(words.head) if head in verbs and words.dep[i] == "nsubj" and i not in quoted
    ]


def _nearest(words: Words, says: list[tuple[int, int]], start: int, end: int) -> int:
    first, last = words.sent[start], words.sent[end - 1]
    best, speaker = _NEAR + 1, -1
    low = bisect_right(says, start - _NEAR - LONGEST, key=lambda pair: pair[0])
    for verb, subject in says[low:]:
        if verb > end + _NEAR:
            break
        if not first - 1 <= words.sent[verb] <= last + 1:
            continue
        distance = verb - end + 1 if verb >= end else start - verb
        if words.sent[verb] not in (first, last):
            distance += 4
        if 0 < distance < best:
            best, speaker = distance, subject
    return speaker


def _turns(words: Words) -> list[Quotation]:
    """Return the turns of a transcript: from "NAME IN CAPITALS:" to the next one."""
    marks: list[tuple[int, int]] = []
    for i, text in enumerate(words.text):
        begin = _label_start(words, i) if text == ":" else i
        if text == ":" and begin < i:
            marks.append((i, i - 1))
        elif text == "Q" and (i == 0 or words.sent[i] != words.sent[i - 1]):
            marks.append((i, -1))
    ends = [*(start for start, _ in marks[1:]), len(words)]
    return [Quotation(start, end, speaker) for (start, speaker), end in zip(marks, ends, strict=False)]


def _label_start(words: Words, colon: int) -> int:
    """Return where the capitals before a colon begin, or the colon where they do not begin their sentence."""
    i = colon
    while i > 0 and colon - i < _LABEL and words.sent[i - 1] == words.sent[colon] and _is_label(words.text[i - 1]):
        i -= 1
    begins = i == 0 or words.sent[i - 1] != words.sent[i] or words.text[i - 1].isspace()
    return i if begins else colon


def _is_label(text: str) -> bool:
    return (text.isupper() and len(text) > 1) or text in (".", "-", "’S", "'S", "(", ")")

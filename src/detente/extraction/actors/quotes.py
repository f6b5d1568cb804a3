"""Who speaks: the quotations of an article and the subject of the speech verb next to each."""

from __future__ import annotations

from typing import NamedTuple

from detente.extraction.actors.words import Words

LONGEST = 400  # tokens of a quotation; a mark without its pair closes nothing
_OPEN, _CLOSE, _EITHER = frozenset("“«„"), frozenset("”»"), frozenset(('"', "``", "''"))
_SAYS = frozenset(
    ("said say says told tell tells added adds warned warns insisted insists stated states declared declares announced "
     "claimed claims argued argues noted notes explained stressed replied wrote writes tweeted asked acknowledged conceded "
     "admitted denied vowed pledged promised called urged commented concluded continued remarked responded recalled "
     "reiterated quoted testified hailed described").split()
)  # fmt: skip
_NEAR = 14  # tokens between a quotation and its speech verb


class Quotation(NamedTuple):
    """The tokens of a quotation, and the token that is the subject of its speech verb (-1: unknown)."""

    start: int
    end: int
    speaker: int


def find_quotations(words: Words) -> list[Quotation]:
    """Return the quotations in order; one without a speech verb of its own goes on with the last speaker."""
    spans = _spans(words)
    if not spans:
        return []
    says = _speech(words, spans)
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


def _speech(words: Words, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return (verb, subject) of the speech verbs outside quotations."""
    quoted = {i for start, end in spans for i in range(start, end)}
    verbs = {i for i, word in enumerate(words.fold) if word in _SAYS and i not in quoted}
    return [
        (head, i) for i, head in enumerate(words.head) if head in verbs and words.dep[i] == "nsubj" and i not in quoted
    ]


def _nearest(words: Words, says: list[tuple[int, int]], start: int, end: int) -> int:
    best, speaker = _NEAR + 1, -1
    for verb, subject in says:
        if not words.sent[start] - 1 <= words.sent[verb] <= words.sent[end - 1] + 1:
            continue
        distance = verb - end + 1 if verb >= end else start - verb
        if words.sent[verb] not in (words.sent[start], words.sent[end - 1]):
            distance += 4
        if 0 < distance < best:
            best, speaker = distance, subject
    return speaker

"""Quotations that no cue claims: they go on with the last speaker."""

from __future__ import annotations

import bisect
import dataclasses
from collections.abc import Iterator, Sequence

from detente.extraction.statements.attribution import Attribution
from detente.extraction.statements.covering import Covering
from detente.extraction.statements.quotations import Quotation, Quotations

_NEAR = 400  # characters between the last words of a speaker and a quotation that goes on with them
_SHORTEST = 25  # characters of a quotation that can stand for itself


def with_orphans(found: Sequence[Attribution], quotations: Quotations) -> tuple[Attribution, ...]:
    """Return the attributions with one more for each whole quotation that stands in none of them."""
    return tuple(sorted([*found, *_orphans(found, quotations)], key=lambda a: (a.content.start, a.content.end)))


def _orphans(found: Sequence[Attribution], quotations: Quotations) -> Iterator[Attribution]:
    taken = Covering(len(quotations.text), (stretch for a in found for stretch in _stretches(a)))
    heard = sorted((_last_heard(a), i) for i, a in enumerate(found) if a.speaker is not None and a.word.kind == "say")
    for quotation in quotations.spans:
        if not _is_whole(quotation, quotations.text) or taken.touches(quotation.start, quotation.end):
            continue
        at = bisect.bisect_right(heard, (quotation.start, len(found))) - 1
        if at >= 0 and quotation.start - heard[at][0] <= _NEAR:
            yield _going_on(found[heard[at][1]], quotation)


def _going_on(a: Attribution, quotation: Quotation) -> Attribution:
    content = dataclasses.replace(
        a.content, start=quotation.start, end=quotation.end, quotation=quotation, frame="orphan"
    )
    return dataclasses.replace(a, content=content, goes_on=True)


def _is_whole(quotation: Quotation, text: str) -> bool:
    """Tell whether a quotation is a sentence of its own and not a word in quotation marks."""
    inner = text[quotation.start : quotation.end].strip("\"'“”«» \n")
    return quotation.end - quotation.start >= _SHORTEST and inner[-1:] in ".!?," and inner[:1].isupper()


def _stretches(a: Attribution) -> Iterator[tuple[int, int]]:
    yield a.content.start, a.content.end
    yield a.cue
    if a.source is not None:
        yield a.source


def _last_heard(a: Attribution) -> int:
    return max(a.content.end, a.cue[1])

"""Quotations that no cue claims: they go on with the last speaker."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from detente.extraction.parsing import ParsedArticle
from detente.extraction.statements.attribution import Attribution
from detente.extraction.statements.quotations import Quotation, Quotations

_NEAR = 400  # characters between the last words of a speaker and a quotation that goes on with them
_SHORTEST = 25  # characters of a quotation that can stand for itself


def with_orphans(
    found: Sequence[Attribution], parsed: ParsedArticle, quotations: Quotations
) -> tuple[Attribution, ...]:
    """Return the attributions with one more for each whole quotation that stands in none of them."""
    out = list(found)
    for quotation in quotations.spans:
        if _is_whole(quotation, quotations.text) and not any(_touches(a, quotation) for a in found):
            speaker = _last_speaker(found, quotation)
            if speaker is not None:
                content = dataclasses.replace(
                    speaker.content, start=quotation.start, end=quotation.end, quotation=quotation, frame="orphan"
                )
                out.append(dataclasses.replace(speaker, content=content, cue=None))
    return tuple(sorted(out, key=lambda a: (a.content.start, a.content.end)))


def _is_whole(quotation: Quotation, text: str) -> bool:
    """Tell whether a quotation is a sentence of its own and not a word in quotation marks."""
    words = text[quotation.start : quotation.end].strip("\"'“”«» \n")
    return quotation.end - quotation.start >= _SHORTEST and words[-1:] in ".!?," and words[:1].isupper()


def _touches(a: Attribution, quotation: Quotation) -> bool:
    spans = [(a.content.start, a.content.end), a.source or (0, 0), a.cue or (0, 0)]
    return any(start < quotation.end and end > quotation.start for start, end in spans)


def _last_speaker(found: Sequence[Attribution], quotation: Quotation) -> Attribution | None:
    """Return the attribution whose speaker was heard or named last before a quotation, said or told by words."""
    before = [a for a in found if a.content.end <= quotation.start and a.speaker is not None and a.word.kind == "say"]
    last = max(before, key=lambda a: max(a.content.end, a.cue[1] if a.cue else 0), default=None)
    if last is None or quotation.start - max(last.content.end, last.cue[1] if last.cue else 0) > _NEAR:
        return None
    return last

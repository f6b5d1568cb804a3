"""Attributions: a cue with its source and content, before anybody asks who the source is."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from detente.extraction.statements.clause import cue_clause
from detente.extraction.statements.content import Content, find_content
from detente.extraction.statements.cues import Cue, find_cues
from detente.extraction.statements.quotations import Quotations, find_quotations
from detente.extraction.statements.source import Source, find_source
from detente.reference.speech import SpeechBook

_MAX_RUN = 60  # quotations that one cue may govern


@dataclass(frozen=True, slots=True, eq=False)
class Attribution:
    """Somebody's words or views as the text attributes them."""

    cue: Cue
    source: Source | None
    content: Content

    @property
    def cue_span(self) -> tuple[int, int]:
        """The cue in characters."""
        return _chars(self.cue.doc, self.cue.start, self.content.cue_end or self.cue.end)

    @property
    def source_span(self) -> tuple[int, int] | None:
        """The source in characters."""
        return None if self.source is None else _chars(self.cue.doc, self.source.start, self.source.end)

    @property
    def head(self) -> Token | None:
        """The word that names the source."""
        return None if self.source is None else self.source.head

    @property
    def quoted(self) -> bool:
        """Whether the content ends in the speaker's own words."""
        return self.content.quotation is not None


def find_attributions(doc: Doc, book: SpeechBook) -> tuple[Attribution, ...]:
    """Return the attributions of a text in order, none inside the content of another."""
    quotations = find_quotations(doc.text)
    readings = (_first(cues, quotations) for cues in find_cues(doc, book, quotations))
    found = [attribution for attribution in readings if attribution is not None]
    return tuple(_outermost(_run_on(found, quotations, doc.text)))


def _first(cues: tuple[Cue, ...], quotations: Quotations) -> Attribution | None:
    """Return the first reading of a cue that has a content."""
    for cue in cues:
        source = find_source(cue)
        content = find_content(cue_clause(cue, source, quotations))
        if content is not None:
            return Attribution(cue, source, content)
    return None


def _run_on(found: list[Attribution], quotations: Quotations, text: str) -> list[Attribution]:
    """Let each quoted content run on over the quotations that follow it and that no other cue claims."""
    claimed = {q.start for a in found if (q := a.content.quotation) is not None}
    claimed |= {q.start for a in found if (q := quotations.at(a.content.start)) is not None}
    return [_extended(a, quotations, text, claimed) for a in found]


def _extended(a: Attribution, quotations: Quotations, text: str, claimed: set[int]) -> Attribution:
    if a.content.quotation is None:
        return a
    end, last = a.content.end, a.content.quotation
    at = max(end, a.cue_span[1], (a.source_span or (0, 0))[1])
    for _ in range(_MAX_RUN):
        following = quotations.after(at)
        if following is None or following.start in claimed or text[at : following.start].strip(" \n.,"):
            break
        end = at = following.end
        last = following
    return dataclasses.replace(a, content=dataclasses.replace(a.content, end=end, quotation=last))


def _outermost(found: list[Attribution]) -> list[Attribution]:
    """Drop what stands inside the content of another attribution."""
    return [a for a in found if not any(_holds(b, a) for b in found if b is not a)]


def _holds(outer: Attribution, inner: Attribution) -> bool:
    start, end = inner.cue_span
    if not (outer.content.start <= start and end <= outer.content.end):
        return False
    mutual = inner.content.start <= outer.cue_span[0] and outer.cue_span[1] <= inner.content.end
    return not mutual or outer.cue.start < inner.cue.start


def _chars(doc: Doc, start: int, end: int) -> tuple[int, int]:
    last = doc[end - 1]
    return doc[start].idx, last.idx + len(last)

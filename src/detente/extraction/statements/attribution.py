"""Attributions: a cue with its source and content, before anybody asks who the source is."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from detente.extraction.statements.content import Content, cue_clause, find_content
from detente.extraction.statements.cues import Cue, find_cues
from detente.extraction.statements.quotations import Quotations, find_quotations
from detente.extraction.statements.source import Source, find_source
from detente.reference.speech import SpeechBook


@dataclass(frozen=True, slots=True, eq=False)
class Attribution:
    """Somebody's words or views as the text attributes them; spans in characters."""

    cue: Cue
    source: Source | None
    content: Content
    quoted: bool

    @property
    def cue_span(self) -> tuple[int, int]:
        """The cue in characters."""
        end = self.content.cue_end or self.cue.end
        return _chars(self.cue.doc, self.cue.start, end)

    @property
    def source_span(self) -> tuple[int, int] | None:
        """The source in characters."""
        return None if self.source is None else _chars(self.cue.doc, self.source.start, self.source.end)

    @property
    def head(self) -> Token | None:
        """The word that names the source."""
        return None if self.source is None else self.source.head


def find_attributions(doc: Doc, book: SpeechBook) -> tuple[Attribution, ...]:
    """Return the attributions of a text in order, none inside the content of another."""
    quotations = find_quotations(doc.text)
    found = []
    for cue in find_cues(doc, book, quotations):
        source = find_source(cue)
        content = find_content(cue_clause(cue, source, quotations))
        if content is not None:
            found.append(Attribution(cue, source, content, content.quoted))
    return tuple(_outermost(_extended(found, quotations, doc.text)))


def _extended(found: list[Attribution], quotations: Quotations, text: str) -> list[Attribution]:
    """Let each quoted content run on over the quotations that follow it and that no other cue claims."""
    claimed = {q.start for a in found if a.content.quoted if (q := quotations.at(a.content.start)) is not None}
    claimed |= {q.start for a in found if a.content.quoted if (q := quotations.at(a.content.end - 1)) is not None}
    out = []
    for a in found:
        end = a.content.end
        if a.content.quoted:
            end = _run_on(end, max(end, a.cue_span[1]), quotations, text, claimed)
        out.append(dataclasses.replace(a, content=dataclasses.replace(a.content, end=end)))
    return out


def _run_on(end: int, at: int, quotations: Quotations, text: str, claimed: set[int]) -> int:
    for _ in range(50):
        following = quotations.after(at)
        if following is None or following.start in claimed or text[at : following.start].strip(" \n.,"):
            return end
        end = at = following.end
    return end


def _outermost(found: list[Attribution]) -> list[Attribution]:
    """Drop what stands inside the content of another attribution."""
    kept = []
    for a in found:
        start, end = a.cue_span
        inside = any(
            b is not a
            and b.content.start <= start
            and end <= b.content.end
            and not (b.cue.start == a.cue.start)
            and not (a.content.start <= b.cue_span[0] and b.cue_span[1] <= a.content.end and a.cue.start < b.cue.start)
            for b in found
        )
        if not inside:
            kept.append(a)
    return kept


def _chars(doc: Doc, start: int, end: int) -> tuple[int, int]:
    last = doc[end - 1]
    return doc[start].idx, last.idx + len(last)

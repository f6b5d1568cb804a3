"""Attributions: a cue with its source and content, before anybody asks who the source is."""

from __future__ import annotations

import bisect
import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from detente.article import Article
from detente.extraction.parsing import ParsedArticle
from detente.extraction.statements.clause import char_end, cue_clause
from detente.extraction.statements.content import Content, find_content
from detente.extraction.statements.cues import Cue, find_cues
from detente.extraction.statements.lines import find_quoted_lines, find_speaker_lines
from detente.extraction.statements.plausible import is_plausible
from detente.extraction.statements.quotations import Quotation, Quotations, find_quotations
from detente.extraction.statements.source import find_source
from detente.reference.speech import SpeechBook, SpeechWord

_MAX_RUN = 60  # quotations that one cue may govern
_NEAR = 2000  # characters: only attributions this near are compared
_GAP = 60  # characters of time, place and addressee between a cue and the quotation that goes on
_COLON = SpeechWord(":", "say", frozenset({"q"}))

Characters = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Attribution:
    """Somebody's words or views as the text attributes them; spans in characters.

    `head` is the word that attributes, `speaker` the word that names the source. `goes_on` is true where a quotation
    has no cue of its own and goes on with a speaker who was heard before: head, cue and source are those of before.
    """

    head: Token
    word: SpeechWord
    cue: Characters
    content: Content
    source: Characters | None = None
    speaker: Token | None = None
    goes_on: bool = False

    @property
    def quoted(self) -> bool:
        """Whether the content ends in the speaker's own words."""
        return self.content.quotation is not None


def find_attributions(
    parsed: ParsedArticle, book: SpeechBook, quotations: Quotations | None = None
) -> tuple[Attribution, ...]:
    """Return the attributions of a text in order, none inside the content of another."""
    doc = parsed.doc
    quotations = quotations or quotations_of(parsed.article)
    text = quotations.text
    cues = tuple(find_cues(doc, book, quotations))
    speaking = frozenset(
        reading.head.i for readings in cues for reading in readings if reading.word.kind in ("say", "ask", "judge")
    )
    found = _one_a_head(a for readings in cues if (a := _first(readings, quotations, speaking, book)) is not None)
    found = _run_on(found, quotations, text) + list(_lines(doc, quotations, book))
    return tuple(_outermost(sorted(found, key=lambda a: (a.cue, a.content.start))))


def _one_a_head(found: Iterable[Attribution]) -> list[Attribution]:
    """Keep for each word that attributes the longest cue: "voiced her doubt about", not "her doubt about"."""
    longest: dict[int, Attribution] = {}
    for a in found:
        other = longest.get(a.head.i)
        if other is None or a.cue[1] - a.cue[0] > other.cue[1] - other.cue[0]:
            longest[a.head.i] = a
    return list(longest.values())


def quotations_of(article: Article) -> Quotations:
    """Return the quotations of an article, boilerplate left out."""
    return find_quotations(_without_boilerplate(article))


def _first(
    readings: tuple[Cue, ...], quotations: Quotations, speaking: frozenset[int], book: SpeechBook
) -> Attribution | None:
    """Return the first reading of a cue that has a content."""
    for cue in readings:
        source = find_source(cue)
        if not is_plausible(cue, source):
            continue
        content = find_content(cue_clause(cue, source, quotations, speaking, book.nouns))
        if content is not None:
            span = _characters(cue.doc, cue.start, content.cue_end or cue.end)
            named = None if source is None else _characters(cue.doc, source.start, source.end)
            return Attribution(cue.head, cue.word, span, content, named, None if source is None else source.head)
    return None


def _without_boilerplate(article: Article) -> str:
    """Return the text with its boilerplate blanked, of the same length, line breaks kept."""
    text = article.text
    for cut in article.boilerplate:
        text = text[: cut.start] + " " * (cut.end - cut.start) + text[cut.end :]
    return text


def _lines(doc: Doc, quotations: Quotations, book: SpeechBook) -> Iterator[Attribution]:
    """Yield an attribution for each line that names its speaker."""
    headed = list(find_speaker_lines(quotations.text, book.lists["labels"]))
    quoted = list(find_quoted_lines(quotations))
    starts = [token.idx for token in doc] if headed or quoted else []
    for line in headed + quoted:
        head = doc[bisect.bisect_right(starts, line.colon[0]) - 1]
        speaker = doc[bisect.bisect_left(starts, line.speaker[1]) - 1]
        quotation = quotations.at(line.words[0]) if line in quoted else None
        content = Content(*line.words, "q" if quotation else "line", quotation)
        yield Attribution(head, _COLON, line.colon, content, line.speaker, speaker)


def _run_on(found: list[Attribution], quotations: Quotations, text: str) -> list[Attribution]:
    """Let each quoted content run on over the quotations that follow it and that no other cue claims."""
    claimed = {q.start for a in found if (q := a.content.quotation) is not None}
    claimed |= {q.start for a in found if (q := quotations.at(a.content.start)) is not None}
    return [_extended(a, quotations, text, claimed) for a in found]


def _extended(a: Attribution, quotations: Quotations, text: str, claimed: set[int]) -> Attribution:
    if a.content.quotation is None:
        return a
    end, last = a.content.end, a.content.quotation
    at = max(end, a.cue[1], (a.source or (0, 0))[1])
    sentence_end = char_end(a.head.doc, a.head.sent.end)
    for _ in range(_MAX_RUN):
        following = _next_quotation(at, sentence_end, quotations, text)
        if following is None or following.start in claimed:
            break
        end = at = following.end
        last = following
    return dataclasses.replace(a, content=dataclasses.replace(a.content, end=end, quotation=last))


def _next_quotation(at: int, sentence_end: int, quotations: Quotations, text: str) -> Quotation | None:
    """Return the quotation that goes on: after blanks, after the cue's sentence, or after its comma."""
    following = quotations.after(at)
    if following is None or not text[at : following.start].strip(" \n.,"):
        return following
    if at >= sentence_end:
        return None
    later = quotations.after(max(at, sentence_end - 2))
    if later is not None and later.start <= sentence_end + 2 and "\n" not in text[at : later.start]:
        return later
    gap = text[at : following.start]
    return following if following.start < sentence_end and len(gap) < _GAP and gap.rstrip()[-1:] == "," else None


def _outermost(found: list[Attribution]) -> list[Attribution]:
    """Drop what stands inside the content of another attribution."""
    near: dict[int, list[Attribution]] = defaultdict(list)
    for a in found:
        for stretch in range(a.content.start // _NEAR, a.content.end // _NEAR + 1):
            near[stretch].append(a)
    return [a for a in found if not any(_holds(b, a) for b in near[a.cue[0] // _NEAR] if b is not a)]


def _holds(outer: Attribution, inner: Attribution) -> bool:
    if not (outer.content.start <= inner.cue[0] and inner.cue[1] <= outer.content.end):
        return False
    interrupts = outer.content.start <= outer.cue[0] < inner.cue[0] and outer.quoted
    if interrupts and inner.head.sent == outer.head.sent:
        return False
    mutual = inner.content.start <= outer.cue[0] and outer.cue[1] <= inner.content.end
    return not mutual or outer.cue < inner.cue


def _characters(doc: Doc, start: int, end: int) -> Characters:
    return doc[start].idx, char_end(doc, end)

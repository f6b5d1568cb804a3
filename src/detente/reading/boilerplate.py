"""Passages that are no part of the article proper. The text is not altered: no evidence is taken from them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from detente.article import Passage
from detente.reading.lines import LONGEST, Line, lines_of
from detente.reference.reading import BoilerplateBook, LineRule, load_boilerplate_book

LAST_LINES = 3  # among which a note on the author stands
LONGEST_ELEMENT = 6_000  # characters of an element left in the text

_TITLE_LIKE = re.compile(r"[^.!?]{3,200}[?!]?$")


def find_boilerplate(text: str) -> Iterator[Passage]:
    """Yield the passages beside the article proper, each with its reason; they may overlap.

    >>> text = "The envoys met for talks on Monday.\\n\\nRelated Articles\\n\\nOil prices rise"
    >>> [(text[p.start:p.end], p.reason) for p in find_boilerplate(text)]
    [('Related Articles\\n\\nOil prices rise', 'related links')]
    """
    book = load_boilerplate_book()
    lines = list(lines_of(text))
    yield from _rest(text, lines, book)
    yield from _single_lines(text, lines, book)
    yield from _elements(text, book)
    yield from _inline(text, book.inline)


def merged(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Return passages in order, those that overlap joined under the first reason.

    >>> merged([Passage(5, 9, "b"), Passage(0, 6, "a")])
    (Passage(start=0, end=9, reason='a'),)
    """
    out: list[Passage] = []
    for passage in sorted(passages, key=lambda p: (p.start, -p.end)):
        if out and passage.start < out[-1].end:
            out[-1] = Passage(out[-1].start, max(out[-1].end, passage.end), out[-1].reason)
        elif passage.end > passage.start:
            out.append(passage)
    return tuple(out)


def _rest(text: str, lines: Sequence[Line], book: BoilerplateBook) -> Iterator[Passage]:
    """Yield what follows a heading such as "Related Articles", the foot of a page, or the readers' comments."""
    end = lines[-1].end if lines else 0
    stamps = [
        line for line in lines if line.start > len(text) // 4 and book.comment_stamp.fullmatch(line.text[:LONGEST])
    ]
    if len(stamps) >= 2:
        yield Passage(stamps[0].start, end, "readers' comments")
    yield from _brief(text, lines, end, book)
    for i, line in enumerate(lines):
        if len(line.text) > LONGEST:
            continue
        late = line.start >= len(text) / 2
        heading = book.rest.fullmatch(line.text.rstrip(" :»›>.…"))
        if late and (heading or book.foot.fullmatch(line.text)):
            yield Passage(line.start, end, "related links" if heading else "foot of the page")
            return
        if heading and i > 0:
            yield Passage(line.start, _end_of_links(lines, i), "related links")


def _brief(text: str, lines: Sequence[Line], end: int, book: BoilerplateBook) -> Iterator[Passage]:
    """Yield what was printed below the article: news in brief, behind a bullet."""
    bullets = [line for line in lines if book.brief.fullmatch(line.text)]
    if len(bullets) == 1 and bullets[0].start > len(text) * 3 // 4:
        yield Passage(bullets[0].start, end, "news in brief")


def _end_of_links(lines: Sequence[Line], i: int) -> int:
    """Return where the title-like lines after a heading end."""
    end = lines[i].end
    for line in lines[i + 1 : i + 9]:
        if not _TITLE_LIKE.match(line.text):
            break
        end = line.end
    return end


def _single_lines(text: str, lines: Sequence[Line], book: BoilerplateBook) -> Iterator[Passage]:
    last = len(lines) - LAST_LINES
    for i, line in enumerate(lines):
        if len(line.text) > LONGEST:
            continue
        for rule in book.lines:
            match = rule.pattern.fullmatch(line.text) if i >= last or not rule.at_end else None
            if match and _stands_once(match, text):
                yield Passage(line.start, line.end, rule.reason)
                break


def _stands_once(match: re.Match[str], text: str) -> bool:
    """Tell whether what a group named `once` holds stands nowhere else, bylines aside; true without such a group."""
    name = match.groupdict().get("once")
    return name is None or text.count(name) - text.count(f"\n{name}") == 1


def _elements(text: str, book: BoilerplateBook) -> Iterator[Passage]:
    """Yield elements of a page left in the text, such as figures, from the first to the last tag."""
    end = 0
    for opening in book.elements.finditer(text):
        close = text.find(f"</{opening.group(1)}", opening.end(), opening.end() + LONGEST_ELEMENT)
        if close < 0 or opening.start() < end or text.find("<table", opening.end(), close) >= 0:
            continue
        end = close + len(opening.group(1)) + 2
        end += text[end : end + 1] == ">"
        yield Passage(opening.start(), end, "leftover of the page's markup")


def _inline(text: str, rules: Iterable[LineRule]) -> Iterator[Passage]:
    for rule in rules:
        for match in rule.pattern.finditer(text):
            yield Passage(match.start(), match.end(), rule.reason)

"""The lines above an article: title, authors, outlet, the day it is stamped with, credits of pictures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from detente.article import Passage
from detente.reading.lines import LONGEST, Line, lines_of
from detente.reading.mentions import find_mentions
from detente.reference.reading import load_boilerplate_book, load_header_book

MOST_LINES = 16  # lines that a header may have
LONGEST_TITLE = 30  # words
LONGEST_MASTHEAD = 5  # words of an outlet's name
SHORTEST_TITLE = 3  # words; a shorter line with nothing beside it is a place or a rubric
DATELINE = 1_000  # characters in which a dateline may stand

_AND = re.compile(r"\s*(?:,\s+and\s+|,\s+|;\s*|\s+and\s+|\s+&\s+|\s*\|\s*)")
_NAME = re.compile(r"(?:[^\W\d_][\w.'’-]*)(?:\s+[^\W\d_][\w.'’-]*){0,5}$")
_NOT_A_NAME = re.compile(
    r"\b(?:staff|wire|agenc(?:y|ies)|reporters?|correspondents?|editors?|bureau|desk|team)\b", re.I
)
_HEADING_MARK = re.compile(r"^#{1,6}\s+|\s+#{1,6}$")
_UNFINISHED = re.compile(r"(?:[,;:–—-]|\b(?:the|a|an|of|and|or|to|in|on|for|with|at|by|from))$", re.I)


@dataclass(slots=True)
class Header:
    """What the lines above an article tell; `passages` are those that are no part of the article proper."""

    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    passages: list[Passage] = field(default_factory=list)


def find_header(text: str, title: str | None = None) -> Header:
    """Read the lines above the first sentence. `title` is what is known from elsewhere; its copies are recognised.

    A text that opens with a sentence, or has nothing but such lines, has no header.

    >>> head = "ICG - International Crisis Group\\n\\nTalks Resume\\n\\nBy Ann Lee\\n\\n"
    >>> header = find_header(head + "The two sides met again.")
    >>> header.title, header.authors, header.outlet
    ('Talks Resume', ('Ann Lee',), 'International Crisis Group')
    """
    lines = list(islice(lines_of(text), MOST_LINES + 1))
    head = _lines_above_prose(lines, title)
    header = Header()
    titles: list[Line] = []
    for line in head:
        reason = _read_label(line, header)
        if reason:
            header.passages.append(Passage(line.start, line.end, reason))
        else:
            titles.append(line)
    _read_titles(titles, header, title)
    _read_dateline(text, lines[len(head) :], header)
    header.passages.sort(key=lambda passage: passage.start)
    return header


def split_names(text: str) -> tuple[str, ...]:
    """Return the names of authors in a line, without what is no name.

    >>> split_names("Ann Lee, Bo Dahl and Cy Orr")
    ('Ann Lee', 'Bo Dahl', 'Cy Orr')
    """
    parts = (part.strip(" .,;|") for part in _AND.split(text[:LONGEST]))
    return tuple(dict.fromkeys(part for part in parts if _NAME.match(part) and not _NOT_A_NAME.search(part)))


def agency_of(sentence: str) -> str | None:
    """Return the agency that a dateline names.

    >>> agency_of("KABUL, Jan 3 (Reuters) - The envoy arrived on Tuesday.")
    'Reuters'
    """
    book = load_header_book()
    match = book.dateline.match(sentence[:LONGEST])
    return book.agencies.get(match["agency"] or "") if match else None


def _lines_above_prose(lines: Sequence[Line], title: str | None) -> Sequence[Line]:
    for i, line in enumerate(lines):
        if _same(line.text, title) or _label(line):
            continue
        if line.is_prose or len(line.text) > LONGEST or not _may_be_title(lines, i):
            return lines[:i]
    return ()


def _may_be_title(lines: Sequence[Line], i: int) -> bool:
    """Tell whether a line that is neither prose nor a label can be a title, and not the start of a paragraph."""
    line = lines[i]
    after = lines[i + 1] if i + 1 < len(lines) else None
    if (
        len(line.text.split()) > LONGEST_TITLE
        or _UNFINISHED.search(line.text)
        or not any(c.isalpha() for c in line.text)
    ):
        return False
    if line.alone or after is None:
        return True
    above = i == 0 or _label(lines[i - 1]) is not None or lines[i - 1].alone
    return above and (
        _label(after) is not None or _same(after.text, line.text) or _HEADING_MARK.match(line.text) is not None
    )


def _label(line: Line) -> str | None:
    """Return what a line says of the article, `None` where it is a title or a sentence."""
    return _read_label(line, Header())


def _read_label(line: Line, header: Header) -> str | None:
    """Take up what a line says of the article and return what it is."""
    if len(line.text) > LONGEST:
        return None
    return (
        _read_authors(line.text, header)
        or _credit(line.text)
        or _read_filed(line.text, header)
        or _read_outlet(line.text, header)
        or ("date" if _is_date(line.text) else None)
        or ("label" if load_header_book().other.fullmatch(line.text) else None)
    )


def _read_authors(text: str, header: Header) -> str | None:
    for pattern in load_header_book().authors:
        match = pattern.fullmatch(text)
        if match and (names := split_names(match["value"])):
            header.authors = (*header.authors, *(name for name in names if name not in header.authors))
            return "authors"
    return None


def _read_outlet(text: str, header: Header) -> str | None:
    book = load_header_book()
    name = book.outlets.get(text.strip(" .()").casefold())
    for pattern in book.outlet if name is None else ():
        match = pattern.fullmatch(text)
        short = match.groupdict().get("short") if match else None
        if match and (short is None or _are_initials(short, match["value"])):
            name = match["value"]
            break
    if name is None:
        return None
    header.outlet = header.outlet or name.strip()
    return "outlet"


def _read_filed(text: str, header: Header) -> str | None:
    for pattern in load_header_book().filed:
        match = pattern.fullmatch(text)
        if match:
            header.outlet = header.outlet or match["value"]
            return "dateline"
    return None


def _credit(text: str) -> str | None:
    for rule in load_boilerplate_book().lines:
        if not rule.at_end and rule.pattern.fullmatch(text):
            return rule.reason
    return None


def _is_date(text: str) -> bool:
    """Tell whether a line holds nothing but a date, its label and the time of day."""
    if len(text) > 90 or not any(pattern.fullmatch(text) for pattern in load_header_book().date):
        return False
    mentions = [mention for mention in find_mentions(text) if mention.day and mention.month]
    if len(mentions) != 1:
        return False
    rest = text[: mentions[0].start] + " " + text[mentions[0].end :]
    words = re.findall(
        r"[^\W\d_]{3,}",
        re.sub(
            r"(?i)\b(?:published|posted|released?|issued|updated|last|first|date|dated|press|for|immediate|release|at|on|gmt|utc|edt|est|bst|cet)\b",
            "",
            rest,
        ),
    )
    return not words


def _read_titles(titles: Sequence[Line], header: Header, known: str | None) -> None:
    """Take the first title line, in its best case where it stands twice; what differs from it is left in the text."""
    if not titles:
        return
    titles = _without_masthead(titles, header, known)
    chosen = next((line for line in titles if _same(line.text, known)), titles[0])
    copies = [line for line in titles if _same(line.text, chosen.text)]
    best = max(copies, key=lambda line: (not line.text.islower(), not line.text.isupper()))
    bare = not header.passages and len(copies) == 1 and known is None
    if bare and len(best.text.split()) < SHORTEST_TITLE:
        return
    header.title = _HEADING_MARK.sub("", best.text)
    header.passages.extend(Passage(line.start, line.end, "title") for line in copies)


def _without_masthead(titles: Sequence[Line], header: Header, known: str | None) -> Sequence[Line]:
    """Take the first of several title lines for the outlet where it is a short name that stands apart."""
    first, rest = titles[0], [line for line in titles[1:] if not _same(line.text, titles[0].text)]
    if header.outlet or known or not rest or not header.passages or len(first.text.split()) > LONGEST_MASTHEAD:
        return titles
    between = any(first.end <= passage.start < rest[0].start for passage in header.passages)
    if not between or not all(word[0].isupper() for word in first.text.split() if len(word) > 3):
        return titles
    header.outlet = first.text
    header.passages.append(Passage(first.start, first.end, "outlet"))
    return rest


def _read_dateline(text: str, lines: Sequence[Line], header: Header) -> None:
    """Take the agency of the dateline; what stands above a dateline inside the first lines is header if it looks so."""
    book = load_header_book()
    if not lines:
        return
    header.outlet = header.outlet or agency_of(lines[0].text)
    start = lines[0].start
    inside = book.dateline_inside.search(text, start, start + DATELINE)
    if inside and inside.start() > start and book.above_dateline.search(text, start, inside.start()):
        header.outlet = header.outlet or agency_of(text[inside.start() : inside.end() + 1])
        header.passages.append(Passage(start, inside.start(), "above the dateline"))


def _same(text: str, title: str | None) -> bool:
    return title is not None and _folded(text) == _folded(title)


def _folded(text: str) -> str:
    return re.sub(r"\W+", " ", text[: LONGEST * 2]).strip().casefold()


def _are_initials(short: str, name: str) -> bool:
    """Tell whether capitals abbreviate a name.

    >>> _are_initials("ICG", "International Crisis Group"), _are_initials("UN", "Talks Resume in Geneva")
    (True, False)
    """
    words = [word for word in re.split(r"[\s/-]+", name) if word]
    capitals = "".join(word[0] for word in words if word[0].isupper())
    return short in (capitals, "".join(word[0] for word in words).upper())

"""From an HTML page to its article, by trafilatura and htmldate."""

from __future__ import annotations

import datetime as dt
import logging
import re
from dataclasses import dataclass
from typing import Any

from detente.errors import UnreadableDocument
from detente.reading.header import split_names

MAX_CHARACTERS = 10_000_000  # of markup
MAX_TAGS = 200_000  # some ten seconds of work; a long news page has twenty thousand
MAX_ATTRIBUTES = 1_000  # of one tag: the parser's time grows with their square

_LONG_TAG = re.compile(r"<[^<>]{10000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")

for _name in ("trafilatura", "htmldate"):  # what goes wrong is raised; do not let it be printed as well
    logging.getLogger(_name).addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Page:
    """The article of a page, and what the page says of it."""

    text: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None
    created: str | None = None
    url: str | None = None
    warnings: tuple[str, ...] = ()


def read_page(markup: str, where: str, url: str | None = None, latest: dt.date | None = None) -> Page:
    """Return the article of a page. `latest` is the day on which it was fetched: no date after it is taken.

    Raises `UnreadableDocument` where the page has no article, or is made so that no parser should see it.
    """
    _check(markup, where)
    try:
        tree, depth = _parsed(markup)
        found = None if tree is None else _extracted(tree, url, latest)
    except Exception as error:  # hostile markup may trip any of the parts, in any way
        what = f"the page is damaged ({type(error).__name__})"
        raise UnreadableDocument(where, what, "save the article's text as a .txt file") from error
    if found is None or not (found.text or "").strip():
        raise _unreadable(where, depth)
    return Page(
        text=found.text,
        title=_clean(found.title),
        authors=split_names(found.author or ""),
        outlet=_clean(found.sitename) or _clean(found.hostname),
        published=found.date,
        url=found.url or url,
        warnings=("the page is nested too deep; what lies deeper than 256 tags was not read",) if depth else (),
    )


def _parsed(markup: str) -> tuple[Any, bool]:
    """Return the tree of a page, and whether the parser gave up at its limit of nested tags."""
    from trafilatura import load_html
    from trafilatura.utils import HTML_PARSER

    tree = load_html(markup)
    return tree, any("depth" in entry.message for entry in HTML_PARSER.error_log.filter_from_fatals())


def _extracted(tree: Any, url: str | None, latest: dt.date | None) -> Any:
    """Return trafilatura's record of a page, or `None`. The latest day is ours: the default is the clock's today."""
    from trafilatura import bare_extraction

    dates: dict[str, Any] = {"original_date": True, "extensive_search": True}
    if latest:
        dates["max_date"] = latest.isoformat()
    return bare_extraction(tree, url=url, with_metadata=True, include_comments=False, date_extraction_params=dates)


def _check(markup: str, where: str) -> None:
    if len(markup) > MAX_CHARACTERS or markup.count("<") > MAX_TAGS:
        what = f"a page of {len(markup):,} characters and {markup.count('<'):,} tags, too large to read"
        raise UnreadableDocument(where, what, "save the article's text as a .txt file")
    for match in _LONG_TAG.finditer(markup):
        if len(_QUOTED.sub("", match.group()).split()) > MAX_ATTRIBUTES:
            what = f"a tag with more than {MAX_ATTRIBUTES:,} attributes"
            raise UnreadableDocument(where, what, "save the article's text as a .txt file")


def _unreadable(where: str, depth: bool) -> UnreadableDocument:
    if depth:
        return UnreadableDocument(where, "tags nested more than 256 deep", "save the article's text as a .txt file")
    return UnreadableDocument(where, "no article found on the page", "save the article's text as a .txt file")


def _clean(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None

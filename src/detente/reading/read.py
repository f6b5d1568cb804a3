"""From a document to an article: text with fixed offsets, and what is known of where and when it appeared."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable
from typing import Protocol

from detente.article import Article, Passage
from detente.dates import is_edtf
from detente.errors import UnreadableDocument, UsageError
from detente.reading.boilerplate import find_boilerplate, merged
from detente.reading.decoding import check_is_text, decode, stored
from detente.reading.header import find_header
from detente.reading.language import find_language
from detente.reading.page import Page, read_page
from detente.reading.pdf import read_pdf
from detente.reading.published import Known, find_published

MAX_CHARACTERS = 1_000_000  # of the text of one article

_PLAIN = "give the article alone, as HTML, plain text or PDF"


class Document(Protocol):
    """What is read: the bytes of one document and what was said of them; `sources` makes such."""

    @property
    def id(self) -> str: ...
    @property
    def data(self) -> bytes: ...
    @property
    def media_type(self) -> str: ...
    @property
    def where(self) -> str: ...
    @property
    def title(self) -> str | None: ...
    @property
    def outlet(self) -> str | None: ...
    @property
    def published(self) -> str | None: ...
    @property
    def url(self) -> str | None: ...
    @property
    def fetched(self) -> dt.date | None: ...
    @property
    def charset(self) -> str | None: ...


def read(document: Document, *, published: str | None = None) -> Article:
    """Read an article. `published` is the user's word on when it appeared, and goes before all other.

    The text of a plain document is kept as it is, so that anchors count the characters of the file; of a page or
    a PDF it is what was extracted. What is no part of the article proper is listed in `boilerplate`, not cut.
    Raises `UnreadableDocument` where there is no text, too much of it, or none in English.
    """
    if published is not None and not is_edtf(published):
        raise UsageError(
            "published", f"{published!r} is not a date", "write 2024-01-11, 2024-01 or 2024-01-02/2024-01-11"
        )
    got = _text_of(document)
    text, odd = stored(got.text)
    _check_length(text, document.where)
    header = find_header(text, document.title or got.title)
    cuts = merged([*header.passages, *find_boilerplate(text)])
    proper = _blanked(text, cuts)
    language = _checked_language(proper, document.where)
    url = document.url or got.url
    known = Known(published or document.published, got.published, url, got.created, document.fetched)
    when = find_published(known, proper, text)
    return Article(
        id=document.id,
        text=text,
        title=document.title or got.title or header.title,
        outlet=document.outlet or got.outlet or header.outlet,
        authors=got.authors or header.authors,
        published=when.date,
        published_basis=when.basis,
        published_reasons=when.reasons,
        language=language,
        url=url,
        boilerplate=cuts,
        warnings=(*got.warnings, *odd, *when.warnings),
    )


def _text_of(document: Document) -> Page:
    """Return the text in the document's bytes, with what the document itself says of it."""
    where = document.where
    if not document.data.strip():
        raise UnreadableDocument(where, "the document is empty", _PLAIN)
    if document.media_type == "application/pdf":
        pages = read_pdf(document.data, where, MAX_CHARACTERS)
        return Page(pages.text, pages.title, pages.authors, created=pages.created)
    decoded = decode(document.data, where, document.charset)
    check_is_text(decoded.text, where)
    if document.media_type == "text/html":
        page = read_page(decoded.text, where, document.url, document.fetched)
        return dataclasses.replace(page, warnings=(*decoded.warnings, *page.warnings))
    return Page(decoded.text, warnings=decoded.warnings)


def _check_length(text: str, where: str) -> None:
    if not text.strip():
        raise UnreadableDocument(where, "the document is empty", _PLAIN)
    if len(text) > MAX_CHARACTERS:
        what = f"more than {MAX_CHARACTERS:,} characters of text ({len(text):,})"
        raise UnreadableDocument(where, what, "split it into articles, one a file or a row")


def _blanked(text: str, cuts: Iterable[Passage]) -> str:
    """Return the text with passages blanked, every other character in its place."""
    parts, at = [], 0
    for cut in cuts:
        parts += [text[at : cut.start], " " * (cut.end - cut.start)]
        at = cut.end
    return "".join([*parts, text[at:]])


def _checked_language(text: str, where: str) -> str | None:
    language = find_language(text)
    if language not in (None, "en"):
        raise UnreadableDocument(
            where, f"written in {language!r}, not in English", "only English is read; translate it"
        )
    return language

"""From a PDF with a text layer to its text, by pypdf."""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.errors import UnreadableDocument
from detente.reading.header import split_names

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_PAGES = 500
MAX_PIECES = 20_000  # of text on a page, which pypdf joins in time that grows with their square; a dense page has 5,000
MAX_ALL_PIECES = 300_000  # of text in a file
FEW = 20  # characters a page below which the pages are taken for pictures

logging.getLogger("pypdf").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Pages:
    """The text of a PDF, its pages parted by a blank line, and what the file says of it."""

    text: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    created: str | None = None


class _Pieces:
    """Counts the pieces of text that a PDF shows, and ends the reading where they are too many."""

    def __init__(self, where: str) -> None:
        self.where, self.on_page, self.in_all = where, 0, 0

    def count(self, operator: bytes, *_: object) -> None:
        if operator in (b"Tj", b"TJ", b"'", b'"'):
            self.on_page += 1
            self.check()

    def end_page(self) -> None:
        self.check()  # pypdf passes over what is raised inside a form
        self.in_all += self.on_page
        self.on_page = 0

    def check(self) -> None:
        if self.on_page > MAX_PIECES or self.in_all > MAX_ALL_PIECES:
            what = f"a page with more than {MAX_PIECES:,} pieces of text, or {MAX_ALL_PIECES:,} in all"
            raise UnreadableDocument(self.where, what, "give its text as a .txt file")


def read_pdf(data: bytes, where: str, max_characters: int) -> Pages:
    """Return the text of a PDF.

    Raises `UnreadableDocument` where it is damaged, locked, too long, or a scan without text.
    """
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableDocument(where, "the PDF is locked with a password", "save it without one")
        return Pages(_text(reader, where, max_characters), *_metadata(reader))
    except UnreadableDocument:
        raise
    except Exception as error:  # a damaged file makes pypdf fail in any way: KeyError, RecursionError, …
        what = f"the PDF is damaged ({type(error).__name__})"
        raise UnreadableDocument(where, what, "open and save it anew, or give its text") from error


def _text(reader: PdfReader, where: str, max_characters: int) -> str:
    pages = len(reader.pages)
    if pages > MAX_PAGES:
        raise UnreadableDocument(where, f"{pages:,} pages, over the bound of {MAX_PAGES}", "split it")
    parts: list[str] = []
    pieces = _Pieces(where)
    for page in reader.pages:
        parts.append(page.extract_text(visitor_operand_before=pieces.count).strip())
        pieces.end_page()
        if sum(map(len, parts)) > max_characters:
            break  # the caller refuses a text of such a length
    text = "\n\n".join(part for part in parts if part)
    if len(text) < FEW * max(1, pages // 2):
        raise UnreadableDocument(where, "no text layer, a scan", "run OCR first, for example with ocrmypdf")
    return text


def _metadata(reader: PdfReader) -> tuple[str | None, tuple[str, ...], str | None]:
    about = reader.metadata
    if about is None:
        return None, (), None
    title = " ".join((about.title or "").split()) or None
    try:
        created = about.creation_date
    except ValueError:  # a date that is none
        created = None
    return title, split_names(about.author or ""), created.date().isoformat() if created else None

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
FEW = 20  # characters a page below which the pages are taken for pictures

logging.getLogger("pypdf").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Pages:
    """The text of a PDF, its pages parted by a blank line, and what the file says of it."""

    text: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None


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
    for page in reader.pages:
        parts.append(page.extract_text().strip())
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

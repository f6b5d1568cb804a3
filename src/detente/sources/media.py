"""What kind of document a file is: by its name, or where the name tells nothing, by its first bytes."""

from __future__ import annotations

from pathlib import PurePath

HTML, TEXT, PDF, ROWS = "text/html", "text/plain", "application/pdf", "application/jsonl"

MEDIA_TYPES = {
    ".txt": TEXT,
    ".md": TEXT,
    ".text": TEXT,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".pdf": PDF,
    ".jsonl": ROWS,
    ".ndjson": ROWS,
}

_HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body")


def media_type(name: str) -> str | None:
    """Return the media type that a file name promises, `None` where it promises none; `.gz` is looked through.

    >>> media_type("talks.html.gz"), media_type("talks.docx")
    ('text/html', None)
    """
    return MEDIA_TYPES.get(PurePath(ungzipped(name)).suffix.lower())


def ungzipped(name: str) -> str:
    """Return a file name without `.gz`."""
    return name[:-3] if name.lower().endswith(".gz") else name


def sniffed(data: bytes) -> str:
    """Return the media type that the first bytes show: PDF, HTML, or else plain text.

    >>> sniffed(b"%PDF-1.7 ..."), sniffed(b"  <!DOCTYPE html><html>"), sniffed(b"The talks resumed.")
    ('application/pdf', 'text/html', 'text/plain')
    """
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"%pdf-"):
        return PDF
    if start.startswith(_HTML_STARTS) or (start.startswith(b"<?xml") and b"<html" in start):
        return HTML
    return TEXT

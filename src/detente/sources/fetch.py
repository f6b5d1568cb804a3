"""From what the user names to documents: files, folders, rows of JSON Lines, standard input."""

from __future__ import annotations

import datetime as dt
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePath
from typing import BinaryIO, TextIO

from detente.errors import SourceError
from detente.sources.document import Document, Quarantined
from detente.sources.expanding import MAX_BYTES, bounded, read_bounded
from detente.sources.media import ROWS, media_type, sniffed, ungzipped
from detente.sources.rows import fetch_rows

STDIN = "-"
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://")


def fetch(
    inputs: Iterable[str | os.PathLike[str]],
    stdin: BinaryIO | TextIO | None = None,
    *,
    max_bytes: int = MAX_BYTES,
    today: dt.date | None = None,
) -> Iterator[Document | Quarantined]:
    """Yield the documents that the inputs name, in order, and a `Quarantined` for each that cannot be got.

    An input is a file, a folder (searched recursively, in order of the names), or `-` for standard input. A
    `.jsonl` or `.jsonl.gz` gives one document a row, as a stream. `max_bytes` bounds one document, expanded.
    Raises `SourceError` at once for a network address, before anything is read.

    >>> import io
    >>> [document.data for document in fetch(["-"], io.BytesIO(b"Talks resumed."))]
    [b'Talks resumed.']
    """
    names = [os.fspath(name) for name in inputs]
    for name in names:
        if _ADDRESS.match(name):
            raise SourceError(name, "network sources are not supported yet", "save the page and name the file")
    return _fetched(names, stdin, max_bytes, today or dt.date.today())


def _fetched(
    names: Iterable[str], stdin: BinaryIO | TextIO | None, max_bytes: int, today: dt.date
) -> Iterator[Document | Quarantined]:
    for name in names:
        for got in _fetch_one(name, stdin, max_bytes):
            yield replace(got, fetched=today) if isinstance(got, Document) else got


def _fetch_one(name: str, stdin: BinaryIO | TextIO | None, max_bytes: int) -> Iterator[Document | Quarantined]:
    path = Path(name)
    if name == STDIN:
        yield from _or_quarantined("stdin", lambda: _read_stdin(stdin, max_bytes))
    elif not _can_be_a_path(path):
        yield Quarantined(repr(name[:80]), SourceError(repr(name[:80]), "not a file name", "check the path"))
    elif path.is_dir():
        yield from _fetch_folder(path, max_bytes)
    else:
        yield from _fetch_file(path, str(path), _identity(path.name), max_bytes)


def _can_be_a_path(path: Path) -> bool:
    """Tell whether the file system can look for such a name at all: it may be too long or hold a zero byte."""
    try:
        path.stat()
    except (FileNotFoundError, PermissionError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return True


def _fetch_folder(folder: Path, max_bytes: int) -> Iterator[Document | Quarantined]:
    found = False
    for path in _files_below(folder):
        found = True
        identity = _identity(path.relative_to(folder).as_posix())
        yield from _fetch_file(path, str(path), identity, max_bytes)
    if not found:
        what = "the folder holds no file that can be read"
        yield Quarantined(str(folder), SourceError(str(folder), what, "put .html, .txt, .md, .pdf or .jsonl files in"))


def _files_below(folder: Path) -> Iterator[Path]:
    """Yield the readable files of a folder in the order of their paths; hidden ones and links to folders are passed."""
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(root, name)
            if not name.startswith(".") and media_type(name) and path.is_file():
                yield path


def _fetch_file(path: Path, where: str, identity: str, max_bytes: int) -> Iterator[Document | Quarantined]:
    if media_type(path.name) == ROWS:
        yield from fetch_rows(path, where, max_bytes)
    else:
        yield from _or_quarantined(where, lambda: _read_file(path, where, identity, max_bytes))


def _read_file(path: Path, where: str, identity: str, max_bytes: int) -> Document:
    data = read_bounded(path, where, max_bytes)
    return Document(identity, data, media_type(path.name) or sniffed(data), where)


def _read_stdin(stdin: BinaryIO | TextIO | None, max_bytes: int) -> Document:
    stream = sys.stdin if stdin is None else stdin
    binary: BinaryIO | None = getattr(stream, "buffer", None)
    if binary is None and isinstance(stream.read(0), str):  # text without bytes below it, such as io.StringIO
        text = stream.read(max_bytes + 1)
        data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    else:
        data = bounded(binary or stream, "stdin", max_bytes)  # type: ignore[arg-type]
    return Document("stdin", data, sniffed(data), "stdin")


def _or_quarantined(where: str, get: Callable[[], Document]) -> Iterator[Document | Quarantined]:
    try:
        yield get()
    except SourceError as error:
        yield Quarantined(where, error)


def _identity(name: str) -> str:
    """Return the id of the document in a file: its name without the kind."""
    plain = PurePath(ungzipped(name))
    return plain.with_suffix("").as_posix() if media_type(name) else plain.as_posix()

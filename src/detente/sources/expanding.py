"""Files read under a bound, plain or gzipped: a file may be hostile, and a small gzip can expand without end."""

from __future__ import annotations

import gzip
import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from detente.errors import SourceError

MAX_BYTES = 50_000_000  # of one document
MAX_RATIO = 100  # text compresses 3 to 20 times; beyond this and FREE bytes a gzip is taken for a bomb
FREE = 100_000_000  # bytes that any gzip of rows may expand to, whatever its ratio

_SMALLER = "split it, or raise the bound"


@contextmanager
def opened(path: Path, where: str) -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """Open a file and give the raw bytes and the expanded ones, which are the same where it is not gzipped.

    Raises `SourceError` where it cannot be opened, and where reading it fails inside the block.
    """
    try:
        _check_kind(path, where)
        with path.open("rb") as raw:
            if path.name.lower().endswith(".gz"):
                # no buffer of our own around it: one would lose the rows read before a truncation
                yield raw, gzip.GzipFile(fileobj=raw)  # type: ignore[misc]
            else:
                yield raw, raw
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise SourceError(where, f"the gzip is truncated or damaged ({error})", "fetch it again") from error
    except OSError as error:
        raise SourceError(where, _plainly(error), "check the path and its permissions") from error


def read_bounded(path: Path, where: str, max_bytes: int) -> bytes:
    """Return the whole content of a file, expanded. Raises `SourceError` where it has more than `max_bytes`."""
    with opened(path, where) as (raw, expanded):
        size = os.fstat(raw.fileno()).st_size
        if size > max_bytes:  # told without reading it
            raise too_large(where, f"{size:,} bytes", max_bytes)
        return bounded(expanded, where, max_bytes)


def bounded(stream: BinaryIO, where: str, max_bytes: int) -> bytes:
    """Return all that a stream holds. Raises `SourceError` after `max_bytes`."""
    parts: list[bytes] = []
    left = max_bytes + 1
    while left > 0 and (part := stream.read(min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    if left <= 0:
        raise too_large(where, f"more than {max_bytes:,} bytes", max_bytes)
    return b"".join(parts)


def too_large(where: str, size: str, max_bytes: int) -> SourceError:
    """Return the error for something that exceeds the bound."""
    return SourceError(where, f"{size}, over the bound of {max_bytes:,} bytes for one document", _SMALLER)


def is_bomb(raw: BinaryIO, expanded: int) -> bool:
    """Tell whether a gzip has expanded beyond what text does."""
    return expanded > FREE and expanded > MAX_RATIO * max(raw.tell(), 1)


def _check_kind(path: Path, where: str) -> None:
    """Refuse what is not a file: a device may never end. A pipe, as from `<(command)`, is read."""
    mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
        raise SourceError(where, "neither a file nor a folder", "name a file, a folder, or - for standard input")


def _plainly(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    return error.strerror or str(error)

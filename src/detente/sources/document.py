"""What a source hands over: the bytes of one document, or the reason why there are none."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from detente.errors import DetenteError


@dataclass(frozen=True, slots=True)
class Document:
    """The bytes of one document, where they came from, and what was said of them on the way.

    `where` is what a message to the user names: a path, `stdin`, or `file.jsonl:12` for a row. `title`, `outlet`,
    `published` and `url` are as given beside the text and not yet checked. `fetched` is the day on which the bytes
    were got; a publication date after it cannot be right. `charset` is set where the encoding is known.
    """

    id: str
    data: bytes
    media_type: str
    where: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    fetched: dt.date | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A document that could not be got. It stands in the stream in its place, and the run goes on.

    >>> from detente.errors import SourceError
    >>> str(Quarantined("talks.txt", SourceError("talks.txt", "no such file", "check the path")))
    'talks.txt: no such file; check the path'
    """

    where: str
    error: DetenteError

    def __str__(self) -> str:
        return str(self.error)

"""The article: fixed text with offsets, and what is known of where and when it appeared."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, Self

PublishedBasis = Literal["given", "metadata", "text", "unknown"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the article's text, `start` included, `end` excluded, in characters."""

    start: int
    end: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read. The text never changes after reading; every anchor counts its characters.

    `published` is an EDTF date or interval, or `None` where nothing tells; `published_basis` says how it is
    known (`given` by the user or the row, `metadata` of the page, `text`: from the article's own words,
    `unknown`), `published_reasons` in words. `boilerplate` lists the passages that are not part of the article
    proper (related links, captions, share bars): no evidence is taken from them.
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    published_basis: PublishedBasis = "unknown"
    published_reasons: tuple[str, ...] = ()
    language: str | None = None
    url: str | None = None
    boilerplate: tuple[Passage, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def text_sha256(self) -> str:
        """The hash of the text, by which a stored article is checked."""
        return _sha256(self.text)

    @property
    def key(self) -> str:
        """The identity of the article: text, outlet and date, not the name of the file it came in.

        The same file under two names is one article; the same wire text in two outlets is two reports.
        """
        return _key(self.text, self.outlet or "", self.published or "")

    def passages(self) -> Iterator[Passage]:
        """Yield the stretches of text between the boilerplate, in order."""
        at = 0
        for cut in sorted(self.boilerplate, key=lambda passage: passage.start):
            if cut.start > at:
                yield Passage(at, cut.start)
            at = max(at, cut.end)
        if at < len(self.text):
            yield Passage(at, len(self.text))

    def replace(self, **changes: Any) -> Self:
        """Return a copy with some fields changed."""
        return dataclasses.replace(self, **changes)

    def to_dict(self) -> dict[str, Any]:
        """Return the article as plain data, in the shape of the JSON contract."""
        return {
            "title": self.title,
            "outlet": self.outlet,
            "authors": list(self.authors),
            "published": self.published,
            "published_basis": self.published_basis,
            "published_reasons": list(self.published_reasons),
            "language": self.language,
            "url": self.url,
            "text": self.text,
            "text_sha256": self.text_sha256,
            "boilerplate": [dataclasses.asdict(passage) for passage in self.boilerplate],
            "warnings": list(self.warnings),
        }


@lru_cache(maxsize=64)
def _key(text: str, outlet: str, published: str) -> str:
    """Return the key of an article. Kept, since every anchor of an article asks for it."""
    return _sha256("\x1f".join((_sha256(text), outlet, published)))[:16]


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

"""The scene: what resolution knows of an article while it reads it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from detente.dates import days, is_edtf
from detente.extraction.actors.cast import Cast, Name
from detente.extraction.actors.phrases import Phrase
from detente.extraction.actors.quotes import Speech
from detente.extraction.actors.words import Words
from detente.reference.actors import ActorBook


@dataclass(slots=True, eq=False)
class Scene:
    """An article's words and phrases, who speaks where, the persons it has introduced, the countries it is about.

    `issuer` is the country or body whose official text it is; `focus` the country that each sentence is about.
    """

    words: Words
    book: ActorBook
    phrases: list[Phrase]
    published: str = ""
    issuer: str | None = None
    speech: Speech = field(default_factory=Speech)
    cast: Cast = field(default_factory=Cast)
    full_names: dict[str, list[Name]] = field(default_factory=dict)
    aliases: dict[str, Phrase] = field(default_factory=dict)
    countries: Counter[str] = field(default_factory=Counter)
    focus: dict[int, str] = field(default_factory=dict)

    def main(self, i: int) -> str | None:
        """Return the country in focus at a token."""
        return self.focus.get(self.words.sent[i], self.issuer)

    def country_of(self, identifier: str) -> str | None:
        """Return the country of an id, or None where it is a body.

        The id of a body stands for no country.
        """
        country = identifier.partition(":")[0]
        return country if country in self.book.countries else None


def day_of(published: str | None) -> str:
    """Return the last day of a publication date, or "" where it is not known.

    >>> day_of("2023-12"), day_of(None)
    ('2023-12-31', '')
    """
    return days(published).last.isoformat() if published and is_edtf(published) else ""

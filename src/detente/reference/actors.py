"""The desk book of actors: who is who, by which words, and since when.

The data are tables in `data/actors`; this module turns them into one tree of tokens, in which a text is looked up
in a single pass, and into the tables that resolve what was found.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from detente.errors import DeskBookError

_SPLIT = re.compile(r"\s+|(?<=[^\W\d_])(?=[-–—/][^\W\d_])|(?<=[^\W\d_][-–—/])(?=[^\W\d_])|(?=['’]s\b)|(?=,)")
END = ""  # the key of a node of the tree under which its entries stand; no token is empty


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name may mean.

    `kind`: country, adjective, people, capital, place, body, organ, seat, ngo, group, person, noun, collective.
    `detail` is the noun's kind or the person's office; `alone` says whose an actor is that nobody is named for.
    """

    kind: str
    name: str
    id: str | None = None
    sector: str = ""
    detail: str = ""
    alone: str = ""
    caps: bool = False
    plural: bool = False
    since: str = ""
    until: str = ""
    sex: str = ""
    wikidata: str | None = None


Node = dict[str, Any]


@dataclass(slots=True)
class ActorBook:
    """The desk book: `tree` maps folded tokens to entries, `surnames` the last word of a name to persons.

    `outlets` are those that speak for a government, `offices` those that the persons of a country held, `lists` the
    closed word lists that the reading needs.
    """

    tree: Node = field(default_factory=dict)
    surnames: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    countries: dict[str, str] = field(default_factory=dict)
    outlets: dict[str, str] = field(default_factory=dict)
    offices: dict[str, frozenset[str]] = field(default_factory=dict)
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def entries(self, name: str) -> tuple[Entry, ...]:
        """Return what a name may mean, best known first.

        >>> load_actor_book().entries("Baku")[0].id
        'AZE'
        """
        node = self.tree
        for token in split_name(name):
            node = node.get(token, {})
        found: tuple[Entry, ...] = node.get(END, ())
        return found


@lru_cache(maxsize=1)
def load_actor_book() -> ActorBook:
    """Return the desk book of actors. Raises `DeskBookError` where a table is malformed."""
    book = ActorBook(lists=_lists())
    for name, entry in _entries(book):
        _plant(book.tree, name, entry)
    return book


def split_name(name: str) -> list[str]:
    """Return a name as the folded tokens that the parser makes of it.

    >>> split_name("Côte d’Ivoire"), split_name("Bosnia-Herzegovina"), split_name("People's Army")
    (['cote', "d'ivoire"], ['bosnia', '-', 'herzegovina'], ['people', "'s", 'army'])
    """
    return [fold(part) for part in _SPLIT.split(name) if part]


@lru_cache(maxsize=65536)
def fold(token: str) -> str:
    """Return a token without case, accents and curly apostrophes."""
    plain = token.lower().replace("’", "'")
    if plain.isascii():
        return plain
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))


def rows(table: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table of the desk book."""
    lines = (files("detente.reference") / "data" / "actors" / f"{table}.csv").read_text("utf-8").splitlines()
    reader = csv.DictReader(line for line in lines if line and not line.startswith("#"))
    for row in reader:
        if None in row or None in row.values():
            raise DeskBookError(f"actors/{table}.csv", f"line with the wrong number of fields: {row}", "quote commas")
        yield row


def _lists() -> dict[str, frozenset[str]]:
    text = (files("detente.reference") / "data" / "actors" / "lists.yaml").read_text("utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return {name: frozenset(words) for name, words in yaml.load(text, Loader=loader).items()}


def _plant(tree: Node, name: str, entry: Entry) -> None:
    node = tree
    for token in split_name(name):
        node = node.setdefault(token, {})
    node[END] = tuple(dict.fromkeys((*node.get(END, ()), entry)))


def _entries(book: ActorBook) -> Iterator[tuple[str, Entry]]:
    yield from _countries(book)
    yield from _bodies()
    yield from _nouns()
    yield from _groups()
    yield from _places()
    yield from _persons(book)
    for row in rows("outlets"):
        book.outlets[row["outlet"].lower()] = row["id"]
    for row in rows("collectives"):
        yield row["phrase"], Entry("collective", row["phrase"], detail=row["who"], plural=True)


def _listed(text: str) -> list[str]:
    return [part for part in text.split("|") if part]


def _bare(name: str) -> str:
    return name.removeprefix("the ").removeprefix("The ")


def _countries(book: ActorBook) -> Iterator[tuple[str, Entry]]:
    for row in rows("countries"):
        book.countries[row["id"]] = row["name"]
        for name in dict.fromkeys(_bare(name) for name in (row["name"], *_listed(row["variants"]))):
            yield name, Entry("country", row["name"], row["id"], caps=_is_acronym(name))
        for name in _listed(row["adjectives"]):
            yield name, Entry("adjective", row["name"], row["id"], caps=_is_acronym(name))
        for name in _listed(row["people"]):
            yield name, Entry("people", row["name"], row["id"], plural=True)
        for name in _listed(row["capital"]):
            yield name, Entry("capital", row["name"], row["id"])


def _bodies() -> Iterator[tuple[str, Entry]]:
    for row in rows("bodies"):
        for name in (row["name"], *_listed(row["variants"])):
            yield _bare(name), Entry(row["kind"], row["name"], row["id"] or None, caps=_is_acronym(name))


def _nouns() -> Iterator[tuple[str, Entry]]:
    for row in rows("nouns"):
        noun = row["noun"]
        for form in dict.fromkeys((noun, row["plural"] or f"{noun}s")):
            plural = form != noun or (row["kind"] == "people" and not row["plural"] and noun.endswith("s"))
            yield form, Entry("noun", noun, None, row["sector"], row["kind"], row["alone"], plural=plural)


def _groups() -> Iterator[tuple[str, Entry]]:
    for row in rows("groups"):
        for name in (row["name"], *_listed(row["variants"])):
            yield (
                _bare(name),
                Entry("group", row["name"], row["id"], caps=_is_acronym(name), since=row["since"], until=row["until"]),
            )


def _places() -> Iterator[tuple[str, Entry]]:
    for row in rows("places"):
        for name in (row["name"], *_listed(row["variants"])):
            yield _bare(name), Entry("place", row["name"], row["country"], row["id"].partition(":")[2], row["kind"])


def _persons(book: ActorBook) -> Iterator[tuple[str, Entry]]:
    surnames: dict[str, list[Entry]] = {}
    offices: dict[str, set[str]] = {}
    for row in rows("persons"):
        entry = Entry(
            "person",
            row["name"],
            row["id"] or None,
            detail=row["office"],
            since=row["since"],
            until=row["until"],
            sex=row["sex"],
            wikidata=row["wikidata"] or None,
        )
        offices.setdefault(row["id"], set()).add(row["office"].lower())
        for name in (row["name"], *_listed(row["variants"])):
            tokens = split_name(name)
            if len(tokens) > 1:
                yield name, entry
            surnames.setdefault(tokens[-1], []).append(entry)
    book.offices.update({country: frozenset(held) for country, held in offices.items()})
    book.surnames.update({name: tuple(dict.fromkeys(entries)) for name, entries in surnames.items()})


def _is_acronym(name: str) -> bool:
    letters = name.replace(".", "")
    return letters.isupper() and letters.isalnum() and len(letters) <= 3

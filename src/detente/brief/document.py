"""The brief as a document, before it takes the form of a terminal page, Markdown or HTML."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a label before it, its words, a note behind it, and the references that it rests on.

    References are labels such as `3` (a quote) or `S1` (a source); `more` counts further reports not listed.
    """

    text: str
    refs: tuple[str, ...]
    label: str = ""
    note: str = ""
    more: int = 0
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines. `aside` qualifies the heading, such as "showing 12 of 40"."""

    key: str
    heading: str
    lines: tuple[Line, ...] = ()
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """What a number opens to: the quoted words and where they stand."""

    label: str
    source: str
    place: str
    quote: str


@dataclass(frozen=True, slots=True)
class Source:
    """An article that is cited."""

    label: str
    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of the ladder as the picture shows it."""

    name: str
    state: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """The signs of one month as the picture shows them."""

    name: str
    toward: int
    against: int


@dataclass(frozen=True, slots=True)
class Brief:
    """The whole document. `pairs` are sections that stand side by side where there is room."""

    title: str
    as_of: str
    basis: str
    arrow: str
    verdict: str
    headline: Line
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]
    sources: tuple[Source, ...]
    ladder: tuple[Rung, ...] = ()
    months: tuple[Month, ...] = ()
    undated_signs: int = 0
    beside: tuple[tuple[str, str], ...] = field(default=(("for", "against"),))

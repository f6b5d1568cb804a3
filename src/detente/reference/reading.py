"""The desk book of reading: how headers, boilerplate and words about time look, as compiled patterns.

The patterns are YAML files in `data/reading`; a line pattern must match the whole line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from detente.errors import DeskBookError

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class LineRule:
    """A line that matches is cut for the reason; `at_end`: only among the last lines of an article."""

    reason: str
    pattern: re.Pattern[str]
    at_end: bool = False


@dataclass(frozen=True, slots=True)
class BoilerplateBook:
    """What stands beside the article proper: lines, headings that end it, feet of pages, stretches inside a line."""

    lines: tuple[LineRule, ...]
    rest: re.Pattern[str]
    foot: re.Pattern[str]
    comment_stamp: re.Pattern[str]
    brief: re.Pattern[str]
    elements: re.Pattern[str]
    inline: tuple[LineRule, ...]


@dataclass(frozen=True, slots=True)
class HeaderBook:
    """The lines above an article."""

    outlet: tuple[re.Pattern[str], ...]
    outlets: dict[str, str]
    authors: tuple[re.Pattern[str], ...]
    date: tuple[re.Pattern[str], ...]
    filed: tuple[re.Pattern[str], ...]
    other: re.Pattern[str]
    dateline: re.Pattern[str]
    above_dateline: re.Pattern[str]
    dateline_inside: re.Pattern[str]
    agencies: dict[str, str]


@dataclass(frozen=True, slots=True)
class DatingBook:
    """Words that tell whether a date lies before or after the day of writing."""

    future: re.Pattern[str]
    unclear: re.Pattern[str]
    name_after: re.Pattern[str]
    past: re.Pattern[str]
    new_year: re.Pattern[str]
    not_new_year: re.Pattern[str]
    stamp_label: re.Pattern[str]
    stamp_clock: re.Pattern[str]
    stamp_after: re.Pattern[str]
    in_prose: re.Pattern[str]
    sign_off: re.Pattern[str]


@lru_cache(maxsize=1)
def load_boilerplate_book() -> BoilerplateBook:
    """Return the patterns of boilerplate. Raises `DeskBookError` where one is malformed."""
    data = _data("boilerplate")
    return BoilerplateBook(
        lines=tuple(_rules(data["lines"], re.IGNORECASE)),
        rest=_any(data["rest"], re.IGNORECASE),
        foot=_any(data["foot"], re.IGNORECASE),
        comment_stamp=_any([data["comment_stamp"]], re.IGNORECASE),
        brief=_any([data["brief"]], 0),
        elements=re.compile(rf"<({'|'.join(data['elements'])})\b"),
        inline=tuple(_rules(data["inline"], 0)),
    )


@lru_cache(maxsize=1)
def load_header_book() -> HeaderBook:
    """Return the patterns of header lines. Raises `DeskBookError` where one is malformed."""
    data = _data("header")
    each = {
        key: tuple(_any([p], re.IGNORECASE) for p in data[key])
        for key in ("outlet", "authors", "date", "filed", "paper")
    }
    return HeaderBook(
        outlet=each["outlet"],
        outlets={name.casefold(): name for name in data["outlets"]},
        authors=each["authors"],
        date=each["date"],
        filed=(*each["filed"], *each["paper"]),
        other=_any(data["other"], re.IGNORECASE),
        dateline=_any([data["dateline"]], re.IGNORECASE),
        above_dateline=_any([data["above_dateline"]], re.IGNORECASE),
        dateline_inside=_any([data["dateline_inside"]], re.IGNORECASE),
        agencies=dict(data["agencies"]),
    )


@lru_cache(maxsize=1)
def load_dating_book() -> DatingBook:
    """Return the patterns of words about time. Raises `DeskBookError` where one is malformed."""
    data = _data("dating")
    return DatingBook(
        **{key: _any([data[key]] if isinstance(data[key], str) else data[key], 0) for key in DatingBook.__slots__}
    )


def _rules(rows: Iterable[dict[str, Any]], flags: int) -> Iterable[LineRule]:
    for row in rows:
        for pattern in row["patterns"] if flags == 0 else ["|".join(f"(?:{p})" for p in row["patterns"])]:
            yield LineRule(row["reason"], _any([pattern], flags), row.get("where") == "end")


def _any(patterns: list[str], flags: int) -> re.Pattern[str]:
    try:
        return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), flags)
    except re.error as error:
        raise DeskBookError("reading", f"malformed pattern ({error})", "correct the file in data/reading") from error


def _data(name: str) -> dict[str, Any]:
    text = (files("detente.reference") / "data" / "reading" / f"{name}.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=_Loader)
    return data

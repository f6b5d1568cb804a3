"""The outlook: each probability with its range, base rate and reference class, and what moved it.

Where the forecast calls itself unusable, only the base rate is printed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from detente.brief.document import Line, Section
from detente.brief.headline import stage_name
from detente.brief.references import Numbering
from detente.brief.saying import clean, say_count, say_date, say_list, say_range, say_share
from detente.evidence import Milestone
from detente.negotiation.state import ProcessState

_DRIVERS = 4  # shown a direction


class ReferenceClass(Protocol):
    """The processes that the base rate was counted on."""

    description: str
    n: int
    events: int
    names: Sequence[str]


class Driver(Protocol):
    """A term of the forecast: its words, what it moves (in probability), its evidence."""

    text: str
    effect: float
    evidence: Sequence[str]


class Forecast(Protocol):
    """What the brief reads of a forecast."""

    milestone: Any
    by: Any
    probability: float
    low: float
    high: float
    base_rate: float
    baselines: Mapping[str, Any]
    reference_class: Any
    drivers: Sequence[Any]
    usable: bool
    words: str


def write_outlook(state: ProcessState, forecasts: Sequence[Forecast], numbers: Numbering) -> Section:
    """Return the section on what is likely, empty where nothing was asked."""
    start = numbers.cite(state.milestone.evidence, 1) or numbers.all_sources()
    lines = [_question(one, start) for one in forecasts]
    lines += _classes(forecasts, start)
    lines += _baselines(forecasts, start)
    lines += _drivers(forecasts, numbers, start)
    return Section("outlook", "Outlook", tuple(lines))


def _question(one: Forecast, start: tuple[str, ...]) -> Line:
    label = f"{stage_name(Milestone(one.milestone))} by {_by(one.by)}"
    if not one.usable:
        return Line(f"no usable forecast; base rate only: {say_share(one.base_rate)}", start, label)
    spread = f"80 % range {say_range(one.low, one.high)}"
    text = f"{say_share(one.probability)}  ({spread}) · base rate {say_share(one.base_rate)}"
    return Line(text, start, label, note=str(one.words))


def _by(by: str | dt.date) -> str:
    return say_date(by)


def _classes(forecasts: Sequence[Forecast], start: tuple[str, ...]) -> Iterator[Line]:
    """Yield each reference class once: what it is, how large, and some of its names."""
    seen: dict[tuple[str, int], Any] = {}
    for one in forecasts:
        seen.setdefault((one.reference_class.description, one.reference_class.n), one.reference_class)
    for known in seen.values():
        names = [clean(name) for name in known.names]
        named = f"; for example {say_list(names[:4])}" if names else ""
        more = f" ({len(names) - 4} more)" if len(names) > 4 else ""
        counted = f"{say_count(known.n, 'process', 'processes')}, {say_count(known.events, 'event')}"
        yield Line(f"{clean(known.description)}: {counted}{named}{more}", start, "reference class")


def _baselines(forecasts: Sequence[Forecast], start: tuple[str, ...]) -> Iterator[Line]:
    """Yield the baselines beside the headline figure of the last question."""
    if not forecasts:
        return
    told = [f"{clean(name.replace('_', ' '))} {_value(value)}" for name, value in forecasts[-1].baselines.items()]
    if told:
        asked = forecasts[-1]
        question = f"{stage_name(Milestone(asked.milestone))} by {_by(asked.by)}"
        yield Line(f"for {question}: {', '.join(told)}", start, "baselines")


def _value(value: Any) -> str:
    return (
        say_share(value) if isinstance(value, (int, float)) else "not available" if value is None else clean(str(value))
    )


def _drivers(forecasts: Sequence[Forecast], numbers: Numbering, start: tuple[str, ...]) -> Iterator[Line]:
    """Yield what pushes the last question up and down, the strongest first."""
    usable = [one for one in forecasts if one.usable]
    terms = [term for term in usable[-1].drivers if abs(term.effect) >= 0.0005] if usable else []
    for label, sign in (("pushes up", 1), ("pushes down", -1)):
        some = sorted((term for term in terms if term.effect * sign > 0), key=lambda term: -abs(term.effect))
        for term in some[:_DRIVERS]:
            points = f"{term.effect * 100:+.1f} points".replace("-", "−")
            yield Line(clean(term.text), numbers.cite(term.evidence) or start, label, points)
        if len(some) > _DRIVERS:
            yield Line(f"and {len(some) - _DRIVERS} weaker ones", _cited(some[_DRIVERS:], numbers) or start, label)


def _cited(terms: Iterable[Driver], numbers: Numbering) -> tuple[str, ...]:
    return numbers.cite([one for term in terms for one in term.evidence[:1]])

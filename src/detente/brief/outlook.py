"""The outlook: each probability with its range, base rate and reference class, and what moved it.

Where the forecast calls itself unusable, only the base rate is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from detente.brief.document import Line, Section
from detente.brief.headline import stage_name
from detente.brief.references import Numbering
from detente.brief.saying import clean, say_count, say_date, say_list, say_range, say_share
from detente.negotiation.state import ProcessState

if TYPE_CHECKING:
    from detente.forecast.record import Driver, Forecast, Reference

_DRIVERS = 4  # shown a direction
_NAMES = 4  # of a reference class
_WORTH_TELLING = 0.0015  # of effect: what rounds to less than 0.2 points is told in sum
_LEAST = 0.0005  # of effect: what moves less is not told


def write_outlook(state: ProcessState, forecasts: Sequence[Forecast], numbers: Numbering) -> Section:
    """Return the section on what is likely, empty where nothing was asked.

    A figure cites the evidence of the rung that it starts from; a driver cites its own.
    """
    start = numbers.cite(state.milestone.evidence, 1) or numbers.all_sources()
    lines = [
        *(_answer(one, start) for one in forecasts),
        *_classes(forecasts, start),
        *_baselines(forecasts[-1:], start),
        *_drivers(forecasts, numbers, start),
        *(Line(clean(note), start, "note") for note in dict.fromkeys(one.note for one in forecasts if one.note)),
    ]
    return Section("outlook", "Outlook", tuple(lines))


def _answer(one: Forecast, start: tuple[str, ...]) -> Line:
    if one.words == "reached":
        return Line("reached", start, _asked(one))
    if not one.usable:
        return Line(f"no usable forecast; base rate only: {say_share(one.base_rate)}", start, _asked(one))
    spread = f"80 % range {say_range(one.low, one.high)}"
    text = f"{say_share(one.probability)}  ({spread}) · base rate {say_share(one.base_rate)}"
    return Line(text, start, _asked(one), note=one.words)


def _asked(one: Forecast) -> str:
    return f"{stage_name(one.milestone)} by {say_date(one.by)}"


def _classes(forecasts: Iterable[Forecast], start: tuple[str, ...]) -> Iterator[Line]:
    """Yield each reference class once, with the questions it stands behind where there are several."""
    behind: dict[Reference, list[Forecast]] = {}
    for one in forecasts:
        if one.words != "reached":
            behind.setdefault(one.reference_class, []).append(one)
    for known, asked in behind.items():
        which = f"{say_list(_asked(one) for one in asked)}: " if len(behind) > 1 else ""
        yield Line(f"{which}{_described(known)}", start, "reference class")


def _described(known: Reference) -> str:
    """Return a reference class: what it is, how many processes it has and how many got there, and some names."""
    counted = f"{say_count(known.n, 'process', 'processes')}, {known.events:,} of them got there"
    names = [clean(name) for name in known.names]
    named = f"; for example {say_list(names[:_NAMES])}" if names else ""
    more = f" ({len(names) - _NAMES} more: detente why outlook)" if len(names) > _NAMES else ""
    return f"{clean(known.description)}: {counted}{named}{more}"


def _baselines(forecasts: Iterable[Forecast], start: tuple[str, ...]) -> Iterator[Line]:
    """Yield the baselines beside the figure of a question."""
    for one in forecasts:
        told = [f"{clean(name.replace('_', ' '))} {_share(value)}" for name, value in one.baselines.items()]
        if told and one.words != "reached":
            yield Line(f"for {_asked(one)}: {', '.join(told)}", start, "baselines")


def _share(value: float | None) -> str:
    return "not available" if value is None else say_share(value)


def _drivers(forecasts: Iterable[Forecast], numbers: Numbering, start: tuple[str, ...]) -> Iterator[Line]:
    """Yield what pushes the last usable answer up and down, the strongest first."""
    usable = [one for one in forecasts if one.usable]
    terms = [term for term in usable[-1].drivers if abs(term.effect) >= _LEAST] if usable else []
    for label, sign in (("pushes up", 1), ("pushes down", -1)):
        some = sorted((term for term in terms if term.effect * sign > 0), key=lambda term: -abs(term.effect))
        told = [term for term in some[:_DRIVERS] if abs(term.effect) >= _WORTH_TELLING]
        for term in told:
            points = f"{term.effect * 100:+.1f} points".replace("-", "−")
            yield Line(clean(term.text), numbers.cite(term.evidence) or start, label, points)
        if rest := some[len(told) :]:
            yield Line(_weaker(rest, bool(told)), _cited(rest, numbers) or start, label)


def _weaker(rest: Sequence[Driver], after_others: bool) -> str:
    """Return how many terms are not told one by one, and what they amount to."""
    points = f"{sum(term.effect for term in rest) * 100:+.1f} points".replace("-", "−")
    return f"{'and ' if after_others else ''}{say_count(len(rest), 'weaker one')}, {points} together"


def _cited(terms: Iterable[Driver], numbers: Numbering) -> tuple[str, ...]:
    return numbers.cite([one for term in terms for one in term.evidence[:1]])

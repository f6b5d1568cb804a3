"""Stretches of time and recurring times: "three days", "2 1/2 years", "every Thursday", "daily"."""

from __future__ import annotations

from detente.extraction.times.found import Found
from detente.extraction.times.reading import Reading, Scene

_COUNTS = ("small", "big", "year", "cardinal", "fraction")
_UNITS = ("unit", "units", "weekend", "weekends", "quarter", "century")
_PARTS = {("Y", 12): "M", ("TH", 60): "TM", ("TM", 60): "TS", ("D", 24): "TH"}


def read_duration(found: Found, scene: Scene) -> Reading:
    """Read a duration."""
    if found.has("sometimes"):
        return Reading("PXM", "DURATION")
    return Reading(duration_value(count_of(found), unit_of(found)), "DURATION")


def read_set(found: Found, scene: Scene) -> Reading:
    """Read something that recurs: its value names the period that it recurs in or the day on which it does."""
    if found.has("frequency"):
        return Reading(found.value("frequency"), "SET")
    part = found.value("daypart", "dayparts")
    if weekday := found.value("weekday", "weekdays"):
        return Reading(f"XXXX-WXX-{weekday}" + (f"T{part}" if part else ""), "SET")
    if found.has("month"):
        return Reading(f"XXXX-{int(found.value('month')):02d}", "SET")
    if found.has("season"):
        return Reading(f"XXXX-{found.value('season')}", "SET")
    if found.has("weekend", "weekends"):
        return Reading("XXXX-WXX-WE", "SET")
    if part:
        return Reading(f"XXXX-XX-XXT{part}", "SET")
    if found.has("holiday"):
        return Reading("XXXX", "SET")
    count = 2 if found.has("other") else 1 if found.has("once", "timesword", "of") else count_of(found)
    return Reading(duration_value(count, unit_of(found)), "SET")


def count_of(found: Found) -> float | None:
    """Return how many units are told, `None` for "some", "few" and the like; one where no count is told."""
    numbers = found.all(*_COUNTS)
    count = numbers[0].number if numbers else None
    if count is None:
        vague = found.first("several", "few", "many", "some", "couple")
        if vague is not None:
            return None if vague.value == "X" else float(vague.value)
        plural = found.first("units", "weekends")
        if plural is not None and not found.has("half"):
            return None
        count = 1.0
        if found.has("half") and not found.has("and"):
            return 0.5
    return count + 0.5 if found.has("half") and found.has("and") else count


def unit_of(found: Found) -> str:
    """Return the unit in which is counted."""
    return found.value(*_UNITS)


def duration_value(count: float | None, unit: str) -> str:
    """Return the TIMEX3 value of a duration.

    >>> [duration_value(*pair) for pair in ((2, "D"), (5.5, "TH"), (None, "Y"), (2, "10Y"), (2.5, "Y"))]
    ['P2D', 'PT5H30M', 'PXY', 'P20Y', 'P2Y6M']
    """
    size, letter = _split(unit)
    clock = "T" if letter.startswith("T") else ""
    if count is None:
        return f"P{clock}X{letter.removeprefix('T')}"
    total = count * size
    whole, rest = int(total), total - int(total)
    head = f"{whole}{letter.removeprefix('T')}" if whole or not rest else ""
    for (of, parts), smaller in _PARTS.items():
        if rest and of == letter:
            tail = f"{round(rest * parts)}{smaller.removeprefix('T')}"
            return f"P{clock}{head}{tail}" if clock or not smaller.startswith("T") else f"P{head}T{tail}"
    return f"P{clock}{total:g}{letter.removeprefix('T')}" if rest else f"P{clock}{head}"


def _split(unit: str) -> tuple[int, str]:
    digits = unit.rstrip("TSMHDWEQY")
    return int(digits or 1), unit[len(digits) :]

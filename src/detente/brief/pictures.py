"""The measures of the picture: signs by month as bars up (for) and down (against)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.brief.document import Month

WIDTH, MIDDLE, TALLEST = 640, 92, 64  # of the drawing, its axis and its longest bar
LEFT = 34
_LABELS = 4  # month names that fit


@dataclass(frozen=True, slots=True)
class Bar:
    """One month: where it stands and how long its two bars are. `label` is empty where there is no room for it."""

    name: str
    label: str
    x: float
    width: float
    toward: int
    against: int
    up: float
    down: float
    at_edge: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars with the frame they stand in."""

    bars: tuple[Bar, ...]
    width: int
    height: int
    middle: int
    left: int
    most: int
    tallest: int


def draw_months(months: Sequence[Month]) -> Chart:
    """Return the chart of some months, the bars in proportion to the fullest one."""
    most = max((max(month.toward, month.against) for month in months), default=0)
    step = (WIDTH - LEFT - 6) / max(6, len(months))
    every = max(1, -(-len(months) // _LABELS))
    bars = tuple(
        Bar(
            month.name,
            month.name if (len(months) - 1 - i) % every == 0 else "",
            round(LEFT + i * step + step * 0.15, 1),
            round(step * 0.7, 1),
            month.toward,
            month.against,
            _length(month.toward, most),
            _length(month.against, most),
            LEFT + (i + 0.5) * step > WIDTH - 50,
        )
        for i, month in enumerate(months)
    )
    return Chart(bars, WIDTH, 2 * MIDDLE + 14, MIDDLE, LEFT, most, TALLEST)


def _length(count: int, most: int) -> float:
    return round(TALLEST * count / most, 1) if most else 0.0

"""The measures of the picture: signs by month as bars up (for) and down (against)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.brief.document import Month

WIDTH, TALLEST, ROOM = 640, 72, 22  # of the drawing, its longest bar, and the room for words above and below
LEFT = 34
_LABELS = 3  # month names that fit


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
    middle: float
    left: int
    most_toward: int
    most_against: int


def draw_months(months: Sequence[Month]) -> Chart:
    """Return the chart of some months, the bars in proportion to the fullest one."""
    up, down = max((one.toward for one in months), default=0), max((one.against for one in months), default=0)
    most = max(up, down)
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
    middle = ROOM + _length(up, most)
    height = round(middle + _length(down, most) + 2 * ROOM)
    return Chart(bars, WIDTH, height, middle, LEFT, up, down)


def _length(count: int, most: int) -> float:
    return round(TALLEST * count / most, 1) if most else 0.0

"""The lines of a text with their offsets, without the white space at their ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 400  # characters up to which a line is matched against patterns; a longer one is prose

_LINE = re.compile(r"[^\n\r]+")
_SENTENCE = re.compile(r"[.…][\"'”’)\]]{0,3}$")
_CRY = re.compile(r"[!?][\"'”’)\]]{0,3}$")  # titles ask and cry out too, but not at length


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank. `alone`: a blank line or the end of the text stands on both sides of it."""

    start: int
    end: int
    text: str
    alone: bool = False

    @property
    def is_prose(self) -> bool:
        """Whether the line reads as a sentence or more, not as a title or a label.

        >>> Line(0, 0, "The two sides met for the third time this month in Geneva.").is_prose
        True
        >>> Line(0, 0, "Talks resume in Geneva").is_prose
        False
        """
        words = self.text.count(" ") + 1
        if len(self.text) > 200:
            return True
        return bool((words >= 4 and _SENTENCE.search(self.text)) or (words >= 13 and _CRY.search(self.text)))


def lines_of(text: str) -> Iterator[Line]:
    """Yield the lines that are not blank, in order.

    >>> [(line.start, line.text, line.alone) for line in lines_of("A\\n\\n  B \\nC")]
    [(0, 'A', True), (5, 'B', False), (8, 'C', False)]
    """
    previous_end, pending = 0, None
    for match in _LINE.finditer(text):
        content = match.group().strip()
        if not content:
            continue
        start = match.start() + match.group().index(content[0])
        gap = text.count("\n", previous_end, match.start()) != 1 if pending or previous_end else True
        if pending is not None:
            yield Line(pending[0], pending[1], pending[2], pending[3] and gap)
        pending = (start, start + len(content), content, gap)
        previous_end = match.end()
    if pending is not None:
        yield Line(*pending)

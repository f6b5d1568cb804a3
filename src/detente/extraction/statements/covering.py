"""Which characters of a text are taken, asked often and answered at once."""

from __future__ import annotations

from collections.abc import Iterable

_TAKEN = b"\x01"


class Covering:
    """A mark for each character of a text. Asking about a stretch costs no more than the stretch."""

    def __init__(self, length: int, stretches: Iterable[tuple[int, int]] = ()) -> None:
        self._marks = bytearray(length)
        for start, end in stretches:
            self.take(start, end)

    def take(self, start: int, end: int) -> None:
        """Mark a stretch."""
        self._marks[start:end] = _TAKEN * (end - start)

    def free(self, start: int, end: int) -> None:
        """Take the marks off a stretch."""
        self._marks[start:end] = bytes(end - start)

    def touches(self, start: int, end: int) -> bool:
        """Tell whether any character of a stretch is taken.

        >>> Covering(9, [(2, 4)]).touches(3, 8), Covering(9, [(2, 4)]).touches(4, 8)
        (True, False)
        """
        return self._marks.find(_TAKEN, start, end) >= 0

"""State and forecast to words, pictures and files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from detente.brief.calendar_file import render_calendar
from detente.brief.document import Brief
from detente.brief.writing import write_brief
from detente.negotiation.state import ProcessState

if TYPE_CHECKING:
    from detente.forecast.record import Forecast

__all__ = ["Brief", "render_brief", "render_calendar", "render_changes", "write_brief"]

Form = Literal["terminal", "markdown", "html"]
SIGNS = {"terminal": 16, "markdown": 24, "html": 24}  # shown for and against; how many there are is always said


def render_brief(
    state: ProcessState,
    forecasts: Sequence[Forecast] = (),
    *,
    form: Form = "terminal",
    width: int = 100,
    color: bool = False,
) -> str:
    """Return the brief of a process in one of its forms; `width` and `color` are for the terminal.

    Every line but the headings ends in references; each resolves to a source or to quoted words at the end.

    >>> import datetime as dt
    >>> from detente.negotiation import derive_state
    >>> print(render_brief(derive_state([], [], ("ARM", "AZE"), dt.date(2024, 1, 11)), form="markdown").splitlines()[0])
    # Armenia – Azerbaijan
    """
    return _rendered(write_brief(state, forecasts, SIGNS[form]), form, width, color)


def render_changes(
    before: ProcessState, after: ProcessState, *, form: Form = "terminal", width: int = 100, color: bool = False
) -> str:
    """Return what changed from one state of a process to a later one, in the forms of the brief.

    >>> import datetime as dt
    >>> from detente.negotiation import derive_state
    >>> states = [derive_state([], [], ("ARM", "AZE"), dt.date(2024, month, 1)) for month in (1, 2)]
    >>> "changes since 1 Jan 2024" in render_changes(*states)
    True
    """
    from detente.brief.changing import write_changes

    return _rendered(write_changes(before, after, SIGNS[form]), form, width, color)


def _rendered(brief: Brief, form: Form, width: int, color: bool) -> str:
    if form == "terminal":
        from detente.brief.terminal import render_terminal

        return render_terminal(brief, width, color)
    if form == "markdown":
        from detente.brief.markdown import render_markdown

        return render_markdown(brief)
    from detente.brief.page import render_page

    return render_page(brief)

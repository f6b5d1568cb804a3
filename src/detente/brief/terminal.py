"""The brief on a terminal: as wide as the window, readable without colour."""

from __future__ import annotations

import io
from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from detente.brief.document import Brief, Line, Section

HEADING = 17  # characters of the column of headings
NARROW = 76  # below, headings stand above their lines
WIDE = 108  # from here on, signs for and against stand side by side
LONGEST_LABEL = 27


def render_terminal(brief: Brief, width: int = 100, color: bool = False) -> str:
    """Return the brief as text of at most `width` characters a line, with colour codes only where asked for."""
    width = max(40, width)
    console = Console(
        file=io.StringIO(), width=width, force_terminal=color, no_color=not color, highlight=False, emoji=False
    )
    for part in _parts(brief, width):
        console.print(part)
        console.print()
    text = console.file.getvalue()  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in text.splitlines()).strip("\n") + "\n"


def _parts(brief: Brief, width: int) -> list[RenderableType]:
    parts: list[RenderableType] = [_top(brief, width)]
    done: set[str] = set()
    for section in brief.sections:
        if section.key in done:
            continue
        partner = _partner(brief, section)
        if partner and width >= WIDE:
            parts.append(_beside(section, partner, width))
            done.add(partner.key)
        else:
            parts.append(_section(section, width))
    return [*parts, *_sources(brief, width)]


def _partner(brief: Brief, section: Section) -> Section | None:
    keys = dict(brief.beside)
    return next((one for one in brief.sections if one.key == keys.get(section.key)), None)


def _top(brief: Brief, width: int) -> RenderableType:
    head = Table.grid(expand=True, padding=(0, 2))
    head.add_column(ratio=1)
    basis = Text(f"as of {brief.as_of} · {brief.basis}")
    if len(brief.title) + len(basis) + 2 > width:
        first: RenderableType = Group(Text(brief.title.upper(), style="bold"), basis)
    else:
        head.add_column(justify="right", no_wrap=True)
        head.add_row(Text(brief.title.upper(), style="bold"), basis)
        first = head
    line = Text(f"{brief.arrow} {brief.verdict}.  ", style="bold")
    line.append(brief.headline.text, style="bold")
    line.append(_refs(brief.headline), style="not bold")
    return Group(first, line)


def _section(section: Section, width: int) -> RenderableType:
    heading = Text(section.heading.upper(), style="bold")
    if width < NARROW:
        if section.aside:
            heading.append(f"  ({section.aside})", style="not bold")
        return Group(heading, Padding(_lines(section.lines, width - 2), (0, 0, 0, 2)))
    if section.aside:
        heading.append(f"\n({section.aside})", style="not bold")
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=HEADING)
    grid.add_column(width=width - HEADING - 1)
    grid.add_row(heading, _lines(section.lines, width - HEADING - 1))
    return grid


def _lines(lines: Sequence[Line], width: int) -> RenderableType:
    widest = max((len(line.label) for line in lines), default=0)
    label = min(widest, LONGEST_LABEL, max(9, width // 3))
    grid = Table.grid(padding=(0, 2, 0, 0))
    if widest:
        grid.add_column(width=label)
    grid.add_column(width=width - (label + 2 if widest else 0))
    before = None
    for line in lines:
        told = _told(line)
        shown = "" if line.label == before else line.label
        grid.add_row(Text(shown, style="bold" if line.strong else ""), told) if widest else grid.add_row(told)
        before = line.label
    return grid


def _told(line: Line) -> Text:
    text = Text(line.text, style="bold" if line.strong else "")
    if line.note:
        text.append(f" · {line.note}", style="not bold")
    text.append(_refs(line), style="not bold")
    return text


def _refs(line: Line) -> str:
    """Return the references of a line; those of one line never part at its end."""
    refs = "\u00a0".join(f"[{ref}]" for ref in line.refs)
    more = f"\u00a0+{line.more}" if line.more else ""
    return f"  {refs}{more}" if refs else ""


def _beside(left: Section, right: Section, width: int) -> RenderableType:
    column = (width - 4) // 2
    grid = Table.grid(padding=(0, 4, 0, 0))
    grid.add_column(width=column)
    grid.add_column(width=column)
    grid.add_row(*(Text(f"{one.heading.upper()}{_aside(one)}", style="bold") for one in (left, right)))
    grid.add_row(*(_lines(one.lines, column) for one in (left, right)))
    return grid


def _aside(section: Section) -> str:
    return f"  ({section.aside})" if section.aside else ""


def _sources(brief: Brief, width: int) -> list[RenderableType]:
    """Return the sources and the quotes, which come last."""
    parts: list[RenderableType] = []
    if brief.sources:
        lines = [Line(one.text + (f", {one.url}" if one.url else ""), (), f"[{one.label}]") for one in brief.sources]
        parts.append(_section(Section("sources", "Sources", tuple(lines)), width))
    if brief.references:
        quotes = [Line(f"{one.source} {one.place} “{one.quote}”", (), f"[{one.label}]") for one in brief.references]
        parts.append(_section(Section("quotes", "Quotes", tuple(quotes)), width))
    return parts

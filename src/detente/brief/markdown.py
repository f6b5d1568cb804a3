"""The brief as Markdown, with links from each reference to its quote."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.brief.document import Brief, Line, Section

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


def render_markdown(brief: Brief) -> str:
    """Return the brief as Markdown."""
    return "\n".join(_rendered(brief)).rstrip("\n") + "\n"


def _rendered(brief: Brief) -> Iterator[str]:
    yield f"# {escaped(brief.title)}"
    yield ""
    yield f"*as of {escaped(brief.as_of)} · {escaped(brief.basis)}*"
    yield ""
    yield f"**{brief.arrow} {escaped(brief.verdict)}. {escaped(brief.headline.text)}**{_refs(brief.headline)}"
    for section in brief.sections:
        yield from _section(section)
    if brief.sources:
        yield from ("", "## Sources", "")
    for source in brief.sources:
        url = f", <{source.url}>" if source.url and not re.search(r"[\s<>]", source.url) else ""
        yield f'- <a id="src-{source.label}"></a>**\\[{source.label}\\]** {escaped(source.text)}{url}'
    if brief.references:
        yield from ("", "## Quotes", "")
    for one in brief.references:
        anchor = f'<a id="ref-{one.label}"></a>'
        yield f"- {anchor}**\\[{one.label}\\]** {one.source} {one.place} “{escaped(one.quote)}”"


def _section(section: Section) -> Iterator[str]:
    aside = f" ({section.aside})" if section.aside else ""
    yield from ("", f"## {escaped(section.heading)}{aside}", "")
    for line in section.lines:
        label = f"**{escaped(line.label)}** " if line.label else ""
        note = f" · *{escaped(line.note)}*" if line.note else ""
        text = f"**{escaped(line.text)}**" if line.strong else escaped(line.text)
        yield f"- {label}{text}{note}{_refs(line)}"


def _refs(line: Line) -> str:
    refs = " ".join(f"[\\[{ref}\\]](#{target(ref)})" for ref in line.refs)
    more = f" +{line.more}" if line.more else ""
    return f" {refs}{more}" if refs else ""


def target(ref: str) -> str:
    """Return the anchor that a reference opens: a quote, a source, or, for a range of sources, the first.

    >>> target("3"), target("S2"), target("S1–S40")
    ('ref-3', 'src-S2', 'src-S1')
    """
    return f"src-{ref.partition('–')[0]}" if ref.startswith("S") else f"ref-{ref}"


def escaped(text: str) -> str:
    """Return text in which nothing is Markdown or HTML.

    >>> escaped("*bold* <b>")
    '\\\\*bold\\\\* \\\\<b\\\\>'
    """
    return _SPECIAL.sub(r"\\\1", text)

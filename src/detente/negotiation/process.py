"""The process file: who negotiates, through whom, about what. A person can write one in two minutes."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from detente.dates import is_edtf
from detente.errors import UnknownProcess
from detente.evidence import Issue


@dataclass(frozen=True, slots=True)
class Process:
    """A negotiation. `aliases` maps codes to the party that they are to be read as, `since` is where it starts."""

    id: str
    title: str
    parties: tuple[str, ...]
    mediators: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    since: str | None = None
    aliases: Mapping[str, str] = field(default_factory=dict)


def load_process(path: str | Path) -> Process:
    """Read a process file (TOML).

    Raises `UnknownProcess` where it cannot be read, holds an unknown key or names fewer than two parties.
    """
    path = Path(path)
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UnknownProcess(path.name, f"cannot be read: {error.strerror}", "check the path") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnknownProcess(path.name, f"not TOML: {error}", "mend the line that it names") from error
    return process_from_dict(data, path.name, path.stem)


def process_from_dict(data: Mapping[str, Any], where: str, stem: str = "process") -> Process:
    """Check the content of a process file and return the process.

    >>> process_from_dict({"parties": ["ARM", "AZE"], "mediaters": ["USA"]}, "south.toml")
    Traceback (most recent call last):
    ...
    detente.errors.UnknownProcess: south.toml: unknown key 'mediaters'; did you mean 'mediators'?
    """
    _check_keys(data, where)
    parties = _texts(data, "parties", where)
    if len(set(parties)) < 2:
        raise UnknownProcess(where, "fewer than two parties", 'write for example parties = ["ARM", "AZE"]')
    issues = _texts(data, "issues", where)
    for issue in issues:
        _check_issue(issue, where)
    since = _text(data, "since", where)
    if since is not None and not is_edtf(since):
        raise UnknownProcess(where, f"since is no date: {since!r}", "write 2023-12-07, 2023-12 or 2023")
    return Process(
        id=_text(data, "id", where) or stem,
        title=_text(data, "title", where) or "",
        parties=tuple(dict.fromkeys(parties)),
        mediators=_texts(data, "mediators", where),
        issues=issues,
        since=since,
        aliases=_aliases(data, where),
    )


def render_process(process: Process) -> str:
    """Return the text of a process file, which `load_process` reads back.

    >>> print(render_process(Process("south", "Armenia – Azerbaijan", ("ARM", "AZE"), since="2023-12")))
    id = "south"
    title = "Armenia – Azerbaijan"
    parties = ["ARM", "AZE"]
    since = "2023-12"
    <BLANKLINE>
    """
    lines = [f"id = {_quoted(process.id)}", f"title = {_quoted(process.title)}"]
    for name in ("parties", "mediators", "issues"):
        values = getattr(process, name)
        if values:
            lines.append(f"{name} = [{', '.join(map(_quoted, values))}]")
    if process.since:
        lines.append(f"since = {_quoted(process.since)}")
    if process.aliases:
        lines += ["", "[aliases]", *(f"{_quoted(k)} = {_quoted(v)}" for k, v in sorted(process.aliases.items()))]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'


def _check_keys(data: Mapping[str, Any], where: str) -> None:
    known = [one.name for one in fields(Process)]
    for key in data:
        if key not in known:
            raise UnknownProcess(where, f"unknown key {key!r}", _suggestion(key, known))


def _check_issue(issue: str, where: str) -> None:
    known = [one.value for one in Issue]
    if issue not in known:
        raise UnknownProcess(where, f"unknown issue {issue!r}", _suggestion(issue, known))


def _suggestion(word: str, known: list[str]) -> str:
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    return f"did you mean {near[0]!r}?" if near else f"use one of {', '.join(known)}"


def _text(data: Mapping[str, Any], key: str, where: str) -> str | None:
    value = data.get(key)
    if value is None or isinstance(value, str):
        return value
    if key == "since":  # TOML has dates of its own
        return str(value)
    raise UnknownProcess(where, f"{key} is no text", f'write {key} = "…"')


def _texts(data: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise UnknownProcess(where, f"{key} is no list of texts", f'write {key} = ["…", "…"]')
    return tuple(value)


def _aliases(data: Mapping[str, Any], where: str) -> dict[str, str]:
    value = data.get("aliases", {})
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        raise UnknownProcess(
            where, "aliases is no table of codes", 'write [aliases] and lines such as "AZE:REB" = "AZE"'
        )
    return dict(value)

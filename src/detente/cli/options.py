"""Options that several commands share, and the little that turns them into values."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from detente.dates import known_from
from detente.errors import InvalidEvidence, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from detente.pipeline import View
    from detente.sources import Quarantined

DEFAULT_LEDGER = "detente.db"


class Form(StrEnum):
    """How a brief is written."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    HTML = "html"


Inputs = Annotated[list[str], typer.Argument(help="Files, folders, .jsonl of articles, or - for standard input.")]
MaybeInputs = Annotated[
    list[str] | None, typer.Argument(help="Articles to read; without any, the ledger is read.", show_default=False)
]
LedgerPath = Annotated[str, typer.Option("--ledger", help="A file (SQLite) or a postgresql:// address.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="Leave out what was published later.", show_default=False)
]
Parties = Annotated[
    str | None, typer.Option("--parties", metavar="ARM,AZE", help="The parties, by id.", show_default=False)
]
ProcessFile = Annotated[
    Path | None, typer.Option("--process", metavar="FILE.toml", help="A process file.", show_default=False)
]
Published = Annotated[
    str | None,
    typer.Option("--published", metavar="DATE", help="When the articles were published.", show_default=False),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def as_day(text: str | None) -> dt.date | None:
    """Return the day that `--as-of` names; a month or year counts to its end."""
    if text is None:
        return None
    try:
        return known_from(text)
    except InvalidEvidence as error:
        raise UsageError("--as-of", f"{text!r} is not a date", "write 2024-01-11") from error


def as_ids(text: str | None) -> tuple[str, ...]:
    """Return the ids that `--parties` names.

    >>> as_ids("arm, AZE")
    ('ARM', 'AZE')
    """
    return tuple(part.strip().upper() for part in (text or "").split(",") if part.strip())


def now() -> dt.datetime:
    """Return the time at which the ledger learns something. The one clock of the command line."""
    return dt.datetime.now(dt.UTC)


def print_json(value: Any) -> None:
    """Print a value as JSON on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=2 if sys.stdout.isatty() else None))


def complain(item: Quarantined) -> None:
    """Say on standard error which document was set aside, and why."""
    print(f"detente: set aside: {item}", file=sys.stderr)


@contextmanager
def progress(label: str) -> Iterator[Callable[[str], None]]:
    """Show a counter on standard error while work goes on; silent where nobody watches."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed} articles"))
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda _: bar.advance(task)


def view_of(
    inputs: list[str] | None,
    ledger_path: str,
    as_of: str | None,
    parties: str | None,
    process_file: Path | None = None,
    published: str | None = None,
) -> tuple[View, int]:
    """Return the view that a command asks for, from files or from the ledger, and how many documents were set aside."""
    from detente import pipeline
    from detente.sources import Quarantined

    process = None
    if process_file:
        from detente.negotiation import load_process

        process = load_process(process_file)
    set_aside = 0
    if inputs:
        extractions = []
        with progress("reading") as tick:
            for item in pipeline.extract_all(pipeline.read_inputs(inputs, published), tick):
                if isinstance(item, Quarantined):
                    set_aside += 1
                    complain(item)
                else:
                    extractions.append(item)
    else:
        from detente.ledger import open_ledger

        with open_ledger(existing(ledger_path), create=False) as ledger:
            extractions = ledger.extractions(as_day(as_of))
    if not extractions:
        where = ", ".join(inputs) if inputs else ledger_path
        raise UsageError(
            where, "no article was read" if inputs else "no article by that date", "see the messages above"
        )
    day = as_day(as_of) or _latest(extractions) or now().date()
    return pipeline.view(extractions, day, as_ids(parties), process, undated=as_of is None), set_aside


def existing(ledger_path: str) -> str:
    """Return the path of a ledger that is there; a database address is taken as it is."""
    if "://" not in ledger_path and not Path(ledger_path).exists():
        raise UsageError(ledger_path, "no such ledger", "make one with `detente add FILE... --ledger PATH`")
    return ledger_path


def _latest(extractions: Any) -> dt.date | None:
    """Return the day of the latest article: what is known does not reach further."""
    days = [known_from(one.article.published) for one in extractions if one.article.published]
    return max(days, default=None)

"""Commands over a process: `init` writes its file, `diff` tells what changed, `calendar` its dates as iCalendar."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from detente.cli import options
from detente.errors import UsageError


def init(
    inputs: options.MaybeInputs = None,
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    parties: options.Parties = None,
    as_of: options.AsOf = None,
    out: Annotated[
        Path | None, typer.Option(help="Write to this file instead of printing.", show_default=False)
    ] = None,
) -> None:
    """Write a process file by looking at the ledger: parties, mediators, issues. A person can edit it."""
    from detente.negotiation import propose_process, render_process

    view, _ = options.view_of(inputs, ledger, as_of, parties)
    text = render_process(propose_process(view.state))
    if out is None:
        print(text, end="")
    elif out.exists():
        raise UsageError(str(out), "is there already", "name another file, or edit this one")
    else:
        out.write_text(text, encoding="utf-8")


def diff(
    since: Annotated[str, typer.Option(metavar="DATE", help="The earlier of the two dates.")],
    inputs: options.MaybeInputs = None,
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    parties: options.Parties = None,
    as_of: options.AsOf = None,
    process: options.ProcessFile = None,
    form: Annotated[options.Form, typer.Option(help="How it is written.")] = options.Form.TERMINAL,
) -> None:
    """Tell in words what changed in a process since a date, each line with its source."""
    from detente import pipeline
    from detente.brief import render_changes

    after, _ = options.view_of(inputs, ledger, as_of, parties, process)
    day = options.as_day(since)
    assert day is not None
    chosen = pipeline.view(after.extractions, day, after.state.parties)
    print(render_changes(chosen.state, after.state, form=form.value))


def calendar(
    inputs: options.MaybeInputs = None,
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    parties: options.Parties = None,
    as_of: options.AsOf = None,
    process: options.ProcessFile = None,
) -> None:
    """Print the dates of a process, past and coming, as an iCalendar file."""
    from detente.brief import render_calendar

    view, _ = options.view_of(inputs, ledger, as_of, parties, process)
    print(render_calendar(view.state), end="")

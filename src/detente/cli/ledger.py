"""Commands over a ledger: `add`, `timeline`, `state`, `export`, `check`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from detente.cli import options


def add(
    inputs: options.Inputs,
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    published: options.Published = None,
    as_json: options.Json = False,
) -> None:
    """Read articles into a ledger. What is there already changes nothing, so a stopped run can be run again."""
    from detente import pipeline
    from detente.ledger import open_ledger

    with open_ledger(ledger) as opened, options.progress("adding") as tick:
        done = pipeline.add(inputs, opened, options.now(), published, options.complain, tick)
    if as_json:
        options.print_json({"new": done.new, "known": done.known, "quarantined": done.quarantined})
    else:
        aside = f", {done.quarantined} set aside" if done.quarantined else ""
        print(f"{done.new} new, {done.known} known already{aside}", file=sys.stderr)
    if done.quarantined:
        raise typer.Exit(2)


def timeline(
    inputs: options.MaybeInputs = None,
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    parties: options.Parties = None,
    as_of: options.AsOf = None,
    process: options.ProcessFile = None,
    as_json: options.Json = False,
    limit: Annotated[int, typer.Option(help="How many events to show at most; 0 for all.")] = 0,
) -> None:
    """List what happened between the parties, one line an event, however many report it."""
    from detente.cli.tables import timeline_table
    from detente.negotiation.timeline import derive_timeline

    view, _ = options.view_of(inputs, ledger, as_of, parties, process)
    lines = derive_timeline(view.events, view.state.parties)
    shown = lines[-limit:] if limit else lines
    if as_json:
        options.print_json([line.to_dict() for line in shown])
        return
    print(timeline_table(shown))
    if len(shown) < len(lines):
        print(f"showing {len(shown)} of {len(lines):,}", file=sys.stderr)


def state(
    inputs: options.MaybeInputs = None,
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    parties: options.Parties = None,
    as_of: options.AsOf = None,
    process: options.ProcessFile = None,
    as_json: options.Json = False,
) -> None:
    """Derive the state of a process: milestone, tracks, principles, commitments, issues, conditions, calendar."""
    from detente.cli.tables import state_tables

    view, _ = options.view_of(inputs, ledger, as_of, parties, process)
    if as_json:
        options.print_json(view.state.to_dict())
    else:
        print(state_tables(view.state))


def export(
    what: Annotated[str, typer.Argument(help="What to export.")] = "evidence",
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    format: Annotated[str, typer.Option(help="jsonl: one record a line.")] = "jsonl",
    as_of: options.AsOf = None,
) -> None:
    """Print every record in canonical order, without clock times: a function of the set of articles."""
    from detente.errors import UsageError
    from detente.ledger import open_ledger

    if what != "evidence":
        raise UsageError(what, "only evidence can be exported", "write `detente export evidence`")
    with open_ledger(options.existing(ledger), create=False) as opened:
        for line in opened.export(format, options.as_day(as_of)):
            print(line)


def check(ledger: options.LedgerPath = options.DEFAULT_LEDGER, as_json: options.Json = False) -> None:
    """Check a ledger: anchors slice back, hashes hold, nothing dangles. Exit 0 on a sound one."""
    from detente.ledger import open_ledger

    with open_ledger(options.existing(ledger), create=False) as opened:
        problems = opened.check()
    if as_json:
        options.print_json([str(problem) for problem in problems])
    else:
        print("\n".join(map(str, problems)) or f"{ledger}: sound")
    if problems:
        raise typer.Exit(1)

"""Commands about the tool itself: `doctor` and `evaluate`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from detente.cli import options


def doctor(as_json: options.Json = False) -> None:
    """Tell what is installed and what is missing, and what to do about it."""
    from detente.cli.installation import examine

    findings = examine()
    if as_json:
        options.print_json([finding._asdict() for finding in findings])
    else:
        for finding in findings:
            print(finding)
    if any(finding.state == "missing" and finding.needed for finding in findings):
        raise typer.Exit(1)


def evaluate(
    gold: Annotated[Path, typer.Argument(help="A folder of annotated articles: ID.txt beside ID.json.")],
    as_json: options.Json = False,
) -> None:
    """Measure the extraction on annotated articles of your own: found-F1 and record-F1 a kind, parties, milestone."""
    from detente import pipeline
    from detente.cli.tables import report_table

    with options.progress("reading") as tick:
        report = pipeline.evaluate(gold, tick)
    if as_json:
        options.print_json(report.to_dict())
    else:
        print(report_table(report))

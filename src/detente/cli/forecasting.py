"""Commands that forecast and explain: `outlook`, `why`, `base-rates`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from detente.cli import options


def outlook(
    inputs: options.MaybeInputs = None,
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    parties: options.Parties = None,
    as_of: options.AsOf = None,
    process: options.ProcessFile = None,
    milestone: Annotated[
        list[str] | None, typer.Option(help="Rungs to forecast, such as signed.", show_default=False)
    ] = None,
    by: Annotated[
        list[str] | None, typer.Option(metavar="DATE", help="Deadlines; may be repeated.", show_default=False)
    ] = None,
    as_json: options.Json = False,
) -> None:
    """Forecast the next rungs of the ladder, with base rate, range and reference class."""
    from detente import pipeline

    view, _ = options.view_of(inputs, ledger, as_of, parties, process)
    questions = pipeline.questions(view.state, milestone or (), by or ())
    forecasts = pipeline.outlook(view.state, questions)
    if as_json:
        options.print_json(
            {
                "as_of": view.state.as_of.isoformat(),
                "milestone_now": view.state.milestone.stage.value,
                "questions": [forecast.to_dict() for forecast in forecasts],
            }
        )
    else:
        print(pipeline.render_outlook(view.state, forecasts))


def why(
    what: Annotated[str, typer.Argument(help="The id of a record or event (or its beginning), or `outlook`.")],
    inputs: options.MaybeInputs = None,
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    parties: options.Parties = None,
    as_of: options.AsOf = None,
    process: options.ProcessFile = None,
    as_json: options.Json = False,
) -> None:
    """Show what a line rests on: the quoted words, the article, the chain of attribution, the reports of an event."""
    from detente import pipeline

    view, _ = options.view_of(inputs, ledger, as_of, parties, process)
    answer = pipeline.explain(view, what)
    if as_json:
        options.print_json(answer)
    else:
        print(pipeline.render_explanation(answer))


def base_rates(
    pax: Annotated[Path, typer.Argument(help="A PA-X file of agreements (CSV).")],
    conflicts: Annotated[Path | None, typer.Option(help="PA-X's table of conflicts.", show_default=False)] = None,
    out: Annotated[Path | None, typer.Option(help="Where to write the figures.", show_default=False)] = None,
) -> None:
    """Derive the base-rate table from a PA-X file: figures with citation, never rows."""
    from detente import pipeline

    text = pipeline.derive_base_rates(pax, conflicts)
    if out is None:
        print(text)
    else:
        out.write_text(text, encoding="utf-8")

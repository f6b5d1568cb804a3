"""Commands that forecast and explain: `outlook`, `why`, `base-rates`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli import options

if TYPE_CHECKING:
    from detente.pipeline import View


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
    from detente.cli.tables import outlook_table

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
        print(outlook_table(view.state, forecasts))


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
    view, _ = options.view_of(inputs, ledger, as_of, parties, process)
    if what == "outlook":
        _why_outlook(view, as_json)
        return
    from detente.brief.explaining import explain, render_explanation

    answer = explain(what, view.extractions, view.events)
    if as_json:
        options.print_json(answer)
    else:
        print(render_explanation(answer))


def _why_outlook(view: View, as_json: bool) -> None:
    from detente import pipeline

    forecasts = pipeline.outlook(view.state, pipeline.questions(view.state))
    if as_json:
        options.print_json([forecast.to_dict() for forecast in forecasts])
        return
    for forecast in forecasts:
        reference = forecast.reference_class
        print(f"{forecast.milestone.value} by {forecast.by}: base rate {forecast.base_rate:.0%}")
        print(f"  {reference.description}; {reference.n} processes, {reference.events} events")
        for name in reference.names:
            print(f"  - {name}")


def base_rates(
    pax: Annotated[Path, typer.Argument(help="A PA-X file of agreements (CSV).")],
    conflicts: Annotated[Path | None, typer.Option(help="PA-X's table of conflicts.", show_default=False)] = None,
    out: Annotated[Path | None, typer.Option(help="Where to write the figures.", show_default=False)] = None,
) -> None:
    """Derive the base-rate table from a PA-X file: figures with citation, never rows."""
    from detente.forecast.base_rates import derive_base_rates

    text = derive_base_rates(pax, conflicts).to_json()
    if out is None:
        print(text)
    else:
        out.write_text(text, encoding="utf-8")

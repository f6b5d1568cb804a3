"""Commands that read articles: `extract` and `brief`."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from detente.cli import options


def extract(
    inputs: options.Inputs,
    as_json: options.Json = False,
    published: options.Published = None,
    kind: Annotated[str | None, typer.Option(help="Only records of this kind.", show_default=False)] = None,
) -> None:
    """Print the evidence of each article: with --json one object a line, else a table."""
    from detente import pipeline
    from detente.cli.tables import extraction_table
    from detente.sources import Quarantined

    set_aside = 0
    with options.progress("reading") as tick:
        for item in pipeline.extract_all(pipeline.read_inputs(inputs, published), tick):
            if isinstance(item, Quarantined):
                set_aside += 1
                options.complain(item)
                continue
            plain = item.to_dict()
            if kind:
                plain["evidence"] = [record for record in plain["evidence"] if record["kind"] == kind]
            print(json.dumps(plain, ensure_ascii=False) if as_json else extraction_table(item, kind))
    if set_aside:
        raise typer.Exit(2)


def brief(
    inputs: options.MaybeInputs = None,
    ledger: options.LedgerPath = options.DEFAULT_LEDGER,
    parties: options.Parties = None,
    as_of: options.AsOf = None,
    process: options.ProcessFile = None,
    published: options.Published = None,
    form: Annotated[options.Form, typer.Option(help="How it is written.")] = options.Form.TERMINAL,
    out: Annotated[Path | None, typer.Option(help="Write to this file; .html and .md choose the form.")] = None,
    as_json: options.Json = False,
) -> None:
    """Say where a process stands and where it heads, every sentence with its source."""
    from detente import pipeline
    from detente.brief import render_brief

    view, set_aside = options.view_of(inputs, ledger, as_of, parties, process, published)
    forecasts = pipeline.outlook(view.state, pipeline.questions(view.state))
    if as_json:
        options.print_json({"state": view.state.to_dict(), "outlook": [f.to_dict() for f in forecasts]})
    else:
        if out is not None and form is options.Form.TERMINAL:
            form = {".html": options.Form.HTML, ".htm": options.Form.HTML}.get(out.suffix, options.Form.MARKDOWN)
        width, colour = shutil.get_terminal_size((100, 40)).columns, out is None and sys.stdout.isatty()
        text = render_brief(view.state, forecasts, form=form.value, width=min(width, 120), color=colour)
        if out is None:
            print(text)
        else:
            out.parent.mkdir(parents=True, exist_ok=True)
            out.write_text(text, encoding="utf-8")
    if set_aside:
        raise typer.Exit(2)

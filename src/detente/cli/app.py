"""The application: its commands, and how errors become messages and exit codes.

Exit codes: 0 done, 1 user error, 2 partly done (some documents were quarantined).
"""

from __future__ import annotations

import os
import sys

import typer

from detente.cli import forecasting, ledger, process, reading, upkeep
from detente.errors import DetenteError

app = typer.Typer(
    name="detente",
    help="Reads the reporting on a negotiation, keeps the evidence, and says where it stands and where it heads.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    *(reading.extract, reading.brief),
    *(ledger.add, ledger.timeline, ledger.state, ledger.export, ledger.check),
    *(process.init, process.diff, process.calendar),
    *(forecasting.outlook, forecasting.why, forecasting.base_rates),
    *(upkeep.doctor, upkeep.evaluate),
):
    app.command(name=command.__name__.replace("_", "-"))(command)


@app.callback(invoke_without_command=True)
def _options(
    version: bool = typer.Option(False, "--version", help="Print the version and stop.", is_eager=True),
    debug: bool = typer.Option(False, "--debug", help="Show the traceback of an error."),
) -> None:
    if version:
        from importlib.metadata import version as installed

        print(f"detente {installed('detente')}")
        raise typer.Exit
    if debug:
        os.environ["DETENTE_DEBUG"] = "1"


def main() -> None:
    """Run the command line and turn errors of ours into one line and exit code 1."""
    try:
        app()
    except DetenteError as error:
        if os.environ.get("DETENTE_DEBUG"):
            raise
        print(f"detente: {error}", file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:  # the reader of our output, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        print("detente: stopped; the same command goes on where it was", file=sys.stderr)
        sys.exit(130)

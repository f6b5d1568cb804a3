"""The command line: arguments in, text out. Data on standard output, progress and messages on standard error."""

from detente.cli.app import main

__all__ = ["main"]

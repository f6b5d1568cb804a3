"""Evidence to and from a database, with as-of views, judgements, and the identity of events across reports.

The database library loads when a ledger is first opened, so that what needs none starts fast.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.ledger.identity import derive_events

if TYPE_CHECKING:
    from detente.ledger.book import Ledger, open_ledger
    from detente.ledger.checks import Problem

__all__ = ["Ledger", "Problem", "derive_events", "open_ledger"]


def __getattr__(name: str) -> Any:
    if name in ("Ledger", "open_ledger"):
        from detente.ledger import book

        return getattr(book, name)
    if name == "Problem":
        from detente.ledger.checks import Problem

        return Problem
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

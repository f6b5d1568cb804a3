"""Evidence to and from a database, with as-of views, judgements, and the identity of events across reports.

The database library loads when a ledger is first opened, so that what needs none starts fast.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from detente.ledger.identity import derive_events

if TYPE_CHECKING:
    from detente.ledger.book import Ledger, open_ledger
    from detente.ledger.checks import Problem
    from detente.ledger.judging import Action, Judged, Judgement

__all__ = ["Action", "Judged", "Judgement", "Ledger", "Problem", "derive_events", "open_ledger"]

_WHERE = {
    "Ledger": "detente.ledger.book",
    "open_ledger": "detente.ledger.book",
    "Problem": "detente.ledger.checks",
    **dict.fromkeys(("Action", "Judged", "Judgement"), "detente.ledger.judging"),
}


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        return getattr(importlib.import_module(_WHERE[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

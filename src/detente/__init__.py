"""Détente reads the reporting on a negotiation, keeps the evidence, and says where it stands and where it heads.

    import detente

    extractions = list(detente.extract(["article.html"]))
    view = detente.view(extractions, as_of, ("ARM", "AZE"))
    forecasts = detente.outlook(view.state, detente.questions(view.state))
    print(detente.render_brief(view.state, forecasts))

The names below are the front door; what lies behind them is documented in its own module. They are imported when
first used, so that `import detente` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.article import Article
    from detente.brief import render_brief
    from detente.errors import DetenteError
    from detente.evidence import Evidence, Extraction
    from detente.ledger import open_ledger
    from detente.pipeline import add, extract, outlook, questions, view

_WHERE = {
    "Article": "article",
    "DetenteError": "errors",
    "Evidence": "evidence",
    "Extraction": "evidence",
    "add": "pipeline",
    "extract": "pipeline",
    "open_ledger": "ledger",
    "outlook": "pipeline",
    "questions": "pipeline",
    "render_brief": "brief",
    "view": "pipeline",
}

__all__ = [
    "Article",
    "DetenteError",
    "Evidence",
    "Extraction",
    "add",
    "extract",
    "open_ledger",
    "outlook",
    "questions",
    "render_brief",
    "view",
]


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        return getattr(import_module(f"detente.{_WHERE[name]}"), name)
    raise AttributeError(f"module 'detente' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)

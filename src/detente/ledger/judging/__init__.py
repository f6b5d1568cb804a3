"""What people say of the records: judgements are added, never changed, and the current view is a fold over them."""

from __future__ import annotations

from detente.ledger.judging.folding import Judged, Verdict, fold
from detente.ledger.judging.judgement import Action, Judgement

__all__ = ["Action", "Judged", "Judgement", "Verdict", "fold"]

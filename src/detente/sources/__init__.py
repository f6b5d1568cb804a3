"""Where bytes come from: files, folders, rows of JSON Lines, standard input."""

from detente.sources.document import Document, Quarantined
from detente.sources.fetch import fetch

__all__ = ["Document", "Quarantined", "fetch"]

"""Where bytes come from: files, folders, rows of JSON Lines, standard input."""

from detente.sources.document import Document, Quarantined
from detente.sources.fetch import fetch
from detente.sources.rows import as_document

__all__ = ["Document", "Quarantined", "as_document", "fetch"]

"""From bytes to articles: text with fixed offsets, title, authors, outlet, date, boilerplate, language."""

from detente.reading.read import MAX_CHARACTERS, read

__all__ = ["MAX_CHARACTERS", "read"]

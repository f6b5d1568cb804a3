"""Bytes to an article: text with fixed offsets, title, authors, outlet, date, boilerplate, language."""

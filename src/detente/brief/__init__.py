"""State and forecast to words, pictures and files."""

"""The desk books: codebook, countries and codes, offices, actors, issues, past processes. Data files, and what loads them."""

"""State and base rates to a forecast."""

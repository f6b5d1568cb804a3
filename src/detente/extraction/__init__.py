"""An article to evidence: one module a kind."""

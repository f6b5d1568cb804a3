"""Evidence to and from a database, with as-of views."""

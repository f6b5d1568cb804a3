"""Evidence to the state of the process."""

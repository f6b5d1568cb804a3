"""Words of likelihood: the terms of Intelligence Community Directive 203 (2015), one for each band of probability."""

from __future__ import annotations

TERMS = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
)


def likelihood_term(probability: float) -> str:
    """Return the term for a probability; a bound belongs to the band above it. It says nothing of confidence.

    >>> likelihood_term(0.07), likelihood_term(0.5), likelihood_term(0.97)
    ('very unlikely', 'roughly even chance', 'almost certain')
    """
    return next((term for bound, term in TERMS if probability < bound), "almost certain")

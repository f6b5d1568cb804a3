"""Scores of resolved forecasts: Brier, logarithmic, and the CRPS of a date. The lower, the better."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

CLIP = 0.001  # a certainty that fails costs much, and not everything


def brier_score(probability: float, happened: bool) -> float:
    """Return the squared distance between a probability and what happened (Brier 1950): 0 best, 1 worst.

    >>> round(brier_score(0.07, happened=False), 4)
    0.0049
    """
    return (probability - happened) ** 2


def log_score(probability: float, happened: bool) -> float:
    """Return minus the logarithm of the probability given to what happened, the probability clipped at .001.

    >>> round(log_score(0.07, happened=False), 4)
    0.0726
    """
    clipped = min(1 - CLIP, max(CLIP, probability))
    return -math.log(clipped if happened else 1 - clipped)


def crps_of_date(reached_by: Sequence[float], happened_at: float | None) -> float:
    """Return the continuous ranked probability score of a date, in months, truncated at the horizon.

    `reached_by` holds the probability of having got there after 0, 1, … months; `happened_at` is the month in which it
    came, `None` where it did not come within the horizon (Matheson and Winkler, Management Science 22, 1976).

    >>> round(crps_of_date([0.0, 0.0, 1.0], 1.5), 4)
    0.0833
    """
    total = 0.0
    for month, (low, high) in enumerate(pairwise(reached_by)):
        share = 0.0 if happened_at is None else min(1.0, max(0.0, month + 1 - happened_at))
        # Within the month the curve is straight and the outcome a step at share; both parts are integrated exactly.
        at_step = high - share * (high - low)
        total += _integral(low, at_step, 0.0) * (1 - share) + _integral(at_step, high, 1.0) * share
    return total


def mean_score(scores: Iterable[float]) -> float | None:
    """Return the mean of some scores, `None` of none.

    >>> mean_score([]) is None
    True
    """
    known = list(scores)
    return sum(known) / len(known) if known else None


def skill(score: float, baseline: float) -> float | None:
    """Return the skill score, 1 − score / baseline: above 0 better than the baseline; `None` where that is perfect.

    >>> skill(0.05, 0.10)
    0.5
    """
    return 1 - score / baseline if baseline else None


def _integral(start: float, end: float, outcome: float) -> float:
    """Return the mean of the squared distance to an outcome along a straight line."""
    a, b = start - outcome, end - outcome
    return (a * a + a * b + b * b) / 3

"""How well events are told apart on labelled reports: floors that only rise, beside two baselines."""

from __future__ import annotations

import pytest
from labelled_pairs import Figures, Labelled, alike_texts, clusters_of, figures, labelled, same_day_dyad_type

from detente.ledger import derive_events

# (half, pairwise precision, recall and B-cubed F1 at least). The measuring half is looked at for its figures alone.
FLOORS = [("tuning", 0.98, 0.84, 0.96), ("measuring", 0.90, 0.74, 0.91)]


def ours(found: Labelled) -> Figures:
    """Return the figures of `derive_events`."""
    return figures(found.events, clusters_of(derive_events(found.extractions)))


@pytest.mark.parametrize(("half", "precision", "recall", "b_cubed"), FLOORS)
def test_events_are_told_apart_as_well_as_before(half: str, precision: float, recall: float, b_cubed: float) -> None:
    got = ours(labelled(half))
    assert got.precision >= precision and got.recall >= recall and got.b_cubed >= b_cubed, got


@pytest.mark.parametrize("half", ["tuning", "measuring"])
def test_the_baselines_are_left_behind(half: str) -> None:
    found = labelled(half)
    plain = figures(found.events, same_day_dyad_type(found.extractions))
    words = max(figures(found.events, alike_texts(found.extractions, at)).b_cubed for at in (0.3, 0.4, 0.5))
    got = ours(found)
    assert got.b_cubed > max(plain.b_cubed, words) and got.recall > plain.recall + 0.1


def test_the_halves_are_large_enough_and_share_no_process() -> None:
    tuning, measuring = labelled("tuning"), labelled("measuring")
    for half in (tuning, measuring):
        assert len(half.events) * (len(half.events) - 1) // 2 >= 300
    processes = [{event.partition("/")[0] for event in half.events.values()} for half in (tuning, measuring)]
    assert not processes[0] & processes[1]

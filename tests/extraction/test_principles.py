"""Principles: tables of (text, points, who affirms), with the reason above each row."""

from __future__ import annotations

import pytest

from detente.article import Article
from detente.evidence import Principle, check_anchor
from detente.extraction.actors import find_actors
from detente.extraction.principles import find_principles


@pytest.fixture(scope="module")
def principles(parser, desk):
    def read(text: str) -> tuple[Principle, ...]:
        parsed = parser.parse(Article("test", text, published="2024-05-10"))
        found = find_principles(parsed, find_actors(parsed, desk.actors), (), (), desk.vocabulary)
        for record in found:
            check_anchor(parsed.article, record.anchor)
        return found

    return read


TABLE = [
    # a list behind "including" is one record a point, agreed by both where it is said so
    (
        "The envoy of Peru said that the principles had been agreed to by Peru and Chile, including respect for "
        "territorial integrity, inviolability of borders, renunciation of any territorial claims, and demarcation of "
        "the border.",
        [
            ("respect for territorial integrity", "territorial integrity"),
            ("inviolability of borders", "inviolability of borders"),
            ("renunciation of any territorial claims", "no territorial claims"),
            ("demarcation of the border", "delimitation of the border"),
        ],
        "CHL;PER",
    ),
    # what an accord between two holds
    (
        "The accord between Peru and Chile provides for a ceasefire along the river, the release of prisoners and the "
        "return of the displaced to their homes.",
        [
            ("a ceasefire along the river", "ceasefire"),
            ("the release of prisoners", "release of prisoners"),
            ("the return of the displaced to their homes", "return of the displaced"),
        ],
        "CHL;PER",
    ),
    # what two affirm together
    (
        "Peru and Chile reaffirmed the need for a peaceful settlement of the dispute.",
        [("the need for a peaceful settlement of the dispute", "no use of force")],
        "CHL;PER",
    ),
    # what one affirms alone is its position, no principle
    ("Peru reaffirmed the need for a peaceful settlement of the dispute.", [], ""),
    # neither is what should be agreed or has been refused
    ("Peru and Chile should agree to a ceasefire.", [], ""),
    ("Peru and Chile did not agree to a ceasefire.", [], ""),
    # "according to" is no accord
    ("According to Peru and Chile, sovereignty matters.", [], ""),
]


@pytest.mark.parametrize(("text", "points", "who"), TABLE)
def test_principles_are_read_one_a_point(principles, text, points, who):
    found = principles(text)
    assert [(record.anchor.exact, record.what) for record in found] == points
    for record in found:
        assert ";".join(sorted({part for actor in record.affirmed_by for part in actor.ids})) == who

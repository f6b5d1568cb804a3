"""Milestone: a table of (text, stage), with the reason above each row; most traps are words of a stage not reached."""

from __future__ import annotations

import pytest

from detente.article import Article
from detente.extraction import extract

OPENING = "Peruvian troops attacked Chilean positions last year, and Chile shelled a Peruvian town. "
TABLE = [
    # nobody talks
    ("The river rose again.", "none"),
    # talks between the two
    ("Peru and Chile held peace talks in Quito on Monday.", "talks"),
    # somebody else's talks
    ("Brazil held peace talks with Ecuador in Quito on Monday.", "none"),
    # a truce that is called for, sought or only discussed
    ("Brazil called on Peru and Chile to agree to a ceasefire.", "none"),
    ("The envoy discussed ways to reach a ceasefire.", "none"),
    # one that holds
    ("Peru and Chile agreed to a ceasefire on Monday.", "ceasefire"),
    ("A two-month truce began on Monday.", "ceasefire"),
    # one that is a sham
    ("Chile announced a ceasefire, which rebels dismissed as a ruse.", "none"),
    # a joint declaration is no treaty
    ("Peru and Chile issued a joint declaration in Quito.", "principles_agreed"),
    ("Peru and Chile signed a declaration of principles in Quito.", "principles_agreed"),
    # an agreed text is not initialled, an initialled one not signed
    ("Peru and Chile agreed on the text of a peace treaty.", "text_agreed"),
    ("The ministers of Peru and Chile initialled the treaty.", "initialled"),
    ("Peru and Chile signed a peace treaty in Quito.", "signed"),
    # an initial agreement is not initialled
    ("Peru and Chile reached an initial agreement on fishing.", "none"),
    # what will, would or may be signed is not signed
    ("Peru and Chile will sign a peace treaty in June.", "none"),
    ("Peru refused to sign a peace treaty.", "none"),
]


@pytest.mark.parametrize(("text", "stage"), TABLE)
def test_the_furthest_stage_reached_is_read(parser, desk, text, stage):
    article = Article("test", OPENING + text, published="2024-05-10")
    assert extract(parser.parse(article), desk).milestone.value == stage


def test_a_joint_text_is_itself_what_is_agreed(parser, desk):
    text = (
        "We, the President of Peru and the President of Chile, met in Quito.\n\n"
        "We affirm our commitment to peace. We agree to mark the border."
    )
    assert (
        extract(parser.parse(Article("test", text, published="2024-05-10")), desk).milestone.value
        == "principles_agreed"
    )


def test_the_event_that_reports_a_stage_carries_it(parser, desk):
    article = Article("test", OPENING + "Peru and Chile held peace talks in Quito on Monday.", published="2024-05-10")
    stages = [
        e.milestone for e in extract(parser.parse(article), desk).evidence if e.kind == "event" and e.type == "CONSULT"
    ]
    assert stages == ["talks"]

"""Conditions: a table of (text, the words, whose), with the reason above each row."""

from __future__ import annotations

import pytest

from detente.article import Article
from detente.evidence import Condition, check_anchor
from detente.extraction.actors import find_actors
from detente.extraction.conditions import find_conditions


@pytest.fixture(scope="module")
def conditions(parser, desk):
    def read(text: str) -> tuple[Condition, ...]:
        parsed = parser.parse(Article("test", text, published="2024-05-10"))
        found = find_conditions(parsed, find_actors(parsed, desk.actors), (), desk.vocabulary)
        for record in found:
            check_anchor(parsed.article, record.anchor)
        return found

    return read


TABLE = [
    # a mark that makes a condition by itself
    ("Peru will not sign the accord unless Chile drops its claim to the valley.", "PER"),
    ("Peru said it would free the sailors in exchange for the remains of its soldiers.", "PER"),
    # who says so owns it where the clause is about the talks
    ("Chile's foreign minister said talks could resume only after Peruvian troops left the port.", "CHL"),
    ("The aid is conditional on progress toward free elections, the European Union said.", "EUR"),
    # a promise or threat with "if"
    ("Peru would lift the blockade if Chile released the sailors.", "PER"),
    # a refusal with "until" or "while"
    ("Until Chile recognises the border, Peru will keep its embassy closed.", "PER"),
    ("Peru has ruled out negotiations while the rebels hold hostages.", "PER"),
    # a demand with "before"
    ("Peru demanded the withdrawal of all troops as a precondition for talks.", "PER"),
    # a deal that hangs on something
    ("A final deal hinges on the return of the displaced.", ""),
]


@pytest.mark.parametrize(("text", "whose"), TABLE)
def test_conditions_are_read(conditions, text, whose):
    (found,) = conditions(text)
    assert ";".join(sorted({part for actor in found.by for part in actor.ids})) == whose
    assert found.what


NONE = [
    # living conditions, conditions of anonymity
    "Conditions in the camps have worsened.",
    "An official of Chile spoke on condition of anonymity.",
    # time, not condition
    "It rained until noon in Lima.",
    "The ministers met before dinner.",
    # what would merely happen
    "The region could face a famine if the rains fail.",
    # comparison
    "Peru behaved as if the treaty were signed.",
    # talks without conditions
    "Chile came to the talks without preconditions.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_condition_is_left_alone(conditions, text):
    assert conditions(text) == ()


def test_the_whole_condition_is_anchored_and_the_first_part_named(conditions):
    (found,) = conditions("Peru will not sign the accord unless Chile drops its claim to the valley.")
    assert found.anchor.exact == "Peru will not sign the accord unless Chile drops its claim to the valley"
    assert found.what == "Chile drops its claim to the valley"

"""Lists: a table of (sentence, where the list begins, its members), with the reason above each row."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.article import Article
from detente.extraction.lists import items_below, split_list

TABLE = [
    # noun phrases with articles, the last behind a bare "and"
    (
        "The two sides have agreed on the withdrawal of heavy weapons, the deployment of observers and the reopening "
        "of the border crossing.",
        "the withdrawal",
        ["the withdrawal of heavy weapons", "the deployment of observers", "the reopening of the border crossing"],
    ),
    # infinitives with "to"
    (
        "Chile has pledged to respect the border, to cease its support for the rebels, and to disarm the militias.",
        "to respect",
        ["to respect the border", "to cease its support for the rebels", "to disarm the militias"],
    ),
    # bare infinitives
    (
        "Chile and Peru agreed to release prisoners, open the crossing and withdraw their forces.",
        "release",
        ["release prisoners", "open the crossing", "withdraw their forces"],
    ),
    # "as well as" links; an adverb behind a comma is no member
    (
        "They affirmed respect for sovereignty, equality of rights and non-interference in internal affairs, as well "
        "as renunciation of force, now and in the future.",
        "respect",
        [
            "respect for sovereignty",
            "equality of rights",
            "non-interference in internal affairs",
            "renunciation of force, now and in the future",
        ],
    ),
    # a list inside a member is not taken apart
    (
        "The deal entails a halt to air raids and shelling by any side, the entry of food ships into the port, and the "
        "renewal of flights to and from the capital.",
        "a halt",
        [
            "a halt to air raids and shelling by any side",
            "the entry of food ships into the port",
            "the renewal of flights to and from the capital",
        ],
    ),
    # neither are two adjectives of one noun
    (
        "He said the sides accept the withdrawal of Peruvian and Chilean troops and marines.",
        "the withdrawal",
        ["the withdrawal of Peruvian and Chilean troops and marines"],
    ),
]


@pytest.mark.parametrize(("text", "start", "members"), TABLE)
def test_a_list_is_taken_apart_at_its_own_commas(parser, text, start, members):
    doc = parser.parse(Article("test", text)).doc
    span = doc.char_span(text.index(start), len(text) - 1, alignment_mode="expand")
    assert [member.text for member in split_list(span)] == members


def test_the_marked_items_below_a_colon_are_found_and_the_next_paragraph_is_not(parser):
    text = "We agree to the following:\n- the removal of mines;\n- the release of soldiers.\n\nWe thank our hosts."
    parsed = parser.parse(Article("test", text))
    assert [item.text for item in items_below(parsed, 0)] == ["the removal of mines", "the release of soldiers"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(["a", ",", "and", "the", "release", "of", "troops", ";", "to", "open", "border", "B"]),
        min_size=1,
        max_size=30,
    )
)
def test_members_stay_inside_the_list_in_order_and_apart(parser, words):
    doc = parser.parse(Article("test", " ".join(["They", "agreed", "on", *words, "."]))).doc
    members = split_list(doc[3 : len(doc) - 1])
    assert all(one.end <= other.start for one, other in itertools.pairwise(members))
    assert all(3 <= member.start < member.end <= len(doc) for member in members)

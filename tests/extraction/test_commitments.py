"""Commitments: a table of (text, words, by whom, state, due), with the reason above each row."""

from __future__ import annotations

import pytest

from detente.article import Article
from detente.evidence import Commitment, check_anchor
from detente.extraction.actors import find_actors
from detente.extraction.commitments import find_commitments
from detente.extraction.times import Times, find_times

PUBLISHED = "2024-05-10"


@pytest.fixture(scope="module")
def promises(parser, desk):
    def read(text: str) -> tuple[Commitment, ...]:
        parsed = parser.parse(Article("test", text, published=PUBLISHED))
        actors, times = find_actors(parsed, desk.actors), Times(parsed, find_times(parsed))
        found = find_commitments(parsed, actors, times, desk.vocabulary)
        for record in found:
            check_anchor(parsed.article, record.anchor)
        return found

    return read


def row(record: Commitment) -> tuple[str, str, str, str | None]:
    by = ";".join(sorted({part for actor in record.by for part in actor.ids}))
    return record.anchor.exact, by, record.state, record.due


TABLE = [
    # a verb of promising with its act
    (
        "Chile agreed to release the captured sailors.",
        [("Chile agreed to release the captured sailors", "CHL", "pending", None)],
    ),
    # several concrete acts are several commitments
    (
        "Chile and Peru agreed to release prisoners, open the crossing and withdraw their forces.",
        [
            ("release prisoners", "CHL;PER", "pending", None),
            ("open the crossing", "CHL;PER", "pending", None),
            ("withdraw their forces", "CHL;PER", "pending", None),
        ],
    ),
    # a list of aims is one promise
    (
        "Chile and Peru pledged to strengthen trade, deepen ties and promote tourism.",
        [("Chile and Peru pledged to strengthen trade, deepen ties and promote tourism", "CHL;PER", "pending", None)],
    ),
    # a promise as a thing, with its owner
    (
        "The mediators noted the commitment of Peru to lift the blockade.",
        [("the commitment of Peru to lift the blockade", "PER", "pending", None)],
    ),
    # a state of being bound, and the day it is due
    (
        "Peru is committed to withdrawing its troops by 1 July.",
        [("Peru is committed to withdrawing its troops by 1 July", "PER", "pending", "2024-07-01")],
    ),
    # somebody says what he himself will do
    (
        "Peru's president said that Peruvian troops would be pulled out of the valley.",
        [("Peruvian troops would be pulled out of the valley", "PER", "pending", None)],
    ),
    # an accord binds
    (
        "The agreement requires Peru to remove its checkpoints.",
        [("to remove its checkpoints", "PER", "pending", None)],
    ),
    # kept and broken
    (
        "Peru has complied with the ceasefire, observers said.",
        [("Peru has complied with the ceasefire", "PER", "kept", None)],
    ),
    ("Chile violated the truce on Monday.", [("Chile violated the truce on Monday", "CHL", "broken", None)]),
    # a refusal, a demand, a supposition and a threat promise nothing
    ("Peru refused to commit to a timetable.", []),
    ("Chile must release the sailors.", []),
    ("If Chile agreed to withdraw, Peru would release the sailors.", []),
    ("Chile vowed to retaliate against Peru.", []),
    # neither does what is not to be
    ("Peru will not release the sailors.", []),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_commitments_are_read(promises, text, expected):
    assert [row(record) for record in promises(text)] == expected


def test_who_issues_a_joint_text_is_bound_by_its_list(promises):
    found = promises(
        "We, the President of Peru and the President of Chile, met in Lima.\n\n"
        "We agree to the following measures:\n- the removal of heavy weapons from the valley;\n"
        "- the release of all captured sailors.\n\nWe affirm our friendship."
    )
    assert [(record.anchor.exact, {a.id for a in record.by}) for record in found] == [
        ("the removal of heavy weapons from the valley", {"CHL", "PER"}),
        ("the release of all captured sailors", {"CHL", "PER"}),
    ]


def test_the_normal_form_names_the_act(promises):
    assert [record.what for record in promises("Chile agreed to release all prisoners of war.")] == [
        "release of prisoners"
    ]

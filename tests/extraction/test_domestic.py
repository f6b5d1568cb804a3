"""Domestic: a table of (text, who, direction), with the reason above each row."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.article import Article
from detente.evidence import Domestic, check_anchor
from detente.extraction.actors import find_actors
from detente.extraction.domestic import find_domestic
from detente.extraction.events import find_events
from detente.extraction.times import Times, find_times


@pytest.fixture(scope="module")
def domestic_of(parser, desk):
    def read(text: str, published: str = "2024-06-07") -> tuple[Domestic, ...]:
        parsed = parser.parse(Article("test", text, published=published))
        actors, times = find_actors(parsed, desk.actors), Times(parsed, find_times(parsed))
        found = find_domestic(parsed, actors, find_events(parsed, actors, times, desk.codebook), desk.vocabulary)
        for record in found:
            check_anchor(parsed.article, record.anchor)
        return found

    return read


OPENING = "Serbia and Kosovo agreed on a plan. Serbia and Kosovo will hold talks. "
# what follows the opening, actor, direction
TABLE = [
    # veto players and spoilers turn against it
    ("The Serbian parliament rejected the agreement.", "SRB:LEG", "against"),
    ("The Serbian Orthodox Church condemned the deal.", "SRB:REL", "against"),
    ("Serbia's opposition parties denounced the accord.", "SRB:OPP", "against"),
    ("Former rebel leaders in Kosovo have gone back on the ceasefire.", "XKX:REB", "against"),
    # supporters
    ("The Serbian parliament endorsed the agreement.", "SRB:LEG", "toward"),
    # to oppose what is hostile helps, to support it hinders
    ("Serbian voters oppose the war.", "SRB:CVL", "toward"),
    ("Serbian voters support the annexation.", "SRB:CVL", "against"),
    # a denial turns the meaning round
    ("The Serbian parliament has not endorsed the agreement.", "SRB:LEG", "against"),
    # hardliners lean one way, whatever they do, unless they lose
    ("Hardliners in Serbia have been criticising the president.", "SRB:OPP", "against"),
    ("Moderates in Serbia hope for a referendum.", "SRB:OPP", "toward"),
    # who has won an election can be dealt with; who does not run holds no office
    ("The Serbian president won the election.", "SRB", "toward"),
    # protests hinder; when they fade they no longer do
    ("Street protests against the deal were held across Serbia.", "SRB:CVL", "against"),
    ("The protests in Serbia have fizzled out.", "SRB:CVL", "toward"),
    # a weak opposition and a term of office leave room
    ("The weakness of Serbia's opposition helps the government.", "SRB:OPP", "toward"),
    ("The Serbian president will stay in office until the elections.", "SRB", "toward"),
    # a weak leader does not
    ("The Serbian president has become increasingly isolated.", "SRB", "against"),
    # repression
    ("Serbia's security crackdown has gone on for weeks.", "SRB", "against"),
    # an answer in a poll
    ("A poll found 70 percent of Serbs rejected the deal.", "SRB:CVL", "against"),
]


@pytest.mark.parametrize(("sentence", "actor", "direction"), TABLE)
def test_who_helps_and_who_hinders(domestic_of, sentence, actor, direction):
    """One factor, its actor and its direction."""
    found = domestic_of(OPENING + sentence)
    assert [(record.actor and record.actor.id, record.direction.value) for record in found] == [(actor, direction)]


NOTHING = [
    # the main parties themselves are no domestic factor
    OPENING,
    # to help a people is no act of it
    OPENING + "Germany gives aid to the people of Serbia.",
    # what was long ago is history
    OPENING + "A coup overthrew the elected government of Serbia in 1903.",
    OPENING + "The president of Serbia will not seek re-election.",
    # a victim is no actor
    OPENING + "Several people were killed in the attack.",
    # the United Nations have no home
    OPENING + "The UN Security Council rejected the resolution.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_domestic_factor(domestic_of, text):
    """An analyst would not write it down."""
    assert domestic_of(text) == ()


def test_the_showcase(domestic_of, shared):
    """Church, former leaders, public against; weak opposition, term of office, economy, fading protests toward."""
    text = (shared / "gold/dev/seed-signs-point.txt").read_text(encoding="utf-8")
    found = {(record.actor and record.actor.id, record.direction.value) for record in domestic_of(text, "2024-01-11")}
    assert {("ARM:REL", "against"), ("AZE:REB", "against"), ("ARM:CVL", "against")} <= found
    assert {("ARM:OPP", "toward"), ("ARM", "toward"), ("ARM:CVL", "toward")} <= found


PIECES = [
    "Hardliners",
    "in Serbia",
    "protests",
    "fizzled out",
    "the opposition",
    "weak",
    "rejected",
    "the deal",
    ".",
    "\n",
    "1903",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_findings_do_not_overlap(domestic_of, pieces):
    """Whatever the text: anchors slice back (checked in the fixture), and no words are counted twice."""
    found = domestic_of(" ".join(pieces))
    assert all(a.anchor.end <= b.anchor.start for a, b in itertools.pairwise(found))

"""Events: tables of (sentence, what is coded), with the reason above each row."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.article import Article
from detente.evidence import EventReport
from detente.extraction.actors import find_actors
from detente.extraction.events import find_events
from detente.extraction.times import Times, find_times

PUBLISHED = "2024-06-07"  # a Friday


@pytest.fixture(scope="module")
def events_of(parser, desk):
    def read(text: str, outlet: str | None = None) -> tuple[EventReport, ...]:
        parsed = parser.parse(Article("test", text, published=PUBLISHED, outlet=outlet))
        times = Times(parsed, find_times(parsed))
        return find_events(parsed, find_actors(parsed, desk.actors), times, desk.codebook)

    return read


def ids(actors) -> set[str]:
    return {part for actor in actors for part in actor.ids}


# sentence, type, actors, recipients, status
TABLE = [
    # a plain verb with subject and object
    ("France condemned Russia on Monday.", "ACCUSE", {"FRA"}, {"RUS"}, "occurred"),
    # the passive turns them round
    ("Georgia was criticised by Russia.", "ACCUSE", {"RUS"}, {"GEO"}, "occurred"),
    # a joint act has all parties as actors and nobody as recipient
    ("Egypt met with Sudan in Cairo.", "CONSULT", {"EGY", "SDN"}, set(), "occurred"),
    ("Serbia and Kosovo signed an agreement.", "SUPPORT", {"SRB", "XKX"}, set(), "occurred"),
    # a light verb carries its noun
    ("India held talks with Pakistan.", "CONSULT", {"IND", "PAK"}, set(), "occurred"),
    ("Chad reached a deal with Libya.", "AGREE", {"TCD", "LBY"}, set(), "occurred"),
    # what lies ahead is another event: a future meeting is an agreement to meet, a promised release a concession
    ("Japan will meet with China next week.", "AGREE", {"JPN", "CHN"}, set(), "planned"),
    ("Israel will release Lebanese prisoners.", "CONCEDE", {"ISR"}, {"LBN"}, "planned"),
    # the release itself
    ("Iran released two French prisoners.", "RETREAT", {"IRN"}, {"FRA"}, "occurred"),
    # a refusal, with the verb and with the negation
    ("Turkey refused to meet with Greece.", "REJECT", {"TUR"}, {"GRC"}, "occurred"),
    ("Rwanda will not sign the agreement.", "REJECT", {"RWA"}, set(), "occurred"),
    # a demand, with a verb and with a modal verb that somebody is reported to use
    ("Ukraine urged Hungary to withdraw its veto.", "REQUEST", {"UKR"}, {"HUN"}, "occurred"),
    ("Ethiopia said that Eritrea must leave the area.", "REQUEST", {"ETH"}, {"ERI"}, "occurred"),
    # threat, sanction, coercion, assault
    ("Iran threatened to attack Israel.", "THREATEN", {"IRN"}, {"ISR"}, "occurred"),
    ("The European Union imposed sanctions on Belarus.", "SANCTION", {"EUR"}, {"BLR"}, "occurred"),
    ("Sudan bombed South Sudan.", "ASSAULT", {"SDN"}, {"SSD"}, "occurred"),
    # hypothetical under "if"
    ("If Armenia signs a treaty with Azerbaijan, trade will grow.", "SUPPORT", {"ARM", "AZE"}, set(), "hypothetical"),
    # going on
    ("Thailand is holding talks with Cambodia.", "CONSULT", {"THA", "KHM"}, set(), "ongoing"),
    # the perfect progressive and the passive progressive last too
    ("Ghana has been shelling Togo.", "ASSAULT", {"GHA"}, {"TGO"}, "ongoing"),
    ("Togo is being attacked by Ghana.", "ASSAULT", {"GHA"}, {"TGO"}, "ongoing"),
    # who travels and who receives take part alike
    ("The Kenyan president visited Uganda.", "CONSULT", {"KEN", "UGA"}, set(), "occurred"),
    # the parser hangs the companion on the place
    (
        "Kenya's president met today in Oslo, Norway with the president of Uganda.",
        "CONSULT",
        {"KEN", "UGA"},
        set(),
        None,
    ),
    # so do those who only plan it, and those behind "talks with"
    ("The Kenyan president will visit Uganda.", "AGREE", {"KEN", "UGA"}, set(), "planned"),
    ("Kenya engaged in talks with Uganda.", "CONSULT", {"KEN", "UGA"}, set(), "occurred"),
    # a demand whose preposition opens a clause
    ("Kenya has called for the vote to be delayed.", "REQUEST", {"KEN"}, set(), "occurred"),
    # an agent behind a verb that the parser takes for active
    ("A missile fired yesterday by Ghana hit a barn.", "ASSAULT", {"GHA"}, set(), "occurred"),
    # "is committed to" is no passive: its subject undertakes it
    ("Peru is committed to helping Bolivia.", "AGREE", {"PER"}, {"BOL"}, "occurred"),
    # who is jailed by nobody named is jailed by the state of the country that is spoken of
    ("Opposition politicians were jailed in Uganda.", "COERCE", {"UGA"}, set(), "occurred"),
]


@pytest.mark.parametrize(("text", "type_", "actors", "recipients", "status"), TABLE, ids=[row[0] for row in TABLE])
def test_main_event(events_of, text, type_, actors, recipients, status) -> None:
    event = events_of(text)[0]
    assert (event.type.value, ids(event.actors), event.status.value) == (type_, actors, status or event.status.value)
    if recipients:
        assert recipients <= ids(event.recipients)


# what looks like an event and is none
NONE = [
    # sympathy, hope and comment are statements
    "Germany expressed condolences to Kenya.",
    "Norway is considering a visit to Nepal.",
    "The ministry declined to comment.",
    # a figure of speech
    "The plan meets the needs of Jordan.",
    # a month is no march, a wish no demand, and nobody's "must" nobody's demand
    "Nepal voted in March.",
    "Nepal wants India to be happy.",
    "Wages in Nepal must rise.",
    # what is only imagined beside the main clause
    "Nepal grew calm, as if India had attacked Bhutan.",
    # what something is done for
    "Nothing happened to end the war.",
]


@pytest.mark.parametrize("text", NONE)
def test_no_event(events_of, text) -> None:
    assert [event.type.value for event in events_of(text) if event.relevant] == []


def test_talks_that_fail_by_themselves_are_called_off(events_of) -> None:
    event = events_of("Talks between Armenia and Azerbaijan collapsed in May.")[0]
    assert (event.type.value, event.status.value, ids(event.actors)) == ("CONSULT", "called_off", {"ARM", "AZE"})


def test_a_broker_is_a_mediator_and_a_host_city_is_a_place(events_of) -> None:
    brokered = events_of("Israel and Lebanon reached a deal brokered by France.")[0]
    assert ids(brokered.mediators) == {"FRA"} and brokered.format == "mediated"
    hosted = events_of("Israel and Lebanon held talks in Paris.")[0]
    assert hosted.mediators == () and hosted.place == "Paris" and hosted.format == "bilateral"


def test_the_occasion_of_a_meeting_is_kept(events_of) -> None:
    event = events_of("Aliyev and Pashinyan met on the sidelines of a CIS summit.")[0]
    assert event.occasion == "a CIS summit"
    assert ids(event.actors) == {"ARM", "AZE"}


def test_a_meeting_told_twice_is_one_relevant_record(events_of) -> None:
    events = events_of("India and Pakistan held talks in Oslo. India and Pakistan held talks.")
    assert sum(event.relevant for event in events if event.type == "CONSULT") == 1


def test_the_same_words_told_twice_are_one_relevant_record(events_of) -> None:
    told = "Ghana accused Togo of smuggling gold across the border."
    assert sum(event.relevant for event in events_of(f"{told} {told}")) == 1
    other = "Ghana accused Togo of jamming radio signals near the coast."
    assert sum(event.relevant for event in events_of(f"{told} {other}")) == 2


def test_violence_from_a_country_is_that_country_s(events_of) -> None:
    events = events_of("Villagers fled heavy rocket attacks from Ghana on Togo.")
    attack = next(event for event in events if event.cue == "attacks")
    assert (ids(attack.actors), ids(attack.recipients)) == ({"GHA"}, {"TGO"})


def test_an_anchor_holds_what_is_done_but_not_a_shared_subject(events_of) -> None:
    events = events_of("Ghana closed the border and attacked a large camp of rebels in northern Togo.")
    attack = next(event for event in events if event.type == "ASSAULT")
    assert attack.anchor.exact.startswith("attacked") and ids(attack.actors) == {"GHA"}
    sent = events_of("Ghana sent soldiers to guard the dam.")[0]
    assert sent.anchor.exact == "Ghana sent soldiers to guard the dam"


# a noun with its owner that says what is done or asked
NOUNS = [
    ("Traders feared a Kenyan deadline for the removal of barriers.", "deadline", "REQUEST", {"KEN"}),
]


@pytest.mark.parametrize(("text", "cue", "type_", "actors"), NOUNS, ids=[row[0] for row in NOUNS])
def test_a_noun_with_its_owner_is_an_event(events_of, text, cue, type_, actors) -> None:
    event = next(event for event in events_of(text) if event.cue == cue)
    assert (event.type.value, ids(event.actors)) == (type_, actors)


WORDS = [
    *("Armenia", "Azerbaijan", "said", "that", "signed", "met", "attacked", "the", "treaty", "talks"),
    *("will", "not", "with", "and", "in", "Baku", ",", ".", "to", "release", "if"),
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25).map(" ".join))
def test_any_words_give_events_whose_anchors_slice_back(events_of, text: str) -> None:
    for event in events_of(text):
        assert text[event.anchor.start : event.anchor.end] == event.anchor.exact
        assert event.actors or event.recipients or event.type
        if event.status == "denied":
            assert event.type

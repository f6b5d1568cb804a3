"""Tracks, principles, commitments, conditions, issues, signs, calendar: one article or several."""

import dataclasses
import datetime as dt

import pytest
from negotiation_builders import (
    article,
    commitment,
    condition,
    domestic,
    event,
    issue,
    poll,
    principle,
    scheduled,
    sign,
    statement,
)
from negotiation_gold import alone

from detente.evidence import Issue, Stance, Status, Voice
from detente.ledger.identity import derive_events
from detente.negotiation import Process, ProcessState, derive_state

PAIR = ("ARM", "AZE")


def derived(*articles, as_of="2025-01-01", process=None) -> ProcessState:
    return derive_state(articles, derive_events(articles), PAIR, dt.date.fromisoformat(as_of), process)


def _meeting(words, date, published, **more):
    return article(words, published, event(words, "CONSULT", PAIR, date, **more))


def test_tracks_part_by_mediator_and_count_contacts():
    direct = _meeting("The presidents met at the border", "2024-11-01", "2024-11-02")
    brussels = _meeting("Envoys met in Brussels", "2024-10-01", "2024-10-02", by=("EUR", "USA"))
    state = derived(direct, brussels)
    told = [(track.format, track.mediators, track.status, track.contacts) for track in state.tracks]
    assert told == [
        ("bilateral", (), "active", 1),
        ("mediated", ("EUR",), "active", 1),
        ("mediated", ("USA",), "active", 1),
    ]
    assert state.tracks[0].lines[0].level == "leaders"


def test_a_mediator_of_the_process_file_counts_as_one_at_the_table():
    text = "The ministers met with the host in Geneva"
    met = article(text, "2024-11-02", event(text, "CONSULT", (*PAIR, "CHE"), "2024-11-01"))
    assert derived(met).tracks[0].format == "multilateral"
    file = Process("south", "", PAIR, mediators=("CHE",))
    assert derived(met, process=file).tracks[0].mediators == ("CHE",)


def test_who_mediates_without_being_named_a_mediator_is_one():
    text = "Washington brokered talks between the two"
    (track,) = derived(
        article(text, "2024-11-02", event(text, "CONSULT", ("USA",), to=PAIR, mode="third-party"))
    ).tracks
    assert (track.format, track.mediators) == ("mediated", ("USA",))


def test_a_track_stalls_when_its_last_contact_was_called_off_or_it_has_long_been_silent():
    off = _meeting("A meeting in Brussels fell through", "2024-10", "2024-11-01", by=("EUR",), status=Status.CALLED_OFF)
    silent = _meeting("The ministers met in Moscow", "2023-03-01", "2023-03-02", by=("RUS",))
    state = derived(off, silent)
    assert {track.mediators: (track.status, track.contacts) for track in state.tracks} == {
        ("EUR",): ("stalled", 0),
        ("RUS",): ("stalled", 1),
    }
    assert "no contact for" in next(track.reason for track in state.tracks if track.mediators == ("RUS",))


def test_silence_is_measured_against_the_habit_of_the_track():
    rounds = [_meeting(f"Round {i} met", f"2024-0{i}-01", f"2024-0{i}-02") for i in range(1, 6)]
    (track,) = derived(*rounds, as_of="2024-06-15").tracks
    assert (track.habit, track.silence, track.status) == (30, 45, "active")
    (track,) = derived(*rounds, as_of="2024-09-15").tracks
    assert (track.status, track.silence) == ("stalled", 137)


def test_one_day_of_talks_is_one_contact():
    text = "After border talks the sides released a joint statement."
    records = [
        event("border talks", "CONSULT", PAIR, "2023-12-07"),
        event("released a joint statement", "AGREE", PAIR, "2023-12-07", format="bilateral"),
    ]
    (track,) = derived(article(text, "2023-12-08", *records), as_of="2024-01-01").tracks
    assert (track.contacts, [line.text for line in track.lines]) == (1, ["border talks", "joint statement"])


def test_a_principle_is_joint_in_a_joint_text_and_a_claim_in_the_mouth_of_one_side():
    text = (
        "Both sides affirmed sovereignty. The envoy told a paper that both had accepted the inviolability of borders."
    )
    records = [
        statement("Both sides affirmed sovereignty", "ARM;AZE", date="2023-12-07"),
        principle("sovereignty", *PAIR),
        statement("both had accepted the inviolability of borders", "AZE", text="The envoy", via=("The Paper",)),
        principle("inviolability of borders", *PAIR),
    ]
    joint, claim = derived(article(text, "2024-01-11", *records)).principles
    assert (joint.what, joint.joint, joint.by_both, joint.claimed_by) == ("sovereignty", True, True, ())
    assert (claim.what, claim.joint, claim.claimed_by, claim.via) == (
        "inviolability of borders",
        False,
        ("AZE",),
        ("The Paper",),
    )


def test_the_same_principle_in_other_words_is_one():
    one = article("They affirm territorial integrity.", "2024-01-01", principle("territorial integrity", "ARM"))
    two = article(
        "Respect for the territorial integrity of each.", "2024-02-01", principle("territorial integrity", "AZE")
    )
    (merged,) = derived(one, two).principles
    assert (merged.affirmed_by, len(merged.evidence)) == (PAIR, 2)


PROMISE = "Armenia and Azerbaijan agreed on the mutual release of prisoners."


def _promise(**more):
    return article(
        PROMISE, "2023-12-08", commitment("the mutual release of prisoners", PAIR, date="2023-12-07", **more)
    )


def _release(*who):
    text = f"The prisoners were released at the border by {' and '.join(who)}."
    return article(text, "2023-12-14", event(text, "RETREAT", who, "2023-12-13", mode="release"))


def test_a_later_release_keeps_the_promise_if_everyone_who_made_it_acts():
    assert derived(_promise()).commitments[0].state == "pending"
    (kept,) = derived(_promise(), _release(*PAIR)).commitments
    assert (kept.state, kept.settled, len(kept.outcome)) == ("kept", "2023-12-13", 1)
    assert derived(_promise(), _release("AZE")).commitments[0].state == "partly"


def test_a_release_before_the_promise_or_by_others_keeps_nothing():
    text = "Prisoners were released in the autumn."
    before = article(text, "2023-12-14", event(text, "RETREAT", PAIR, "2023-10-01"))
    assert derived(_promise(), before).commitments[0].state == "pending"
    assert derived(_promise(), _release("USA")).commitments[0].state == "pending"


def test_a_date_that_passes_makes_a_promise_late_and_then_lapsed():
    promise = _promise(due="2024-02-01")
    assert derived(promise, as_of="2024-01-31").commitments[0].state == "pending"
    assert derived(promise, as_of="2024-02-02").commitments[0].state == "late"
    assert derived(promise, as_of="2024-06-01").commitments[0].state == "lapsed"


def test_two_reports_of_a_promise_are_one_and_a_later_word_on_it_decides():
    again = article("The exchange of prisoners was broken off.", "2024-01-09",
                    commitment("exchange of prisoners", PAIR, state="broken"))  # fmt: skip
    (one,) = derived(_promise(), again).commitments
    assert (one.state, len(one.evidence)) == ("broken", 2)


def test_conditions_keep_who_says_so_and_the_occasion_they_wait_for():
    words = "the change of the constitution"
    change = "a change of the constitution"
    first = article(f"Baku wants {words} first.", "2024-06-07", condition(words, "AZE", change, date="2024-06-06"))
    again = article(f"Baku: again {words}.", "2025-08-28", condition(words, "AZE", change, date="2025-08-27"))
    referendum = scheduled("A referendum on the constitution", "referendum on the constitution", "2027")
    vote = article("A referendum on the constitution is due in 2027.", "2025-09-21", referendum)
    (one,) = derived(first, again, vote, as_of="2025-10-01").conditions
    assert (one.by, one.date, one.last_stated, one.occasion) == (("AZE",), "2024-06-06", "2025-08-27", "2027")


ASKED = "Baku signs only if the constitution is amended and the Minsk Group is dissolved."
GATE = "the constitution is amended; the Minsk Group is dissolved"
MEETING = [
    # what was asked, later, of the same thing
    ("The OSCE decided to close the Minsk Process.", "AGREE", "2025-09-01", "occurred", "partly met"),
    # before it was asked
    ("The OSCE decided to close the Minsk Process.", "AGREE", "2024-01-01", "occurred", "open"),
    # a plan, and a demand, meet nothing
    ("The OSCE will close the Minsk Process.", "AGREE", "2025-09-01", "planned", "open"),
    ("Baku asked the OSCE to close the Minsk Process.", "REQUEST", "2025-09-01", "occurred", "open"),
    # another thing was closed
    ("The OSCE decided to close the office in Tirana.", "AGREE", "2025-09-01", "occurred", "open"),
]


@pytest.mark.parametrize(("words", "type", "date", "status", "state"), MEETING)
def test_a_part_of_a_condition_is_met_by_a_later_event_of_the_same_thing(words, type, date, status, state):
    asked = article(ASKED, "2025-03-14", condition(ASKED, "AZE", GATE, date="2025-03-13"))
    done = article(words, "2025-09-02", event(words, type, ("OSC", *PAIR), date, status=status))
    (one,) = derived(asked, done, as_of="2025-10-01").conditions
    assert (one.state, [part.what for part in one.parts]) == (state, GATE.split("; "))


def test_an_issue_stands_as_the_latest_article_shows_it_and_says_how_it_moved():
    one = article("Prisoners remain an open question.", "2023-11-01", issue("Prisoners", Issue.PRISONERS, "contested"))
    two = article("On prisoners the sides draw nearer, Baku says.", "2023-12-08",
                  issue("prisoners", Issue.PRISONERS, "narrowing"),
                  statement("the sides draw nearer", "AZE", issue=Issue.PRISONERS, stance=Stance.TOWARD))  # fmt: skip
    (told,) = derived(one, two).issues
    assert (told.state, told.movement, [p.party for p in told.positions]) == ("narrowing", "toward agreement", ["AZE"])
    assert told.history == (("2023-11-01", "contested"), ("2023-12-08", "narrowing"))


def test_one_event_reported_twice_is_one_sign_with_two_reports():
    words = "The presidents met in Munich"
    reports = [
        article(words + end, "2024-02-18", event(words, "CONSULT", PAIR, "2024-02-17", place="Munich"),
                sign(words, "toward", "talk"), outlet=outlet)
        for end, outlet in ((", it was announced.", "One"), (" on Saturday, officials said, for an hour.", "Two"))
    ]  # fmt: skip
    (line,) = derived(*reports).signs
    assert (line.text, line.date, line.reports, line.independent) == ("leaders meet, Munich", "2024-02-17", 2, 2)


def test_reports_that_differ_on_the_day_are_kept_side_by_side():
    words = "The presidents met in Munich"
    told = [
        ("2024-02-17", "One", ", for an hour."),
        ("2024-02-17", "Two", " on Saturday."),
        ("2024-02-18", "Three", "."),
    ]
    reports = [
        article(words + end, "2024-02-19", event(words, "CONSULT", PAIR, date, place="Munich"), outlet=outlet)
        for date, outlet, end in told
    ]
    events = [alone(*(one.evidence[0] for one in reports))]
    events = [dataclasses.replace(events[0], conflicts=(("date", "2024-02-18", (reports[2].evidence[0].id,)),))]
    (one,) = derive_state(reports, events, PAIR, dt.date(2024, 3, 1)).contradictions
    assert (one.field, one.said, one.otherwise, len(one.evidence)) == ("date", "2024-02-17", "2024-02-18", 2)


def test_the_writers_judgement_is_marked():
    text = "Nearly all signs point to a deal."
    (line,) = derived(article(text, "2024-01-11", sign(text, "toward", "talk", voice=Voice.AUTHOR))).signs
    assert line.voice == "author"


def test_the_calendar_knows_what_is_past_and_joins_the_meeting_with_its_announcement():
    text = "A summit in June will be followed by elections in 2026."
    records = [
        scheduled("A summit in June", "summit", "2024-06"),
        event("A summit in June", "AGREE", PAIR, "2024-06", status=Status.PLANNED),
        scheduled("elections in 2026", "national elections", "2026"),
    ]
    told = [(one.what, one.past) for one in derived(article(text, "2024-03-01", *records)).calendar]
    assert told == [("summit", True), ("national elections", False)]


def test_home_polls_and_third_parties():
    text = "82% of Armenians are against. The Church is against. Azerbaijan opened an alternative route through Iran."
    records = [
        poll("82% of Armenians are against", 82, "ARM", "2023-06", "the deal"),
        domestic("The Church is against", "ARM:REL", "against"),
        event("Azerbaijan opened an alternative route through Iran", "COOPERATE", ("AZE", "IRN"), "2023-10"),
    ]
    state = derived(article(text, "2024-01-11", *records))
    assert (state.polls[0].share, state.domestic[0].actor) == (82, "ARM:REL")
    assert [tie.actors for tie in state.alternatives] == [("AZE", "IRN")]
    assert state.third_parties == ()


def test_what_only_others_do_is_left_out_and_what_is_between_the_parties_is_found_in_any_article():
    text = "Russia and Ukraine met in Istanbul. Armenia and Azerbaijan met in Tirana."
    elsewhere = article(
        text, "2024-05-17", event("Russia and Ukraine met in Istanbul", "CONSULT", ("RUS", "UKR"), "2024-05-16"),
        event("Armenia and Azerbaijan met in Tirana", "CONSULT", PAIR, "2024-05-16"),
        sign("Russia and Ukraine met in Istanbul", "toward", "talk"), parties=("RUS", "UKR"),
    )  # fmt: skip
    state = derived(elsewhere)
    assert [quote.exact for quote in state.quotes] == ["Armenia and Azerbaijan met in Tirana"]


def test_an_alias_lets_a_code_be_read_as_a_party():
    text = "Stepanakert and Yerevan met with the other side."
    met = article(text, "2024-05-17", event(text, "CONSULT", ("AZE:REB", "ARM"), "2024-05-16"))
    file = Process("south", "", PAIR, aliases={"AZE:REB": "AZE"})
    assert derived(met).tracks == ()
    assert derived(met, process=file).tracks[0].contacts == 1

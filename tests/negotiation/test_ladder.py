"""The milestone ladder: which words carry which rung, what answers them, what takes them back."""

import datetime as dt

import pytest
from negotiation_builders import article, event, principle, statement

from detente.evidence import Milestone, Voice
from detente.ledger.identity import derive_events
from detente.negotiation import ProcessState, derive_state
from detente.negotiation.claims import rung_of

PAIR = ("ARM", "AZE")


def derived(*articles, as_of="2026-01-01", parties=PAIR) -> ProcessState:
    return derive_state(articles, derive_events(articles), parties, dt.date.fromisoformat(as_of))


RUNGS = [
    # initials are no signature
    ("The foreign ministers initialled the peace treaty on Friday.", "initialled"),
    # a headline's verb with the treaty as its object
    ("The two presidents signed the peace treaty in Oslo.", "signed"),
    ("A peace agreement was formally signed by both leaders.", "signed"),
    # the thing signed is a declaration, the treaty is only its subject
    ("They signed a joint declaration on a future peace treaty.", "principles_agreed"),
    # both in one sentence: the treaty has its initials, the declaration its signature
    ("The ministers initialled the treaty while the leaders signed a joint declaration.", "initialled"),
    ("The text of the agreement has been fully agreed.", "text_agreed"),
    ("The sides concluded negotiations on the draft treaty.", "text_agreed"),
    # agreeing to go on talking is no agreement on anything
    ("Both governments agreed to hold talks on the draft treaty.", None),
    ("They agreed on a new round of negotiations.", None),
    ("A ceasefire took hold at noon.", "ceasefire"),
    ("The agreement entered into force on Monday.", "in_force"),
    ("The ministers exchanged views on the weather.", None),
]


@pytest.mark.parametrize(("words", "rung"), RUNGS)
def test_words_carry_a_rung(words, rung):
    assert rung_of(words) == (Milestone(rung) if rung else None)


def test_an_unmarked_agreement_counts_only_where_the_article_as_a_whole_got_so_far():
    text = "Armenia and Azerbaijan reached a deal in Prague after a long night."
    deal = event("reached a deal", "AGREE", PAIR, "2024-03-01")
    assert derived(article(text, "2024-03-02", deal)).milestone.stage is Milestone.NONE
    assert derived(article(text, "2024-03-02", deal, milestone="text_agreed")).milestone.stage is Milestone.TEXT_AGREED


def test_a_deal_with_the_mediator_is_none_between_the_parties():
    text = "Armenia and the United States signed a peace agreement on nuclear energy."
    deal = event(text, "SUPPORT", ("ARM", "USA"), "2025-08-08")
    assert derived(article(text, "2025-08-09", deal, milestone="signed")).milestone.stage is not Milestone.SIGNED


def test_a_protocol_stands_beside_the_ladder():
    text = "The commissions of Armenia and Azerbaijan signed the protocol on four border sections."
    state = derived(article(text, "2024-05-16", event(text, "SUPPORT", PAIR, "2024-05-15"), milestone="talks"))
    assert state.milestone.stage.rank <= Milestone.TALKS.rank
    assert [tie.date for tie in state.deals] == ["2024-05-15"]


def test_one_side_alone_only_claims():
    text = "Baku says that the text of the treaty is fully agreed."
    state = derived(article(text, "2025-01-10", statement("the text of the treaty is fully agreed", "AZE")))
    assert state.milestone.stage is Milestone.NONE
    assert [(rung.stage.value, rung.claimed_by) for rung in state.ladder] == [("text_agreed", ("AZE",))]


def test_what_both_sides_say_is_reached():
    one = article("The text is agreed, says Baku.", "2025-03-13", statement("The text is agreed", "AZE"))
    two = article(
        "The draft has been agreed, says Yerevan.", "2025-03-13", statement("The draft has been agreed", "ARM")
    )
    assert derived(one).milestone.stage is Milestone.NONE
    assert derived(one, two).milestone.stage is Milestone.TEXT_AGREED


INITIALLED = "In Washington the ministers of Armenia and Azerbaijan initialled the peace treaty."
HEADLINE = "Armenia and Azerbaijan signed a peace treaty at the White House."
NOT_YET = "The treaty has not been signed, the ministry in Yerevan recalled."


def _initialled(published="2025-08-09"):
    return article(INITIALLED, published, event(INITIALLED, "SUPPORT", PAIR, "2025-08-08"), milestone="initialled")


def _headline(published="2025-08-09", date="2025-08-08"):
    return article(HEADLINE, published, event(HEADLINE, "SUPPORT", PAIR, date), milestone="signed")


def test_the_careful_word_answers_the_headline_of_the_same_day_and_the_headline_stays_on_record():
    state = derived(_initialled(), _headline())
    assert state.milestone.stage is Milestone.INITIALLED
    assert len(state.milestone.disputed) == 1


def test_the_headline_alone_stands():
    assert derived(_headline()).milestone.stage is Milestone.SIGNED


def test_a_signature_months_after_the_initials_counts():
    later = _headline("2026-03-02", "2026-03-01")
    assert derived(_initialled(), later, as_of="2026-04-01").milestone.stage is Milestone.SIGNED


def test_not_yet_signed_takes_back_what_was_called_signed_before_but_not_what_comes_after():
    denial = article(NOT_YET, "2025-09-01", statement("The treaty has not been signed", "ARM"))
    assert derived(_headline(), denial).milestone.stage is not Milestone.SIGNED
    later = _headline("2026-03-02", "2026-03-01")
    assert derived(_headline(), denial, later, as_of="2026-04-01").milestone.since == "2026-03-01"


def test_the_writers_own_judgement_reaches_no_rung():
    text = "Armenia and Azerbaijan have all but signed the peace treaty."
    own = event(text, "SUPPORT", PAIR, "2025-06-01", voice=Voice.AUTHOR)
    assert derived(article(text, "2025-06-02", own)).milestone.stage is Milestone.NONE


def test_a_plan_or_a_denial_reaches_no_rung():
    text = "Armenia and Azerbaijan will sign the peace treaty in May."
    for status in ("planned", "denied", "hypothetical", "called_off"):
        plan = event(text, "SUPPORT", PAIR, "2025-05", status=status)
        assert derived(article(text, "2025-02-02", plan)).milestone.stage is Milestone.NONE


def test_a_ceasefire_ends_where_the_words_say_so_and_a_new_one_counts_again():
    truce = article(
        "Both armies agreed a ceasefire.",
        "2024-01-02",
        event("Both armies agreed a ceasefire", "AGREE", PAIR, "2024-01-01"),
    )
    end = article(
        "The ceasefire collapsed on Sunday.",
        "2024-02-05",
        event("The ceasefire collapsed on Sunday", "ASSAULT", PAIR, "2024-02-04"),
    )
    again = article(
        "The armies agreed a new truce.",
        "2024-03-02",
        event("The armies agreed a new truce", "AGREE", PAIR, "2024-03-01"),
    )
    state = derived(truce, end)
    assert state.milestone.stage is Milestone.NONE
    assert [(rung.stage.value, rung.until) for rung in state.ladder] == [("ceasefire", "2024-02-04")]
    assert [line.date for line in state.setbacks] == ["2024-02-04"]
    assert derived(truce, end, again).milestone.stage is Milestone.CEASEFIRE


def test_shooting_after_a_ceasefire_is_a_setback_and_no_end_of_it():
    truce = article(
        "Both armies agreed a ceasefire.",
        "2024-01-02",
        event("Both armies agreed a ceasefire", "AGREE", PAIR, "2024-01-01"),
    )
    shots = article(
        "Two soldiers were shot at the border.", "2024-02-05",
        event("Two soldiers were shot at the border", "ASSAULT", ("AZE",), "2024-02-04", to=("ARM",)),
        milestone="ceasefire",
    )  # fmt: skip
    state = derived(truce, shots)
    assert state.milestone.stage is Milestone.CEASEFIRE
    assert [(line.kind, line.date) for line in state.setbacks] == [("violence", "2024-02-04")]


def test_a_joint_statement_counts_as_principles_where_the_article_got_so_far():
    text = "Armenia and Azerbaijan issued a joint statement that affirms sovereignty."
    records = [event("issued a joint statement", "AGREE", PAIR, "2023-12-07"), principle("sovereignty", *PAIR)]
    state = derived(article(text, "2023-12-08", *records, milestone="principles_agreed"))
    assert (state.milestone.stage.value, state.milestone.since, state.milestone.text) == (
        "principles_agreed",
        "2023-12-07",
        "joint statement",
    )


def test_an_undated_rung_says_by_when_it_was_reported():
    text = "The text of the treaty has been agreed."
    state = derived(article(text, "2025-03-14", event(text, "AGREE", PAIR)))
    assert (state.milestone.since, state.milestone.reported) == (None, "2025-03-14")


def test_the_reading_of_a_later_article_dates_no_rung_that_words_carry():
    words, met = "The text of the treaty has been agreed", "The presidents met in Tirana"
    agreed = article(words, "2025-03-14", event(words, "AGREE", PAIR))
    later = article(met, "2025-05-17", event(met, "CONSULT", PAIR, "2025-05-16"), milestone="text_agreed")
    rung = derived(agreed, later).milestone
    assert (rung.stage, rung.since, rung.reported) == (Milestone.TEXT_AGREED, None, "2025-03-14")


def test_an_article_alone_calls_nothing_signed_without_the_word():
    text = "Armenia and Azerbaijan made peace."
    state = derived(article(text, "2025-08-09", event(text, "AGREE", PAIR, "2025-08-08"), milestone="signed"))
    assert (state.milestone.stage, state.milestone.basis) == (Milestone.TEXT_AGREED, "article")

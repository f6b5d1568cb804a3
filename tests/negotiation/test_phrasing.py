"""What an analyst signs: lines that read alone, and nothing called more than it is."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from negotiation_builders import article, commitment, condition, event, issue, principle, scheduled, sign, statement

from detente.evidence import Actor, Commitment, Issue, Milestone
from detente.ledger.identity import derive_events
from detente.negotiation import ProcessState, derive_state
from detente.negotiation.phrasing import standing_alone, told

PAIR = ("ARM", "AZE")

ALONE = [
    # a relative clause is told with the thing that it tells of
    (
        "They broke the May accord that ended the blockade.",
        "that ended the blockade",
        "the May accord that ended the blockade",
    ),
    ("It followed a raid in which two guards died.", "in which two guards died", "a raid in which two guards died"),
    # a time between the thing and its clause is not the thing
    (
        "It answered the raid a day earlier in which two guards died.",
        "in which two guards died",
        "the raid a day earlier in which two guards died",
    ),
    # a clause of saying needs no joining word
    (
        "He said that ten of the articles were settled.",
        "that ten of the articles were settled",
        "ten of the articles were settled",
    ),
    # joining words lean on what went before
    (
        "Growth, coupled with the calm at the border, helps.",
        "coupled with the calm at the border",
        "the calm at the border",
    ),
    (
        "So one of the two demands has been met.",
        "So one of the two demands has been met",
        "one of the two demands has been met",
    ),
    # a condition before its main clause keeps its word, one alone does not
    (
        "As long as it stands, there is no peace.",
        "As long as it stands, there is no peace",
        "As long as it stands, there is no peace",
    ),
    ("It will sign only if the group is dissolved.", "only if the group is dissolved", "the group is dissolved"),
    # what hangs at the end is completed or left out
    (
        "He stays at least until the vote in May, they say.",
        "He stays at least until",
        "He stays at least until the vote in May",
    ),
    (
        "Anger in parts of the capital, where it began, stays.",
        "Anger in parts of the capital, where",
        "Anger in parts of the capital",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "expected"), ALONE)
def test_a_line_reads_alone(text, words, expected):
    start = text.index(words)
    assert standing_alone(text, start, start + len(words)) == expected


def test_a_long_sentence_loses_its_lead_and_names_before_its_verb():
    text = (
        "At their third round, on Friday 3 May, the two envoys, Ada Holm and Ian Berg, agreed that the road through "
        "the Eastern Union, Northern Isles, and Southland opens in June"
    )
    line = told(text, 0, len(text), 120)
    assert line.startswith("the two envoys agreed that the road") and "Eastern Union, Northern Isles" in line


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 300))
def test_any_words_can_be_told(text, start, end):
    assert len(told(text, *sorted((start, end)), 80)) <= 80 + 2


def derived(*articles, as_of="2025-06-01") -> ProcessState:
    return derive_state(articles, derive_events(articles), PAIR, dt.date.fromisoformat(as_of))


def test_what_is_undertaken_only_if_something_comes_first_is_no_commitment():
    text = "Baku will reopen the road only after the vote. Yerevan will free ten detainees."
    state = derived(
        article(
            text, "2025-01-02",
            commitment("Baku will reopen the road", ("AZE",)),
            sign("Baku will reopen the road", "toward", "commitment"),
            commitment("Yerevan will free ten detainees", ("ARM",)),
        )
    )  # fmt: skip
    assert [one.what for one in state.commitments] == ["Yerevan will free ten detainees"]
    assert state.signs == ()


def test_a_turn_of_conversation_is_no_commitment():
    said = (
        "I’ll leave it at that",
        "I’ll take your next question",
        "We’ll hand the villages back",
        "We will settle the question",
    )
    text = ". ".join(said)
    by = [commitment(words, ("ARM",)) for words in said]
    assert [one.what for one in derived(article(text, "2025-01-02", *by)).commitments] == list(said[2:])


def test_a_date_after_the_article_is_not_that_of_the_undertaking():
    text = "Yerevan agreed to back Baku's bid to host the games of 2027."
    words = text.removesuffix(".")
    state = derived(
        article(
            text, "2025-01-02",
            commitment(words, ("ARM",), due="2027", date="2027"), sign(words, "toward", "commitment", date="2027"),
        ),
        as_of="2028-06-01",
    )  # fmt: skip
    (one,), (line,) = state.commitments, state.signs
    assert (one.date, one.due, one.state, line.date) == (None, None, "pending", None)


ISSUES = [
    # one side says that it is settled
    ("statement", "narrowing"),
    # a principle is affirmed, no point is settled
    ("principle", "narrowing"),
    # the sources say so
    (None, "agreed"),
]


@pytest.mark.parametrize(("beside", "expected"), ISSUES)
def test_a_point_is_agreed_where_both_say_so(beside, expected):
    words = "the question of the line is settled"
    extra = {"statement": [statement(words, "AZE")], "principle": [principle(words, *PAIR)], None: []}[beside]
    (one,) = derived(article(words, "2025-01-02", issue(words, Issue.TERRITORY_BORDER, "agreed"), *extra)).issues
    assert one.state == expected


def test_a_part_of_a_point_is_not_the_point():
    words = "agreed on the order of the next works on two sections"
    (one,) = derived(article(words, "2025-01-02", issue(words, Issue.TERRITORY_BORDER, "agreed"))).issues
    assert one.state == "narrowing"


CONDITIONS = [
    # a pronoun tells nothing: the words of the article do
    ("As long as it lasts, there is no treaty", "it lasts", "As long as it lasts, there is no treaty"),
    # a form that stops before its verb is taken on
    (
        "only if the charter changes and the council is dissolved",
        "only if the charter changes and the council",
        "the charter changes and the council is dissolved",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("words", "what", "expected"), CONDITIONS)
def test_a_condition_is_told_so_that_it_can_be_met(words, what, expected):
    (one,) = derived(article(f"{words}.", "2025-01-02", condition(words, "AZE", what))).conditions
    assert one.what == expected


def test_a_condition_does_not_wait_for_itself_and_names_what_another_waits_for():
    first, second = (
        "The referendum will be held only after the elections",
        "no treaty before a referendum on the charter",
    )
    state = derived(
        article(
            f"{first}. Baku wants {second}.", "2025-01-02",
            scheduled(first, "The referendum will be held only after the elections", "2026-06"),
            condition(first, "ARM", first), condition(second, "AZE", "a referendum on the charter"),
        )
    )  # fmt: skip
    needs = {one.by: one.needs for one in state.conditions}
    assert needs == {("ARM",): None, ("AZE",): "the referendum"}


def test_what_is_told_before_its_date_is_a_plan_and_no_contact_of_that_day():
    text = "The commissions of both are to agree their joint regulations by 1 March."
    told_ahead = event(text.removesuffix("."), "AGREE", PAIR, "2025-03-01", format="bilateral")
    state = derived(article(text, "2025-01-02", told_ahead))
    assert state.deals == ()
    assert [line.date for track in state.tracks for line in track.lines] == [None]


def test_an_article_alone_carries_no_text_on_words_of_something_else():
    text = "Both shelled the road. Work goes on so that they can reach an agreement."
    shelled = event("Both shelled the road", "ASSAULT", PAIR, "2025-01-01")
    hoped = statement("they can reach an agreement", "USA")
    state = derived(article(text, "2025-01-02", shelled, hoped, milestone="text_agreed"))
    assert state.milestone.stage is Milestone.NONE


@pytest.mark.parametrize(("outlet", "kept"), [("The White House", 0), ("The Hilltop Gazette", 1)])
def test_a_governments_own_voice_is_not_a_partys(outlet, kept):
    words = "We will protect the ships"
    mine = (Commitment, words, {"by": (Actor("We", "ARM"),)})
    state = derived(
        article(f"{words}. Baku waits.", "2025-01-02", mine, event("Baku waits", "CONSULT", PAIR), outlet=outlet)
    )
    assert len(state.commitments) == kept


def test_an_article_that_names_the_parties_in_passing_tells_only_what_stands_beside_them():
    others = [event(f"Minister {i} signed a trade deal", "AGREE", ("USA", "JPN"), "2025-01-01") for i in range(9)]
    lines = "\n".join(record[1] for record in others)
    text = f"{lines}\nBaku and Yerevan met. Hopes rise.\nSchools will open."
    state = derived(
        article(
            text, "2025-01-02", *others, event("Baku and Yerevan met", "CONSULT", PAIR, "2025-01-01"),
            sign("Hopes rise", "toward", "domestic"), sign("Schools will open", "toward", "domestic"),
        )
    )  # fmt: skip
    assert [line.text for line in state.signs] == ["Hopes rise"]


def test_a_meeting_told_twice_of_one_day_is_one_sign():
    text = "The presidents met in Geneva. The leaders discussed the border. The foreign ministers met."
    met, talked, ministers = text.removesuffix(".").split(". ")
    records = [
        *(event(words, "CONSULT", PAIR, "2025-01-01") for words in (talked, ministers)),
        event(met, "CONSULT", PAIR, "2025-01-01", place="Geneva"),
        *(sign(words, "toward", "talk") for words in (met, talked, ministers)),
    ]
    assert {line.text for line in derived(article(text, "2025-01-02", *records)).signs} == {
        "leaders meet, Geneva",
        "ministers meet",
    }


def test_a_question_undertakes_nothing():
    text = "Will Baku open the road to Yerevan? Baku will open the airport."
    said = ("open the road to Yerevan", "Baku will open the airport")
    state = derived(article(text, "2025-01-02", *(commitment(words, ("AZE",)) for words in said)))
    assert [one.what for one in state.commitments] == ["Baku will open the airport"]


def test_an_occasion_is_told_to_its_end_and_without_what_leans_on_it():
    cut = "The joint council of both countries will meet for its first session on trade and transit in"
    long = f"{cut} the town hall"
    vote = "A vote in 2026, coupled with a weak opposition"
    text = f"{long}. {vote}, follows."
    state = derived(
        article(
            text, "2025-01-02", scheduled(long, cut, "2026-05"),
            scheduled(vote, vote, "2026"),
        )
    )  # fmt: skip
    assert {one.what for one in state.calendar} == {long, "A vote in 2026"}

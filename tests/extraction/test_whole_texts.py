"""The negotiation kinds read from whole texts: tables of (own text, what is found), with the reason above each row."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.article import Article
from detente.evidence import (
    Commitment,
    Condition,
    Extraction,
    IssueMention,
    Principle,
    Sign,
    Voice,
    check_anchor,
)
from detente.extraction import extract


@pytest.fixture(scope="module")
def read(parser, desk):
    def extracted(text: str, published: str = "2024-06-07") -> Extraction:
        return extract(parser.parse(Article("test", text, published=published)), desk)

    return extracted


def ids(actors) -> set[str]:
    return {part for actor in actors for part in actor.ids}


# text, by whom, due
COMMITMENTS = [
    # a promise with an infinitive
    ("Chad pledged to withdraw its troops from Sudan.", {"TCD"}, None),
    # an agreement with a deadline
    ("Serbia pledged to Kosovo that it would reopen the crossing by 1 July 2024.", {"SRB"}, "2024-07-01"),
    # the plain future of a government
    ("Israel and Lebanon held talks. Israel will release twelve Lebanese prisoners.", {"ISR"}, None),
]


@pytest.mark.parametrize(("text", "by", "due"), COMMITMENTS, ids=[row[0] for row in COMMITMENTS])
def test_commitments(read, text, by, due) -> None:
    found = read(text).of_kind(Commitment)
    assert found, text
    assert by <= ids(found[0].by)
    assert due is None or found[0].due == due


def test_a_demand_is_no_commitment(read) -> None:
    assert read("France urged Chad to withdraw its troops.").of_kind(Commitment) == ()


# text, by whom, words that the condition holds
CONDITIONS = [
    ("Ukraine will not sign the treaty unless Russia withdraws its troops.", {"UKR"}, "withdraw"),
    ("Rwanda will talk to Congo only if the attacks stop.", {"RWA"}, "attacks stop"),
]


@pytest.mark.parametrize(("text", "by", "words"), CONDITIONS, ids=[row[0] for row in CONDITIONS])
def test_conditions(read, text, by, words) -> None:
    found = read(text).of_kind(Condition)
    assert found and by <= ids(found[0].by)
    assert words in (found[0].what or "") or words in found[0].anchor.exact


# a plain "if" about the weather sets no condition
def test_an_idle_if_is_no_condition(read) -> None:
    assert read("If it rains, the ceremony in Accra will be held indoors.").of_kind(Condition) == ()


def test_principles_of_a_list_are_records_of_their_own(read) -> None:
    text = (
        "Serbia and Kosovo met in Ohrid. Both sides agreed on the principles of mutual recognition, respect for "
        "territorial integrity and the inviolability of borders."
    )
    found = read(text).of_kind(Principle)
    assert len(found) >= 2
    assert all(ids(one.affirmed_by) == {"SRB", "XKX"} for one in found)
    assert len({one.anchor.exact for one in found}) == len(found)


ISSUES = [
    ("Armenia and Azerbaijan discussed the delimitation of the border.", "territory_border"),
    ("Israel and Hamas are at odds over the release of hostages.", "prisoners"),
    ("Iran insists on the lifting of sanctions in its talks with the United States.", "sanctions_relief"),
]


@pytest.mark.parametrize(("text", "issue"), ISSUES, ids=[row[1] for row in ISSUES])
def test_issues(read, text, issue) -> None:
    assert issue in {one.issue.value for one in read(text).of_kind(IssueMention)}


def test_an_issue_has_one_record_an_article(read) -> None:
    text = "India and Pakistan discussed the border. The border was discussed again. India wants the border closed."
    issues = [one.issue for one in read(text).of_kind(IssueMention)]
    assert len(issues) == len(set(issues))


# text, the furthest rung reported as reached between the adversaries
MILESTONES = [
    ("Armenia and Azerbaijan held talks in Geneva on Monday.", "talks"),
    # initialled is not signed
    ("The foreign ministers of Armenia and Azerbaijan initialled the text of the peace treaty.", "initialled"),
    # a text agreed is not initialled
    ("Armenia and Azerbaijan have agreed on the text of a peace treaty.", "text_agreed"),
    # what is only planned is not reached
    ("Armenia and Azerbaijan plan to sign a peace treaty next year.", "none"),
    ("Ethiopia and the Tigray People's Liberation Front signed a cessation of hostilities.", "ceasefire"),
]


@pytest.mark.parametrize(("text", "stage"), MILESTONES, ids=[row[0] for row in MILESTONES])
def test_milestone(read, text, stage) -> None:
    assert read(text).milestone.value == stage


# text, direction, kind
SIGNS = [
    ("Sudanese forces bombed a market in Darfur, and the rebels fought back.", "against", "violence"),
    ("Azerbaijan will not sign a treaty with Armenia unless Armenia changes its constitution.", "against", "condition"),
    ("Israel released ninety Lebanese prisoners on Monday.", "toward", "deed"),
    # a meeting is talk, however high the talkers
    ("The presidents of Serbia and Kosovo met in Brussels on Monday.", "toward", "talk"),
]


@pytest.mark.parametrize(("text", "direction", "kind"), SIGNS, ids=[row[2] for row in SIGNS])
def test_signs(read, text, direction, kind) -> None:
    found = {(sign.direction.value, sign.sign_kind.value) for sign in read(text).of_kind(Sign)}
    assert (direction, kind) in found


def test_a_sign_names_the_records_that_it_reads(read) -> None:
    extraction = read("Israel released ninety Lebanese prisoners on Monday.")
    known = {record.id for record in extraction.evidence}
    for sign in extraction.of_kind(Sign):
        assert set(sign.of) <= known


def test_the_writers_own_judgement_has_a_voice_of_its_own(read) -> None:
    text = "Armenia and Azerbaijan met in May. After months of stagnation nearly all signs point to an agreement."
    voices = {sign.voice for sign in read(text).of_kind(Sign) if "signs point" in sign.anchor.exact}
    assert voices == {Voice.AUTHOR}


WORDS = [
    *("Armenia", "Azerbaijan", "will", "not", "sign", "unless", "agreed", "that", "the", "prisoners", "border"),
    *("poll", "62 %", "of Armenians", "oppose", "in 2026", "election", "if", "only", ",", ".", "and", "“", "”", "said"),
]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map(" ".join))
def test_any_words_give_records_whose_anchors_slice_back(read, text: str) -> None:
    extraction = read(text)
    for record in extraction.evidence:
        check_anchor(extraction.article, record.anchor)

"""Laws of the state: order, repetition, names and the future change nothing."""

import dataclasses
import datetime as dt
import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from negotiation_builders import (
    article,
    commitment,
    condition,
    domestic,
    event,
    issue,
    principle,
    scheduled,
    sign,
    statement,
)
from negotiation_gold import gold_extraction, gold_names

from detente.evidence import Extraction, Issue, Milestone
from detente.ledger.identity import derive_events
from detente.negotiation import derive_state, find_parties
from detente.negotiation.deriving import evidence_cited

A, B = "ARM", "AZE"
PAIR = (A, B)
AS_OF = dt.date(2024, 6, 30)
DATES = st.sampled_from([None, "2023-12-07", "2024-01", "2024-03-05", "2024-03-04/2024-03-08", "2024-08-01"])
PUBLISHED = st.sampled_from(
    ["2023-12-08", "2024-02-01/2024-03-15", "2024-03-09", "2024-06-30", "2024-07-01", "2025", None]
)
STATUS = st.sampled_from(["occurred", "planned", "called_off"])
ACTORS = st.sampled_from([PAIR, (A,), (B,), ("USA", A), (A, B, "RUS"), ("ARM:REL",), ()])
WORDS = {
    "EVENT": [
        "the ministers initialled the treaty",
        "they released a joint statement",
        "the leaders met",
        "a ceasefire",
    ],
    "TYPE": ["AGREE", "CONSULT", "SUPPORT", "RETREAT", "ASSAULT", "REJECT", "COOPERATE"],
}


@st.composite
def articles(draw: st.DrawFn) -> Extraction:
    """Draw an article with a few records of several kinds."""
    i = draw(st.integers(0, 30))
    words = draw(st.sampled_from(WORDS["EVENT"]))
    text = f"Report {i}: {words}. The treaty has not been signed. Prisoners go home by May. Votes in 2026."
    records = [
        event(words, draw(st.sampled_from(WORDS["TYPE"])), draw(ACTORS), draw(DATES), to=draw(ACTORS),
              by=draw(st.sampled_from([(), ("EUR",)])), status=draw(STATUS)),
        statement("The treaty has not been signed", draw(st.sampled_from([A, B, "ARM;AZE", "USA"])), date=draw(DATES)),
        commitment("Prisoners go home by May", draw(st.sampled_from([PAIR, (A,)])), due=draw(DATES), date=draw(DATES)),
        principle(words, *draw(st.sampled_from([PAIR, (B,)]))),
        condition("Votes in 2026", draw(st.sampled_from([A, B])), "a vote first"),
        issue("Prisoners", Issue.PRISONERS, draw(st.sampled_from(["open", "narrowing", "contested"]))),
        scheduled("Votes in 2026", "elections", draw(DATES)),
        domestic("Votes", draw(st.sampled_from(["ARM:OPP", "AZE:CVL"])), draw(st.sampled_from(["toward", "against"]))),
        sign(words, draw(st.sampled_from(["toward", "against"])), draw(st.sampled_from(["deed", "talk"]))),
    ]  # fmt: skip
    kept = draw(st.lists(st.sampled_from(records), min_size=1, max_size=len(records), unique_by=id))
    return article(text, draw(PUBLISHED), *kept, milestone=draw(st.sampled_from(list(Milestone))).value,
                   outlet=draw(st.sampled_from([None, "One", "Two"])))  # fmt: skip


def stated(extractions, parties=PAIR, as_of=AS_OF):
    return derive_state(extractions, derive_events(extractions), parties, as_of)


several = st.lists(articles(), min_size=1, max_size=5)


@settings(max_examples=40, deadline=None)
@given(several, st.randoms(use_true_random=False))
def test_order_and_repetition_change_nothing(found, chance):
    shuffled = [*found, chance.choice(found)]
    chance.shuffle(shuffled)
    events = list(derive_events(found))
    chance.shuffle(events)
    assert derive_state(shuffled, events, PAIR, AS_OF) == stated(found)


@settings(max_examples=40, deadline=None)
@given(several)
def test_what_appears_later_changes_not_one_bit_even_where_its_reports_are_in_the_clusters(found):
    def appeared(one):
        published = one.article.published
        return published is not None and published not in ("2024-07-01", "2025")

    state = stated(found)
    seen = [one for one in found if appeared(one)]
    known = derive_state(seen, derive_events(seen), PAIR, AS_OF)
    assert derive_state(found, derive_events(seen), PAIR, AS_OF) == dataclasses.replace(known, undated=state.undated)
    words = json.dumps(state.to_dict(), ensure_ascii=False)
    for one in found:
        if not appeared(one) and all(other.article.key != one.article.key for other in seen):
            assert one.article.key not in words


@settings(max_examples=40, deadline=None)
@given(st.lists(articles(), min_size=1, max_size=5, unique_by=lambda one: one.article.key))  # one reading of an article
def test_swapping_the_parties_mirrors_the_state(found):
    assert _bare(_swapped(stated(found).to_dict())) == _bare(stated([_swapped_article(one) for one in found]).to_dict())
    there, back = stated(found), stated(found, PAIR[::-1])
    assert dataclasses.replace(back, parties=PAIR) == there


@settings(max_examples=40, deadline=None)
@given(several)
def test_every_line_rests_on_evidence_that_has_its_words(found):
    state = stated(found)
    quotes = {quote.evidence: quote for quote in state.quotes}
    texts = {one.article.key: one.article.text for one in found}
    assert set(evidence_cited(state)) <= set(quotes)
    for quote in quotes.values():
        assert texts[quote.article][quote.start : quote.end] == quote.exact
    for name in (
        "tracks",
        "issues",
        "principles",
        "commitments",
        "conditions",
        "domestic",
        "calendar",
        "signs",
        "setbacks",
    ):
        assert all(line.evidence for line in getattr(state, name)), name


def test_the_state_of_nothing_is_empty():
    state = stated([])
    assert (state.milestone.stage, state.tracks, state.sources) == (Milestone.NONE, (), ())


def test_an_undated_article_counts_never_and_is_named():
    state = stated([article("The leaders met.", None, event("The leaders met", "CONSULT", PAIR), id="note.txt")])
    assert (state.tracks, state.undated) == ((), ("note.txt",))


def test_parties_of_several_articles_do_not_depend_on_order():
    found = [article(f"Text {i}", "2024-01-01", parties=parties) for i, parties in enumerate(
        [(A, B), (B, A), (A, B, "USA"), ("RUS", "UKR"), (A,)])]  # fmt: skip
    assert set(find_parties(found)) == {A, B}
    random.Random(1).shuffle(found)
    assert find_parties(found) == find_parties(found[::-1])
    assert find_parties([]) == ()


@pytest.mark.parametrize("name", gold_names("train") or [None])
def test_an_annotated_article_gives_a_state_whose_every_line_opens(name):
    if name is None:
        pytest.skip("the annotated articles (../shared/gold) are not there")
    one = gold_extraction(name)
    state = stated([one], one.parties, dt.date.fromisoformat(one.article.published))
    quotes = {quote.evidence for quote in state.quotes}
    assert quotes and set(evidence_cited(state)) <= quotes


def _swapped(value):
    text = json.dumps(value).replace(A, "\0").replace(B, A).replace("\0", B)
    return json.loads(text)


def _swapped_article(one):
    records = []
    for record in one.evidence:
        changes = {}
        for field in dataclasses.fields(record):
            value = getattr(record, field.name)
            if isinstance(value, tuple) and value and hasattr(value[0], "ids"):
                changes[field.name] = tuple(_swapped_actor(actor) for actor in value)
            elif hasattr(value, "ids"):
                changes[field.name] = _swapped_actor(value)
        records.append(dataclasses.replace(record, **changes))
    return dataclasses.replace(one, evidence=tuple(records))


def _swapped_actor(actor):
    if actor.id is None:
        return actor
    parts = [_swapped(part) for part in actor.id.split(";")]
    return dataclasses.replace(actor, id=";".join(sorted(parts)), text=_swapped(actor.text))


def _bare(value):
    """Leave out ids, which hash the actors, and the order, which follows them."""
    if isinstance(value, dict):
        drop = ("evidence", "disputed", "outcome", "parties", "quotes")
        return {key: _bare(inner) for key, inner in value.items() if key not in drop}
    if isinstance(value, list):
        return sorted((_bare(inner) for inner in value), key=lambda inner: json.dumps(inner, sort_keys=True))
    return ";".join(sorted(value.split(";"))) if isinstance(value, str) and ";" in value else value

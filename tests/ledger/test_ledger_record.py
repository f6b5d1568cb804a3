"""Recording and looking: a round trip loses nothing, adding twice changes nothing, newer versions supersede."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_builders import ARM, NOON, NewLedger, archives, article, at, dispatch, meeting

from detente.errors import InvalidEvidence, LedgerError, UnreadableDocument, UsageError
from detente.evidence import KINDS, Anchor, Extraction
from detente.ledger import Ledger

LATER = NOON + dt.timedelta(days=30)


def test_a_dispatch_with_every_kind_comes_back_as_it_was(new_ledger: NewLedger) -> None:
    one = dispatch()
    assert {record.kind for record in one.evidence} == set(KINDS)
    with new_ledger() as ledger:
        assert ledger.record(one, now=NOON, extractor_version="1") is True
        assert ledger.extractions() == [one]
        assert ledger.evidence() == list(one.evidence)
        assert ledger.articles() == [one.article]
        assert ledger.evidence(kind="poll") == [record for record in one.evidence if record.kind == "poll"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(archives())
def test_a_round_trip_loses_nothing(new_ledger: NewLedger, found: list[Extraction]) -> None:
    with new_ledger() as ledger:
        assert ledger.record_all(found, now=NOON, extractor_version="1") == len(found)
        back = {one.article.key: one for one in ledger.extractions()}
        redated = {one.article.key for one in found} - set(back)  # twins without a real date give way
        assert all(back[one.article.key] == one for one in found if one.article.key not in redated)
        assert ledger.check() == []


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(archives(), st.randoms(use_true_random=False), st.integers(1, 3))
def test_the_export_depends_on_the_articles_alone(
    new_ledger: NewLedger, found: list[Extraction], chance: random.Random, runs: int
) -> None:
    with new_ledger() as ledger, new_ledger() as other:
        ledger.record_all(found, now=NOON, extractor_version="1")
        for _ in range(runs):
            for one in chance.sample(found, len(found)):
                other.record(one, now=NOON + dt.timedelta(seconds=chance.random()), extractor_version="1")
        assert list(other.export()) == list(ledger.export())


def test_adding_twice_changes_nothing(new_ledger: NewLedger) -> None:
    with new_ledger() as ledger:
        ledger.record(dispatch(), now=NOON, extractor_version="1")
        before = dump(ledger)
        assert ledger.record(dispatch(), now=LATER, extractor_version="1") is False
        assert dump(ledger) == before


def test_has_tells_what_need_not_be_read_again(new_ledger: NewLedger) -> None:
    one = dispatch()
    with new_ledger() as ledger:
        ledger.record(one, now=NOON, extractor_version="1")
        assert ledger.has(one.article, "1") and ledger.has(one.article.key, "1")
        assert not ledger.has(one.article, "2") and not ledger.has("0" * 16, "1")
        assert not ledger.has(one.article.replace(id="another name"), "1")


def test_a_newer_version_supersedes_and_deletes_nothing(new_ledger: NewLedger) -> None:
    old = dispatch()
    new = dataclasses.replace(old, evidence=old.evidence[:3])
    with new_ledger() as ledger:
        ledger.record(old, now=NOON, extractor_version="0.9")
        ledger.record(new, now=LATER, extractor_version="0.10")
        assert ledger.extractions() == [new]
        assert ledger.extractions(known_at=NOON) == [old]
        assert ledger.get(old.evidence[-1].id) == old.evidence[-1]
        assert ledger.check() == []


def test_an_older_version_that_comes_late_does_not_count(new_ledger: NewLedger) -> None:
    old = dispatch()
    new = dataclasses.replace(old, evidence=old.evidence[:3])
    with new_ledger() as ledger:
        ledger.record(new, now=NOON, extractor_version="2")
        ledger.record(old, now=LATER, extractor_version="1")
        assert ledger.extractions() == ledger.extractions(known_at=LATER) == [new]


def test_one_article_under_two_names_is_one_article(new_ledger: NewLedger) -> None:
    first, second = dispatch(id="a.html"), dispatch(id="b.html")
    with new_ledger() as ledger, new_ledger() as other:
        ledger.record_all([first, second], now=NOON, extractor_version="1")
        other.record_all([second, first], now=NOON, extractor_version="1")
        assert ledger.extractions() == other.extractions() == [first]
        assert list(ledger.export()) == list(other.export())


def test_a_real_date_takes_the_place_of_a_guessed_one(new_ledger: NewLedger) -> None:
    guessed = dispatch(published="2024-01-01/2024-02-29", published_basis="text")
    dated = dispatch(published="2024-01-11", published_basis="given")
    with new_ledger() as ledger:
        ledger.record_all([guessed, dated], now=NOON, extractor_version="1")
        assert ledger.extractions() == [dated]
        assert ledger.check() == []


def test_a_real_date_in_the_future_hides_nothing_yet(new_ledger: NewLedger) -> None:
    guessed = dispatch(published="2024-01-01/2024-02-29", published_basis="text")
    dated = dispatch(published="2024-06-01", published_basis="given")
    with new_ledger() as ledger:
        ledger.record_all([guessed, dated], now=NOON, extractor_version="1")
        assert ledger.extractions(as_of=dt.date(2024, 3, 1)) == [guessed]


# (published, as of, whether it counts): an interval counts from its end, no date counts never.
AS_OF = [
    ("2024-01-11", "2024-01-10", False),
    ("2024-01-11", "2024-01-11", True),
    ("2023-12-27/2024-01-31", "2024-01-30", False),
    ("2023-12-27/2024-01-31", "2024-01-31", True),
    ("2024", "2024-12-30", False),
    ("2024", "2024-12-31", True),
    (None, "2099-12-31", False),
]


@pytest.mark.parametrize(("published", "as_of", "counts"), AS_OF)
def test_as_of_counts_publication(new_ledger: NewLedger, published: str | None, as_of: str, counts: bool) -> None:
    with new_ledger() as ledger:
        ledger.record(dispatch(published=published), now=NOON, extractor_version="1")
        assert bool(ledger.extractions(as_of=dt.date.fromisoformat(as_of))) is counts
        assert len(ledger.undated()) == (published is None)


def test_known_at_counts_recording(new_ledger: NewLedger) -> None:
    with new_ledger() as ledger:
        ledger.record(dispatch(), now=NOON, extractor_version="1")
        assert ledger.extractions(known_at=NOON - dt.timedelta(seconds=1)) == []
        assert len(ledger.extractions(known_at=NOON)) == 1


# (parties asked for, at least, whether the dispatch on Armenia and Azerbaijan is shown)
PARTIES = [
    (("ARM", "AZE"), None, True),
    (("AZE", "ARM", "RUS"), None, True),
    (("ARM",), None, True),
    (("ARM", "RUS"), None, False),
    (("ARM", "RUS"), 1, True),
    (("ARM:REL",), None, True),
    (("RUS", "UKR"), None, False),
    ((), None, True),
]


@pytest.mark.parametrize(("parties", "at_least", "shown"), PARTIES)
def test_a_view_may_ask_for_parties(
    new_ledger: NewLedger, parties: tuple[str, ...], at_least: int | None, shown: bool
) -> None:
    with new_ledger() as ledger:
        ledger.record(dispatch(), now=NOON, extractor_version="1")
        assert bool(ledger.extractions(parties=parties, at_least=at_least)) is shown


def test_views_are_ordered_by_publication(new_ledger: NewLedger) -> None:
    dates = ["2024-02-01", None, "2023-11", "2024-01-05"]
    with new_ledger() as ledger:
        found = [dispatch(published=date, outlet=f"paper {i}") for i, date in enumerate(dates)]
        ledger.record_all(found, now=NOON, extractor_version="1")
        assert [one.published for one in ledger.articles()] == ["2023-11", "2024-01-05", "2024-02-01", None]


def test_records_and_articles_are_found_by_the_beginning_of_their_id(new_ledger: NewLedger) -> None:
    one = dispatch()
    with new_ledger() as ledger:
        ledger.record(one, now=NOON, extractor_version="1")
        assert ledger.get(one.evidence[1].id[:12]) == one.evidence[1]
        assert ledger.article(one.article.key[:6]) == one.article
        with pytest.raises(LedgerError, match="no such record"):
            ledger.get("event-0000")
        with pytest.raises(LedgerError, match="more than one record begins so"):
            ledger.get("")
        with pytest.raises(LedgerError, match="no such article"):
            ledger.article("%")


def test_an_article_is_recorded_whole_or_not_at_all(new_ledger: NewLedger) -> None:
    source = article("Talks resumed in Geneva.")
    loose = Anchor(source.key, 0, 5, "Tanks")
    wrong = Extraction(
        source, evidence=(meeting(source, "resumed"), dataclasses.replace(meeting(source, "Talks"), anchor=loose))
    )
    with new_ledger() as ledger:
        with pytest.raises(InvalidEvidence, match="does not slice back"):
            ledger.record(wrong, now=NOON, extractor_version="1")
        assert ledger.articles() == [] and ledger.check() == []


@pytest.mark.parametrize("bad", ["Talks \x00 resumed.", "Talks \ud800 resumed."])
def test_text_that_no_database_keeps_is_refused_by_name(new_ledger: NewLedger, bad: str) -> None:
    source = article(bad, id="broken.txt")
    with new_ledger() as ledger:
        with pytest.raises(UnreadableDocument, match=r"broken\.txt: its text holds a character that cannot be stored"):
            ledger.record(Extraction(source, evidence=(meeting(source, "Talks"),)), now=NOON, extractor_version="1")
        assert ledger.articles() == []


def test_the_same_record_twice_is_one(new_ledger: NewLedger) -> None:
    source = article("Talks resumed in Geneva.")
    once, again = meeting(source, "Talks", certainty=0.9), meeting(source, "Talks", certainty=0.2)
    with new_ledger() as ledger:
        ledger.record(Extraction(source, evidence=(once, again)), now=NOON, extractor_version="1")
        assert ledger.evidence() == [once]


# (words asked for, names of the articles found, best first): all the words, in any order and case.
SEARCHES = [
    ("snow", ["valley"]),
    ("TALKS geneva", ["geneva"]),
    ("talks", ["geneva", "valley"]),
    ("talks nowhere", []),
    ('"quoted" OR -x*', []),
    ("100%", ["valley"]),
    ("", []),
]


@pytest.mark.parametrize(("words", "names"), SEARCHES)
def test_articles_are_found_by_their_words(new_ledger: NewLedger, words: str, names: list[str]) -> None:
    texts = {
        "geneva": "Talks, talks and more talks in Geneva.",
        "valley": "Snow held up talks; 100% of the passes closed.",
    }
    with new_ledger() as ledger:
        found = [Extraction(article(text, id=name)) for name, text in texts.items()]
        ledger.record_all(found, now=NOON, extractor_version="1")
        assert sorted(one.id for one in ledger.search(words)) == names


def test_quarantine_notes_a_document_once_for_each_reason(new_ledger: NewLedger) -> None:
    with new_ledger() as ledger:
        for _ in range(2):
            ledger.quarantine("scan.pdf", "no text layer", now=NOON, remedy="run OCR first")
        ledger.quarantine("scan.pdf", "truncated", now=NOON)
        assert [(one.document, one.reason) for one in ledger.quarantined()] == [
            ("scan.pdf", "no text layer"),
            ("scan.pdf", "truncated"),
        ]


def test_a_clock_without_a_zone_is_refused(new_ledger: NewLedger) -> None:
    with new_ledger() as ledger, pytest.raises(LedgerError, match="time zone"):
        ledger.record(dispatch(), now=dt.datetime(2024, 1, 1), extractor_version="1")


def test_an_unknown_format_is_refused(new_ledger: NewLedger) -> None:
    with new_ledger() as ledger, pytest.raises(UsageError, match="no format 'xml'"):
        list(ledger.export("xml"))


def test_an_actor_who_speaks_for_two_counts_for_both(new_ledger: NewLedger) -> None:
    source = article("The two capitals agreed.")
    both = dataclasses.replace(ARM, text="The two capitals", id="ARM;AZE")
    one = Extraction(source, evidence=(meeting(source, "agreed", actors=(both,)),))
    with new_ledger() as ledger:
        ledger.record(one, now=NOON, extractor_version="1")
        assert ledger.extractions(parties=("ARM", "AZE")) == [one]
        assert at(source, "agreed") == ledger.evidence()[0].anchor


def dump(ledger: Ledger) -> list[tuple[object, ...]]:
    """Return every row of every table."""
    from detente.ledger.schema import metadata

    with ledger._engine.begin() as connection:
        return [tuple(row) for table in metadata.sorted_tables for row in connection.execute(table.select())]

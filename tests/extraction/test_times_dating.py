"""The date of an event: tables of (text, word, date), by time words and by default, with the reason above each row."""

from __future__ import annotations

import pytest

from detente.article import Article
from detente.extraction.times import Times, find_times

PUBLISHED = "2024-01-11"  # a Thursday


@pytest.fixture(scope="module")
def date_of(parser):
    def read(text: str, word: str, default: bool = False, published: str | None = PUBLISHED) -> str | None:
        parsed = parser.parse(Article("test", text, published=published))
        token = next(token for token in parsed.doc if token.text == word)
        return Times(parsed, find_times(parsed)).dating(token, default=default)

    return read


# text, word, date
BY_WORDS = [
    # a time on the verb itself, before or behind it
    ("The leaders met on December 26 in Sochi.", "met", "2023-12-26"),
    ("On Tuesday the two ministers agreed to a truce.", "agreed", "2024-01-09"),
    ("Yesterday rebels seized the town.", "seized", "2024-01-10"),
    # a time on the object or place of the verb
    ("The envoys held talks in Vienna in November.", "held", "2023-11"),
    # noun phrases: possessive, modifier, preposition, clause
    ("September's fighting shook the region.", "fighting", "2023-09"),
    ("It followed a December 26 meeting in Sochi.", "meeting", "2023-12-26"),
    ("A June 2023 poll showed little support.", "poll", "2023-06"),
    ("It repeats the talks of November.", "talks", "2023-11"),
    ("They hailed the ceasefire signed on 9 November 2020.", "ceasefire", "2020-11-09"),
    # months in a list are one stretch, as are "from ... to" and "between ... and"
    ("They met in October, November and December.", "met", "2023-10/2023-12"),
    ("They fought from May to July.", "fought", "2023-05/2023-07"),
    ("They negotiated between 2020 and 2022.", "negotiated", "2020/2022"),
    # also where the parse does not see the list
    ("March, April, and May saw fresh clashes.", "saw", "2023-03/2023-05"),
    # a clause that tells more of a time is of that time
    ("It began on 7 December 2023, when both sides issued a statement.", "issued", "2023-12-07"),
    # what began then goes on until publication
    ("The talks have stalled since October.", "stalled", "2023-10-01/2024-01-11"),
    # a time in a clause of its own dates that clause
    ("Baku welcomed the text that Yerevan had sent on Monday.", "welcomed", None),
    ("Baku welcomed the text that Yerevan had sent on Monday.", "sent", "2024-01-08"),
    # a reported event has not the date of the report
    ("He said on Monday that the army had left.", "left", None),
    ("He said on Monday that the army had left.", "said", "2024-01-08"),
    # an intention that is reported is uttered then
    ("He said on Monday that Baku would retaliate.", "retaliate", "2024-01-08"),
    # the year in the name of a thing is not the date of what is done to it
    ("The minister criticised the 2015 deal.", "criticised", None),
    ("The minister criticised the 2015 deal.", "deal", "2015"),
    # what comes before or after a time is not on it
    ("They signed before the March 2020 deadline.", "signed", None),
    # participles and clauses with "as" share the date of the main clause
    ("He left for Cairo on Monday after concluding talks.", "concluding", "2024-01-08"),
    ("Shells fell on Sunday as envoys gathered.", "gathered", "2024-01-07"),
    # so do verbs joined by "and", in either direction, but not by "but"
    ("On Monday he flew to Doha and met the emir.", "met", "2024-01-08"),
    ("Rebels seized the port and attacked the airfield yesterday.", "seized", "2024-01-10"),
    # counted from the main clause
    ("They met on January 8, two days after troops withdrew.", "withdrew", "2024-01-06"),
    # no hint
    ("The parties disagree about the road.", "disagree", None),
]


@pytest.mark.parametrize(("text", "word", "date"), BY_WORDS)
def test_an_event_has_the_date_of_the_time_that_belongs_to_it(date_of, text, word, date):
    assert date_of(text, word) == date


# text, word, date by default
BY_DEFAULT = [
    # a report in the past tense without a time word is of the day of publication
    ("The two sides agreed to a truce.", "agreed", PUBLISHED),
    # or of the day of which the article tells
    ("Mr. Orlov met the envoy on Tuesday. He praised the plan.", "praised", "2024-01-09"),
    # but not of a day long past
    ("They first met on 5 May 2020. He praised the plan.", "praised", PUBLISHED),
    # declared or demanded: the day of publication
    ("The United States condemns the attack.", "condemns", PUBLISHED),
    ("All forces must withdraw at once.", "withdraw", PUBLISHED),
    ("We will stand by the agreement.", "stand", PUBLISHED),
    # what is quoted as past may be long past
    ('He met the envoy. "They broke the agreement," he said.', "broke", None),
    # a perfect, a pluperfect, a future, background and a noun tell no day
    ("The parliament has ratified the treaty.", "ratified", None),
    ("Baku has just released the prisoners.", "released", PUBLISHED),
    ("Earlier Baku released the prisoners.", "released", None),
    ("The parliament will ratify the treaty.", "ratify", None),
    ("He welcomed the release of prisoners.", "release", None),
]


@pytest.mark.parametrize(("text", "word", "date"), BY_DEFAULT)
def test_an_event_without_a_time_word_is_dated_by_its_tense(date_of, text, word, date):
    assert date_of(text, word, default=True) == date


def test_time_words_go_before_the_default(date_of):
    assert date_of("They met on Tuesday.", "met", default=True) == "2024-01-09"


def test_an_undated_article_has_no_default(date_of):
    assert date_of("The two sides agreed to a truce.", "agreed", default=True, published=None) is None


def test_an_article_dated_by_a_wide_interval_lends_its_date_to_no_event(date_of):
    wide = "2023-12-01/2024-01-31"
    assert date_of("The two sides agreed to a truce.", "agreed", default=True, published=wide) is None


def test_expressions_are_given_by_place(parser):
    parsed = parser.parse(Article("test", "In May 2020 they met. In June 2021 they parted.", published=PUBLISHED))
    times = Times(parsed, find_times(parsed))
    assert [time.edtf for time in times.in_span(0, 21)] == ["2020-05"]
    assert [time.edtf for time in times.in_span(22, 48)] == ["2021-06"]
    assert times.in_span(5, 8) == ()

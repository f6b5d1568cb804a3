"""Times: tables of (sentence, expression, what it is), with the reason above each row."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.article import Article, Passage
from detente.dates import is_edtf
from detente.evidence import TimeExpression, check_anchor
from detente.extraction.times import find_times
from detente.reference.times import load_time_book

PUBLISHED = "2024-01-11"  # a Thursday


@pytest.fixture(scope="module")
def times_of(parser):
    def read(text: str, published: str | None = PUBLISHED) -> tuple[TimeExpression, ...]:
        return find_times(parser.parse(Article("test", text, published=published)))

    return read


# sentence, words, value, type, EDTF
TABLE = [
    # a date with its year stands for itself, in either order
    ("They signed on 10 November 2020.", "10 November 2020", "2020-11-10", "DATE", "2020-11-10"),
    ("They signed on November 10, 2020.", "November 10, 2020", "2020-11-10", "DATE", "2020-11-10"),
    # figures: ISO, month first behind slashes, day first behind dots
    ("The text is dated 2023-12-07.", "2023-12-07", "2023-12-07", "DATE", "2023-12-07"),
    ("The text is dated 12/07/2023.", "12/07/2023", "2023-12-07", "DATE", "2023-12-07"),
    ("The text is dated 07.12.2023.", "07.12.2023", "2023-12-07", "DATE", "2023-12-07"),
    # without a year it is the last one behind a past tense, the next one behind a future
    ("The envoys met on December 7.", "December 7", "2023-12-07", "DATE", "2023-12-07"),
    ("The envoys will meet on December 7.", "December 7", "2024-12-07", "DATE", "2024-12-07"),
    # a weekday beside the date decides between years
    ("The deadline was Friday 14 June.", "Friday 14 June", "2024-06-14", "DATE", "2024-06-14"),
    # a bare month: past, and planned
    ("Shelling killed dozens in September.", "September", "2023-09", "DATE", "2023-09"),
    ("Talks are scheduled for September.", "September", "2024-09", "DATE", "2024-09"),
    # the year at the end of a list holds for the whole list
    ("They met in October and November 2022.", "October", "2022-10", "DATE", "2022-10"),
    # thirds of a month as the annotation guide cuts them; TimeML keeps the value of the whole
    ("They met in late December.", "late December", "2023-12", "DATE", "2023-12-21/2023-12-31"),
    ("They met in early December.", "early December", "2023-12", "DATE", "2023-12-01/2023-12-10"),
    ("They met in mid-December.", "mid-December", "2023-12", "DATE", "2023-12-11/2023-12-20"),
    ("They met at the end of December.", "the end of December", "2023-12", "DATE", "2023-12-21/2023-12-31"),
    # ranges
    ("She travelled on November 19-20.", "November 19-20", "2023-11-19/2023-11-20", "DATE", "2023-11-19/2023-11-20"),
    ("The war of 1992-94 left scars.", "1992-94", "1992/1994", "DATE", "1992/1994"),
    # a month in figures is no range of years
    ("The table ends in 2003-05.", "2003-05", "2003-05", "DATE", "2003-05"),
    # weekdays: the nearest on or before publication, the next one in the future
    ("The ministers met on Tuesday.", "Tuesday", "2024-01-09", "DATE", "2024-01-09"),
    ("The ministers will meet on Tuesday.", "Tuesday", "2024-01-16", "DATE", "2024-01-16"),
    ("The ministers met on Thursday.", "Thursday", "2024-01-11", "DATE", "2024-01-11"),
    ("The ministers met last Thursday.", "last Thursday", "2024-01-04", "DATE", "2024-01-04"),
    ("Talks are scheduled for Monday.", "Monday", "2024-01-15", "DATE", "2024-01-15"),
    ("They agreed on Monday to meet again.", "Monday", "2024-01-08", "DATE", "2024-01-08"),
    # weeks run from Monday to Sunday
    ("They met last week.", "last week", "2024-W01", "DATE", "2024-01-01/2024-01-07"),
    ("They will meet next week.", "next week", "2024-W03", "DATE", "2024-01-15/2024-01-21"),
    # what this week has brought so far ends today
    ("They met this week.", "this week", "2024-W02", "DATE", "2024-01-08/2024-01-11"),
    ("Fighting broke out at the weekend.", "the weekend", "2024-W01-WE", "DATE", "2024-01-06/2024-01-07"),
    # days told from today
    ("He spoke yesterday.", "yesterday", "2024-01-10", "DATE", "2024-01-10"),
    ("He spoke the day before yesterday.", "the day before yesterday", "2024-01-09", "DATE", "2024-01-09"),
    ("He spoke last night.", "last night", "2024-01-10TNI", "TIME", "2024-01-10"),
    ("He left on Wednesday morning.", "Wednesday morning", "2024-01-10TMO", "TIME", "2024-01-10"),
    # months and years told from today
    ("They met last month.", "last month", "2023-12", "DATE", "2023-12"),
    ("They met last October.", "last October", "2023-10", "DATE", "2023-10"),
    ("They met in June last year.", "June last year", "2023-06", "DATE", "2023-06"),
    ("They will meet later this year.", "later this year", "2024", "DATE", "2024"),
    # seasons as months; a winter is named by the year in which it begins
    ("The front froze last winter.", "last winter", "2022-WI", "DATE", "2022-12/2023-02"),
    ("The front moved in the summer of 2022.", "the summer of 2022", "2022-SU", "DATE", "2022-06/2022-08"),
    ("Prices fell in the third quarter of 2023.", "the third quarter of 2023", "2023-Q3", "DATE", "2023-07/2023-09"),
    ("It was agreed in the first half of 2022.", "the first half of 2022", "2022-H1", "DATE", "2022-01/2022-06"),
    # decades and centuries
    ("The border was drawn in the 1920s.", "the 1920s", "192", "DATE", "1920/1929"),
    ("The fort is of the 18th century.", "the 18th century", "17", "DATE", "1700/1799"),
    # counted back: the period of that unit
    ("They met three weeks ago.", "three weeks ago", "2023-W51", "DATE", "2023-12-18/2023-12-24"),
    ("They met two years ago.", "two years ago", "2022", "DATE", "2022"),
    # counted from what was told before
    ("They met on 5 May 2020 and parted two days later.", "two days later", "2020-05-07", "DATE", "2020-05-07"),
    (
        "They met on 5 May 2020, the first time since the autumn, after a call a day earlier.",
        "a day earlier",
        "2020-05-04",
        "DATE",
        "2020-05-04",
    ),
    # the first of a month's Fridays, and a moveable feast
    ("They met on the first Friday of May 2023.", "the first Friday of May 2023", "2023-05-05", "DATE", "2023-05-05"),
    ("The truce of Easter 2022 broke.", "Easter 2022", "2022-04-17", "DATE", "2022-04-17"),
    # durations
    ("The talks lasted three days.", "three days", "P3D", "DURATION", None),
    ("The talks lasted 2 1/2 hours.", "2 1/2 hours", "PT2H30M", "DURATION", None),
    ("It was a 44-day war.", "44-day", "P44D", "DURATION", None),
    ("They waited for twenty-five years.", "twenty-five years", "P25Y", "DURATION", None),
    ("The talks went on for several weeks.", "several weeks", "PXW", "DURATION", None),
    # a duration that ends today covers days
    ("Over the past ten days they met twice.", "the past ten days", "P10D", "DURATION", "2024-01-01/2024-01-11"),
    # sets
    ("The commission meets every Thursday.", "every Thursday", "XXXX-WXX-4", "SET", None),
    ("Patrols leave daily from the base.", "daily", "P1D", "SET", None),
    # neither day nor stretch
    ("The parties are now closer.", "now", "PRESENT_REF", "DATE", None),
    ("The parties recently met.", "recently", "PAST_REF", "DATE", None),
    # the time of the day goes with the day beside it
    ("Talks begin at 10:30 a.m. on Friday.", "10:30 a.m.", "2024-01-11T10:30", "TIME", "2024-01-11"),
    ("The truce began at noon Saturday.", "noon Saturday", "2024-01-06T12:00", "TIME", "2024-01-06"),
]


@pytest.mark.parametrize(("sentence", "words", "value", "type_", "edtf"), TABLE)
def test_an_expression_is_found_and_resolved(times_of, sentence, words, value, type_, edtf):
    found = {time.anchor.exact: (time.value, time.type, time.edtf) for time in times_of(sentence)}
    assert found.get(words) == (value, type_, edtf)


# sentences without any time
NO_TIMES = [
    # an age is no duration
    "The 52-year-old general, 52 years old, resigned.",
    # a count is no year, a sum of money neither
    "The army lost 2000 soldiers and $1998 in cash.",
    # a modal, a verb and names
    "He may march with Theresa May and April Glaspie.",
    # a fall that is no season
    "The fall of the city shocked the region.",
    # three quarters of something
    "Three-quarters of the prisoners came home.",
    # a decade of life
    "The president is in his 40s.",
]


@pytest.mark.parametrize("sentence", NO_TIMES)
def test_what_only_looks_like_a_time_is_none(times_of, sentence):
    assert [time.anchor.exact for time in times_of(sentence)] == []


def test_without_a_date_of_publication_only_absolute_expressions_resolve(times_of):
    found = {time.anchor.exact: time.edtf for time in times_of("On Monday they met; in 2023 and last week too.", None)}
    assert found == {"Monday": None, "2023": "2023", "last week": None}


def test_an_interval_of_publication_is_read_from_its_end_and_lowers_the_certainty(times_of):
    (vague,), (sure,) = times_of("He spoke yesterday.", "2024-01-01/2024-01-11"), times_of("He spoke yesterday.")
    assert vague.edtf == "2024-01-10" and vague.certainty < sure.certainty


def test_boilerplate_holds_no_times(parser):
    text = "They met on Monday. Related: the talks of 5 May 2020."
    article = Article("test", text, published=PUBLISHED, boilerplate=(Passage(20, len(text)),))
    assert [time.anchor.exact for time in find_times(parser.parse(article))] == ["Monday"]


def test_an_expression_says_what_it_was_resolved_against(times_of):
    assert times_of("He spoke yesterday.")[0].resolved_against == PUBLISHED


WORDS = [*sorted(load_time_book().words), "1999", "31", "2024-02-31", "'90s", "99/99/9999", "25:61", "1,000", "hundred"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), published=st.sampled_from([None, "2024-02-29"]))
def test_whatever_the_words_anchors_slice_back_and_dates_are_edtf(parser, words, published):
    article = Article("test", " ".join(words), published=published)
    end = 0
    for time in find_times(parser.parse(article)):
        check_anchor(article, time.anchor)
        assert time.anchor.start >= end, "expressions overlap"
        assert time.value and (time.edtf is None or is_edtf(time.edtf))
        end = time.anchor.end


@pytest.mark.parametrize(
    "text",
    [
        "hundred " * 3000,
        "nineteen " * 500,
        "1-2-3-" * 800,
        "on Monday, " * 800,
        "9" * 5000,
        "3 million million years ago",
    ],
)
def test_endless_text_ends(times_of, text):
    times_of(text)

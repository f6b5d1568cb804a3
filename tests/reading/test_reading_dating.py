"""An undated text is dated by its own words: exactly, as an interval with reasons, or not at all."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.dates import days
from detente.reading.dating import date_by_words
from detente.reading.mentions import find_mentions


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("They met on 7 May 2021.", [("7 May 2021", "past")]),
        ("They met on May 7th, 2021.", [("May 7th, 2021", "past")]),
        ("They met on Friday, 7 May 2021.", [("Friday, 7 May 2021", "past")]),
        ("They met on 2021-05-07.", [("2021-05-07", "past")]),
        # a range ends on its last day
        ("They met on 7-9 May 2021.", [("7-9 May 2021", "past")]),
        ("They met in Sept. 2021.", [("Sept. 2021", "past")]),
        ("They met in late May.", [("late May", "past")]),
        ("They met last May.", [("last May", "past")]),
        ("In 2021 they met twice.", [("2021", "past")]),
        # to come, by the verb before it in its clause
        ("They will hold elections in 2026.", [("2026", "future")]),
        ("The summit is scheduled for 7 May 2021.", [("7 May 2021", "future")]),
        ("The upcoming May 2021 summit is in doubt.", [("May 2021", "future")]),
        # the verb stands in another clause
        ("They met in May 2021, and will meet again.", [("May 2021", "past")]),
        # a deadline may be past or to come, and so may what would have been
        ("They left the lake by the end of 2023.", [("2023", "unclear")]),
        ("The bridge was due to open in May 2021.", [("May 2021", "unclear")]),
        # the name of a thing is no time
        ("He presented the 2030 Agenda to them.", [("2030", "unclear")]),
        # words that look like months or years
        ("They may march on. Some 2000 troops stood by. Resolution 1701 held.", []),
        ("May they agree.", []),
    ],
)
def test_mentions(text: str, mentions: list[tuple[str, str]]) -> None:
    assert [(mention.text, mention.role) for mention in find_mentions(text)] == mentions


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Envoys return\n\nJuly 23, 2008\n\nThey met in May 2007.", "2008-07-23"),
        ("Published: 23 July 2008\nThe envoys met.", "2008-07-23"),
        ("FOR IMMEDIATE RELEASE July 23rd, 2008\n\nThe envoys met.", "2008-07-23"),
        ("Wednesday 23 July 2008 08.43 GMT The envoys met.", "2008-07-23"),
        ("GENEVA | Wed Jul 23, 2008 7:22 pm EDT GENEVA (Reuters) - The envoys met.", "2008-07-23"),
        ("GENEVA, July 23, 2008 (Reuters) - The envoys met.", "2008-07-23"),
        ("July 23, 2008 — The envoys met.", "2008-07-23"),
        # words are posted soon after they were spoken
        ("Town Hall\n\n(July 23, 2008)\n\nGood morning. The envoys met.", "2008-07-23/2008-07-25"),
        # a letter is dated under it
        ("The envoys met twice in May 2007.\n\nIDA HOLM\n\nTHE TOWN HALL, July 23, 2008.", "2008-07-23"),
        # a dateline without a year takes it from the text
        (
            "GENEVA, July 23 (Reuters) - The envoys met. In May 2008 they failed, as twice before in 2008.",
            "2008-07-23",
        ),
        # in a sentence it is the day of an event
        ("The envoys met on Wednesday, July 23, 2008, for the first time.", None),
    ],
)
def test_a_stamp_tells_the_day(text: str, published: str | None) -> None:
    assert date_by_words(text).interval == published


FRAME = "Hopes are high again. A poll of May 2015 found few for the deal, as did two others in 2015. "


@pytest.mark.parametrize(
    ("more", "published"),
    [
        # the latest event, and the new year
        ("The envoys met on December 3. The new year may see a deal.", "2015-12-15/2016-01-31"),
        ("The envoys met on December 20. The new year may see a deal.", "2015-12-21/2016-01-31"),
        ("The envoys met on January 9. This new year brings hope.", "2015-12-15/2016-01-31"),
        # the new year as still to come
        ("The envoys met on November 9. They will meet again in the new year.", "2015-11-10/2015-12-31"),
        # other new years tell nothing
        ("The envoys met on November 9. The Lunar New Year passed.", None),
        # a month as still to come
        ("The envoys met on November 9. They will meet again in February.", "2015-11-10/2016-02-29"),
        # a year as still to come is an upper bound and no lower one
        ("The envoys met on November 9. Elections will be held in 2016.", "2015-11-10/2016"),
        # "last October" is said until the next one is over
        ("The envoys met last October.", "2015-10/2016-10"),
        # nothing tells the latest day
        ("The envoys met on November 9.", None),
    ],
)
def test_an_interval_is_reasoned_where_the_year_is_named_more_than_once(more: str, published: str | None) -> None:
    expected = published if published is None else days(published)
    found = date_by_words(FRAME + more)
    assert (found.interval and days(found.interval)) == expected
    assert found.reasons


@pytest.mark.parametrize(
    "text",
    [
        "The two envoys met on Tuesday and said little.",
        "The envoys met on December 26. The new year may see a deal.",  # of which year?
        "The border has been closed since 1993. The new year may see a deal.",  # a bare year of long ago
        "A poll of May 2015 found few for it. The new year may see a deal.",  # named once: it misleads too often
        "They will agree by 2030.",
    ],
)
def test_where_the_year_cannot_be_reasoned_the_date_stays_unknown(text: str) -> None:
    found = date_by_words(text)
    assert found.interval is None
    assert found.warnings


def test_the_day_of_fetching_is_the_last_day_it_can_have_appeared() -> None:
    found = date_by_words("The envoys met in May 2015 for the first time.", latest=dt.date(2015, 8, 3))
    assert found.interval == "2015-05-01/2015-08-03"


def test_a_date_told_as_past_and_as_to_come_bounds_nothing_below() -> None:
    text = "They met in May 2015. The bridge opened in June 2017, it says. It will open in March 2017."
    assert date_by_words(text).interval == "2015-05/2017-03"


@given(st.text(alphabet="May 2015Jun.,-thenwyear will13\n", max_size=120), st.dates(dt.date(1990, 1, 1)))
def test_any_text_gives_an_interval_up_to_the_day_of_fetching_or_none(text: str, latest: dt.date) -> None:
    found = date_by_words(text, latest)
    assert found.interval is None or days(found.interval).first <= latest

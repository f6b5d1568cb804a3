"""Calendar: a table of (sentence, dates of what is ahead), with the reason above each row."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.article import Article
from detente.dates import days
from detente.evidence import Scheduled, check_anchor
from detente.extraction.actors import find_actors
from detente.extraction.calendar import find_scheduled
from detente.extraction.horizon import end_of
from detente.extraction.times import Times, find_times

PUBLISHED = "2024-06-07"  # a Friday


@pytest.fixture(scope="module")
def scheduled_of(parser, desk):
    def read(text: str, published: str | None = PUBLISHED) -> tuple[Scheduled, ...]:
        parsed = parser.parse(Article("test", text, published=published))
        actors, times = find_actors(parsed, desk.actors), Times(parsed, find_times(parsed))
        found = find_scheduled(parsed, actors, times, desk.vocabulary)
        for occasion in found:
            check_anchor(parsed.article, occasion.anchor)
        return found

    return read


# sentence, the dates of its occasions
TABLE = [
    # a noun that carries its time
    ("Observers will watch the presidential election in November.", ["2024-11"]),
    ("The talks failed ahead of next month's summit.", ["2024-07"]),
    # a clause that says what will be
    ("The foreign ministers of Chad and Libya will meet next week.", ["2024-06-10/2024-06-16"]),
    ("The envoy is due to visit Khartoum on Monday.", ["2024-06-10"]),
    ("Egypt agreed to send a delegation to Doha on June 20.", ["2024-06-20"]),
    # a limit is an occasion whatever the tense
    ("The government gave the rebels until June 30 to disarm.", ["2024-06-30"]),
    # terms of office
    ("The president's mandate ends in January.", ["2025-01"]),
    # what runs for a stated time ends: days to the day, months to the month
    ("The parties announced a 72-hour ceasefire.", ["2024-06-10"]),
    ("Both sides welcomed a two-month truce.", ["2024-08"]),
    # ahead, but without a day
    ("The upcoming elections worry both sides.", [None]),
    # a second mention of the same occasion is no second occasion
    ("Voters go to the polls in September. The parties fear the election in September.", ["2024-09"]),
    # what only may be, is denied, wished for or past
    ("If the ministers meet next week, the truce may hold.", []),
    ("The ministers will not meet next week.", []),
    ("The opposition called for elections in October.", []),
    ("The ministers met last week.", []),
    ("The last round of talks was held in May.", []),
    ("Mediators proposed a 60-day truce.", []),
    # no appointment is made for a generation away
    ("Emissions will fall to zero by 2060.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), TABLE)
def test_what_lies_ahead(scheduled_of, sentence, expected):
    """Each occasion is one record with its date."""
    assert [occasion.date for occasion in scheduled_of(sentence)] == expected


def test_without_a_day_of_publication_nothing_lies_ahead(scheduled_of):
    """The future is seen from publication."""
    assert scheduled_of("The ministers will meet on 20 June 2024.", None) == ()


def test_a_bare_weekday_before_an_election_is_the_next_one(scheduled_of):
    """Without a verb of the future the election on "Sunday" would be read as the last one."""
    (occasion,) = scheduled_of("He is the favourite in Sunday's presidential election.")
    assert occasion.date == "2024-06-09"


def test_the_calendar_of_the_showcase(scheduled_of, shared):
    """The national elections of 2026, and nothing else."""
    text = (shared / "gold/dev/seed-signs-point.txt").read_text(encoding="utf-8")
    assert [occasion.date for occasion in scheduled_of(text, "2024-01-11")] == ["2026"]


@given(st.integers(0, 48), st.integers(0, 400), st.dates(dt.date(1990, 1, 1), dt.date(2060, 1, 1)))
def test_what_begins_today_ends_no_earlier(months, whole, today):
    """The end of a duration lies at or behind its beginning, and longer ones end no earlier."""
    for value, longer in ((f"P{whole}D", f"P{whole + 1}D"), (f"P{months}M", f"P{months + 1}M")):
        end, later = end_of(value, today), end_of(longer, today)
        assert later is not None and days(later).last >= today
        assert end is None or days(end).last <= days(later).last


PIECES = [
    "The rebels",
    "will meet",
    "on Monday",
    "a 60-day truce",
    "elections",
    "until",
    "2025",
    "may",
    "next week",
    ".",
    "\n",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_scheduled_is_over(scheduled_of, pieces):
    """Whatever the text: anchors slice back (checked in the fixture) and no occasion ends before publication."""
    today = dt.date.fromisoformat(PUBLISHED)
    assert all(o.date is None or days(o.date).last >= today for o in scheduled_of(" ".join(pieces)))

"""Polls: a table of sentences, and twenty reports of which half were never looked at while the rules were made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.article import Article
from detente.evidence import Poll, check_anchor
from detente.extraction.actors import find_actors
from detente.extraction.polls import find_polls
from detente.extraction.times import Times, find_times

PUBLISHED = "2024-06-07"
REPORTS = Path(__file__).parents[1] / "data" / "polls"


@pytest.fixture(scope="module")
def polls_of(parser, desk):
    def read(text: str, published: str = PUBLISHED) -> tuple[Poll, ...]:
        parsed = parser.parse(Article("test", text, published=published))
        actors, times = find_actors(parsed, desk.actors), Times(parsed, find_times(parsed))
        found = find_polls(parsed, actors, times, desk.vocabulary)
        for poll in found:
            check_anchor(parsed.article, poll.anchor)
        return found

    return read


# text, (share, population, date) of each poll
TABLE = [
    # the plain case: share, public, month
    ("A poll in March found that 64% of Greeks support the accord.", [(64.0, "GRC", "2024-03")]),
    # several shares in one sentence are several polls
    (
        "A survey of Moldovans in May found 51 percent in favour of the deal and 32 percent against it.",
        [(51.0, "MDA", "2024-05"), (32.0, "MDA", "2024-05")],
    ),
    # fractions and numbers in words
    ("Two thirds of Danes oppose the treaty, a poll showed.", [(67.0, "DNK", None)]),
    ("Forty-one percent of Kenyans said in a survey that they want peace talks.", [(41.0, "KEN", None)]),
    # no poll is named, but the people who answered are
    ("Some 70 percent of Cypriots believe that the talks will fail.", [(70.0, "CYP", None)]),
    # what follows a poll goes on telling of it
    (
        "Pollsters questioned 900 Georgians in April. Only 18 percent said they trusted the president.",
        [(18.0, "GEO", "2024-04")],
    ),
    # votes, prices, land and margins of error are no answers
    ("The president won 54 percent of the vote.", []),
    ("Turnout was 61 percent.", []),
    ("Inflation rose to 12 percent last month.", []),
    ("Rebels hold 40 percent of the territory.", []),
    ("A poll of Greeks found no majority. The margin of error is 3 percent.", []),
    # the figure to compare with is not the answer
    ("A poll found 45 percent of Turks support the plan, up from 38 percent.", [(45.0, "TUR", None)]),
    # half a dozen is no half
    ("Half a dozen countries back the deal, a survey of officials found.", []),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_a_poll_is_share_public_and_time(polls_of, text, expected):
    """Each share that people gave is one record."""
    assert [(poll.share, poll.population, poll.date) for poll in polls_of(text)] == expected


def test_what_was_answered_is_kept(polls_of):
    """`about` holds the words behind the share."""
    (poll,) = polls_of("A poll found 64% of Greeks support the accord.")
    assert poll.about == "of Greeks support the accord"


@pytest.mark.parametrize(("half", "floor"), [("tune", 0.95), ("measure", 0.85)])
def test_reports_of_polls(polls_of, half, floor):
    """Record-F1 over ten reports: share, population and date count a third each."""
    credit = gold = found = 0.0
    for path in sorted(REPORTS.glob(f"{half}-*.json")):
        report = json.loads(path.read_text(encoding="utf-8"))
        wanted = [(float(p["share"]), p["population"], p["date"]) for p in report["polls"]]
        have = [(p.share, p.population, p.date) for p in polls_of(report["text"], report["published"])]
        gold, found = gold + len(wanted), found + len(have)
        for want in wanted:
            matches = [sum(a == b for a, b in zip(want, one, strict=True)) / 3 for one in have if one[0] == want[0]]
            credit += max(matches, default=0.0)
    assert gold == 15
    assert 2 * credit / (gold + found) >= floor


def test_the_poll_of_the_showcase(polls_of, shared):
    """82 % of Armenians in June 2023."""
    polls = polls_of((shared / "gold/dev/seed-signs-point.txt").read_text(encoding="utf-8"), "2024-01-11")
    assert [(p.share, p.population, p.date) for p in polls] == [(82.0, "ARM", "2023-06")]


PIECES = [
    "A poll",
    "58 %",
    "of Armenians",
    "two thirds",
    "support",
    "the deal",
    "100",
    "percent",
    "in May",
    ".",
    "-",
    "\n",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_shares_stay_between_nothing_and_all(polls_of, pieces):
    """Whatever the text: anchors slice back (checked in the fixture) and a share is one of a hundred."""
    assert all(0 <= poll.share <= 100 for poll in polls_of(" ".join(pieces)))

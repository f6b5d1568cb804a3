"""Issues: a table of (text, issue, state), with the reason above each row."""

from __future__ import annotations

from collections import Counter

import pytest

from detente.article import Article
from detente.evidence import Issue
from detente.extraction import extract


@pytest.fixture(scope="module")
def issues(parser, desk):
    def read(text: str) -> dict[str, str]:
        extraction = extract(parser.parse(Article("test", text, published="2024-05-10")), desk)
        found = [record for record in extraction.evidence if record.kind == "issue"]
        assert all(n == 1 for n in Counter(record.issue for record in found).values())
        return {record.issue.value: record.state for record in found}

    return read


TABLE = [
    # asked for by an outsider
    ("The United Nations urged Peru and Chile to declare a ceasefire.", Issue.CEASEFIRE_MONITORING, "open"),
    # refused by a side
    ("Chile rejected a ceasefire.", Issue.CEASEFIRE_MONITORING, "contested"),
    # in dispute
    (
        "The two countries have long quarrelled over the disputed territory of the valley.",
        Issue.TERRITORY_BORDER,
        "contested",
    ),
    # agreed
    ("Peru and Chile agreed to a ceasefire.", Issue.CEASEFIRE_MONITORING, "agreed"),
    # what is only to be agreed is open
    ("It is unclear whether Chile will agree to a ceasefire.", Issue.CEASEFIRE_MONITORING, "open"),
    # a call that was refused stays refused
    ("Chile dismissed an appeal for a ceasefire.", Issue.CEASEFIRE_MONITORING, "contested"),
    # a list of what is discussed
    ("The ministers discussed humanitarian access and the return of refugees.", Issue.HUMANITARIAN_ACCESS, "open"),
    ("The ministers discussed humanitarian access and the return of refugees.", Issue.DISPLACED_RETURN, "open"),
]


@pytest.mark.parametrize(("text", "issue", "state"), TABLE)
def test_issues_and_their_state_are_read(issues, text, issue, state):
    assert issues(text).get(issue.value) == state


def test_a_text_that_names_no_issue_has_none(issues):
    assert issues("The minister had lunch with her aunt in Lima.") == {}

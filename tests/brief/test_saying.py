"""Dates and figures as a person would write them."""

import pytest

from detente.brief.saying import clean, say_date, say_list, say_range, say_share
from detente.reference.negotiation import name_of

DATES = [
    ("2023-12-07", "7 Dec 2023"),
    ("2023-12-01/2023-12-10", "early Dec 2023"),
    ("2023-12-11/2023-12-20", "mid Dec 2023"),
    ("2024-02-21/2024-02-29", "late Feb 2024"),
    # the last days of a month that are no third of it are told as days
    ("2023-12-27/2023-12-31", "27–31 Dec 2023"),
    ("2023-12-27/2024-01-31", "27 Dec 2023 – 31 Jan 2024"),
    ("2003-07-18/2003-08-02", "18 Jul – 2 Aug 2003"),
    ("2023-12/2024-01", "Dec 2023 – Jan 2024"),
    ("2023/2025", "2023–2025"),
    (None, "no date"),
]


@pytest.mark.parametrize(("edtf", "words"), DATES)
def test_dates(edtf, words):
    assert say_date(edtf) == words


def test_lists_shares_and_ranges():
    assert [say_list(["a"]), say_list(["a", "b"]), say_list([])] == ["a", "a and b", ""]
    assert [say_share(0.004), say_share(0.5), say_share(1.0)] == ["under 1 %", "50 %", "over 99 %"]
    assert say_range(0.0, 0.123) == "0–12 %"


def test_names_fall_back_to_the_code():
    assert [name_of(one) for one in ("AZE", "ZWE:OPP", "QQQ", "QQQ:ZZZ")] == [
        "Azerbaijan",
        "Zimbabwean opposition",
        "QQQ",
        "QQQ:ZZZ",
    ]


def test_what_could_steer_a_terminal_is_gone():
    assert clean("a\x1b[31m\u202eb\nc\u200b") == "a [31m b c"


ESCAPED = [
    # what a page escaped is written out
    (r"Harlow\u2019s second \#1 readout", "Harlow’s second #1 readout"),
    # a line that was broken for its length is one line
    ("Restoring\\ \\ trust in the\\_plan", "Restoring trust in the plan"),
    # a backslash of its own stays
    (r"with \ marks", r"with \ marks"),
]


@pytest.mark.parametrize(("text", "shown"), ESCAPED)
def test_titles_without_the_marks_of_an_escape(text, shown):
    assert clean(text) == shown

"""Process files: what they may hold, what is wrong with them, and a round trip."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from negotiation_builders import article, event, issue

from detente.errors import UnknownProcess
from detente.evidence import Issue
from detente.ledger.identity import derive_events
from detente.negotiation import Process, derive_state, load_process, propose_process, render_process

GOOD = """
title = "Armenia – Azerbaijan"
parties = ["ARM", "AZE"]
mediators = ["USA", "EUR"]
issues = ["territory_border"]
since = 2020-11-10

[aliases]
"AZE:REB" = "AZE"
"""

FAULTS = [
    # a slip of the pen is answered with the word meant
    ('partys = ["ARM", "AZE"]', "did you mean 'parties'?"),
    ('parties = ["ARM", "AZE"]\nissues = ["prisoner"]', "did you mean 'prisoners'?"),
    ('parties = ["ARM"]', "fewer than two parties"),
    ('parties = "ARM"', "no list of texts"),
    ('parties = ["ARM", "AZE"]\nsince = "soon"', "since is no date"),
    ('parties = ["ARM", "AZE"]\naliases = ["AZE"]', "no table of codes"),
    ("parties = [", "not TOML"),
]


def test_a_process_file_is_read_and_takes_its_name_from_the_file(tmp_path):
    path = tmp_path / "south.toml"
    path.write_text(GOOD, "utf-8")
    process = load_process(path)
    assert process == Process(
        "south", "Armenia – Azerbaijan", ("ARM", "AZE"), ("USA", "EUR"), ("territory_border",), "2020-11-10",
        {"AZE:REB": "AZE"},
    )  # fmt: skip


@pytest.mark.parametrize(("text", "message"), FAULTS)
def test_a_fault_is_named_with_the_file_and_what_to_do(tmp_path, text, message):
    path = tmp_path / "south.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(UnknownProcess, match=message.replace("?", r"\?")) as caught:
        load_process(path)
    assert str(caught.value).startswith("south.toml: ")


def test_a_missing_file_is_a_clear_error(tmp_path):
    with pytest.raises(UnknownProcess, match="cannot be read"):
        load_process(tmp_path / "none.toml")


@given(st.text(max_size=40), st.lists(st.text(min_size=1, max_size=8), min_size=2, max_size=4, unique=True))
def test_what_is_written_is_read_back(tmp_path_factory, title, parties):
    process = Process("x", title, tuple(parties), aliases={"A\"'\\": parties[0]})
    path = tmp_path_factory.mktemp("process") / "x.toml"
    path.write_text(render_process(process), "utf-8")
    assert load_process(path) == process


def test_a_proposed_process_is_a_file_that_loads(tmp_path):
    text = "Envoys met in Brussels about the border."
    records = [
        event("Envoys met in Brussels", "CONSULT", ("ARM", "AZE"), "2024-10-01", by=("EUR",)),
        issue("border", Issue.TERRITORY_BORDER),
    ]
    found = [article(text, "2024-10-02", *records)]
    state = derive_state(found, derive_events(found), ("ARM", "AZE"), dt.date(2025, 1, 1))
    path = tmp_path / "proposed.toml"
    path.write_text(render_process(propose_process(state)), "utf-8")
    process = load_process(path)
    assert (process.mediators, process.issues, process.since) == (("EUR",), ("territory_border",), "2024-10-01")

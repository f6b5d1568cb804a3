"""What changed since a date, and the calendar file."""

import dataclasses
import datetime as dt

from negotiation_builders import article, commitment, condition, event, scheduled
from test_brief import check_references

from detente.brief import render_calendar, render_changes, write_brief
from detente.brief.changing import write_changes
from detente.ledger.identity import derive_events
from detente.negotiation import derive_state
from detente.negotiation.changes import changes_between

PAIR = ("ARM", "AZE")
ARTICLES = [
    article(
        "They met and agreed to release prisoners; elections are due in 2026.", "2024-01-02",
        event("They met", "CONSULT", PAIR, "2024-01-01"),
        commitment("release prisoners", PAIR, date="2024-01-01"),
        scheduled("elections are due in 2026", "elections; a vote, with \\ marks", "2026"),
    ),
    article("All prisoners were released.", "2024-02-02",
            event("All prisoners were released", "RETREAT", PAIR, "2024-02-01", mode="release")),
    article(
        "The ministers initialled the peace treaty. Baku will sign only after a referendum.", "2024-03-02",
        event("The ministers initialled the peace treaty", "SUPPORT", PAIR, "2024-03-01"),
        condition("Baku will sign only after a referendum", "AZE", "a referendum"), milestone="initialled",
    ),
]  # fmt: skip


def as_of(day):
    return derive_state(ARTICLES, derive_events(ARTICLES), PAIR, dt.date.fromisoformat(day))


def test_each_change_is_told_once_with_its_evidence():
    told = [(one.matter, one.text) for one in changes_between(as_of("2024-01-31"), as_of("2024-03-31"))]
    assert ("milestone", "up from talks to initialled") in told
    assert ("commitments", "release prisoners (Armenia, Azerbaijan): pending → kept") in told
    assert ("conditions", "a referendum (Azerbaijan)") in told
    assert len(told) == len(set(told))
    assert all(one.evidence for one in changes_between(as_of("2024-01-31"), as_of("2024-03-31")))


def test_nothing_changes_between_a_state_and_itself():
    assert changes_between(as_of("2024-03-31"), as_of("2024-03-31")) == ()


def test_an_occasion_that_went_by_is_a_change():
    told = [one.text for one in changes_between(as_of("2024-03-31"), as_of("2027-01-01"))]
    assert any(text.startswith("date gone by: elections") for text in told)


def test_the_changes_are_a_document_whose_lines_all_cite():
    document = write_changes(as_of("2024-01-31"), as_of("2024-03-31"))
    check_references(document)
    assert "2 new articles" in document.headline.text
    for form in ("terminal", "markdown", "html"):
        assert "changes since 31 Jan 2024" in render_changes(as_of("2024-01-31"), as_of("2024-03-31"), form=form)


def test_the_calendar_file_keeps_to_its_format():
    text = render_calendar(as_of("2024-01-31"))
    assert text.endswith("END:VCALENDAR\r\n")
    lines = text.split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    whole = text.replace("\r\n ", "")
    assert "SUMMARY:Elections\\; a vote\\, with \\\\ marks (2026\\, day not known)" in whole
    assert "DTSTART;VALUE=DATE:20260101\r\nDTEND;VALUE=DATE:20260102" in whole
    assert text == render_calendar(as_of("2024-01-31"))


def test_an_undated_occasion_is_in_the_brief_and_not_in_the_file():
    state = as_of("2024-01-31")
    undated = dataclasses.replace(state, calendar=tuple(dataclasses.replace(one, date=None) for one in state.calendar))
    assert "BEGIN:VEVENT" not in render_calendar(undated)
    assert any(section.key == "calendar" for section in write_brief(undated).sections)

"""What is shown where there is too much: the costly and dated, the newest first; weak terms are told in sum."""

import datetime as dt

from negotiation_builders import article, condition, event, poll, sign
from test_brief import a_forecast

from detente.brief import write_brief
from detente.brief.signs import write_signs
from detente.forecast.record import Driver
from detente.ledger.identity import derive_events
from detente.negotiation import derive_state

PAIR = ("ARM", "AZE")


def stated(*articles):
    return derive_state(articles, derive_events(articles), PAIR, dt.date(2025, 6, 1))


def section(brief, key):
    return next(one for one in brief.sections if one.key == key)


def test_costly_dated_and_new_signs_come_before_old_undated_and_idle_ones():
    named = {
        "Troops left the pass": ("deed", "2024-05"),
        "Prisoners came home": ("deed", "2025-02"),
        "A pledge was made": ("commitment", None),
        "The envoys met": ("talk", "2025-01"),
        "A neighbour applauded": ("third_party", "2025-03"),
    }
    text = ". ".join(named)
    records = [sign(words, "toward", kind, date=date) for words, (kind, date) in named.items()]
    brief = write_brief(stated(article(text, "2025-04-01", *records)))
    assert [line.text for line in section(brief, "for").lines] == [
        "Troops left the pass", "The envoys met", "Prisoners came home", "A neighbour applauded", "A pledge was made",
    ]  # fmt: skip
    assert _shown(stated(article(text, "2025-04-01", *records)), 1) == ["Prisoners came home"]
    assert _shown(stated(article(text, "2025-04-01", *records)), 3) == [
        "Troops left the pass", "The envoys met", "Prisoners came home",
    ]  # fmt: skip


def _shown(state, most):
    class _Numbers:
        cite = staticmethod(lambda evidence, most=None: tuple(evidence))
        left_out = staticmethod(lambda evidence: 0)

    return [line.text for line in write_signs(state, _Numbers(), most)[0].lines]


def test_weak_terms_are_told_in_sum():
    state = stated(article("The leaders met", "2025-04-01", event("The leaders met", "CONSULT", PAIR, "2025-03-30")))
    moved = (Driver("a treaty", 0.02, ()), Driver("a smile", 0.001, ()), Driver("a toast", 0.0009, ()))
    lines = section(write_brief(state, [a_forecast(drivers=moved)]), "outlook").lines
    told = [(line.text, line.note) for line in lines if line.label == "pushes up"]
    assert told == [("a treaty", "+2.0 points"), ("and 2 weaker ones, +0.2 points together", "")]
    assert all(line.refs for line in lines)


def test_an_undated_contact_is_no_talking_in_the_headline():
    state = stated(article("Both spoke of the need to meet", "2025-04-01", event("Both spoke", "CONSULT", PAIR)))
    assert "talk" not in write_brief(state).headline.text.lower().split()


def test_a_poll_reads_as_a_sentence():
    state = stated(
        article("61% of voters reject it", "2025-04-01", poll("61%", 61, "ARM", "2025-03", "of voters reject it"))
    )
    assert [line.text for line in section(write_brief(state), "home").lines] == ["61 % of voters reject it (Mar 2025)"]


def test_the_headline_names_the_condition_that_reads_alone():
    text = "No deal unless the charter changes. As long as it lasts, there is no deal."
    leaning = "As long as it lasts, there is no deal"
    state = stated(
        article(
            text, "2025-04-01",
            condition("unless the charter changes", "AZE", "the charter changes"),
            condition(leaning, "AZE", "it lasts"),
        )
    )  # fmt: skip
    assert write_brief(state).headline.text.endswith("a condition is set by Azerbaijan: the charter changes.")

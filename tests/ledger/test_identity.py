"""Which reports tell of one event. Each row: own sentences of two outlets, and whether they tell of one happening."""

from __future__ import annotations

import dataclasses
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_builders import ARM, AZE, archives, article, at, event_of, meeting, reports

from detente.evidence import Actor, EventReport, EventType, Extraction, Milestone, Status
from detente.ledger.identity import derive_events

GEO, RUS, USA = Actor("Georgia", "GEO"), Actor("Russia", "RUS"), Actor("the United States", "USA")
OPPOSITION = Actor("opposition parties", "ARM:OPP")

Row = tuple[str, dict[str, Any]]

ONE: list[tuple[str, Row, Row]] = [
    (
        "the same meeting, told in other words on another day",
        ("The two leaders met in Munich on Saturday", {"date": "2024-02-17", "published": "2024-02-17"}),
        (
            "Pashinyan and Aliyev held talks in Munich",
            {"date": "2024-02-17", "published": "2024-02-19", "place": "Munich"},
        ),
    ),
    (
        "a planned meeting takes place",
        (
            "will meet in Berlin at the end of the month",
            {
                "type": EventType.AGREE,
                "mode": None,
                "status": Status.PLANNED,
                "date": "2024-02-28",
                "published": "2024-02-20",
            },
        ),
        ("The ministers met in Berlin", {"date": "2024-02-28", "published": "2024-02-29"}),
    ),
    (
        "a month is enough where the place agrees",
        ("the leaders met in Munich in February", {"date": "2024-02", "place": "Munich", "published": "2024-04-02"}),
        ("met in Munich on 17 February", {"date": "2024-02-17", "place": "Munich", "published": "2024-02-18"}),
    ),
    (
        "a city, and the country that it lies in",
        ("met in St. Petersburg", {"date": "2023-12-26", "place": "St. Petersburg"}),
        ("Their December meeting took place in Russia", {"date": "2023-12-26", "place": "Russia"}),
    ),
    (
        "one side is named only in one of them",
        ("Aliyev held talks in Munich", {"actors": (AZE,), "date": "2024-02-17", "place": "Munich"}),
        ("met in Munich", {"date": "2024-02-17", "place": "Munich"}),
    ),
    (
        "one writes the office, the other the name",
        (
            "the ministers talked in Berlin",
            {"date": "2024-02-28", "actors": (Actor("Foreign Minister Ararat Mirzoyan", "ARM"), AZE)},
        ),
        (
            "diplomats talked in Berlin",
            {"date": "2024-02-28", "actors": (Actor("the Armenian Foreign Ministry", "ARM"), AZE)},
        ),
    ),
    (
        "a mediator that the other report takes for a party",
        ("met in Munich with German mediation", {"date": "2024-02-17", "mediators": (Actor("Germany", "DEU"),)}),
        ("a three-way meeting in Munich", {"date": "2024-02-17", "actors": (ARM, AZE, Actor("Scholz", "DEU"))}),
    ),
    (
        "without a date, but with most of the words",
        (
            "exchanged thirty-two captives at the border crossing near Ijevan",
            {"type": EventType.RETREAT, "date": "2023-12-13"},
        ),
        ("thirty-two captives were exchanged at the border near Ijevan", {"type": EventType.RETREAT, "date": None}),
    ),
    (
        "a day apart, with the same place and the same words",
        (
            "signed the border protocol in Ijevan on Wednesday",
            {"type": EventType.SUPPORT, "date": "2024-05-15", "place": "Ijevan"},
        ),
        ("signed the border protocol in Ijevan", {"type": EventType.SUPPORT, "date": "2024-05-16", "place": "Ijevan"}),
    ),
    (
        "signed or initialled: the same act, told differently",
        (
            "initialled the treaty text in Washington",
            {"type": EventType.SUPPORT, "date": "2025-08-08", "place": "Washington", "milestone": Milestone.INITIALLED},
        ),
        (
            "signed the treaty in Washington",
            {"type": EventType.SUPPORT, "date": "2025-08-08", "place": "Washington", "milestone": Milestone.SIGNED},
        ),
    ),
    (
        "one reports what the other denies",
        (
            "opened fire at the border near Tegh",
            {"type": EventType.ASSAULT, "actors": (AZE,), "recipients": (ARM,), "date": "2024-02-13"},
        ),
        (
            "denied having opened fire near Tegh at the border",
            {
                "type": EventType.ASSAULT,
                "actors": (AZE,),
                "recipients": (ARM,),
                "date": "2024-02-13",
                "status": Status.DENIED,
            },
        ),
    ),
]

TWO: list[tuple[str, Row, Row]] = [
    (
        "the next round of the same talks",
        ("The first round of talks was held in Almaty", {"date": "2024-05-10", "place": "Almaty"}),
        ("The second round of talks was held in Almaty", {"date": "2024-05-11", "place": "Almaty"}),
    ),
    (
        "the same place two months later",
        ("met in Abu Dhabi", {"date": "2025-07-10", "place": "Abu Dhabi"}),
        ("met in Abu Dhabi", {"date": "2026-02-04", "place": "Abu Dhabi"}),
    ),
    (
        "the ministers' talks on the day of their presidents'",
        (
            "the ministers talked in Berlin",
            {"date": "2024-02-28", "actors": (Actor("Foreign Minister Ararat Mirzoyan", "ARM"), AZE)},
        ),
        ("the leaders talked in Berlin", {"date": "2024-02-28", "actors": (Actor("Nikol Pashinyan", "ARM"), AZE)}),
    ),
    (
        "two places on one day",
        ("officials met at the border near Ijevan", {"date": "2024-04-19", "place": "Ijevan"}),
        ("ambassadors met in Geneva", {"date": "2024-04-19", "place": "Geneva"}),
    ),
    (
        "a telephone call on the day of a meeting",
        ("spoke by telephone", {"mode": "phone", "date": "2024-02-17"}),
        ("met in Munich", {"date": "2024-02-17"}),
    ),
    (
        "the same day, another pair",
        ("met in Munich", {"date": "2024-02-17"}),
        ("Armenia and Georgia met in Munich", {"date": "2024-02-17", "actors": (ARM, GEO)}),
    ),
    (
        "who shells whom is not the same the other way round",
        (
            "shelled positions near Tegh",
            {"type": EventType.ASSAULT, "actors": (AZE,), "recipients": (ARM,), "date": "2024-02-13"},
        ),
        (
            "shelled positions near Tegh",
            {"type": EventType.ASSAULT, "actors": (ARM,), "recipients": (AZE,), "date": "2024-02-13"},
        ),
    ),
    (
        "talks, and the deal struck at them",
        ("held talks in Ijevan", {"date": "2024-04-19"}),
        ("agreed on four border sections", {"type": EventType.AGREE, "mode": None, "date": "2024-04-19"}),
    ),
    (
        "two accusations on one day",
        (
            "accused Baku of moving posts",
            {"type": EventType.ACCUSE, "actors": (ARM,), "recipients": (AZE,), "date": "2024-03-01"},
        ),
        (
            "blamed Baku for a cut gas pipe",
            {"type": EventType.ACCUSE, "actors": (ARM,), "recipients": (AZE,), "date": "2024-03-01"},
        ),
    ),
    (
        "without a date and with few words in common",
        ("the leaders met", {"date": None}),
        ("the leaders met in Kazan", {"date": "2024-10-24"}),
    ),
    (
        "a feared attack is not an attack",
        (
            "could seize a corridor by force",
            {
                "type": EventType.COERCE,
                "actors": (AZE,),
                "recipients": (ARM,),
                "status": Status.HYPOTHETICAL,
                "date": "2024-01-11",
            },
        ),
        (
            "seized a corridor by force",
            {"type": EventType.COERCE, "actors": (AZE,), "recipients": (ARM,), "date": "2024-01-11"},
        ),
    ),
]


@pytest.mark.parametrize(("why", "one", "other", "n"), [(*row, 1) for row in ONE] + [(*row, 2) for row in TWO])
def test_reports_of_one_happening_become_one_event(why: str, one: Row, other: Row, n: int) -> None:
    found = reports(("Gazette", one[0], dict(one[1])), ("Courier", other[0], dict(other[1])))
    assert len(derive_events(found)) == n, why
    assert len(derive_events(found[::-1])) == n, why


def test_a_planned_meeting_that_took_place_is_shown_as_such() -> None:
    planned = {"type": EventType.AGREE, "mode": None, "status": Status.PLANNED, "published": "2024-02-20"}
    event = event_of(
        derive_events(
            reports(
                ("Gazette", "will meet in Berlin next week", planned | {"date": "2024-02-26/2024-03-03"}),
                ("Courier", "met in Berlin", {"date": "2024-02-28", "published": "2024-02-29", "place": "Berlin"}),
            )
        )
    )
    assert (event.type, event.status, event.date, event.place) == (
        EventType.CONSULT,
        Status.OCCURRED,
        "2024-02-28",
        "Berlin",
    )
    assert event.conflicts == () and event.n_independent == 2


def test_a_meeting_called_off_is_shown_as_such() -> None:
    planned = {"type": EventType.AGREE, "mode": None, "date": "2023-11-20", "place": "Washington"}
    event = event_of(
        derive_events(
            reports(
                (
                    "Gazette",
                    "ministers will meet in Washington",
                    planned | {"status": Status.PLANNED, "published": "2023-11-10"},
                ),
                (
                    "Courier",
                    "will not meet in Washington",
                    planned | {"status": Status.CALLED_OFF, "published": "2023-11-16"},
                ),
            )
        )
    )
    assert event.status is Status.CALLED_OFF


def test_what_contradicts_is_kept_beside_the_better_supported_reading() -> None:
    signing = {"type": EventType.SUPPORT, "mode": None, "place": "Washington", "published": "2025-08-09"}
    found = reports(
        (
            "Gazette",
            "initialled the treaty text in Washington",
            signing | {"date": "2025-08-08", "milestone": Milestone.INITIALLED},
        ),
        (
            "Courier",
            "the ministers initialled the treaty text",
            signing | {"date": "2025-08-08", "milestone": Milestone.INITIALLED},
        ),
        (
            "Tribune",
            "signed the treaty text in Washington",
            signing | {"date": "2025-08-09", "milestone": Milestone.SIGNED, "published": "2025-08-10"},
        ),
    )
    event = event_of(derive_events(found))
    assert (event.date, event.milestone, event.n_independent) == ("2025-08-08", Milestone.INITIALLED, 3)
    odd = (found[2].evidence[0].id,)
    assert event.conflicts == (("date", "2025-08-09", odd), ("milestone", "signed", odd))


def test_a_vaguer_date_supports_the_day_in_it() -> None:
    found = reports(
        ("Gazette", "met in Munich", {"date": "2024-02", "place": "Munich", "published": "2024-03-01"}),
        ("Courier", "met in Munich", {"date": "2024-02-17", "place": "Munich", "published": "2024-03-02"}),
    )
    event = event_of(derive_events(found))
    assert event.date == "2024-02-17" and event.conflicts == ()


def test_an_event_bears_the_id_of_its_earliest_report_and_the_others_as_aliases() -> None:
    found = reports(
        ("Gazette", "met in Munich", {"date": "2024-02-17", "published": "2024-02-18"}),
        ("Courier", "met in Munich", {"date": "2024-02-17", "published": "2024-02-17"}),
    )
    late, early = (one.evidence[0].id.removeprefix("event-") for one in found)
    event = event_of(derive_events(found))
    assert (event.id, event.aliases) == (f"ev-{early}", (f"ev-{late}",))
    assert event_of(derive_events(found[:1])).id == f"ev-{late}"  # as it was before the earlier report came in


WIRE = (
    "The foreign ministers of Armenia and Azerbaijan met in Almaty on Friday and agreed to go on talking about the "
    "text of a peace treaty, their ministries said, adding that gaps remain on two articles and that another round "
    "will be held once both capitals have looked at the new wording that was put on the table by the host."
)
OWN = "Ministers met in Almaty on Friday. Our correspondent saw them shake hands and leave without a word to the press."


@pytest.mark.parametrize(
    ("texts", "n"),
    [
        ([("Gazette", WIRE), ("Courier", WIRE)], 1),  # a wire copy is one voice
        ([("Gazette", WIRE), ("Courier", WIRE + " (AFT)")], 1),  # and so is one with a tail
        ([("Gazette", WIRE), ("Courier", OWN)], 2),
        ([("Gazette", WIRE), ("Courier", WIRE), ("Courier", OWN)], 2),  # the Courier has a report of its own besides
        ([("Gazette", WIRE), ("Gazette", OWN)], 1),  # one outlet is one voice
        ([(None, WIRE), (None, OWN)], 1),  # nothing shows that the unknown outlets are two
    ],
)
def test_independent_outlets_are_counted_once(texts: list[tuple[str | None, str]], n: int) -> None:
    found = []
    for number, (outlet, text) in enumerate(texts):
        source = article(text, outlet=outlet, id=f"{number}", published=f"2024-05-{11 + number}")
        found.append(Extraction(source, evidence=(meeting(source, "met in Almaty", date="2024-05-10"),)))
    event = event_of(derive_events(found))
    assert event.n_independent == n and len(event.reports) == len(texts)


def test_one_article_that_tells_of_an_event_twice_is_one_report_more_and_no_voice_more() -> None:
    source = article("The leaders met in Munich. Their meeting in Munich lasted an hour.")
    both = (
        meeting(source, "The leaders met in Munich", date="2024-02-17"),
        meeting(source, "meeting in Munich", date="2024-02-17"),
    )
    event = event_of(derive_events([Extraction(source, evidence=both)]))
    assert len(event.reports) == 2 and event.n_independent == 1


def test_reports_without_bearing_on_a_process_make_no_event() -> None:
    source = article("The leaders met in Munich.")
    assert derive_events([Extraction(source, evidence=(meeting(source, "met", relevant=False),))]) == ()


def test_a_future_report_that_fits_two_events_merges_none() -> None:
    found = reports(
        ("Gazette", "met in Kazan on 22 October", {"date": "2024-10-22", "published": "2024-10-23"}),
        ("Courier", "met in Kazan on 25 October", {"date": "2024-10-25", "published": "2024-10-26"}),
        ("Tribune", "met in Kazan", {"date": "2024-10-22/2024-10-25", "published": "2024-11-30"}),
    )
    before, after = derive_events(found[:2]), derive_events(found)
    assert len(before) == len(after) == 2
    assert {event.id for event in before} == {event.id for event in after}


@settings(max_examples=60, deadline=None)
@given(archives(), st.randoms(use_true_random=False))
def test_events_are_a_function_of_the_set(found: list[Extraction], chance: random.Random) -> None:
    shuffled = [
        dataclasses.replace(one, evidence=tuple(chance.sample(one.evidence, len(one.evidence))))
        for one in chance.sample(found, len(found)) + found[:2]  # some come twice
    ]
    assert derive_events(shuffled) == derive_events(found)
    everywhere = [report for event in derive_events(found) for report in event.reports]
    told = {record.id for one in found for record in one.of_kind(EventReport) if record.relevant}
    assert len(everywhere) == len(told) and {report.id for report in everywhere} == told


@settings(max_examples=40, deadline=None)
@given(archives(), archives())
def test_reports_published_later_change_no_event_of_before(found: list[Extraction], later: list[Extraction]) -> None:
    found = [_published(one, "2024-01-11") for one in found]
    later = [_published(one, "2024-06-01") for one in later]
    before = {frozenset(report.id for report in event.reports) for event in derive_events(found)}
    known = {id for group in before for id in group}
    after = {frozenset(report.id for report in event.reports) & known for event in derive_events(found + later)}
    assert after - {frozenset()} == before


def _published(one: Extraction, date: str) -> Extraction:
    source = one.article.replace(published=date)
    moved = tuple(
        dataclasses.replace(record, anchor=dataclasses.replace(record.anchor, article=source.key))
        for record in one.of_kind(EventReport)
    )
    return dataclasses.replace(one, article=source, evidence=moved)


def test_actors_are_written_as_the_report_that_names_them_best() -> None:
    found = reports(
        ("Gazette", "They met in Munich", {"date": "2024-02-17", "actors": (Actor("They", "ARM;AZE", inferred=True),)}),
        (
            "Courier",
            "Nikol Pashinyan met Ilham Aliyev in Munich",
            {"date": "2024-02-17", "actors": (Actor("Nikol Pashinyan", "ARM"), Actor("Ilham Aliyev", "AZE"))},
        ),
    )
    event = event_of(derive_events(found))
    assert event.ids == {"ARM", "AZE"}
    assert at(found[1].article, "met Ilham Aliyev").exact


def test_an_opposition_is_not_its_government() -> None:
    march = {"type": EventType.PROTEST, "mode": "demo", "date": "2024-05-09"}
    found = reports(
        ("Gazette", "opposition parties marched in Yerevan", march | {"actors": (OPPOSITION,)}),
        ("Courier", "thousands marched in Yerevan with the opposition parties", march | {"actors": (OPPOSITION,)}),
        ("Tribune", "ministers marched to the memorial", march | {"actors": (ARM,)}),
    )
    assert len(derive_events(found)) == 2

"""The desk book of actors: its tables are sound, and names mean what they should."""

from __future__ import annotations

import re

import pytest

from detente.dates import is_edtf
from detente.reference.actors import load_actor_book, rows

SECTORS = set("OPP REB CVL REL MED BUS LEG JUD REF PTY SPY UAF CRM LAB EDU ELI PRM".split())  # noqa: SIM905
BODIES = {"UNO", "EUR", "NAT", "OSC", "AFU", "SAD", "ECW", "LAS", "GCC", "CIS", "IMF", "IGAD", "IGO"}
KINDS = {"office", "people", "force", "organ", "media", "source", "part", "anaphor"}
ALONE = {"holder", "held", "main", "country", "group", "body", "region", "none"}


@pytest.fixture(scope="module")
def book():
    return load_actor_book()


# name, ids of its readings in order
NAMES = [
    # by name, other name, adjective and capital
    ("Ivory Coast", ["CIV"]),
    ("Côte d’Ivoire", ["CIV"]),
    ("Ivorian", ["CIV"]),
    ("Tbilisi", ["GEO"]),
    # a city that stands for a body
    ("Brussels", ["EUR"]),
    # a body and a group
    ("African Union", ["AFU"]),
    ("Hezbollah", ["LBN:REB"]),
    # nobody
    ("Atlantis", []),
]


@pytest.mark.parametrize(("name", "ids"), NAMES)
def test_a_name_means_somebody(book, name, ids):
    assert [entry.id for entry in book.entries(name)] == ids


def _is_known(book, identifier: str) -> bool:
    country, _, sector = identifier.partition(":")
    return (country in book.countries or identifier in BODIES) and (not sector or sector in SECTORS)


@pytest.mark.parametrize("table", ["bodies", "groups", "persons", "outlets"])
def test_every_id_is_a_country_a_body_or_an_actor_of_a_country(book, table):
    ids = [part for row in rows(table) for part in row["id"].split(";") if part]
    assert [identifier for identifier in ids if not _is_known(book, identifier)] == []


def test_countries_have_three_letters(book):
    assert [code for code in book.countries if not re.fullmatch("[A-Z]{3}", code)] == []


@pytest.mark.parametrize("table", ["groups", "persons"])
def test_terms_are_dates_in_order(table):
    for row in rows(table):
        assert all(is_edtf(day) for day in (row["since"], row["until"]) if day), row
        assert not row["until"] or row["since"][:4] <= row["until"][:4], row


def test_nouns_have_a_known_sector_kind_and_owner():
    for row in rows("nouns"):
        assert row["sector"] in SECTORS | {""} and row["kind"] in KINDS and row["alone"] in ALONE, row


def test_collectives_stand_for_a_known_group():
    assert {row["who"] for row in rows("collectives")} <= {"persons", "countries", "pair", "parties"}


def test_lists_hold_lower_case_words_and_ids(book):
    for name, words in book.lists.items():
        assert words and all(isinstance(word, str) for word in words), name
        assert all(word == (word.upper() if name == "go_betweens" else word.lower()) for word in words), name

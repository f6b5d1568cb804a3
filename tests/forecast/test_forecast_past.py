"""Past processes: read from a file of agreements, cut into spells, counted into cells."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from forecast_builders import NEEDS_PAX, PAX, SHARED, UCDP, write_agreements

from detente.errors import DeskBookError
from detente.evidence import Milestone
from detente.forecast.base_rates import agreement_waits, derive_base_rates
from detente.forecast.documents import read_processes
from detente.forecast.spells import process_spells, treaty_spells
from detente.forecast.survival import Wait, reached_within
from detente.reference.processes import Treaty, base_rates_from_json, load_base_rates, load_treaties

UNTIL = dt.date(2010, 1, 1)
needs_pax = pytest.mark.skipif(not PAX.is_file(), reason=NEEDS_PAX)

HISTORIES = [
    # One document opens a spell that is still open at the end.
    ([("01/01/2008", "Pre/Proc")], [("talks", 24.0, None)]),
    # Principles are a rung, other pre-negotiation documents are talks.
    ([("01/01/2008", "Pre/Conf"), ("01/01/2009", "Pre/Prin")],
     [("talks", 12.0, "principles_agreed"), ("principles_agreed", 12.0, None)]),
    # A lower document leaves the rung as it is: a ceasefire after principles takes nothing from them.
    ([("01/01/2008", "SubPar/Iss"), ("01/06/2008", "Cea/Ceas")], [("principles_agreed", 24.0, None)]),
    # Of two documents of one day the higher one counts.
    ([("01/01/2009", "Pre/Proc"), ("01/01/2009", "SubComp/FrAg")], [("signed", 12.0, None)]),
    # Carrying out counts only after a comprehensive agreement.
    ([("01/01/2008", "Imp/ImpMod"), ("01/01/2009", "SubComp/FrAg"), ("01/07/2009", "Imp/ImpMod")],
     [("talks", 12.0, "signed"), ("signed", 6.0, "implemented"), ("implemented", 6.0, None)]),
    # A general ceasefire that has to be made again half a year later: the first one did not hold.
    ([("01/01/2008", "Cea/Ceas"), ("01/01/2009", "Cea/Ceas")],
     [("ceasefire", 12.0, "regress"), ("ceasefire", 12.0, None)]),
    # Extended within weeks it is one truce.
    ([("01/01/2008", "Cea/Ceas"), ("01/03/2008", "Cea/Ceas")], [("ceasefire", 24.0, None)]),
    # A renewal takes up what had lapsed.
    ([("01/01/2008", "SubPar/Iss"), ("01/01/2009", "Ren/Repre")],
     [("principles_agreed", 12.0, "regress"), ("talks", 12.0, None)]),
    # Five years of silence: collapsed, and what comes later is a revival.
    ([("01/01/2000", "Pre/Proc"), ("01/01/2007", "SubPar/Iss")],
     [("talks", 60.0, "collapse"), ("none", 24.0, "principles_agreed"), ("principles_agreed", 36.0, None)]),
    # What comes after the last day is not known.
    ([("01/01/2008", "Pre/Proc"), ("01/01/2012", "SubComp/FrAg")], [("talks", 24.0, None)]),
    # A signed agreement does not collapse by silence: nothing more need be written.
    ([("01/01/2000", "SubComp/FrAg")], [("signed", 120.0, None)]),
]  # fmt: skip


@pytest.mark.parametrize(("documents", "expected"), HISTORIES)
def test_a_history_is_cut_into_spells(tmp_path: Path, documents, expected) -> None:
    path = write_agreements(tmp_path / "a.csv", [("P", "Intra", date, stage) for date, stage in documents])
    (process,) = read_processes(path)
    spells = [(one.stage.value, one.months, one.exit) for one in process_spells(process, UNTIL)]
    assert [(stage, exit) for stage, _, exit in spells] == [(stage, exit) for stage, _, exit in expected]
    assert [months for _, months, _ in spells] == pytest.approx([months for _, months, _ in expected], abs=0.1)


def test_a_process_is_between_states_where_at_least_as_many_documents_are(tmp_path: Path) -> None:
    rows = [
        ("Even", "InterIntra", "01/01/2001", "Pre/Proc"),
        ("Even", "Intra", "01/01/2002", "Pre/Proc"),
        ("Within", "Intra", "01/01/2001", "Pre/Proc"),
        # Local deals, unilateral documents and those of unclear status are left out, with their processes.
        ("Local", "IntraLocal", "01/01/2001", "Cea/Ceas"),
        ("One-sided", "Inter", "01/01/2001", "Cea/Ceas", "Unilateral document"),
        ("Unclear", "Inter", "01/01/2001", "Cea/Ceas", "Status unclear"),
    ]
    processes = read_processes(write_agreements(tmp_path / "a.csv", rows))
    assert [(one.name, one.process_class) for one in processes] == [("Even", "inter"), ("Within", "intra")]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("PPName,Agtp\nP,Intra\n", "row 2"),  # columns missing
        ("PPName,Agtp,Dat,Status,Stage,StageSub\nP,Intra,2001-01-01,Multiparty signed/agreed,Pre,Proc\n", "row 2"),
    ],
)
def test_a_file_that_is_not_pax_says_where_it_fails(tmp_path: Path, text: str, where: str) -> None:
    path = tmp_path / "b.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DeskBookError, match=where):
        read_processes(path)


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(DeskBookError, match="cannot be read"):
        read_processes(tmp_path / "none.csv")


def treaty(**dates: str) -> Treaty:
    names = ("text_agreed", "initialled", "signed", "in_force", "closed")
    parsed = {name: dt.date.fromisoformat(dates[name]) if name in dates else None for name in names}
    return Treaty(name="T", process_class="inter", kind="peace", fate=dates.get("fate", ""), source="", **parsed)


TREATIES = [
    # Text and initials of one day are one step; the wait that counts is the one to the signature.
    (treaty(text_agreed="2001-01-01", initialled="2001-01-01", signed="2001-02-01", in_force="2001-08-01"),
     [("initialled", "signed"), ("signed", "in_force")]),
    # In force on signature: the step is the signature.
    (treaty(text_agreed="2001-01-01", signed="2001-02-01", in_force="2001-02-01"), [("text_agreed", "signed")]),
    # Never signed, given up.
    (treaty(text_agreed="2001-01-01", closed="2001-06-01"), [("text_agreed", "regress")]),
    # Never signed, still open.
    (treaty(text_agreed="2001-01-01"), [("text_agreed", None)]),
    # Signed, and no more is recorded of it: nothing is claimed about the time after.
    (treaty(text_agreed="2001-01-01", signed="2001-02-01", fate="signed"), [("text_agreed", "signed")]),
    # Signed after the last day: unsigned as far as is known.
    (treaty(text_agreed="2009-01-01", signed="2012-01-01"), [("text_agreed", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("one", "expected"), TREATIES)
def test_a_treaty_is_cut_into_spells(one: Treaty, expected) -> None:
    assert [(spell.stage.value, spell.exit) for spell in treaty_spells(one, UNTIL)] == expected


def test_the_treaties_of_the_package_are_sound() -> None:
    treaties = load_treaties()
    assert len({one.name for one in treaties}) == len(treaties) >= 40
    assert all(one.source for one in treaties)
    for one in treaties:
        assert (one.in_force is not None) == (one.fate == "in_force"), one.name
        assert (one.signed is None) == (one.fate == "unsigned"), one.name
    # The process that the project forecasts must not rest on its own outcome.
    assert not any("Azerbaijan" in one.name for one in treaties)


def test_cells_add_up(tmp_path: Path) -> None:
    rows = [
        ("P", "Inter", "01/01/2008", "Pre/Proc"),
        ("P", "Inter", "01/09/2008", "SubPar/Iss"),
        ("Q", "Inter", "01/01/2009", "Pre/Proc"),
    ]
    table = derive_base_rates(write_agreements(tmp_path / "a.csv", rows), treaties=(), until=UNTIL)
    cells = {cell.bin: cell for cell in table.cells if cell.stage is Milestone.TALKS and cell.process_class == "inter"}
    # P leaves talks after eight months, Q stands there for twelve.
    assert [cells[bin].events for bin in (0, 6, 12)] == [0, 1, 0]
    assert cells[0].exposure == pytest.approx(1.0, abs=0.01)
    assert cells[6].exposure == pytest.approx(8 / 12, abs=0.01)
    (talks,) = [one for one in table.classes if one.stage is Milestone.TALKS]
    assert talks.names == ("P", "Q")
    assert base_rates_from_json(table.to_json()) == table


@pytest.mark.parametrize("text", ["", "[]", '{"cells": 1}', "{}"])
def test_a_broken_table_is_refused(text: str) -> None:
    with pytest.raises(DeskBookError):
        base_rates_from_json(text)


def test_kaplan_meier_by_hand() -> None:
    # Four waits: 1/4 come at 1, then one is cut off, then 1 of 2 at 3.
    waits = [Wait(1, True), Wait(2, False), Wait(3, True), Wait(5, False)]
    assert reached_within(waits, (0.5, 1, 2.5, 4)) == pytest.approx((0, 0.25, 0.25, 0.625))


# What this project's research measured on the same file (agreements, processes, shares within 6, 12 and 24 months).
MEASURED = [
    ("inter", "Pre", {"SubComp"}, 42, (0.048, 0.099, 0.126)),
    ("intra", "Pre", {"SubComp"}, 478, (0.109, 0.173, 0.229)),
    ("inter", "Pre", {"SubComp", "SubPar"}, 42, (0.095, 0.196, 0.222)),
    ("intra", "Pre", {"SubComp", "SubPar"}, 478, (0.289, 0.439, 0.595)),
    ("inter", "Cea", {"SubComp"}, 30, (0.036, 0.036, 0.036)),
    ("intra", "SubPar", {"SubComp"}, 327, (0.095, 0.167, 0.249)),
]


@needs_pax
@pytest.mark.parametrize(("process_class", "start", "targets", "n", "shares"), MEASURED)
def test_pax_is_read_as_it_was_measured(process_class, start, targets, n, shares) -> None:
    processes = [one for one in read_processes(PAX) if one.process_class == process_class]
    waits = agreement_waits(processes, start, frozenset(targets), dt.date(2025, 12, 31))
    assert len(waits) == n
    assert reached_within(waits, (6, 12, 24)) == pytest.approx(shares, abs=0.0011)


@needs_pax
def test_pax_has_as_many_processes_as_were_measured() -> None:
    classes = [one.process_class for one in read_processes(PAX)]
    assert (classes.count("intra"), classes.count("inter")) == (121, 41)


@needs_pax
def test_the_table_of_the_package_is_what_the_command_derives() -> None:
    derived = derive_base_rates(PAX, UCDP)
    assert derived == load_base_rates()
    assert derived.checks["UCDP: partial to full within 6, 12, 24 months"]["shares"] == [0.164, 0.273, 0.359]


@needs_pax
def test_only_counts_and_names_of_processes_leave_pax() -> None:
    known = {process.name for process in read_processes(PAX)}
    shipped = {name for one in load_base_rates().classes if one.source == "PA-X" for name in one.names}
    assert shipped <= known
    assert not re.search(r"\d\d/\d\d/\d{4}", load_base_rates().to_json())


def test_the_shared_folder_is_looked_for_beside_the_repository() -> None:
    assert SHARED.name == "shared"

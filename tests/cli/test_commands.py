"""The command line as a user meets it: output, exit codes, messages. In process, so that the model loads once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from detente.cli import app as application

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "armenia-azerbaijan"


@pytest.fixture
def run(capsys, monkeypatch):
    """Run a command; return exit code, standard output and standard error."""

    def command(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["detente", *arguments])
        code = 0
        try:
            application.main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return command


@pytest.fixture(scope="module")
def ledger(tmp_path_factory) -> Path:
    """A ledger of the example."""
    from detente import pipeline
    from detente.cli.options import now
    from detente.ledger import open_ledger

    path = tmp_path_factory.mktemp("ledger") / "example.db"
    with open_ledger(path) as opened:
        pipeline.add([str(EXAMPLE)], opened, now())
    return path


def test_extract_prints_the_contract(run, tmp_path) -> None:
    article = tmp_path / "talks.txt"
    article.write_text(
        "GENEVA, 11 January 2024 (Lake Wire)\n\nArmenia and Azerbaijan held talks in Geneva on Tuesday.\n"
    )
    code, out, _ = run("extract", str(article), "--json")
    row = json.loads(out)
    assert code == 0
    assert row["article"]["published"] == "2024-01-11"
    assert set(row["parties"]) == {"ARM", "AZE"}
    text = row["article"]["text"]
    for record in row["evidence"]:
        anchor = record["anchor"]
        assert text[anchor["start"] : anchor["end"]] == anchor["exact"]
    event = next(record for record in row["evidence"] if record["kind"] == "event")
    assert (event["type"], event["date"]) == ("CONSULT", "2024-01-09")


def test_extract_keeps_the_order_of_its_input_and_sets_bad_documents_aside(run, tmp_path) -> None:
    rows = [{"id": f"n{i}", "text": "Talks resumed in Geneva.", "published": "2024-01-0" + str(i)} for i in range(1, 5)]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join([json.dumps(rows[0]), "{broken", *map(json.dumps, rows[1:])]))
    code, out, err = run("extract", str(path), "--json")
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["n1", "n2", "n3", "n4"]
    assert code == 2 and "rows.jsonl:2" in err


def test_add_twice_changes_nothing(run, tmp_path) -> None:
    path = str(tmp_path / "a.db")
    assert run("add", str(EXAMPLE / "2024-02-29-berlin.txt"), "--ledger", path)[0] == 0
    before = run("export", "evidence", "--ledger", path)[1]
    code, _, err = run("add", str(EXAMPLE / "2024-02-29-berlin.txt"), "--ledger", path)
    assert code == 0 and "0 new, 1 known already" in err
    assert run("export", "evidence", "--ledger", path)[1] == before
    assert run("check", "--ledger", path)[0] == 0


def test_state_prints_the_contract(run, ledger) -> None:
    code, out, _ = run("state", "--ledger", str(ledger), "--parties", "ARM,AZE", "--as-of", "2024-01-31", "--json")
    plain = json.loads(out)
    assert code == 0
    wanted = "as_of parties milestone tracks issues principles commitments conditions domestic polls calendar"
    assert set(f"{wanted} alternatives third_parties setbacks signs".split()) <= set(plain)
    assert {"stage", "since", "evidence"} <= set(plain["milestone"])


# as-of, the rung that the dispatches report by then: never "signed", though a declaration was
MILESTONES = [("2024-01-31", "principles_agreed"), ("2025-04-30", "text_agreed"), ("2025-09-30", "initialled")]


@pytest.mark.parametrize(("as_of", "stage"), MILESTONES)
def test_the_milestone_moves_along_the_ladder(run, ledger, as_of, stage) -> None:
    out = run("state", "--ledger", str(ledger), "--parties", "ARM,AZE", "--as-of", as_of, "--json")[1]
    assert json.loads(out)["milestone"]["stage"] == stage


def test_outlook_never_prints_a_probability_without_its_base_rate(run, ledger) -> None:
    arguments = ("--ledger", str(ledger), "--parties", "ARM,AZE", "--as-of", "2024-01-31")
    code, out, _ = run(
        "outlook", *arguments, "--milestone", "signed", "--by", "2024-12-31", "--by", "2026-12-31", "--json"
    )
    plain = json.loads(out)
    assert code == 0 and [q["by"] for q in plain["questions"]] == ["2024-12-31", "2026-12-31"]
    for question in plain["questions"]:
        assert 0 <= question["low"] <= question["probability"] <= question["high"] <= 1
        assert question["base_rate"] is not None and question["reference_class"]["names"]
    assert plain["questions"][0]["probability"] <= plain["questions"][1]["probability"]


def test_timeline_lists_an_event_once(run, ledger) -> None:
    lines = json.loads(run("timeline", "--ledger", str(ledger), "--parties", "ARM,AZE", "--json")[1])
    assert {"date", "text", "type", "actors", "reports", "independent", "evidence"} <= set(lines[0])
    dated = [line["date"] for line in lines if line["date"]]
    assert dated == sorted(dated, key=lambda date: date.split("/")[0].ljust(10, "-"))
    meetings = [line for line in lines if line["type"] == "CONSULT" and line["date"] == "2024-02-28"]
    assert len(meetings) == 1


def test_why_opens_a_line_to_its_words(run, ledger) -> None:
    lines = json.loads(run("timeline", "--ledger", str(ledger), "--parties", "ARM,AZE", "--json")[1])
    answer = json.loads(run("why", lines[0]["evidence"][0], "--ledger", str(ledger), "--json")[1])
    assert answer[0]["quote"] and answer[0]["article"]["published"]
    code, out, _ = run("why", "outlook", "--ledger", str(ledger), "--parties", "ARM,AZE")
    assert code == 0 and "base rate" in out


@pytest.mark.parametrize("form", ["terminal", "markdown", "html"])
def test_brief_in_each_form(run, ledger, form) -> None:
    code, out, _ = run(
        "brief", "--ledger", str(ledger), "--parties", "ARM,AZE", "--as-of", "2025-04-30", "--form", form
    )
    assert code == 0 and "text agreed" in out and "base rate" in out


# what the user asks, what the message must name: exit code 1 and no traceback
ERRORS = [
    (("state", "--ledger", "nowhere.db"), "nowhere.db: no such ledger"),
    (("extract", "https://example.org/a.html"), "network sources are not supported yet"),
    (("brief", "nothing.txt"), "nothing.txt"),
    (("evaluate", "."), "holds no annotations"),
]


@pytest.mark.parametrize(("arguments", "message"), ERRORS, ids=[" ".join(row[0]) for row in ERRORS])
def test_a_user_error_is_one_clear_line(run, tmp_path, monkeypatch, arguments, message) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*arguments)
    assert code == 1 and message in err and "Traceback" not in err and out == ""


def test_a_wrong_date_says_what_to_write(run, ledger) -> None:
    code, _, err = run("state", "--ledger", str(ledger), "--as-of", "yesterday")
    assert code == 1 and "'yesterday' is not a date" in err


def test_help_does_not_load_the_parser() -> None:
    probe = """
import sys
from detente.cli import main
sys.argv = ["detente", "--help"]
try:
    main()
except SystemExit:
    pass
assert not {"spacy", "numpy", "sqlalchemy", "trafilatura"} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", probe], check=True, capture_output=True)


def test_doctor_names_the_language_model(run) -> None:
    code, out, _ = run("doctor")
    assert code == 0 and "en_core_web_md" in out


def test_evaluate_measures_a_folder_of_the_users_own(run) -> None:
    code, out, _ = run("evaluate", str(ROOT / "tests" / "quality" / "gold"), "--json")
    figures = json.loads(out)
    assert code == 0 and figures["event"]["record_f1"] > 0 and figures["articles"] == 8


def test_diff_tells_what_changed(run, ledger) -> None:
    arguments = ("--ledger", str(ledger), "--parties", "ARM,AZE", "--as-of", "2025-04-30")
    code, out, _ = run("diff", "--since", "2024-01-31", *arguments)
    assert code == 0 and "text agreed" in out


def test_init_writes_a_file_that_the_other_commands_read(run, ledger, tmp_path) -> None:
    path = tmp_path / "talks.toml"
    assert run("init", "--ledger", str(ledger), "--parties", "ARM,AZE", "--out", str(path))[0] == 0
    code, out, _ = run("state", "--ledger", str(ledger), "--process", str(path), "--json")
    assert code == 0 and set(json.loads(out)["parties"]) == {"ARM", "AZE"}
    assert run("init", "--ledger", str(ledger), "--out", str(path))[0] == 1


def test_calendar_is_an_icalendar_file(run, ledger) -> None:
    code, out, _ = run("calendar", "--ledger", str(ledger), "--parties", "ARM,AZE")
    assert code == 0 and out.startswith("BEGIN:VCALENDAR") and "BEGIN:VEVENT" in out

"""The documentation says what is so: docstring examples run, commands are documented, README's claims hold."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
from pathlib import Path

import pytest
import typer

import detente

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
NAMES = sorted(m.name for m in pkgutil.walk_packages(detente.__path__, "detente."))


@pytest.mark.parametrize("name", NAMES)
def test_docstring_examples_run(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert result.failed == 0


def commands() -> dict[str, object]:
    from detente.cli.app import app

    return dict(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def test_each_command_is_documented() -> None:
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert [name for name in commands() if f"## `detente {name}`" not in text] == []


def test_each_documented_command_exists() -> None:
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^## `detente ([\w-]+)`", text, re.M)) == set(commands())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = [
        t.split("#")[0] for t in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in t and not t.startswith("#")
    ]
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_pages_name_no_machine(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"/(?:work|root|home|farm)/|pypi\.org|files\.pythonhosted", text)


def test_the_readme_shows_the_brief_as_it_prints() -> None:
    """The first lines of the brief in the README are those that the demo prints."""
    from detente import pipeline
    from detente.brief import render_brief

    extractions = list(pipeline.extract_all(pipeline.read_inputs([str(ROOT / "examples/armenia-azerbaijan")])))
    import datetime as dt

    view = pipeline.view(extractions, dt.date(2024, 1, 31), ("ARM", "AZE"))
    forecasts = pipeline.outlook(view.state, pipeline.questions(view.state))
    printed = [line.strip() for line in render_brief(view.state, forecasts, form="terminal", width=100).splitlines()]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"```text\n(.*?)```", readme, re.S)
    assert shown is not None
    lines = [line.strip() for line in shown.group(1).splitlines() if line.strip() and line.strip() != "…"]
    assert len(lines) >= 10
    assert [line for line in lines if line not in printed] == []

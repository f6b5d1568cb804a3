"""Stages import only as the architecture says. Read from the source, so that nothing needs to be imported."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "detente"
VOCABULARY = {"article", "dates", "errors", "evidence"}
STAGES = {"sources", "reading", "extraction", "ledger", "negotiation", "forecast", "brief", "evaluation"}
FACES = {"pipeline", "cli", "web"}
ALSO = {
    "forecast": {"negotiation"},
    "brief": {"negotiation", "forecast"},
    "reading": {"sources"},  # the record `Document`, which sources hand over
    "cli": {"pipeline", "extraction", "sources"} | STAGES,
    "pipeline": STAGES,
}
# What a pure stage must not touch: the clock, the network, files. (Reference data is loaded by `reference`.)
IMPURE = {"socket", "urllib", "http", "requests", "subprocess", "sqlite3", "sqlalchemy"}
STRINGS_ONLY = {"urllib.parse"}  # takes addresses apart, opens none
PURE = {"reading", "extraction", "negotiation", "forecast", "brief"}
STANDARD_ONLY = VOCABULARY


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def imports_of(path: Path) -> Iterator[str]:
    """Yield the absolute names that a module imports, those under TYPE_CHECKING too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module
            if node.module == "detente":
                yield from (f"detente.{alias.name}" for alias in node.names)


def room_of(path: Path) -> str:
    first = path.relative_to(SOURCE).parts[0]
    return first.removesuffix(".py")


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_imports_only_what_its_room_may(path: Path) -> None:
    room = room_of(path)
    allowed = VOCABULARY | {"reference", room} | ALSO.get(room, set())
    for name in imports_of(path):
        top, _, rest = name.partition(".")
        if top == "detente" and rest:
            target = rest.split(".")[0]
            if room == "__init__":
                continue  # the front door names what it opens to
            assert target in allowed, f"{room} must not import {target}"
        if room in PURE:
            assert top not in IMPURE or name in STRINGS_ONLY, f"{room} is pure and must not import {name}"


@pytest.mark.parametrize("name", sorted(STANDARD_ONLY))
def test_the_vocabulary_needs_the_standard_library_only(name: str) -> None:
    import sys

    for imported in imports_of(SOURCE / f"{name}.py"):
        top = imported.split(".")[0]
        assert top == "detente" or top in sys.stdlib_module_names, f"{name} imports {top}"


def test_the_rule_can_fail() -> None:
    """A rule that nothing could break would prove nothing."""
    assert "forecast" not in VOCABULARY | {"reference", "negotiation"} | ALSO.get("negotiation", set())
    assert {"sources", "reading", "extraction", "ledger", "negotiation", "forecast", "brief"} <= {
        path.name for path in SOURCE.iterdir() if path.is_dir()
    }


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_file_can_be_read_at_a_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 500

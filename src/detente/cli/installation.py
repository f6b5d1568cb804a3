"""What is installed and what is missing."""

from __future__ import annotations

import importlib.util
import platform
import shutil
import sqlite3
import sys
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple


class Finding(NamedTuple):
    """One thing that was looked at."""

    name: str
    state: str  # ok, fallback, missing
    detail: str
    needed: bool = True

    def __str__(self) -> str:
        mark = {"ok": "✓", "fallback": "!", "missing": "✗" if self.needed else "–"}[self.state]
        return f"{mark} {self.name:18} {self.detail}"


PACKAGES = ("spacy", "trafilatura", "htmldate", "pypdf", "sqlalchemy", "rich", "typer", "jinja2", "numpy", "py3langid")


def examine() -> list[Finding]:
    """Look at Python, the packages, the language model and the database, and return what was found."""
    found = [Finding("python", "ok", f"{platform.python_version()} at {sys.executable}")]
    found += [_package(name) for name in PACKAGES]
    found.append(_parser())
    found.append(Finding("sqlite", "ok", f"{sqlite3.sqlite_version}, full-text search {_fts5()}"))
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    found.append(Finding("browser", "ok" if browser else "missing", browser or "none (only for tests of pages)", False))
    return found


def _package(name: str) -> Finding:
    try:
        return Finding(name, "ok", version(name))
    except PackageNotFoundError:
        return Finding(name, "missing", "run `make install`")


def _parser() -> Finding:
    from detente.extraction.parsing import MODELS, PREFERRED

    for name, package, _ in MODELS:
        if importlib.util.find_spec(package) is not None:
            detail = f"{name} ({package} {version(package.replace('_', '-'))}, MIT licence)"
            if name == PREFERRED:
                return Finding("language model", "ok", detail)
            return Finding("language model", "fallback", f"{detail}: smaller, reads worse; run `make install`")
    return Finding("language model", "missing", f"{PREFERRED}: run `make install`")


def _fts5() -> str:
    with sqlite3.connect(":memory:") as connection:
        options = {row[0] for row in connection.execute("pragma compile_options")}
    return "available" if "ENABLE_FTS5" in options else "not available"

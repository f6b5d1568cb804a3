"""Fixtures that all tests share. The language model takes a second to load: once a run."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def parser():
    """The preferred language model."""
    from detente.extraction.parsing import load_parser

    return load_parser()


@pytest.fixture(scope="session")
def desk():
    """The desk books that come with the package."""
    from detente.reference import load_desk

    return load_desk()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of annotated articles and corpora beside the project; a user has none."""
    if not SHARED.is_dir():
        pytest.skip("needs ../shared (annotated articles and corpora), which is not there")
    return SHARED

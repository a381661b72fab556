"""The office program, started with a profile that is made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.spreadsheets.office import Convert, convert_to


@pytest.fixture(scope="session")
def office_profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the office program's own settings: to make them anew takes it a second."""
    return tmp_path_factory.mktemp("profile")


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory, office_profile: Path) -> Convert:
    """Turns a file into another kind, in a folder of its own."""

    def run(source: Path, kind: str) -> Path:
        return convert_to(source, kind, tmp_path_factory.mktemp(kind), office_profile)

    return run

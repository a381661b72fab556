"""The sample model of another organisation, and workspaces with files of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ksa_tui.domain.model import Model
from ksa_tui.paths import Workspace
from ksa_tui.reference import load_model, parse_model

FILES = Path(__file__).parent / "files"
OWN_MODEL = FILES / "own_model.toml"

WriteFile = Callable[[str, str], Workspace]


@pytest.fixture(scope="session")
def shipped() -> Model:
    """The shipped model."""
    return load_model()


@pytest.fixture(scope="session")
def own() -> Model:
    """Four aspects, scales of 3, 4 and 5 levels, three areas."""
    return parse_model(OWN_MODEL.read_text(encoding="utf-8"), OWN_MODEL.name)


@pytest.fixture
def write(tmp_path: Path) -> WriteFile:
    """Write a file into a workspace's data folder; returns the workspace."""

    def write_file(name: str, text: str) -> Workspace:
        workspace = Workspace(tmp_path / "arbetsmapp")
        workspace.data.mkdir(parents=True, exist_ok=True)
        (workspace.data / name).write_text(text, encoding="utf-8")
        return workspace

    return write_file

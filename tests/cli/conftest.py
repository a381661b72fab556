from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Ksa


@pytest.fixture
def ksa(workspace_home: Path) -> Ksa:
    """The command line on an empty workspace."""
    return Ksa(workspace_home)

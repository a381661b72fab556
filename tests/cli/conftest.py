"""The command line on an empty workspace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import Ksa, environment
from tests.cli.warm import CAN_FORK, Warm


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm | None]:
    """The program, loaded once; None where a process cannot be copied."""
    if not CAN_FORK:
        yield None
        return
    process = Warm(tmp_path_factory.mktemp("warm"), environment())
    yield process
    process.close()


@pytest.fixture
def ksa(workspace_home: Path, warm: Warm | None) -> Ksa:
    """The command line on an empty workspace."""
    return Ksa(workspace_home, warm)

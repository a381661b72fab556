"""Every test is sealed off from the home folder, the clock's zone and the machine's language."""

from __future__ import annotations

import gc
import os
import time
from pathlib import Path

import pytest

from ksa_tui import i18n
from ksa_tui.collecting import OBJECTS

IN_MEMORY = Path("/dev/shm")


def pytest_configure() -> None:
    """Stores of tests lie in memory where there is such a folder: they write through to the disk."""
    if os.access(IN_MEMORY, os.W_OK):
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(IN_MEMORY))


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: looking through it for garbage again and again took a fifth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS)


def pytest_xdist_auto_num_workers() -> int:
    """Two workers a core: tests of the interface wait half of their time until the app is idle."""
    return 2 * (os.cpu_count() or 1)


@pytest.fixture(autouse=True)
def sealed(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the developer's own settings, data or log."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home))
    for name in ("APPDATA", "LOCALAPPDATA", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name in ("KSA_HOME", "KSA_LANG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.setenv("TZ", "Europe/Stockholm")
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.fixture(autouse=True)
def swedish() -> None:
    """Tests start in the language most users see."""
    i18n.set_language("sv")


@pytest.fixture
def workspace_home(tmp_path: Path) -> Path:
    """A folder that may become a workspace."""
    return tmp_path / "workspace"

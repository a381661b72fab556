"""The whole main job where every socket is forbidden: nothing leaves the computer."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

if os.name != "posix":
    pytest.skip("a pseudo-terminal is needed", allow_module_level=True)

from tests.services.returning import answer
from tests.terminal.story import LIST, ROOT, classify, import_list, make_workshop, shown, start

pytestmark = pytest.mark.terminal

FORBIDS: Final = """
import os, sys

FORBIDDEN = {
    "socket.bind", "socket.connect", "socket.sendto", "socket.sendmsg",
    "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "urllib.Request",
}

def guard(event, arguments):
    if event in FORBIDDEN:
        with open(os.environ["KSA_TEST_SOCKETS"], "a") as found:
            found.write(event + "\\n")
        raise OSError("no sockets here")

sys.addaudithook(guard)
"""
"""Python runs this before the program, and asks it about every socket."""


@pytest.fixture
def sealed_env(tmp_path: Path) -> dict[str, str]:
    folder = tmp_path / "guard"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(FORBIDS, encoding="utf-8")
    return {
        "PYTHONPATH": os.pathsep.join((str(folder), str(ROOT))),
        "KSA_TEST_SOCKETS": str(tmp_path / "sockets.txt"),
    }


def test_the_guard_finds_a_socket(sealed_env: dict[str, str]) -> None:
    asks = "import socket; socket.create_connection(('127.0.0.1', 9))"
    done = subprocess.run(
        [sys.executable, "-c", asks],
        env={**os.environ, **sealed_env},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert Path(sealed_env["KSA_TEST_SOCKETS"]).read_text().startswith("socket.")


def test_from_a_list_to_a_recorded_decision_without_a_socket(
    sealed_env: dict[str, str], workspace_home: Path, tmp_path: Path
) -> None:
    assets = tmp_path / "mängder.csv"
    assets.write_text(LIST, encoding="utf-8")
    with start(workspace_home, **sealed_env) as terminal:
        terminal.wait_for("Här finns inga workshopar än")
        make_workshop(terminal)
        import_list(terminal, assets)
        classify(terminal)
        terminal.press("x")
        terminal.wait_for("Lämna beslutsunderlaget")
        terminal.press("enter")
        terminal.wait_for("Beslutsunderlaget är klart")
        terminal.press("escape")
        (workbook,) = (workspace_home / "exports").glob("*.xlsx")
        answer(workbook, workspace_home / "exports" / "svar.xlsx", Elevhälsojournal="Godkänn")
        terminal.press("escape")
        terminal.wait_for("Alla workshopar")
        terminal.press("d")
        terminal.wait_for("Läs in beslut")
        terminal.write(str(workspace_home / "exports" / "svar.xlsx"))
        terminal.wait_for("▸ svar.xlsx")
        terminal.press("enter")
        terminal.wait_for("registrera")
        terminal.press("b")
        terminal.wait_for("kopiera")
        terminal.press("escape", "ctrl+q")
        assert terminal.wait_exit() == 0
    (asset,) = shown(workspace_home, "Elevhälsan")["assets"]
    assert asset["aspects"]["K"]["decided"] == 3
    assert not Path(sealed_env["KSA_TEST_SOCKETS"]).exists()

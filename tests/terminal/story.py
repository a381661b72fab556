"""A workshop in a real terminal, step by step: what the tests of this folder have in common."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from tests.terminal.driver import Terminal

ROOT: Final = Path(__file__).parents[2]
WIDE: Final = (100, 30)
LIST: Final = (
    "Lista över informationsmängder\n\n"
    "Informationsmängd;Beskrivning;Sekretess\n"
    "Elevhälsojournal;Journaler;25 kap. 1 § OSL\n"
)
WHY: Final = "Hela journaler om barn. Röjs de går det inte att göra ogjort."


def program() -> list[str]:
    """The installed command where there is one, else the module."""
    installed = Path(sys.executable).with_name("ksa")
    return [str(installed)] if installed.is_file() else [sys.executable, "-m", "ksa_tui"]


def start(home: Path | None, *arguments: str, **env: str) -> Terminal:
    """The app, once its process runs; nothing is painted yet."""
    where = ["--home", str(home)] if home else []
    return Terminal(
        [*program(), *arguments, *where, "--lang", "sv", "--as", "Ali Moradi"],
        size=WIDE,
        env={"PYTHONPATH": str(ROOT), **env},
    )


def shown(home: Path, title: str) -> dict[str, Any]:
    """What ``ksa show --json`` says of the workshop."""
    done = subprocess.run(
        [*program(), "show", title, "--json", "--home", str(home)],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def make_workshop(terminal: Terminal) -> None:
    """From Home into a new workshop with an owner."""
    terminal.press("n")
    terminal.wait_for("Ny workshop")
    terminal.write("Elevhälsan")
    terminal.press("tab", "tab")
    terminal.write("Åsa Öberg")
    terminal.press("enter")
    terminal.wait_for("lägg till mängder")
    terminal.press("enter")
    terminal.wait_for("Inga informationsmängder ännu")


def import_list(terminal: Terminal, path: Path) -> None:
    """From an empty workshop to one with the assets of a list."""
    terminal.press("i")
    terminal.wait_for("steg 1 av 3")
    terminal.write(str(path))
    terminal.wait_for(f"▸ {path.name}")
    terminal.press("enter")
    terminal.wait_for("steg 2 av 3")
    terminal.press("n")
    terminal.wait_for("steg 3 av 3")
    terminal.press("enter")
    terminal.wait_for("0 av 1 klassad")


def classify(terminal: Terminal) -> None:
    """Rate the one asset K 3, R 1, T 0, say why, and confirm the summary."""
    terminal.press("enter")
    terminal.wait_for("om någon obehörig får del av")
    terminal.press("3", "m")
    terminal.write(WHY)
    terminal.press("escape", "enter")
    terminal.wait_for("om informationen är fel")
    terminal.press("1", "m")
    terminal.write("Fel upptäcks i mötet med eleven.")
    terminal.press("escape", "enter")
    terminal.wait_for("om behöriga inte når")
    terminal.press("0", "enter")
    terminal.wait_for("Det här föreslår ni")
    terminal.press("enter")
    terminal.wait_for("1 av 1 klassad")

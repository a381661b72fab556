"""The installed program in a real terminal: from an empty folder to a finished workbook, and through a kill."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

if os.name != "posix":
    pytest.skip("a pseudo-terminal is needed", allow_module_level=True)

from tests.terminal.driver import Terminal
from tests.terminal.story import LIST, WHY, classify, import_list, make_workshop, shown, start

pytestmark = pytest.mark.terminal


@pytest.fixture
def terminal(workspace_home: Path) -> Iterator[Terminal]:
    """The app on an empty workspace, Home painted."""
    with start(workspace_home) as terminal:
        terminal.wait_for("Här finns inga workshopar än")
        yield terminal


def test_from_an_empty_folder_to_a_finished_workbook(
    terminal: Terminal, workspace_home: Path, tmp_path: Path
) -> None:
    assets = tmp_path / "mängder.csv"
    assets.write_text(LIST, encoding="utf-8")
    make_workshop(terminal)
    import_list(terminal, assets)
    classify(terminal)
    terminal.press("x")
    terminal.wait_for("Lämna beslutsunderlaget")
    terminal.press("enter")
    terminal.wait_for("Beslutsunderlaget är klart")
    terminal.press("escape", "ctrl+q")
    assert terminal.wait_exit() == 0

    (asset,) = shown(workspace_home, "Elevhälsan")["assets"]
    levels = {letter: aspect["proposed"] for letter, aspect in asset["aspects"].items()}
    assert (asset["name"], levels) == ("Elevhälsojournal", {"K": 3, "R": 1, "T": 0})
    assert asset["aspects"]["K"]["motivation"] == WHY
    (workbook,) = (workspace_home / "exports").glob("*.xlsx")
    names = [cell.value for row in load_workbook(workbook)["Beslut"].iter_rows() for cell in row]
    assert "Elevhälsojournal" in names


def test_a_kill_in_the_middle_loses_nothing_older_than_a_second(
    terminal: Terminal, workspace_home: Path, tmp_path: Path
) -> None:
    assets = tmp_path / "mängder.csv"
    assets.write_text(LIST, encoding="utf-8")
    make_workshop(terminal)
    import_list(terminal, assets)
    terminal.press("enter")
    terminal.wait_for("om någon obehörig får del av")
    terminal.press("3", "m")
    terminal.write(WHY)
    time.sleep(1.2)
    terminal.kill()
    with start(workspace_home) as again:
        again.wait_for("fortsätt: mängd 1, K")
        again.press("enter")
        again.wait_for("0 av 1 klassad")
        again.press("enter")
        again.wait_for("Hela journaler om barn.")
        again.press("ctrl+q")
        assert again.wait_exit() == 0
    (asset,) = shown(workspace_home, "Elevhälsan")["assets"]
    assert asset["aspects"]["K"]["motivation"] == WHY
    assert 3 in asset["aspects"]["K"]["ratings"].values()


def test_a_second_start_says_who_has_the_store(terminal: Terminal, workspace_home: Path) -> None:
    make_workshop(terminal)
    with start(workspace_home) as second:
        second.wait_for("Ali Moradi")
        second.press("ctrl+q")
        second.wait_exit()
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0


def test_the_worked_example_opens_and_leaves_nothing_behind(tmp_path: Path) -> None:
    with start(None, "demo", TMPDIR=str(tmp_path)) as terminal:
        terminal.wait_for("Grundskola och elevhälsa")
        assert [path.name.startswith("ksa-demo-") for path in tmp_path.iterdir()] == [True]
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    assert list(tmp_path.iterdir()) == []

"""Killed at any moment: what was acknowledged is there, nothing is half there, the chain holds."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from ksa_tui.paths import Workspace
from ksa_tui.services import workshops
from ksa_tui.services.stores import open_store
from tests.services.making import ANNA

ROUNDS = 6

WORK = """
import sys
from pathlib import Path
from ksa_tui.paths import Workspace
from ksa_tui.services import classify, workshops
from ksa_tui.services.stores import open_store
from tests.services.making import ANNA, a_workshop, an_asset
with open_store(Workspace(Path(sys.argv[1])), ANNA) as store:
    workshop = a_workshop(store)
    print(workshop, flush=True)
    number = 0
    while True:
        number += 1
        treatment = an_asset(store, workshop, f"Mängd {number}")
        print(f"a {number}", flush=True)
        classify.rate(store, treatment, "m", "drift", number % 5)
        classify.keep_draft(store, treatment, "m", "motivation", f"Skäl {number}")
        print(f"r {number}", flush=True)
        if number % 2:
            classify.save_text(store, treatment, "m", "motivation", f"Skäl {number}")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL of POSIX systems")
def test_nothing_acknowledged_is_lost_by_a_kill(workspace_home: Path) -> None:
    chance = random.Random(20261124)
    for _ in range(ROUNDS):
        workshop, acknowledged = _work_until_killed(workspace_home, chance.randint(1, 12))
        with open_store(Workspace(workspace_home), ANNA) as store:
            assert store.unclosed is not None
            assert store.verify_chain().sound
            found = workshops.load(store, workshops.find(store, workshop)).assets
        rated = [int(line[2:]) for line in acknowledged if line.startswith("r")]
        assert len(found) >= sum(line.startswith("a") for line in acknowledged)
        for asset in found[: len(rated)]:
            assert asset.assessments["m"].calculated == asset.number % 5
            assert asset.assessments["m"].motivation == f"Skäl {asset.number}"
        _is_sound(Workspace(workspace_home).store)


def _work_until_killed(folder: Path, lines: int) -> tuple[str, list[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", WORK, str(folder)],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=Path(__file__).parents[2],
    ) as process:
        assert process.stdout is not None
        workshop = process.stdout.readline().strip()
        acknowledged = [process.stdout.readline().strip() for _ in range(lines)]
        process.kill()
        acknowledged += process.stdout.read().split("\n")[:-1]
    return workshop, acknowledged


def _is_sound(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []

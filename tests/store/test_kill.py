"""Killed at any moment: what was acknowledged is there, nothing is half there, the chain holds."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from ksa_tui.paths import Workspace
from ksa_tui.services import workshops
from ksa_tui.services.backups import known_backups
from ksa_tui.services.stores import open_store
from ksa_tui.store.engine import read_only
from ksa_tui.store.examining import examine
from ksa_tui.store.retold import untold_tables
from tests.services.making import ANNA

ROUNDS = int(os.environ.get("KSA_KILL_ROUNDS", "6"))
SEED = int(os.environ.get("KSA_KILL_SEED", "20261124"))

WORK = """
import sys
from pathlib import Path
from ksa_tui.paths import Workspace
from ksa_tui.services import classify, history, workshops
from ksa_tui.services.backups import keep_safe
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
        if number % 3 == 0:
            classify.rate(store, treatment, "s", "natur", 1)
            history.undo(store)
        if number % 4 == 0 and keep_safe(store).problem is None:
            print(f"b {number}", flush=True)
"""


@pytest.mark.timeout(3600)  # as many rounds as one likes
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL of POSIX systems")
def test_nothing_acknowledged_is_lost_by_a_kill(workspace_home: Path) -> None:
    chance = random.Random(SEED)
    for _ in range(ROUNDS):
        moment = chance.randint(1, 14), chance.random() * 0.03
        workshop, acknowledged = _work_until_killed(workspace_home, *moment)
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
        with read_only(Workspace(workspace_home).store) as connection:
            assert untold_tables(connection) == ()  # no row without its event, none half changed
        _backups_are_whole(Workspace(workspace_home), acknowledged)


def _backups_are_whole(workspace: Workspace, acknowledged: list[str]) -> None:
    """A backup has its name only when it is whole; a kill leaves at most a draft, which counts for nothing."""
    made = known_backups(workspace)
    assert len(made) >= min(1, sum(line.startswith("b") for line in acknowledged))
    assert all(examine(backup.path).is_sound for backup in made)


def _work_until_killed(folder: Path, lines: int, wait: float) -> tuple[str, list[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", WORK, str(folder)],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=Path(__file__).parents[2],
    ) as process:
        assert process.stdout is not None
        workshop = process.stdout.readline().strip()
        acknowledged = [process.stdout.readline().strip() for _ in range(lines)]
        time.sleep(wait)
        process.kill()
        acknowledged += process.stdout.read().split("\n")[:-1]
    return workshop, acknowledged


def _is_sound(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []

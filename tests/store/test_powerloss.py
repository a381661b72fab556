"""A power cut at any moment: every acknowledged change is there, and none is half there."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ksa_tui.paths import Workspace
from ksa_tui.services import classify, home
from ksa_tui.services.assets import AssetDraft, add
from ksa_tui.services.history import undo
from ksa_tui.services.stores import open_store
from ksa_tui.store import driver, engine
from tests.services.making import ANNA, a_workshop, an_asset
from tests.store.lossy_disk import Cut, Disk, cuts

EVERY = 4
TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"


def state_of(connection: Any) -> str:
    """Everything that a store holds, as a digest."""
    digest = hashlib.sha256()
    for (table,) in connection.execute(TABLES).fetchall():
        rows = connection.execute(f'SELECT * FROM "{table}"').fetchall()
        digest.update(repr((table, sorted(map(repr, rows)))).encode())
    return digest.hexdigest()


def work(folder: Path) -> None:
    """A piece of a workshop, by the product's own write path."""
    with open_store(Workspace(folder), ANNA) as store:
        workshop = home.view(store).rows[0].id
        for number in range(2):
            treatment = add(store, workshop, AssetDraft(f"Mängd {number}", systems=("Verket",)))
            classify.rate(store, treatment, "m", "drift", number)
            classify.keep_draft(store, treatment, "m", "motivation", "Skäl " * 50)
            classify.save_text(store, treatment, "m", "motivation", "Skäl " * 50)
            classify.rate(store, treatment, "s", "folk", 2)
            undo(store)
        assert store.verify_chain().sound


@pytest.fixture
def started(workspace_home: Path) -> Path:
    """A workspace whose store lies safely on the disk."""
    with open_store(Workspace(workspace_home), ANNA) as store:
        an_asset(store, a_workshop(store))
    return workspace_home


def outcomes(workspace: Path, monkeypatch: pytest.MonkeyPatch, folder: Path) -> Counter[str]:
    """How the store is found after every cut."""
    path = Workspace(workspace).store
    start = {path.name: path.read_bytes()}
    disk = Disk(state_of)
    monkeypatch.setattr(driver, "connect", disk.connect)
    work(workspace)
    monkeypatch.undo()
    states = [what[0] for kind, *what in disk.log if kind == "commit"]
    with closing(sqlite3.connect(path)) as connection:
        assert state_of(connection) == states[-1], "the log tells all that happened"
    folder.mkdir()
    return Counter(
        outcome(cut, states, folder, path.name)
        for cut in cuts(disk.log, start, every=EVERY, seed=20261128)
        if cut.commits
    )


def outcome(cut: Cut, states: list[str], folder: Path, name: str) -> str:
    for left in folder.iterdir():
        left.unlink()
    for file, content in cut.files.items():
        (folder / file).write_bytes(content)
    try:
        with closing(sqlite3.connect(folder / name)) as connection:
            sound = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
            found = state_of(connection)
    except sqlite3.DatabaseError:
        return "damaged"
    if not sound or orphans:
        return "damaged"
    if found in states[cut.commits - 1 : cut.commits + 1]:
        return "whole"
    return "lost" if found in states else "half"


def test_nothing_acknowledged_is_lost_by_a_power_cut(
    started: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = outcomes(started, monkeypatch, tmp_path / "disk")
    assert set(found) == {"whole"}
    assert found.total() > 300


@pytest.mark.parametrize(
    ("weaker", "worst"),
    [
        (("locking_mode=NORMAL", "journal_mode=DELETE"), "lost"),
        (("journal_mode=MEMORY", "synchronous=OFF"), "damaged"),
    ],
)
def test_the_simulated_disk_shows_settings_that_lose(
    started: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    weaker: tuple[str, ...],
    worst: str,
) -> None:
    """Without this the test above would prove nothing."""
    changed = {pragma.split("=")[0] for pragma in weaker}
    kept = tuple(p for p in engine.PRAGMAS if p.split("=")[0] not in changed)
    monkeypatch.setattr(engine, "PRAGMAS", (*kept, *weaker))
    with monkeypatch.context() as patched:
        found = outcomes(started, patched, tmp_path / "disk")
        assert found[worst]

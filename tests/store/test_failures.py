"""Disks that fill, folders that may not be written, files that vanish: words, and nothing saved is touched."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy.exc import StatementError

from ksa_tui.errors import StoreError
from ksa_tui.paths import Workspace
from ksa_tui.services import home, workshops
from ksa_tui.services.stores import open_store
from ksa_tui.store import Store, problems
from ksa_tui.store.tables import WorkshopRow
from tests.services.making import ANNA, a_workshop, an_asset, opened, refused

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="limits and users of Linux")

PREPARE = """
import sys
from pathlib import Path
from ksa_tui import i18n
from ksa_tui.errors import StoreError
from ksa_tui.paths import Workspace
from ksa_tui.services import classify, home, workshops
from ksa_tui.services.stores import Actor, open_store
from tests.services.making import ANNA, a_workshop, an_asset, opened
i18n.set_language("en")
folder = Path(sys.argv[1])
"""

FULL_DISK = """
import resource
with opened(folder) as store:
    workshop = a_workshop(store)
    size = store.workspace.store.stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 16384, resource.RLIM_INFINITY))
    import signal
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    names = []
    try:
        while True:
            name = f"Mängd {len(names)} " + "x" * 400
            an_asset(store, workshop, name)
            names.append(name)
    except StoreError as error:
        print(error.message)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert [asset.name for asset in workshops.load(store, workshop).assets] == names
    assert store.verify_chain().sound
    an_asset(store, workshop, "Nu finns plats")
    assert store.verify_chain().sound
    assert home.view(store).rows[0].total == len(names) + 1
"""

READ_ONLY = """
import os, tempfile
with tempfile.TemporaryDirectory() as elsewhere, opened(Path(elsewhere)):
    pass  # what is imported late is imported now: the environment may be closed to another user
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
for attempt in (lambda: open_store(Workspace(folder), ANNA), lambda: opened(folder / "new")):
    try:
        attempt()
    except StoreError as error:
        print(error.message)
print(len(home.first_view(Workspace(folder)).rows))
"""


def run(program: str, folder: Path) -> list[str]:
    """What a program of its own prints: limits and users hold for a whole process."""
    done = subprocess.run(
        [sys.executable, "-c", PREPARE + program, str(folder)],
        capture_output=True,
        encoding="utf-8",
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert done.stderr == ""
    assert done.returncode == 0
    return done.stdout.splitlines()


@LINUX
def test_a_full_disk_is_said_and_the_store_goes_on_afterwards(workspace_home: Path) -> None:
    assert run(FULL_DISK, workspace_home) in ([problems.FULL], [problems.DISK])


@LINUX
def test_a_read_only_folder_is_said_and_can_still_be_looked_at(workspace_home: Path) -> None:
    with opened(workspace_home) as store:
        a_workshop(store)
        data = store.workspace.data
    above = [path for path in workspace_home.parents if path.stat().st_mode & 0o055 == 0]
    folders = [workspace_home, data]
    before = data.joinpath("ksa.db").read_bytes()
    rights = {path: path.stat().st_mode for path in (*above, *folders)}
    try:
        for path in above:
            path.chmod(rights[path] | 0o055)
        for path in folders:
            path.chmod(0o555)
        for path in data.iterdir():
            path.chmod(0o444)
        printed = run(READ_ONLY, workspace_home)
    finally:
        for path, mode in rights.items():
            path.chmod(mode)
    assert printed == [problems.READ_ONLY, problems.READ_ONLY, "1"]
    assert data.joinpath("ksa.db").read_bytes() == before


@LINUX
def test_a_store_that_was_moved_away_while_it_is_open_is_said(store: Store, workshop: UUID) -> None:
    path = store.workspace.store
    path.rename(path.with_name("elsewhere.db"))
    with refused(problems.MOVED):
        a_workshop(store)
    path.with_name("elsewhere.db").rename(path)
    a_workshop(store, "Tillbaka")
    assert store.verify_chain().sound


def test_a_damaged_page_is_said(workspace_home: Path) -> None:
    with opened(workspace_home) as store:
        workshop = a_workshop(store)
        for number in range(40):
            an_asset(store, workshop, f"Mängd {number}")
        path = store.workspace.store
    content = bytearray(path.read_bytes())
    content[4096 * 4 :] = b"\xff" * (len(content) - 4096 * 4)
    path.write_bytes(content)
    with pytest.raises(StoreError) as refusal:
        open_store(Workspace(workspace_home), ANNA)
    assert refusal.value.message == problems.DAMAGED
    with pytest.raises(StoreError):
        home.first_view(Workspace(workspace_home))


class Failure(sqlite3.OperationalError):
    """What the driver raises, with the name it gives the error."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.sqlite_errorname = name


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("SQLITE_FULL", problems.FULL),
        ("SQLITE_READONLY", problems.READ_ONLY),
        ("SQLITE_READONLY_DIRECTORY", problems.READ_ONLY),
        ("SQLITE_READONLY_DBMOVED", problems.MOVED),
        ("SQLITE_BUSY", problems.BUSY),
        ("SQLITE_BUSY_SNAPSHOT", problems.BUSY),
        ("SQLITE_IOERR_WRITE", problems.DISK),
        ("SQLITE_CORRUPT", problems.DAMAGED),
        ("SQLITE_CORRUPT_INDEX", problems.DAMAGED),
        ("SQLITE_NOTADB", problems.DAMAGED),
        ("SQLITE_CANTOPEN", problems.CANNOT_OPEN),
    ],
)
def test_each_error_of_the_driver_has_its_sentence(name: str, message: str) -> None:
    path = Path("ksa.db")
    with refused(message), problems.plain_problems(path):
        raise Failure(name)


def test_an_error_that_is_our_own_fault_stays_what_it_is() -> None:
    with pytest.raises(Failure), problems.plain_problems(Path("ksa.db")):
        raise Failure("SQLITE_CONSTRAINT")


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (errno.ENOSPC, problems.FULL),
        (errno.EACCES, problems.READ_ONLY),
        (errno.EROFS, problems.READ_ONLY),
        (errno.EIO, problems.CANNOT_OPEN),
    ],
)
def test_each_error_of_the_file_system_has_its_sentence(number: int, message: str) -> None:
    with refused(message), problems.plain_problems(Path("ksa.db")):
        raise OSError(number, os.strerror(number))


def test_a_store_that_another_program_holds_is_said_to_be_busy(
    workspace_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(workspace_home).close()
    workspace = Workspace(workspace_home)
    monkeypatch.setattr("ksa_tui.store.engine.BUSY_SECONDS", 0)
    with closing(sqlite3.connect(workspace.store)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with refused(problems.BUSY):
            open_store(workspace, ANNA)
    open_store(workspace, ANNA).close()


def test_an_error_holds_nothing_of_what_was_written(store: Store, workshop: UUID) -> None:
    """It may reach the log."""

    def command() -> None:
        with store.command("workshop.edit") as unit:
            row = unit.get(WorkshopRow, workshop)
            assert row is not None
            unit.update(row, title="Hemligt", started_at=datetime(2026, 11, 24))  # noqa: DTZ001

    with pytest.raises(StatementError) as error:
        command()
    assert "Hemligt" not in str(error.value)
    assert workshops.load(store, workshop).title == "Skola"


def first_read(folder: Path) -> None:
    home.first_view(Workspace(folder))


def chain_read(folder: Path) -> None:
    with opened(folder) as store:
        store.verify_chain()


@pytest.mark.parametrize(
    ("change", "read"),
    [
        ("UPDATE workshop SET title = CAST(x'80ff' AS TEXT)", first_read),
        ("UPDATE workshop SET changed_at = 'noon'", first_read),
        ("UPDATE workshop SET id = 'no id'", first_read),
        ("DROP TABLE place", first_read),
        ("DROP TABLE event_body", chain_read),
        ("UPDATE event SET operation = CAST(x'80ff' AS TEXT)", chain_read),
    ],
)
def test_content_that_ksa_cannot_have_written_is_told_as_damage(
    workspace_home: Path, change: str, read: Callable[[Path], None]
) -> None:
    with opened(workspace_home) as store:
        a_workshop(store)
    with closing(sqlite3.connect(Workspace(workspace_home).store)) as connection:
        names = "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        for (trigger,) in connection.execute(names).fetchall():
            connection.execute(f'DROP TRIGGER "{trigger}"')
        connection.execute(change)
        connection.commit()
    with pytest.raises(StoreError) as caught:
        read(workspace_home)
    assert caught.value.message == problems.DAMAGED

"""Opening: what is made, what is refused in words and left as it was."""

from __future__ import annotations

import os
import sqlite3
import stat
import struct
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest

from ksa_tui.errors import StoreError
from ksa_tui.paths import Workspace
from ksa_tui.services import home
from ksa_tui.services.stores import Actor, open_store, suggested_actor
from ksa_tui.store import header, lock, problems
from ksa_tui.store.store import CLOSED
from tests.services.making import ANNA, a_workshop, opened, refused

POSIX = pytest.mark.skipif(os.name == "nt", reason="file rights of POSIX systems")


def at(home_folder: Path) -> Workspace:
    workspace = Workspace(home_folder)
    workspace.data.mkdir(parents=True)
    return workspace


def database(path: Path, *, application_id: int, user_version: int) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (x)")
        connection.execute(f"PRAGMA application_id = {application_id}")
        connection.execute(f"PRAGMA user_version = {user_version}")


def write_text(path: Path) -> None:
    path.write_text("Informationsmängd;Beskrivning\nElevregister;Alla elever\n" * 20)


def write_little(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00")


def write_noise(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 40)


def write_nothing(path: Path) -> None:
    path.write_bytes(b"")


def write_foreign(path: Path) -> None:
    database(path, application_id=0, user_version=1)


def write_newer(path: Path) -> None:
    database(path, application_id=header.APPLICATION_ID, user_version=header.SCHEMA + 1)


REFUSED = [
    (write_text, header.NOT_READABLE),
    (write_little, header.NOT_READABLE),
    (write_noise, header.NOT_READABLE),
    (write_nothing, header.EMPTY),
    (write_foreign, header.NOT_OURS),
    (write_newer, header.NEWER),
]


@pytest.mark.parametrize(("write", "words"), REFUSED)
def test_what_is_no_store_of_ours_is_refused_and_left_byte_for_byte(
    workspace_home: Path, write: Callable[[Path], None], words: str
) -> None:
    workspace = at(workspace_home)
    write(workspace.store)
    os.utime(workspace.store, (1_000_000_000, 1_000_000_000))
    before = workspace.store.read_bytes()

    with refused(words) as refusal:
        open_store(workspace, ANNA)
    with refused(words):
        home.first_view(workspace)

    assert str(workspace.store) in str(refusal.value)
    assert workspace.store.read_bytes() == before
    assert workspace.store.stat().st_mtime == 1_000_000_000
    beside = {path.name for path in workspace.data.iterdir()}
    assert beside - {"ksa.db.lock"} == {"ksa.db"}


def test_a_refused_store_is_not_left_locked(workspace_home: Path) -> None:
    workspace = at(workspace_home)
    write_text(workspace.store)
    with pytest.raises(StoreError):
        open_store(workspace, ANNA)
    workspace.store.unlink()
    open_store(workspace, ANNA).close()


def test_a_folder_in_the_place_of_the_store_is_refused_in_words(workspace_home: Path) -> None:
    workspace = at(workspace_home)
    workspace.store.mkdir()
    with refused(problems.CANNOT_OPEN):
        open_store(workspace, ANNA)


def test_a_new_store_carries_its_marks(workspace_home: Path) -> None:
    opened(workspace_home).close()
    head = Workspace(workspace_home).store.read_bytes()[:100]
    assert struct.unpack_from(">i", head, 60) == (header.SCHEMA,)
    assert struct.unpack_from(">i", head, 68) == (header.APPLICATION_ID,)


@POSIX
def test_folders_and_files_are_for_their_owner_alone(workspace_home: Path) -> None:
    mask = os.umask(0)
    try:
        with opened(workspace_home) as store:
            a_workshop(store)
            found = {
                path.relative_to(workspace_home).as_posix(): stat.S_IMODE(path.stat().st_mode)
                for path in (workspace_home, *workspace_home.rglob("*"))
            }
    finally:
        os.umask(mask)
    assert found == {
        ".": 0o700,
        "data": 0o700,
        "exports": 0o700,
        "data/ksa.db": 0o600,
        "data/ksa.db-journal": 0o600,
        "data/ksa.db.lock": 0o600,
        "data/ksa.db.owner": 0o600,
    }


def test_the_same_process_cannot_open_a_store_twice(workspace_home: Path) -> None:
    workspace = Workspace(workspace_home)
    with opened(workspace_home) as store:
        with refused(lock.ALREADY_OPEN) as refusal:
            open_store(workspace, Actor("Bo"))
        with refused(lock.ALREADY_OPEN):
            home.first_view(workspace)
        assert str(os.getpid()) in str(refusal.value)
        assert "Anna Ek" in str(refusal.value)
        a_workshop(store)  # the first one has lost nothing
    assert len(home.first_view(workspace).rows) == 1


HOLD = """
import sys
from pathlib import Path
from ksa_tui.paths import Workspace
from ksa_tui.services.stores import Actor, open_store
store = open_store(Workspace(Path(sys.argv[1])), Actor("Bo Öst"))
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def holder(workspace_home: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(workspace_home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    return process


def test_a_second_process_is_told_who_has_the_store(
    workspace_home: Path, holder: subprocess.Popen[str]
) -> None:
    workspace = Workspace(workspace_home)
    with holder:
        with refused(lock.ALREADY_OPEN) as refusal:
            open_store(workspace, ANNA)
        with refused(lock.ALREADY_OPEN):
            home.first_view(workspace)
        assert str(holder.pid) in str(refusal.value)
        assert "Bo Öst" in str(refusal.value)
        assert holder.stdin is not None
        holder.stdin.close()
    home.first_view(workspace)


def test_a_killed_process_leaves_the_store_free_and_is_noticed(
    workspace_home: Path, holder: subprocess.Popen[str]
) -> None:
    workspace = Workspace(workspace_home)
    with holder:
        holder.kill()
    with open_store(workspace, ANNA) as store:
        assert store.unclosed is not None
        assert store.unclosed.pid == holder.pid
    with open_store(workspace, ANNA) as store:
        assert store.unclosed is None


def test_a_lock_file_alone_means_nothing(workspace_home: Path) -> None:
    workspace = at(workspace_home)
    workspace.lock.write_text("")
    workspace.store.with_name("ksa.db.owner").write_text("{half", encoding="utf-8")
    open_store(workspace, ANNA).close()
    assert not workspace.store.with_name("ksa.db.owner").exists()


def test_what_a_kill_left_of_a_new_store_is_cleared_away(workspace_home: Path) -> None:
    workspace = at(workspace_home)
    for name in ("ksa.db.new", "ksa.db.new-journal"):
        (workspace.data / name).write_bytes(b"half")
    open_store(workspace, ANNA).close()
    assert not list(workspace.data.glob("*.new*"))


def test_a_closed_store_does_nothing_more(workspace_home: Path) -> None:
    store = opened(workspace_home)
    store.close()
    store.close()
    with refused(CLOSED):
        a_workshop(store)
    with refused(CLOSED):
        home.view(store)


def test_the_actor_is_cleaned_and_never_nameless(workspace_home: Path) -> None:
    with open_store(Workspace(workspace_home), Actor(" Anna\x1b[2J \n Ek ")) as store:
        assert store.actor.name == "Anna[2J Ek"
    with open_store(Workspace(workspace_home), Actor("  ")) as store:
        assert store.actor.name == suggested_actor().name != ""


def test_a_store_is_found_again_by_its_own_id(workspace_home: Path) -> None:
    with opened(workspace_home) as store:
        first = store.store_id
    with open_store(Workspace(workspace_home), ANNA, new_id=uuid4) as store:
        assert store.store_id == first


def test_a_workspace_without_a_store_shows_nothing_and_gets_none(workspace_home: Path) -> None:
    assert home.first_view(Workspace(workspace_home)).rows == ()
    assert not workspace_home.exists()


def test_the_first_view_leaves_nothing_open(workspace_home: Path) -> None:
    opened(workspace_home).close()
    home.first_view(Workspace(workspace_home))
    opened(workspace_home).close()

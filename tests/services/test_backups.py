"""Backups: whole, verified, for their owner alone, and none where nothing has changed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from ksa_tui.errors import StoreError
from ksa_tui.paths import Workspace
from ksa_tui.services import backups, classify, stop, workshops
from ksa_tui.services.backups import back_up, keep_safe, known_backups, newest
from ksa_tui.services.restoring import left_out, restore
from ksa_tui.services.show import show
from ksa_tui.store import Store, lock, opening
from ksa_tui.store import backups as files
from ksa_tui.store.backup_clearing import kept_of
from ksa_tui.store.backups import Backup, backup_of
from ksa_tui.store.examining import examine
from ksa_tui.store.restoring import THE_STORE_ITSELF, UNSOUND
from tests.services.making import NOON, a_workshop, an_asset, opened, refused
from tests.services.returning import classified

POSIX = pytest.mark.skipif(os.name == "nt", reason="file rights of POSIX systems")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="limits of Linux")


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, but for when the app was open."""
    with closing(sqlite3.connect(path)) as connection:
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if name != "app_session"
        ]
        return {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr) for name in names
        }


def damage(path: Path) -> None:
    """Overwrite the second half of a file's pages."""
    content = bytearray(path.read_bytes())
    half = len(content) // 8192 * 4096
    content[half:] = b"\xa5" * (len(content) - half)
    path.write_bytes(content)


# ---------------------------------------------------------------- making them


def test_a_backup_is_the_whole_store(store: Store, workshop: UUID) -> None:
    treatment = an_asset(store, workshop)
    classify.rate(store, treatment, "m", "folk", 3)
    made = back_up(store)
    assert made.is_new
    assert made.problem is None
    assert made.backup.path.parent == store.workspace.backups
    assert contents(made.backup.path) == contents_of_open(store)
    condition = examine(made.backup.path)
    assert condition.is_sound
    assert condition.head.digest == store.head


def contents_of_open(store: Store) -> dict[str, list[tuple[object, ...]]]:
    with store.driver() as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
            for (name,) in names
            if name != "app_session"
        }


@POSIX
def test_a_backup_is_for_its_owner_alone(store: Store, workshop: UUID, tmp_path: Path) -> None:
    elsewhere = tmp_path / "stick"
    elsewhere.mkdir()
    mask = os.umask(0)
    try:
        made = [back_up(store), back_up(store, elsewhere)]
    finally:
        os.umask(mask)
    assert [stat.S_IMODE(one.backup.path.stat().st_mode) for one in made] == [0o600, 0o600]
    assert stat.S_IMODE(store.workspace.backups.stat().st_mode) == 0o700
    assert stat.S_IMODE(store.workspace.backup_note.stat().st_mode) == 0o600


def test_an_unchanged_store_makes_no_new_backup(store: Store, workshop: UUID) -> None:
    first = back_up(store)
    an_asset(store, workshop)
    second = back_up(store)
    again = back_up(store)
    assert (first.is_new, second.is_new, again.is_new) == (True, True, False)
    assert again.backup == second.backup
    assert len(list(store.workspace.backups.iterdir())) == 2


def test_a_backup_that_was_damaged_since_does_not_count(workspace_home: Path) -> None:
    with opened(workspace_home) as store:
        a_workshop(store)
        first = keep_safe(store).newest
        assert first is not None
    damage(first.path)
    with opened(workspace_home, seed=2) as store:
        again = keep_safe(store)
        assert again.problem is None
        assert again.newest is not None
        assert again.newest.path != first.path
        assert examine(again.newest.path).is_sound


def test_what_a_kill_left_of_a_backup_is_cleared_away(store: Store, workshop: UUID) -> None:
    store.workspace.backups.mkdir()
    left = store.workspace.backups / f".ksa-{store.store_id.hex[:8]}.part"
    left.write_bytes(b"half a store")
    others = store.workspace.backups / ".ksa-0badf00d.part"
    others.write_bytes(b"another workspace's")
    made = back_up(store)
    assert set(store.workspace.backups.iterdir()) == {made.backup.path, others}


def test_two_in_the_same_second_have_two_names(
    store: Store, workshop: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ksa_tui.services.backups._unchanged", lambda *_: None)
    monkeypatch.setattr(type(store.clock), "__call__", lambda _self: NOON)
    made = [back_up(store).backup for _ in range(9)]
    assert len({one.path for one in made}) == 9
    assert newest(store.workspace) == made[-1]


def test_a_backup_while_others_write_is_of_one_moment(store: Store, workshop: UUID) -> None:
    treatment = an_asset(store, workshop)

    def write() -> None:
        for number in range(30):
            classify.rate(store, treatment, "m", "folk", number % 5)

    with ThreadPoolExecutor(2) as threads:
        writing = threads.submit(write)
        made = [back_up(store) for _ in range(6)]
        writing.result()
    for one in made:
        assert examine(one.backup.path).is_sound
    assert store.verify_chain().sound


# ---------------------------------------------------------------- where they cannot be made


def test_a_chosen_folder_that_is_gone_leads_to_the_own_one(store: Store, workshop: UUID) -> None:
    store.backup_folder = Path("/no/such/stick")
    found = keep_safe(store)
    assert found.problem is not None
    assert found.problem.message == backups.IN_OWN_FOLDER
    assert "/no/such/stick" in str(found.problem)
    assert found.newest is None
    assert newest(store.workspace) is not None
    assert store.backup_folder == Path("/no/such/stick")
    a_workshop(store, "Det går att arbeta vidare")


def test_a_file_in_the_place_of_the_folder_is_said(store: Store, workshop: UUID) -> None:
    store.workspace.backups.write_bytes(b"")
    with pytest.raises(StoreError) as refusal:
        back_up(store)
    assert "{" not in str(refusal.value)
    assert keep_safe(store).problem is not None
    assert store.workspace.backups.read_bytes() == b""
    a_workshop(store, "Det går att arbeta vidare")


def test_a_folder_that_is_named_must_be_there(store: Store, tmp_path: Path) -> None:
    with refused(backups.NO_SUCH_FOLDER):
        back_up(store, tmp_path / "none")


FULL = """
import resource, signal, sys
from pathlib import Path
from ksa_tui.services.backups import keep_safe, back_up
from tests.services.making import a_workshop, an_asset, opened
with opened(Path(sys.argv[1])) as store:
    workshop = a_workshop(store)
    first = keep_safe(store).newest
    an_asset(store, workshop)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))
    found = keep_safe(store)
    print(found.problem.message)
    print(found.newest == first, len(list(store.workspace.backups.iterdir())))
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    an_asset(store, workshop, "Nu finns plats")
    print(keep_safe(store).problem, store.verify_chain().sound)
"""


@LINUX
def test_a_full_disk_costs_neither_the_work_nor_the_last_backup(workspace_home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(workspace_home)],
        capture_output=True,
        encoding="utf-8",
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.splitlines() == [files.NO_ROOM, "True 1", "None True"]


def test_a_store_changed_past_ksa_is_backed_up_and_said(workspace_home: Path) -> None:
    with opened(workspace_home) as store:
        a_workshop(store)
        path = store.workspace.store
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER event_no_update")
        connection.execute("UPDATE event SET actor = 'Någon annan' WHERE seq = 1")
        connection.commit()
    with opened(workspace_home, seed=2) as store:
        found = keep_safe(store)
    assert found.problem is not None
    assert found.problem.message == files.UNSOUND_STORE
    assert found.newest is not None
    assert found.newest.path.exists()


# ---------------------------------------------------------------- how many are kept


def backup_at(made: datetime, *, is_milestone: bool = False) -> Backup:
    ending = "-schema4" if is_milestone else ""
    return Backup(
        Path(f"ksa-12345678-{made:%Y-%m-%d-%H%M%S}{ending}.db"), "12345678", made, is_milestone
    )


def test_ten_the_days_and_the_months_are_kept() -> None:
    now = datetime(2026, 11, 24, 15)  # noqa: DTZ001 - the laptop's own time
    all_of_them = [backup_at(now - timedelta(hours=hours)) for hours in range(0, 24 * 500, 4)]
    kept = sorted(kept_of(all_of_them, now.date()), key=lambda one: one.made, reverse=True)
    assert kept[:10] == all_of_them[:10]
    days = {one.made.date() for one in kept}
    assert {now.date() - timedelta(days=number) for number in range(14)} <= days
    months = {(one.made.year, one.made.month) for one in kept}
    assert len(months) == 12
    assert len(kept) <= 10 + 14 + 12
    # clearing away again and again, as it is done, ends with the same
    assert kept_of(kept, now.date()) == set(kept)


def test_of_a_day_and_a_month_the_last_is_kept() -> None:
    now = datetime(2026, 11, 24, 15)  # noqa: DTZ001
    filler = [backup_at(now - timedelta(minutes=number)) for number in range(10)]
    early, late = backup_at(datetime(2026, 11, 20, 8)), backup_at(datetime(2026, 11, 20, 17))  # noqa: DTZ001
    march = [backup_at(datetime(2026, 3, day)) for day in (2, 30)]  # noqa: DTZ001
    kept = kept_of([*filler, early, late, *march], now.date())
    assert kept - set(filler) == {late, march[1]}


def test_a_milestone_is_never_cleared_away_and_the_only_one_neither() -> None:
    old = backup_at(datetime(2020, 1, 1), is_milestone=True)  # noqa: DTZ001
    only = backup_at(datetime(2019, 1, 1))  # noqa: DTZ001
    today = datetime(2026, 11, 24).date()  # noqa: DTZ001
    many = [backup_at(datetime(2026, 11, 24, 10, number)) for number in range(30)]  # noqa: DTZ001
    assert old in kept_of([*many, old], today)
    assert kept_of([only], today) == {only}


def test_what_was_just_made_stays_though_the_clock_was_set_back(
    store: Store, workshop: UUID
) -> None:
    store.workspace.backups.mkdir()
    short = store.store_id.hex[:8]
    for day in range(1, 29):
        (store.workspace.backups / f"ksa-{short}-2030-01-{day:02}-120000.db").write_bytes(b"")
    made = back_up(store).backup
    assert made.path.exists()


def test_other_files_and_other_stores_are_left_alone(
    store: Store, workshop: UUID, tmp_path: Path
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    strangers = {
        shared / "ksa-0badf00d-2019-01-01-120000.db",
        shared / "ksa.db",
        shared / "ksa-2019.db",
        shared / "bokslut.xlsx",
        shared / f"ksa-{store.store_id.hex[:8]}-2019-99-99-999999.db",
    }
    for path in strangers:
        path.write_bytes(b"")
    for number in range(15):
        an_asset(store, workshop, f"Mängd {number}")
        back_up(store, shared)
    mine = {backup.path for backup in files.backups_in([shared], store.store_id.hex[:8])}
    assert len(mine) == 10
    assert set(shared.iterdir()) == mine | strangers


def test_a_name_says_of_which_store_and_when() -> None:
    found = backup_of(Path("/x/ksa-1a2b3c4d-2026-11-24-090807-schema5-2.db"))
    assert found is not None
    assert (found.store, found.is_milestone) == ("1a2b3c4d", True)
    assert found.made == datetime(2026, 11, 24, 9, 8, 7)  # noqa: DTZ001
    for name in (
        "ksa.db",
        "ksa-1a2b3c4d-2026-13-24-090807.db",
        "ksa-1a2b3c4d-2026-11-24-090807.db.part",
    ):
        assert backup_of(Path(name)) is None


# ---------------------------------------------------------------- the drill


@pytest.mark.parametrize("accident", ["deleted", "damaged", "emptied", "half written over"])
def test_the_drill(workspace_home: Path, tmp_path: Path, accident: str) -> None:
    """Fill a store, back up, lose the store, restore: everything is there, and the work goes on."""
    workspace = Workspace(workspace_home)
    with opened(workspace_home) as store:
        workshop = a_workshop(store)
        for number in range(12):
            treatment = classified(store, workshop, f"Mängd {number}")
        stop.stop(store, treatment)
        kept = back_up(store).backup.path
        shown = show(store, workshop)
        head, chain = store.head, store.verify_chain()
    before = contents(kept)
    if accident == "deleted":
        workspace.store.unlink()
    elif accident == "damaged":
        damage(workspace.store)
    elif accident == "emptied":
        workspace.store.write_bytes(b"")
    else:
        workspace.store.write_bytes(b"not a store at all" * 1000)
    broken = workspace.store.read_bytes() if workspace.store.exists() else None

    restored = restore(workspace, kept, "Anna Ek", NOON)

    assert contents(workspace.store) == before
    if broken is None:
        assert restored.replaced is None
    else:
        assert restored.replaced is not None
        assert restored.replaced.read_bytes() == broken
        assert restored.replaced.name.startswith("ksa-replaced-2026-11-24-")
    with opened(workspace_home, seed=2) as store:
        assert (store.head, store.verify_chain()) == (head, chain)
        assert show(store, workshop) == shown
        an_asset(store, workshop, "Arbetet går vidare")
        assert store.verify_chain().sound


def test_restoring_on_another_computer_needs_nothing_but_the_file(
    workspace_home: Path, tmp_path: Path
) -> None:
    with opened(workspace_home) as store:
        workshop = a_workshop(store)
        kept = back_up(store).backup.path
    carried = tmp_path / "vad som helst.db"
    shutil.copy(kept, carried)
    carried.chmod(0o444)
    new = tmp_path / "ny dator åäö #1"
    assert restore(Workspace(new), carried, "Anna Ek", NOON).replaced is None
    with opened(new, seed=2) as store:
        assert workshops.load(store, workshop).title == "Skola"


def test_a_store_that_has_vanished_is_not_begun_anew(workspace_home: Path) -> None:
    with opened(workspace_home) as store:
        a_workshop(store)
        back_up(store)
        path = store.workspace.store
    path.unlink()
    with refused(opening.VANISHED):
        opened(workspace_home)
    assert not path.exists()


def test_an_open_store_is_not_restored_over(store: Store, workshop: UUID) -> None:
    kept = back_up(store).backup.path
    before = contents_of_open(store)
    with refused(lock.ALREADY_OPEN):
        restore(store.workspace, kept, "Bo", NOON)
    assert contents_of_open(store) == before
    a_workshop(store, "Inget hände")


def test_a_store_that_another_program_has_open_is_not_restored_over(workspace_home: Path) -> None:
    with opened(workspace_home) as store:
        a_workshop(store)
        kept = back_up(store).backup.path
        path = store.workspace.store
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError):
            restore(Workspace(workspace_home), kept, "Bo", NOON)
    assert not list(path.parent.glob("ksa-replaced-*"))
    assert not list(path.parent.glob("*.new"))


def test_a_live_journal_goes_with_the_store_it_belongs_to(workspace_home: Path) -> None:
    """A hot journal left behind would be played into the restored store."""
    with opened(workspace_home) as store:
        a_workshop(store)
        kept = back_up(store).backup.path
        path = store.workspace.store
    journal = path.with_name("ksa.db-journal")
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"hot" * 2000)
    hot = journal.read_bytes()
    restored = restore(Workspace(workspace_home), kept, "Bo", NOON)
    assert restored.replaced is not None
    aside = restored.replaced.with_name(f"{restored.replaced.name}-journal")
    assert aside.read_bytes() == hot
    assert not journal.exists()
    assert contents(path) == contents(kept)


@pytest.mark.parametrize("fault", ["damaged", "changed", "empty", "text"])
def test_a_bad_backup_is_not_put_in_place_of_anything(workspace_home: Path, fault: str) -> None:
    with opened(workspace_home) as store:
        a_workshop(store)
        kept = back_up(store).backup.path
        path = store.workspace.store
    if fault == "damaged":
        damage(kept)
    elif fault == "changed":
        with closing(sqlite3.connect(kept)) as connection:
            connection.execute("DROP TRIGGER event_no_update")
            connection.execute("UPDATE event SET actor = 'x' WHERE seq = 1")
            connection.commit()
    else:
        kept.write_bytes(b"" if fault == "empty" else b"hello" * 100)
    before = path.read_bytes()
    with pytest.raises(StoreError) as refusal:
        restore(Workspace(workspace_home), kept, "Bo", NOON)
    if fault in {"damaged", "changed"}:
        assert refusal.value.message == UNSOUND
    assert path.read_bytes() == before
    assert {one.name for one in path.parent.iterdir()} <= {
        *("ksa.db", "ksa.db-journal", "ksa.db.lock", "backups", "backups.json"),
    }


def test_the_store_is_no_backup_of_itself(workspace_home: Path) -> None:
    with opened(workspace_home) as store:
        a_workshop(store)
        path = store.workspace.store
    with refused(THE_STORE_ITSELF):
        restore(Workspace(workspace_home), path, "Bo", NOON)


def test_what_a_restore_leaves_out_is_known_before(workspace_home: Path) -> None:
    with opened(workspace_home) as store:
        workshop = a_workshop(store)
        treatment = an_asset(store, workshop)
        kept = back_up(store).backup.path
        assert store.verify_chain().events
        an_asset(store, workshop, "Senare")
        stop.stop(store, treatment)
        path = store.workspace.store
    found = left_out(Workspace(workspace_home), kept)
    assert found.is_readable
    assert found.events > 2
    assert found.stops == 1
    damage(path)
    path.write_bytes(b"x" * 5000)
    assert not left_out(Workspace(workspace_home), kept).is_readable


# ---------------------------------------------------------------- migration


def test_an_older_store_is_backed_up_before_it_is_brought_up_to_date(
    workspace_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ksa_tui.store import header

    with opened(workspace_home) as store:
        a_workshop(store)
        path = store.workspace.store
    with closing(sqlite3.connect(path)) as connection:  # as the program before this one left it
        connection.execute(f"PRAGMA user_version = {header.SCHEMA - 1}")
    before = contents(path)
    opened(workspace_home, seed=2).close()
    (milestone,) = known_backups(Workspace(workspace_home))
    assert milestone.is_milestone
    assert contents(milestone.path) == before
    assert examine(milestone.path).schema == header.SCHEMA - 1


def test_without_a_backup_an_older_store_is_left_as_it_is(workspace_home: Path) -> None:
    from ksa_tui.store import header

    with opened(workspace_home) as store:
        a_workshop(store)
        path = store.workspace.store
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {header.SCHEMA - 1}")
    Workspace(workspace_home).backups.write_bytes(b"in the way")
    before = path.read_bytes()
    with pytest.raises(StoreError):
        opened(workspace_home, seed=2)
    assert path.read_bytes() == before


# ---------------------------------------------------------------- after a stop


def test_a_backup_made_after_a_stop_holds_nothing_of_it(store: Store, workshop: UUID) -> None:
    treatment = an_asset(store, workshop, "Skyddsrummens lås")
    an_asset(store, workshop, "Annat")
    before = back_up(store).backup.path
    assert "Skyddsrummens lås".encode() in before.read_bytes()
    stop.stop(store, treatment)
    after = back_up(store).backup.path
    assert after != before
    assert b"Skyddsrummens" not in after.read_bytes()
    left = stop.stopped(store, treatment).left_behind
    assert [one.path for one in left if one.kind == "backup"] == [before]


def test_the_copies_from_before_a_stop_can_be_deleted(
    store: Store, workshop: UUID, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    treatment = an_asset(store, workshop, "Skyddsrummens lås")
    old = [back_up(store).backup.path, back_up(store, stick).backup.path]
    replaced = store.workspace.data / "ksa-replaced-2026-11-01-120000.db"
    shutil.copy(old[0], replaced)
    stop.stop(store, treatment)
    deleted, resisting = stop.delete_backups(store, treatment)
    assert set(deleted) == {*old, replaced}
    assert resisting == []
    assert not any(path.exists() for path in deleted)
    (left,) = known_backups(store.workspace)
    assert examine(left.path).is_sound
    assert [one for one in stop.stopped(store, treatment).left_behind if one.kind == "backup"] == []


def test_no_copy_is_deleted_when_there_can_be_no_new_one(store: Store, workshop: UUID) -> None:
    treatment = an_asset(store, workshop, "Skyddsrummens lås")
    old = back_up(store).backup.path
    stop.stop(store, treatment)
    store.backup_folder = Path("/no/such/stick")
    with pytest.raises(StoreError):
        stop.delete_backups(store, treatment)
    assert old.exists()

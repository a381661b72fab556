"""A locked store: nothing readable anywhere, everything kept, nobody gets in, also through a kill."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from ksa_tui.errors import KsaError, LockedError
from ksa_tui.log import record_failure
from ksa_tui.paths import Workspace, log_file
from ksa_tui.services import assets, classify, encrypting, home, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.backups import back_up, known_backups
from ksa_tui.services.restoring import left_out, restore
from ksa_tui.services.show import listing, show
from ksa_tui.services.stores import now_utc, open_store
from ksa_tui.services.verification import verify
from ksa_tui.store import driver
from ksa_tui.store.driver import is_plain
from ksa_tui.store.encrypting import LEFT
from ksa_tui.store.examining import examine
from tests.services.making import ANNA, a_workshop

PHRASE = 'fyra små grodor "och" en å; --'
OTHER = "fem blå hästar i regn'"
NAME = "Hemligstämplad elevhälsojournal"
WHY = "Barnens diagnoser får inte spridas"
ROUNDS = int(os.environ.get("KSA_KILL_ROUNDS", "6"))


def fill(workspace: Workspace, name: str = NAME) -> None:
    with open_store(workspace, ANNA) as store:
        workshop = a_workshop(store)
        treatment = assets.add(store, workshop, AssetDraft(name))
        classify.rate(store, treatment, "m", "drift", 3)
        classify.save_text(store, treatment, "m", "motivation", WHY)
        back_up(store)


def content(workspace: Workspace) -> object:
    with open_store(workspace, ANNA) as store:
        rows = listing(store)
        return rows, [show(store, workshops.find(store, str(row["id"]))) for row in rows]


def lock(workspace: Workspace, phrase: str = PHRASE, *, more: Path | None = None) -> Workspace:
    locked = encrypting.lock(workspace, phrase, "Anna", now_utc(), more)
    assert locked.copies.left == []
    return locked.workspace


def readable(*folders: Path) -> list[Path]:
    """Every file in which a text of the store stands, or that is a plain store."""
    texts = [text.encode(how) for text in (NAME, WHY) for how in ("utf-8", "utf-16-le")]
    return [
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and (is_plain(path) or any(text in path.read_bytes() for text in texts))
    ]


@pytest.fixture
def plain(workspace_home: Path) -> Workspace:
    workspace = Workspace(workspace_home)
    fill(workspace)
    return workspace


@pytest.fixture
def locked(plain: Workspace) -> Workspace:
    return lock(plain)


def test_everything_is_kept_and_nothing_is_readable(plain: Workspace, tmp_path: Path) -> None:
    before, condition = content(plain), examine(plain.store)
    numbers = _numbers(plain.store)
    stick = tmp_path / "sticka"
    stick.mkdir()
    with open_store(plain, ANNA) as store:
        back_up(store, stick)
    (plain.data / "ksa-replaced-2026-11-01-100000.db").write_bytes(plain.store.read_bytes())
    shutil.copy(plain.store, plain.backups / "min egen kopia.db")
    assert len(readable(plain.home, stick)) == 5
    locked = lock(plain, more=stick)
    assert readable(plain.home, stick) == []
    assert content(locked) == before
    after = examine(locked.store, PHRASE)
    assert after.is_sound
    assert after.store_id == condition.store_id
    assert _numbers(locked.store, PHRASE) == numbers
    for path in (*plain.backups.glob("*.db"), *stick.glob("*.db"), *plain.data.glob("ksa-r*.db")):
        assert examine(path, PHRASE).is_sound, path
    with pytest.raises(LockedError):
        open_store(plain, ANNA)


def _numbers(path: Path, key: str | None = None) -> list[int]:
    connection = driver.connect(path, "ro", key=key)
    try:
        return [
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("application_id", "user_version", "schema_version")[:2]
        ]
    finally:
        connection.close()


def test_the_journal_the_backups_and_the_log_hold_nothing_readable(locked: Workspace) -> None:
    with open_store(locked, ANNA) as store:
        workshop = a_workshop(store)
        journal = locked.store.with_name(f"{locked.store.name}-journal")
        with store.command("asset.add", workshop=workshop) as unit:
            unit.connection.exec_driver_sql("UPDATE asset SET description = description || 'x'")
            unit.session.flush()
            assert journal.stat().st_size > 0
            assert readable(locked.home) == []
        assets.add(store, workshop, AssetDraft(NAME + " 2"))
        back_up(store)
        try:
            store.remembered.safety.nothing  # noqa: B018
        except AttributeError as error:
            record_failure(error)
    assert readable(locked.home, log_file().parent) == []
    assert len(known_backups(locked)) == 2


def test_nobody_gets_in_with_a_wrong_passphrase(locked: Workspace) -> None:
    before = locked.store.read_bytes()
    for wrong in (
        "",
        "x",
        PHRASE + " ",
        PHRASE.upper(),
        '"; PRAGMA rekey="x',
        "å" * 500,
        "\udce5",
        "\0",
    ):
        with pytest.raises(LockedError) as refusal:
            open_store(replace(locked, passphrase=wrong), ANNA)
        assert "passphrase is wrong" in refusal.value.message
        with pytest.raises(LockedError):
            home.first_view(replace(locked, passphrase=wrong))
    assert locked.store.read_bytes() == before
    assert wrong not in repr(replace(locked, passphrase=wrong))


def test_the_terminal_stays_clean_when_a_passphrase_is_wrong(
    locked: Workspace, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(LockedError):
        home.first_view(replace(locked, passphrase="fel"))
    assert capfd.readouterr() == ("", "")


def test_the_first_list_is_the_same_through_the_same_driver(locked: Workspace) -> None:
    first = home.first_view(locked)
    with open_store(locked, ANNA) as store:
        assert home.view(store).rows == first.rows


def test_what_a_kill_left_readable_is_gone_after_the_next_start(plain: Workspace) -> None:
    data = plain.store.read_bytes()
    (plain.backups / ".ksa-0123abcd.part").write_bytes(data)
    locked = lock(plain)
    assert readable(plain.home) == []
    for name in ("ksa.db.plain", "ksa-replaced-2026-11-01-100000.db"):
        (plain.data / name).write_bytes(data)
    for name in (".ksa-0123abcd.part", "min kopia.bak"):
        (plain.backups / name).write_bytes(data)
    (plain.data / "model.toml.new").write_text("x" * 5000)
    (plain.data / "model.toml").write_text("")
    shutil.copy(locked.store, plain.backups / "min kopia.bak.new")
    open_store(locked, ANNA).close()
    assert readable(plain.home) == []
    assert not (plain.backups / "min kopia.bak.new").exists()
    assert (plain.data / "model.toml.new").exists()
    examine(plain.backups / "min kopia.bak", PHRASE)


def test_a_change_holds_for_the_backups_too(locked: Workspace) -> None:
    before = content(locked)
    changed = encrypting.lock(locked, OTHER, "Anna", now_utc())
    assert changed.is_change
    assert [path.parent for path in changed.copies.locked] == [locked.backups]
    assert content(changed.workspace) == before
    with pytest.raises(LockedError):
        open_store(locked, ANNA)
    for backup in known_backups(locked):
        assert examine(backup.path, OTHER).is_sound
        with pytest.raises(LockedError):
            examine(backup.path, PHRASE)


def test_a_copy_with_a_passphrase_of_its_own_is_left_and_told(locked: Workspace) -> None:
    (backup,) = known_backups(locked)
    shutil.copy(backup.path, locked.backups / "ksa-min.db")
    encrypting.lock(locked, OTHER, "Anna", now_utc())
    shutil.copy(known_backups(locked)[0].path, locked.backups / "ksa-annan.db")
    third = encrypting.lock(
        replace(locked, passphrase=OTHER), "sex gula myror i regn", "Anna", now_utc()
    )
    assert third.copies.left == []
    shutil.copy(locked.store, locked.backups / "ksa-tredje.db")
    (locked.backups / "ksa-skrap.db").write_bytes(random.Random(1).randbytes(40960))
    last = encrypting.lock(third.workspace, PHRASE, "Anna", now_utc())
    assert [problem.message for problem in last.copies.left] == [LEFT]
    assert "ksa-skrap.db" in str(last.copies.left[0])


def test_a_damaged_plain_backup_is_removed_and_told(plain: Workspace) -> None:
    (backup,) = known_backups(plain)
    data = bytearray(backup.path.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[4096 * 3 : 4096 * 3 + middle // 2] = b"\x7f" * (middle // 2)
    backup.path.write_bytes(data)
    locked = encrypting.lock(plain, PHRASE, "Anna", now_utc())
    assert locked.copies.removed == [backup.path]
    assert readable(plain.home) == []


def test_a_damaged_store_is_left_as_it_is(plain: Workspace) -> None:
    before = content(plain)
    with sqlite3.connect(plain.store) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("UPDATE sqlite_master SET sql = 'CREATE TABLE x(' WHERE name = 'asset'")
    connection.close()
    data = plain.store.read_bytes()
    with pytest.raises(KsaError):
        encrypting.lock(plain, PHRASE, "Anna", now_utc())
    assert plain.store.read_bytes() == data
    assert before
    assert not [path for path in plain.data.iterdir() if path.suffix in (".new", ".plain")]


def test_backups_of_a_locked_store_are_verified_and_restored(locked: Workspace) -> None:
    before = content(locked)
    with open_store(locked, ANNA) as store:
        made = back_up(store)
        assert made.problem is None
    assert not is_plain(made.backup.path)
    with open_store(locked, ANNA) as store:
        a_workshop(store, title="Efteråt")
        assert not back_up(store).is_new or known_backups(locked)
    found = verify(locked, None, "Anna", now_utc())
    assert found.is_sound, [check.text for check in found.checks]
    assert verify(locked, made.backup.path, "Anna", now_utc()).is_sound
    assert left_out(locked, made.backup.path).events > 0
    restore(locked, made.backup.path, "Anna", now_utc())
    assert not is_plain(locked.store)
    assert content(locked) == before
    with pytest.raises(LockedError):
        restore(replace(locked, passphrase="fel"), made.backup.path, "Anna", now_utc())


def test_a_new_workspace_is_locked_from_the_beginning(workspace_home: Path) -> None:
    workspace = Workspace(workspace_home, PHRASE)
    fill(workspace)
    assert readable(workspace_home) == []
    assert len(listing_of(workspace)) == 1


def listing_of(workspace: Workspace) -> list[dict[str, object]]:
    with open_store(workspace, ANNA) as store:
        return listing(store)


def test_a_backup_on_a_disk_that_was_away_is_locked_when_it_is_back(
    plain: Workspace, tmp_path: Path
) -> None:
    stick, away = tmp_path / "sticka", tmp_path / "borta"
    stick.mkdir()
    with open_store(plain, ANNA) as store:
        back_up(store, stick)
    stick.rename(away)
    done = encrypting.lock(plain, PHRASE, "Anna", now_utc())
    assert str(stick) in str(done.copies.left[0])
    away.rename(stick)
    assert readable(stick)
    open_store(done.workspace, ANNA).close()
    assert readable(stick) == []


@pytest.mark.parametrize(
    "weak", ["", "kort", "aaaaaaaaaaaaaaaa", "elva tecken", "med\nradbrytning"]
)
def test_a_weak_passphrase_is_refused_in_words(weak: str) -> None:
    with pytest.raises(KsaError):
        encrypting.check_passphrase(weak, weak)
    with pytest.raises(KsaError):
        encrypting.check_passphrase(PHRASE, PHRASE + "x")
    encrypting.check_passphrase(PHRASE, PHRASE)


KILLED = """
import os, signal, sys
from pathlib import Path
from ksa_tui.paths import Workspace
from ksa_tui.services import encrypting
from ksa_tui.services.stores import now_utc
home, last = sys.argv[1], int(sys.argv[2])
steps = 0
def killed_at(event, arguments):
    global steps
    if event in ("os.link", "os.rename", "os.remove", "open") and home in str(arguments[0]):
        steps += 1
        if steps == last:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(killed_at)
encrypting.lock(Workspace(Path(home), sys.argv[4] or None), sys.argv[3], "Anna", now_utc())
print(steps)
"""


def _killed(home_: Path, step: int, phrase: str, was: str = "") -> subprocess.CompletedProcess[str]:
    arguments = [sys.executable, "-c", KILLED, str(home_), str(step), phrase, was]
    return subprocess.run(arguments, capture_output=True, text=True, check=False)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL of POSIX systems")
def test_a_kill_leaves_a_store_that_is_plain_or_locked(plain: Workspace, tmp_path: Path) -> None:
    before = content(plain)
    whole = shutil.copytree(plain.home, tmp_path / "whole")
    steps = int(_killed(whole, 0, PHRASE).stdout)
    chance = random.Random(int(os.environ.get("KSA_KILL_SEED", "20261124")))
    outcomes = set()
    for step in chance.sample(range(1, steps + 1), min(ROUNDS, steps)):
        killed = shutil.copytree(plain.home, tmp_path / f"killed-{step}")
        assert _killed(killed, step, PHRASE).returncode == -signal.SIGKILL
        is_locked = not is_plain(killed / "data" / "ksa.db")
        outcomes.add(is_locked)
        workspace = Workspace(killed, PHRASE if is_locked else None)
        assert content(workspace) == before, step
        left = [path.name for path in killed.rglob("*") if path.suffix in (".new", ".plain")]
        if is_locked:
            assert readable(killed) == [], step
            assert left == [], step
        else:
            assert lock(workspace)
            assert readable(killed) == [], step
    assert outcomes


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL of POSIX systems")
def test_a_kill_while_the_passphrase_is_changed_leaves_one_of_the_two(
    locked: Workspace, tmp_path: Path
) -> None:
    before = content(locked)
    whole = shutil.copytree(locked.home, tmp_path / "whole")
    steps = int(_killed(whole, 0, OTHER, PHRASE).stdout)
    for step in random.Random(7).sample(range(1, steps + 1), min(3, steps)):
        killed = shutil.copytree(locked.home, tmp_path / f"killed-{step}")
        _killed(killed, step, OTHER, PHRASE)
        for phrase in (PHRASE, OTHER):
            workspace = Workspace(killed, phrase)
            try:
                assert content(workspace) == before
            except LockedError:
                continue
            changed = encrypting.lock(workspace, OTHER, "Anna", now_utc())
            assert changed.copies.left == []
            break
        else:
            pytest.fail("neither passphrase opens the store")
        for backup in known_backups(changed.workspace):
            encrypting.fits(changed.workspace, backup.path)


WITHOUT = """
import sys
sys.modules["sqlcipher3"] = None
from ksa_tui.cli import main
sys.exit(main(sys.argv[1:]))
"""


def test_without_the_extra_a_locked_store_says_what_to_install(locked: Workspace) -> None:
    for arguments in (["list"], ["encrypt"], ["verify"], ["backup"]):
        done = subprocess.run(
            [sys.executable, "-c", WITHOUT, *arguments, "--home", str(locked.home), "--lang", "en"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stdout) == (1, "")
        assert "ksa-tui[encrypt]" in done.stderr
        assert "Traceback" not in done.stderr
        if arguments == ["encrypt"]:
            assert "BitLocker" in done.stderr

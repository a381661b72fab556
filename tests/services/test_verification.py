"""Verification: what is right is said to be, and every way of changing a store past ksa is found."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import UUID

import pytest

from ksa_tui import i18n
from ksa_tui.errors import KsaError, StoreError
from ksa_tui.paths import Workspace
from ksa_tui.services import decisions, demo
from ksa_tui.services.backups import back_up
from ksa_tui.services.history import undo
from ksa_tui.services.letters import write_owner_receipt
from ksa_tui.services.restoring import restore
from ksa_tui.services.stop import stop
from ksa_tui.services.verification import NO_STORE, NOT_KNOWN, Verification, to_json, verify
from ksa_tui.store import lock
from ksa_tui.store.examining import UNFINISHED
from ksa_tui.store.triggers import TRIGGERS
from tests.services.making import NOON, a_workshop, an_asset, opened, refused
from tests.services.returning import Answer, answer, classified, hand_out, ready
from tests.services.stopping import build


def looked_through(home: Path, file: Path | None = None) -> Verification:
    return verify(Workspace(home), file, "Anna Ek", NOON)


def wrong(found: Verification) -> set[str]:
    """The codes of what is not sound; every sentence is whole in both languages."""
    for language in i18n.LANGUAGES:
        i18n.set_language(language)
        assert all(check.text and "{" not in check.text for check in found.checks)
    return {check.code for check in found.checks if not check.is_sound}


@contextmanager
def outside(home: Path) -> Iterator[sqlite3.Connection]:
    """Someone with the file and another program, who puts the triggers back afterwards."""
    with closing(sqlite3.connect(Workspace(home).store)) as connection:
        for name in TRIGGERS:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for name, text in TRIGGERS.items():
            connection.execute(f"CREATE TRIGGER {name} {text}")
        connection.commit()


@pytest.fixture
def handed(workspace_home: Path) -> Path:
    """A workbook that was handed out of the store, which is closed."""
    with opened(workspace_home) as store:
        return hand_out(store, ready(store))


def test_a_store_that_nobody_touched_is_sound(workspace_home: Path, handed: Path) -> None:
    before = Workspace(workspace_home).store.read_bytes()
    found = looked_through(workspace_home)
    assert found.is_sound, wrong(found)
    assert [check.code for check in found.checks] == [
        *("file", "references", "history", "rows", "models", "exports"),
    ]
    assert Workspace(workspace_home).store.read_bytes() == before


def test_the_example_is_sound(workspace_home: Path) -> None:
    demo.build(Workspace(workspace_home), today=NOON.date())
    assert wrong(looked_through(workspace_home)) == set()


def test_undone_and_stopped_it_is_sound(workspace_home: Path, tmp_path: Path) -> None:
    with opened(workspace_home) as store:
        workshop = a_workshop(store)
        secret = build(store, workshop, tmp_path)
        stop(store, secret.treatment)
        an_asset(store, workshop, "Ångras")
        undo(store)
    found = looked_through(workspace_home)
    assert wrong(found) == set()
    assert "removed" in {check.code for check in found.checks}


CHANGES = [
    ("UPDATE workshop SET title = 'Ett annat'", "rows"),
    ("UPDATE rating SET level = 0 WHERE level = 3", "rows"),
    ("DELETE FROM rating WHERE level = 3", "rows"),
    ("UPDATE assessment SET motivation = 'Ingen skada'", "rows"),
    ("UPDATE owner SET name = 'Någon annan'", "rows"),
    ("UPDATE asset SET folded = 'x'", "rows"),
    ("UPDATE event SET actor = 'Någon annan' WHERE seq = 3", "history"),
    ("UPDATE event_body SET after = replace(after, 'Det drabbar', 'Det hjälper')", "history"),
    ("DELETE FROM event WHERE seq = 4", "history"),
    ("DELETE FROM event_body WHERE seq = 4", "removed"),
    ("DELETE FROM event WHERE seq > 6; DELETE FROM event_body WHERE seq > 6", "rows"),
    ("UPDATE export_row SET cells = replace(cells, 'Elevregister', 'Elever')", "exports"),
    ("UPDATE export_row SET row_digest = row_digest || 'x'", "exports"),
    ("UPDATE export SET digest = '0' || substr(digest, 2)", "exports"),
    ("DELETE FROM export_row", "exports"),
    ("UPDATE model_version SET body = replace(body, 'Skada', 'Nytta')", "models"),
    ("DELETE FROM workshop_asset", "references"),
]


@pytest.mark.parametrize(("statement", "code"), CHANGES)
def test_a_change_past_ksa_is_found(
    workspace_home: Path, handed: Path, statement: str, code: str
) -> None:
    with outside(workspace_home) as connection:
        before = connection.total_changes
        connection.executescript(statement)
        assert connection.total_changes > before
    assert code in wrong(looked_through(workspace_home))


def cut(home: Path, events: int, tables: tuple[str, ...] = ()) -> None:
    """Take the end of the history away, and what it told of: what is left is whole in itself."""
    with outside(home) as connection:
        (last,) = connection.execute("SELECT max(seq) FROM event").fetchone()
        for table in ("event", "event_body"):
            connection.execute(f"DELETE FROM {table} WHERE seq > ?", (last - events,))
        for table in tables:
            connection.execute(f"DELETE FROM {table}")


def test_a_cut_end_shows_against_a_backup(workspace_home: Path) -> None:
    with opened(workspace_home) as store:
        a_workshop(store)
        back_up(store)
        with store.driver() as connection:
            connection.execute("PRAGMA foreign_keys=OFF")
    cut(workspace_home, 2, ("workshop", "owner"))
    found = looked_through(workspace_home)
    assert wrong(found) == {"backups"}


def test_a_cut_end_shows_against_a_workbook(workspace_home: Path, handed: Path) -> None:
    assert wrong(looked_through(workspace_home, handed)) == set()
    cut(workspace_home, 4)  # the export, and what was frozen with it
    assert "workbook" in wrong(looked_through(workspace_home, handed))


def test_a_workbook_of_another_store_is_not_known(
    workspace_home: Path, handed: Path, tmp_path: Path
) -> None:
    with opened(tmp_path / "other", seed=5) as store:
        a_workshop(store)
    found = looked_through(tmp_path / "other", handed)
    assert wrong(found) == {"workbook"}


def test_what_the_owner_fills_in_is_no_fault_of_the_workbook(
    workspace_home: Path, handed: Path, tmp_path: Path
) -> None:
    back = answer(handed, tmp_path / "svar.xlsx", Elevregister="Ändra", Betyg="Godkänn")
    assert looked_through(workspace_home, back).is_sound


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        (("Beslut", "C6", 0), "Beslut, rad 6, aspekt S: var 1, är 0"),
        (("Beslut", "B8", "Akter"), "Beslut, rad 8, informationsmängd: var Betyg, är Akter"),
        (("Beslut", "D7", "=1"), "Beslut, rad 7, aspekt M: var 3, räknas nu ut av en formel"),
        (
            ("Klassning", "G5", None),
            "Klassning, rad 5, motivering: var Det drabbar många., är (tomt)",
        ),
    ],
)
def test_a_workbook_that_says_something_else_than_it_was_handed_out_with_is_found(
    workspace_home: Path, handed: Path, changed: tuple[str, str, object], named: str
) -> None:
    """Its hidden marks are as they were: only what a person reads was changed."""
    filled = Answer(handed).sign().decide("Betyg", "Godkänn").set(*changed)
    found = looked_through(workspace_home, filled.save(handed.with_name("ändrad.xlsx")))
    assert wrong(found) == {"workbook", "workbook_cell"}
    i18n.set_language("sv")
    assert [check.text for check in found.checks if check.code == "workbook_cell"] == [named]


def test_a_workbook_that_lost_a_row_is_found(
    workspace_home: Path, handed: Path, tmp_path: Path
) -> None:
    filled = Answer(handed)
    filled.sheet.delete_rows(filled.row("Betyg"))
    found = looked_through(workspace_home, filled.save(tmp_path / "kortare.xlsx"))
    assert any("Betyg" in check.text for check in found.checks if check.code == "workbook_cell")


def test_what_a_stop_has_emptied_since_is_no_fault_of_the_workbook(workspace_home: Path) -> None:
    with opened(workspace_home) as store:
        workshop = ready(store, "Elevregister", "Frånvaro")
        secret = classified(store, workshop, "Ritningar")
        path = hand_out(store, workshop)
        stop(store, secret)
    assert looked_through(workspace_home, path).is_sound


def test_a_workbook_whose_snapshot_was_exchanged_is_found(
    workspace_home: Path, handed: Path
) -> None:
    with outside(workspace_home) as connection:
        connection.execute("UPDATE export SET digest = ?", ("0" * 64,))
    assert {"workbook", "exports"} <= wrong(looked_through(workspace_home, handed))


def test_a_history_that_was_written_anew_shows_against_a_workbook(
    workspace_home: Path, handed: Path
) -> None:
    """Whoever has the file can make a chain that fits itself, but not the one that the workbook has seen."""
    with outside(workspace_home) as connection:
        (seen,) = connection.execute("SELECT event_head FROM export").fetchone()
        connection.execute("UPDATE event SET digest = ? WHERE digest = ?", ("a" * 64, seen))
        connection.execute("UPDATE export SET event_head = ?", ("a" * 64,))
    found = looked_through(workspace_home, handed)
    (workbook,) = (check for check in found.checks if check.code == "workbook")
    assert not workbook.is_sound
    assert "historiken har skrivits om" in workbook.text


def test_a_receipt_is_compared_with_the_store(workspace_home: Path, tmp_path: Path) -> None:
    with opened(workspace_home) as store:
        handed = hand_out(store, ready(store))
        back_up(store)
        path = answer(handed, tmp_path / "svar.xlsx", Elevregister="Godkänn")
        recorded = decisions.record(store, decisions.read(store, path))
        with store.driver() as connection:
            (receipt,) = connection.execute("SELECT id FROM receipt").fetchone()
        text = write_owner_receipt(store, UUID(receipt))
    assert recorded.taken
    assert wrong(looked_through(workspace_home, text)) == set()
    (older,) = Workspace(workspace_home).backups.iterdir()
    restore(Workspace(workspace_home), older, "Anna Ek", NOON)
    assert wrong(looked_through(workspace_home, text)) == {"receipt"}
    assert wrong(looked_through(workspace_home)) == set()


def test_after_a_restore_the_backups_from_before_it_are_no_reproach(workspace_home: Path) -> None:
    with opened(workspace_home) as store:
        workshop = a_workshop(store)
        older = back_up(store).backup.path
        an_asset(store, workshop)
        newer = back_up(store).backup.path
    restore(Workspace(workspace_home), older, "Anna Ek", store.clock())
    found = looked_through(workspace_home)
    assert wrong(found) == set()
    assert newer.exists()


def test_a_backup_that_cannot_be_read_is_said(workspace_home: Path) -> None:
    with opened(workspace_home) as store:
        a_workshop(store)
        back_up(store).backup.path.write_bytes(b"x" * 9000)
    assert wrong(looked_through(workspace_home)) == {"backups"}


def test_a_damaged_store_and_a_damaged_backup_are_said(workspace_home: Path) -> None:
    with opened(workspace_home) as store:
        workshop = a_workshop(store)
        for number in range(40):
            an_asset(store, workshop, f"Mängd {number}")
        kept = back_up(store).backup.path
    for path, file in ((Workspace(workspace_home).store, None), (kept, kept)):
        content = bytearray(path.read_bytes())
        content[4096 * 6 :] = b"\xff" * (len(content) - 4096 * 6)
        path.write_bytes(content)
        assert wrong(looked_through(workspace_home, file)) == {"file"}


def test_a_backup_can_be_looked_through_by_itself(workspace_home: Path, tmp_path: Path) -> None:
    with opened(workspace_home) as store:
        a_workshop(store)
        kept = back_up(store).backup.path
        found = verify(Workspace(tmp_path / "none"), kept, "Anna Ek", NOON)
        with refused(lock.ALREADY_OPEN):
            looked_through(workspace_home)
    assert wrong(found) == set()
    assert found.path == kept
    content = to_json(found)
    assert content["sound"] is True
    assert content["events"] == 2
    assert not (tmp_path / "none").exists()


def test_a_file_with_half_a_change_is_not_judged(workspace_home: Path, tmp_path: Path) -> None:
    with opened(workspace_home) as store:
        a_workshop(store)
        kept = back_up(store).backup.path
    copy = Path(shutil.copy(kept, tmp_path / "kopia.db"))
    copy.with_name("kopia.db-journal").write_bytes(b"hot")
    with refused(UNFINISHED):
        looked_through(workspace_home, copy)


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04", b"\xff\xfe\x00", b"0" * 64])
def test_a_file_that_is_something_else_is_refused(
    workspace_home: Path, tmp_path: Path, content: bytes
) -> None:
    opened(workspace_home).close()
    file = tmp_path / "fil"
    file.write_bytes(content)
    if content == b"0" * 64:
        assert wrong(looked_through(workspace_home, file)) == {"receipt"}
        return
    with pytest.raises(KsaError) as refusal:
        looked_through(workspace_home, file)
    assert "{" not in str(refusal.value)
    if not content.startswith(b"PK"):
        assert refusal.value.message == NOT_KNOWN


def test_where_there_is_no_store_nothing_is_made(workspace_home: Path) -> None:
    with pytest.raises(StoreError) as refusal:
        looked_through(workspace_home)
    assert refusal.value.message == NO_STORE
    assert not workspace_home.exists()

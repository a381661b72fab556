"""Backups in the app, a disk that is full, a store that somebody else has: nothing is lost, and it is said."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest

from ksa_tui.errors import RuleError, StoreError
from ksa_tui.paths import Workspace
from ksa_tui.services import assets, home, stop, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.backups import back_up, known_backups, safety
from ksa_tui.services.stores import Actor, open_store
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.settings import Settings, load_settings
from ksa_tui.store import Store
from ksa_tui.store.examining import examine
from ksa_tui.ui.dialogs.error import ErrorPanel
from ksa_tui.ui.dialogs.folder_picker import FolderPicker
from ksa_tui.ui.dialogs.shared_store import SharedStorePanel
from ksa_tui.ui.screens.classify import ClassifyScreen
from ksa_tui.ui.screens.failure import FailureScreen
from ksa_tui.ui.screens.home import HomeScreen
from ksa_tui.ui.widgets.saved_text import SavedText
from tests.ui.conftest import Filled, ticking
from tests.ui.running import app_of, press, run, screen_text, settle, type_text
from tests.ui.waiting import seen, until

BO = Actor("Bo Ek")


@pytest.fixture
def one_workshop(filled: Filled) -> Workspace:
    """A workshop with two assets, and a backup of it."""

    def write(store: Store) -> None:
        workshop = workshops.create(store, WorkshopDraft("Elevhälsa", "Maria Holm"))
        for name in ("Elevregister", "Frånvaro"):
            assets.add(store, workshop, AssetDraft(name))
        back_up(store)

    return filled(write)


def words(text: str) -> str:
    """What is on screen as running text."""
    return " ".join(text.replace("▌", " ").split())


@contextmanager
def full_disk(store: Store) -> Iterator[None]:
    """The store's file cannot grow, as on a disk without room."""
    with store.driver() as connection:
        (most,) = connection.execute("PRAGMA max_page_count").fetchone()
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}").close()
    try:
        yield
    finally:
        with store.driver() as connection:
            connection.execute(f"PRAGMA max_page_count = {most}").close()


# ---------------------------------------------------------------- backups by themselves


async def test_a_backup_is_made_when_the_app_is_closed(one_workshop: Workspace) -> None:
    before = known_backups(one_workshop)
    async with run(one_workshop) as pilot:
        await press(pilot, "enter", "a")
        await type_text(pilot, "Betyg")
        await press(pilot, "enter", "ctrl+q")
        assert app_of(pilot).parting_words == ""
        assert pilot.app.return_code == 0
    made = [backup for backup in known_backups(one_workshop) if backup not in before]
    assert len(made) == 1
    assert examine(made[0].path).is_sound


async def test_a_backup_is_made_soon_after_the_start(
    three_workshops: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ksa_tui.ui.safekeeping.SOON", 0.01)
    async with run(three_workshops) as pilot:
        await until(pilot, lambda: bool(known_backups(three_workshops)))
        assert safety(app_of(pilot).store).problem is None


async def test_closing_an_unchanged_store_makes_none(one_workshop: Workspace) -> None:
    before = known_backups(one_workshop)
    async with run(one_workshop) as pilot:
        await press(pilot, "q")
    assert known_backups(one_workshop) == before


async def test_one_is_made_while_the_work_goes_on(one_workshop: Workspace) -> None:
    before = known_backups(one_workshop)
    async with run(one_workshop) as pilot:
        app = app_of(pilot)
        await press(pilot, "enter", "enter", "2")
        app.safekeeping.now()
        await press(pilot, "3")
        await settle(pilot)
        assert safety(app.store).problem is None
        assert isinstance(app.screen, ClassifyScreen)
        assert len(known_backups(one_workshop)) == len(before) + 1
        app.safekeeping.now()
        await settle(pilot)


async def test_the_example_is_not_backed_up(one_workshop: Workspace, tmp_path: Path) -> None:
    async with run(one_workshop, settings=Settings(backup_folder=str(tmp_path))) as pilot:
        await press(pilot, "o")
        assert app_of(pilot).store.backup_folder is None
        example = app_of(pilot).session.workspace
        assert example != one_workshop
        app_of(pilot).safekeeping.now()
        await settle(pilot)
        assert not example.backups.exists()


async def test_one_that_fails_is_said_once_and_stays_on_home(one_workshop: Workspace) -> None:
    settings = Settings(language="sv", backup_folder="/no/such/stick")
    async with run(one_workshop, settings=settings) as pilot:
        app = app_of(pilot)
        app.safekeeping.now()
        await seen(pilot, "det finns ingen i mappen som valts")
        assert [note.message for note in app._notifications] == [str(safety(app.store).problem)]
        app.clear_notifications()
        app.safekeeping.now()
        await settle(pilot)
        await settle(pilot)
        assert len(app._notifications) == 0
        assert "det finns ingen i mappen som valts" in words(screen_text(app))
        await press(pilot, "comma")
        assert "/no/such/stick" in words(screen_text(app))
        assert "mappen finns inte just nu" in words(screen_text(app))


async def test_what_fails_at_the_end_is_said_in_the_terminal(one_workshop: Workspace) -> None:
    settings = Settings(language="sv", backup_folder="/no/such/stick")
    async with run(one_workshop, settings=settings) as pilot:
        await press(pilot, "q")
        assert "/no/such/stick" in app_of(pilot).parting_words
        assert pilot.app.return_code == 0


async def test_another_folder_is_chosen_in_the_settings(
    one_workshop: Workspace, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    async with run(one_workshop, size=(120, 36)) as pilot:
        await press(pilot, "comma")
        field = pilot.app.screen.query_one("#backup-folder Input")
        field.focus()
        await type_text(pilot, str(stick))
        await press(pilot, "escape")
        assert load_settings().backup_folder == str(stick)
        await press(pilot, "q")
    assert [backup.path.parent for backup in known_backups(one_workshop)] == [
        stick, one_workshop.backups,
    ]  # fmt: skip


# ---------------------------------------------------------------- a store that cannot be opened


async def test_while_another_has_the_store_a_copy_can_be_looked_at(one_workshop: Workspace) -> None:
    with open_store(one_workshop, BO, clock=ticking()) as held:
        before = held.head
        async with run(one_workshop) as pilot:
            app = app_of(pilot)
            text = words(screen_text(app))
            assert "Bo Ek" in text
            assert "Senaste kopia" in text
            await press(pilot, "k")
            assert isinstance(app.screen, HomeScreen)
            assert app.session.workspace != one_workshop
            copy = app.session.workspace.home
            for keys in ((), ("enter",), ("enter",), ("question_mark",), ("escape",), ("v",)):
                await press(pilot, *keys)
                assert "KOPIA" in screen_text(app), keys
            await press(pilot, "escape", "2", "escape", "escape")
            assert held.head == before
            await press(pilot, "escape")
            assert isinstance(app.screen, FailureScreen)
            assert not copy.exists()
        assert held.head == before


async def test_when_the_other_has_gone_it_is_opened_after_all(one_workshop: Workspace) -> None:
    held = open_store(one_workshop, BO, clock=ticking())
    async with run(one_workshop) as pilot:
        await press(pilot, "r")
        assert isinstance(pilot.app.screen, FailureScreen)
        held.close()
        await press(pilot, "r")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "KOPIA" not in screen_text(pilot.app)
        await press(pilot, "enter")
        assert "Frånvaro" in screen_text(pilot.app)


@pytest.mark.parametrize("accident", ["damaged", "vanished"])
async def test_a_lost_store_is_told_with_the_newest_backup(
    one_workshop: Workspace, accident: str
) -> None:
    (kept,) = known_backups(one_workshop)
    if accident == "vanished":
        one_workshop.store.unlink()
    else:
        one_workshop.store.write_bytes(b"\x00" * 40960)
    async with run(one_workshop) as pilot:
        text = screen_text(pilot.app)
        assert kept.path.name in "".join(text.split())
        await press(pilot, "k")
        assert "KOPIA" in screen_text(pilot.app)
        assert "Elevhälsa" in screen_text(pilot.app)
        await press(pilot, "ctrl+q")
    assert one_workshop.store.exists() == (accident == "damaged")
    assert kept.path.exists()


async def test_a_damaged_backup_is_not_opened_as_a_copy(one_workshop: Workspace) -> None:
    (kept,) = known_backups(one_workshop)
    one_workshop.store.unlink()
    kept.path.write_bytes(b"not a store" * 1000)
    async with run(one_workshop) as pilot:
        await press(pilot, "k")
        assert isinstance(pilot.app.screen, ErrorPanel)
        await press(pilot, "escape", "q")


async def test_without_a_backup_no_copy_is_offered(three_workshops: Workspace) -> None:
    with open_store(three_workshops, BO):
        async with run(three_workshops) as pilot:
            await press(pilot, "k")
            assert isinstance(pilot.app.screen, FailureScreen)
            assert "se på en kopia" not in screen_text(pilot.app)


# ---------------------------------------------------------------- where the store lies


async def test_a_synchronised_store_is_said_once(one_workshop: Workspace, tmp_path: Path) -> None:
    shared = Workspace(tmp_path / "OneDrive - Kommunen" / "ksa")
    shutil.copytree(one_workshop.home, shared.home)
    async with run(shared) as pilot:
        assert isinstance(pilot.app.screen, SharedStorePanel)
        assert "OneDrive" in words(screen_text(pilot.app))
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, HomeScreen)
    async with run(shared, settings=load_settings()) as pilot:
        assert isinstance(pilot.app.screen, HomeScreen)


# ---------------------------------------------------------------- a disk without room


async def test_a_rating_that_could_not_be_saved_is_not_shown_as_one(
    one_workshop: Workspace,
) -> None:
    async with run(one_workshop) as pilot:
        app = app_of(pilot)
        await press(pilot, "enter", "enter")
        with full_disk(app.store):
            for key in "123012301230":
                await press(pilot, key)
                if isinstance(app.screen, ErrorPanel):
                    break
            text = words(screen_text(app))
            assert "Inte sparat" in text
            assert "Disken är full" in text
            await press(pilot, "r")
            assert isinstance(app.screen, ErrorPanel)
        saved = _levels(app.store)
        await press(pilot, "r")
        assert isinstance(app.screen, ClassifyScreen)
        assert _levels(app.store) == [*saved, int(key)] or len(_levels(app.store)) == len(saved) + 1
        assert app.store.verify_chain().sound


async def test_the_work_goes_on_in_another_folder(one_workshop: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "usb [x]"
    folder.mkdir()
    async with run(one_workshop) as pilot:
        app = app_of(pilot)
        await press(pilot, "enter", "enter")
        with app.store.driver() as connection:  # for good: the store is left behind
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            connection.execute(f"PRAGMA max_page_count = {pages}").close()
        for key in "123012301230":
            await press(pilot, key)
            if isinstance(app.screen, ErrorPanel):
                break
        saved = _levels(app.store)
        await press(pilot, "s")
        await until(pilot, lambda: isinstance(app.screen, FolderPicker))
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, ErrorPanel))
        await press(pilot, "s")
        await until(pilot, lambda: isinstance(app.screen, FolderPicker))
        await type_text(pilot, str(folder) + "/")
        await press(pilot, "enter")
        await until(pilot, lambda: app.session.workspace.home == folder)
        await until(pilot, lambda: isinstance(app.screen, ClassifyScreen))
        await settle(pilot)
        assert len(_levels(app.store)) == len(saved) + 1
        assert app.store.verify_chain().sound
        assert str(folder) in words(screen_text(app)).replace(" ", "") or app.moved_words
        await press(pilot, "ctrl+q")
        assert f'ksa --home "{folder}"' in app.parting_words
    with open_store(one_workshop, BO) as left, open_store(Workspace(folder), BO) as there:
        assert len(_levels(left)) == len(saved)
        assert len(_levels(there)) == len(saved) + 1


async def test_no_store_is_written_over_by_going_elsewhere(
    one_workshop: Workspace, tmp_path: Path
) -> None:
    with open_store(Workspace(tmp_path / "other"), BO) as other:
        path = other.workspace.store
    before = path.read_bytes()
    async with run(one_workshop) as pilot:
        app = app_of(pilot)
        with pytest.raises(RuleError):
            await app.session.move(app, app.settings, tmp_path / "other")
        assert app.session.workspace.home == one_workshop.home
        assert home.view(app.store).rows
    assert path.read_bytes() == before


def _levels(store: Store) -> list[int]:
    with store.driver() as connection:
        return [level for (level,) in connection.execute("SELECT level FROM rating ORDER BY rowid")]


LONG = "Hela journaler om barn. " * 400


async def test_a_motivation_that_could_not_be_saved_stays_in_its_field(
    one_workshop: Workspace,
) -> None:
    async with run(one_workshop) as pilot:
        app = app_of(pilot)
        await press(pilot, "enter", "enter", "2", "m")
        field = app.screen.query_one("#motivation", SavedText)
        with full_disk(app.store):
            field.insert(LONG)
            await pilot.pause(0.8)  # it is kept as a draft within a second, if it can be
            await settle(pilot)
            assert isinstance(app.screen, ClassifyScreen)
            assert field.text.strip() == LONG.strip()
            await press(pilot, "escape")
            assert isinstance(app.screen, ErrorPanel)
            await press(pilot, "escape")
            assert isinstance(app.screen, ClassifyScreen)
            assert field.text.strip() == LONG.strip()
            await press(pilot, "tab")
            assert isinstance(app.screen, ErrorPanel)
            await press(pilot, "escape")
            assert field.text.strip() == LONG.strip()
            await press(pilot, "ctrl+q")
            assert isinstance(app.screen, ErrorPanel)
            assert "är inte sparat. Esc går tillbaka" in words(screen_text(app))
            await press(pilot, "escape")
        await press(pilot, "tab", "shift+tab")
        assert field.text.strip() == LONG.strip()
        (asset, *_) = workshops.load(app.store, _workshop(app.store)).assets
        assert [a.motivation for a in asset.assessments.values() if a.motivation] == [LONG.strip()]
        assert app.store.verify_chain().sound


def _workshop(store: Store) -> UUID:
    return workshops.find(store, "Elevhälsa")


def _fill(store: Store) -> None:
    """Take what room is left between the file's pages."""
    for number in range(1000):
        assets.add(store, _workshop(store), AssetDraft(f"Full {number}"))


async def test_a_form_that_could_not_be_saved_keeps_what_was_written(
    one_workshop: Workspace,
) -> None:
    async with run(one_workshop) as pilot:
        app = app_of(pilot)
        await press(pilot, "enter", "a")
        await type_text(pilot, "Betyg")
        form = app.screen
        with full_disk(app.store):
            with pytest.raises(StoreError):
                _fill(app.store)
            await press(pilot, "enter")
            assert app.screen is form
            assert "Disken är full" in words(screen_text(app))
            assert "Betyg" in screen_text(app)
        await press(pilot, "enter")
        names = [asset.name for asset in workshops.load(app.store, _workshop(app.store)).assets]
        assert "Betyg" in names


async def test_a_store_that_vanishes_is_said_and_goes_on_when_it_is_back(
    one_workshop: Workspace,
) -> None:
    aside = one_workshop.store.with_name("elsewhere.db")
    async with run(one_workshop) as pilot:
        app = app_of(pilot)
        await press(pilot, "enter", "enter")
        one_workshop.store.rename(aside)
        await press(pilot, "2")
        assert isinstance(app.screen, ErrorPanel)
        aside.rename(one_workshop.store)
        await press(pilot, "r")
        assert isinstance(app.screen, ClassifyScreen)
        assert len(_levels(app.store)) == 1


# ---------------------------------------------------------------- the stop


async def test_the_backups_from_before_a_stop_can_be_deleted(filled: Filled) -> None:
    def write(store: Store) -> None:
        workshop = workshops.create(store, WorkshopDraft("Elevhälsa", "Maria Holm"))
        treatment = assets.add(store, workshop, AssetDraft("Skyddsrummens lås"))
        assets.add(store, workshop, AssetDraft("Annat"))
        back_up(store)
        stop.stop(store, treatment)

    workspace = filled(write)
    (old,) = known_backups(workspace)
    async with run(workspace, size=(100, 30)) as pilot:
        await press(pilot, "enter", "home", "ctrl+o")
        assert old.path.name in "".join(screen_text(pilot.app).split())
        await press(pilot, "delete")
        assert "Radera 1 säkerhetskopia?" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert old.path.exists()
        await press(pilot, "delete", "enter")
        assert not old.path.exists()
        (new,) = known_backups(workspace)
        assert b"Skyddsrummens" not in new.path.read_bytes()
        assert "radera" not in screen_text(pilot.app).casefold().split("säkerhetskopiorna från")[0]

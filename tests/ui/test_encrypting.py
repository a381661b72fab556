"""A locked store in the app: asked for calmly, a wrong passphrase in words, locked and changed from Home."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.widgets import Input

from ksa_tui.paths import Workspace
from ksa_tui.services import assets, encrypting, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.backups import back_up, known_backups
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.store import Store
from ksa_tui.store.driver import is_plain
from ksa_tui.ui.dialogs.encrypt import CannotLockPanel, EncryptForm, LockedPanel
from ksa_tui.ui.screens.home import HomeScreen
from ksa_tui.ui.screens.unlock import UnlockScreen
from tests.ui.conftest import Filled
from tests.ui.running import (
    LANGUAGES,
    SIZES,
    app_of,
    assert_screen,
    press,
    run,
    screen_text,
    settle,
    type_text,
)

PHRASE = 'fyra små grodor "och" en å'
OTHER = "fem blå hästar i regn"


@pytest.fixture
def plain(filled: Filled) -> Workspace:
    def write(store: Store) -> None:
        workshop = workshops.create(store, WorkshopDraft("Elevhälsa", "Maria Holm"))
        assets.add(store, workshop, AssetDraft("Elevregister"))
        back_up(store)

    return filled(write)


@pytest.fixture
def locked(plain: Workspace) -> Workspace:
    encrypting.lock(plain, PHRASE, "Anna", datetime(2026, 11, 24, 9, 0, tzinfo=UTC))
    return plain


def readable(workspace: Workspace) -> list[Path]:
    """What in the workspace is a plain store."""
    return [path for path in workspace.home.rglob("*") if path.is_file() and is_plain(path)]


def words(text: str) -> str:
    return " ".join(text.replace("▌", " ").split())


async def test_a_locked_store_asks_and_opens_home(locked: Workspace) -> None:
    async with run(locked) as pilot:
        assert isinstance(pilot.app.screen, UnlockScreen)
        assert "Elevhälsa" not in screen_text(pilot.app)
        assert "Maria" not in screen_text(pilot.app)
        await type_text(pilot, PHRASE)
        assert "grodor" not in screen_text(pilot.app)
        await press(pilot, "enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "Elevhälsa" in screen_text(pilot.app)
        await press(pilot, "enter")
        assert "Elevregister" in screen_text(pilot.app)


async def test_a_wrong_passphrase_is_told_beside_the_field(locked: Workspace) -> None:
    before = locked.store.read_bytes()
    async with run(locked) as pilot:
        for wrong in ("fel", PHRASE.upper(), '"; DROP TABLE asset; --'):
            await type_text(pilot, wrong)
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, UnlockScreen)
            assert "Lösenfrasen är fel" in words(screen_text(pilot.app))
            assert pilot.app.screen.query_one(Input).value == ""
        await press(pilot, "enter")
        assert "Skriv lösenfrasen" in words(screen_text(pilot.app))
        await press(pilot, "escape")
        assert pilot.app.return_code == 0
    assert locked.store.read_bytes() == before


async def test_what_was_locked_in_another_writing_of_the_letters_opens(locked: Workspace) -> None:
    """A Mac may send å as a and a ring."""
    async with run(locked) as pilot:
        pilot.app.screen.query_one(Input).value = PHRASE.replace("å", "a\u030a")
        await press(pilot, "enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, HomeScreen)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_how_it_looks(
    locked: Workspace, size: tuple[int, int], lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Workspace, "store", property(lambda _: Path("/home/anna/ksa/data/ksa.db")))
    real = locked.home / "data" / "ksa.db"
    monkeypatch.setattr(
        "ksa_tui.ui.session.home.first_view", lambda _: encrypting.fits(locked, real)
    )
    async with run(locked, size=size, lang=lang) as pilot:
        assert_screen(pilot.app, f"unlock-{size[0]}-{lang}")
        await type_text(pilot, "fel")
        await press(pilot, "enter")
        assert_screen(pilot.app, f"unlock-wrong-{size[0]}-{lang}")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_how_locking_looks(plain: Workspace, size: tuple[int, int], lang: str) -> None:
    async with run(plain, size=size, lang=lang) as pilot:
        await press(pilot, "l")
        await type_text(pilot, "kort")
        await press(pilot, "enter")
        assert_screen(pilot.app, f"encrypt-form-{size[0]}-{lang}")


async def test_locking_from_home_keeps_everything_and_leaves_nothing_readable(
    plain: Workspace,
) -> None:
    assert len(readable(plain)) == 2
    async with run(plain) as pilot:
        await press(pilot, "l")
        assert isinstance(pilot.app.screen, EncryptForm)
        await type_text(pilot, PHRASE)
        await press(pilot, "tab")
        await type_text(pilot, OTHER)
        await press(pilot, "enter")
        assert "inte lika" in words(screen_text(pilot.app))
        pilot.app.screen.query_one("#again Input", Input).value = PHRASE
        await press(pilot, "enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, LockedPanel)
        await press(pilot, "enter")
        assert "Elevhälsa" in screen_text(pilot.app)
        workshops.create(app_of(pilot).store, WorkshopDraft("Skolskjuts", "Maria Holm"))
        await app_of(pilot).safekeeping.last()
    assert readable(plain) == []
    assert len(known_backups(plain)) == 2
    async with run(plain) as pilot:
        await type_text(pilot, PHRASE)
        await press(pilot, "enter")
        await settle(pilot)
        assert "Skolskjuts" in screen_text(pilot.app)
        await press(pilot, "l")
        await type_text(pilot, OTHER)
        await press(pilot, "tab")
        await type_text(pilot, OTHER)
        await press(pilot, "enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, LockedPanel)
        await press(pilot, "enter")
        assert "Skolskjuts" in screen_text(pilot.app)
    encrypting.fits(Workspace(plain.home, OTHER))
    for backup in known_backups(plain):
        encrypting.fits(Workspace(plain.home, OTHER), backup.path)


@pytest.fixture
def without_extra(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    import sys

    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    yield
    monkeypatch.undo()


@pytest.mark.usefixtures("without_extra")
async def test_without_the_extra_one_honest_line(plain: Workspace) -> None:
    async with run(plain) as pilot:
        await press(pilot, "l")
        assert isinstance(pilot.app.screen, CannotLockPanel)
        text = words(screen_text(pilot.app))
        assert "BitLocker" in text
        assert "ksa-tui[encrypt]" in text
        await press(pilot, "escape", "comma")
        assert "BitLocker" in words(screen_text(pilot.app))


async def test_a_locked_store_that_is_damaged_offers_its_newest_backup(locked: Workspace) -> None:
    data = bytearray(locked.store.read_bytes())
    data[4096 * 2 :] = b"\xff" * (len(data) - 4096 * 2)
    locked.store.write_bytes(data)
    async with run(locked) as pilot:
        await type_text(pilot, PHRASE)
        await press(pilot, "enter")
        await settle(pilot)
        assert "skadad" in words(screen_text(pilot.app))
        await press(pilot, "k")
        await settle(pilot)
        assert "Elevhälsa" in screen_text(pilot.app)

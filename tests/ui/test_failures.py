"""What goes wrong is said in words: at the start, and in the middle; never a traceback."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from typing import Any

import pytest

from ksa_tui.paths import Workspace, log_file
from ksa_tui.services.stores import Actor, open_store
from ksa_tui.settings import Settings
from ksa_tui.store import Store
from ksa_tui.ui.app import KsaApp
from ksa_tui.ui.screens.home import HomeScreen
from ksa_tui.ui.session import Session
from tests.ui.running import NOW, app_of, press, run, screen_text
from tests.ui.starting import start


async def test_a_store_that_is_already_open_is_told_on_a_page(three_workshops: Workspace) -> None:
    with open_store(three_workshops, Actor("Bo Ek")):
        async with run(three_workshops) as pilot:
            text = screen_text(pilot.app)
            assert "ksa kan inte fortsätta" in text
            assert "Traceback" not in text
            assert "Bo Ek" in text
            await press(pilot, "q")
            assert pilot.app.return_code == 0


async def test_a_store_of_a_newer_version_is_told_on_a_page(three_workshops: Workspace) -> None:
    with sqlite3.connect(three_workshops.store) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = three_workshops.store.read_bytes()
    async with run(three_workshops, lang="en") as pilot:
        assert "ksa cannot go on" in screen_text(pilot.app)
        await press(pilot, "n", "o", "ctrl+z", "enter")
    assert three_workshops.store.read_bytes() == before


async def test_a_file_that_is_no_store_is_told_on_a_page(workspace: Workspace) -> None:
    workspace.data.mkdir(parents=True)
    workspace.store.write_bytes(b"not a database" * 100)
    async with run(workspace, size=(80, 24)) as pilot:
        assert "ksa kan inte fortsätta" in screen_text(pilot.app)
    assert workspace.store.read_bytes() == b"not a database" * 100


async def test_the_unexpected_is_a_calm_page_and_a_log_without_user_text(
    three_workshops: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = " ".join(["Grundskola", "och", "elevhälsa"])

    def broken(_screen: HomeScreen) -> None:
        raise ValueError(typed)

    monkeypatch.setattr(HomeScreen, "action_settings", broken)
    async with run(three_workshops, fails=True) as pilot:
        await press(pilot, "comma")
        text = screen_text(pilot.app)
        assert "Något gick fel i ksa" in text
        assert "ValueError" not in text
        await press(pilot, "enter")
        assert app_of(pilot).return_code == 1
    log = log_file().read_text(encoding="utf-8")
    assert "ValueError" in log
    assert typed not in log


async def test_the_unexpected_in_a_message_handler_is_told_too(
    three_workshops: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_screen: HomeScreen) -> None:
        raise ValueError("boom")

    monkeypatch.setattr(HomeScreen, "_show_map", broken)
    async with run(three_workshops, fails=True) as pilot:
        await pilot.pause(0.3)
        assert "Något gick fel i ksa" in screen_text(pilot.app)
        await press(pilot, "q")
        assert app_of(pilot).return_code == 1


async def test_closing_before_the_store_is_being_opened_is_no_failure(
    three_workshops: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+q pressed as soon as the first line is painted, before anything else has begun."""
    app = KsaApp(three_workshops, Settings(language="sv"))

    async def leave_first(session: Session, *arguments: Any) -> Store:
        monkeypatch.undo()
        await app.action_quit()
        return await session.ready(*arguments)

    monkeypatch.setattr(Session, "ready", leave_first)
    await app.run_async(headless=True)
    assert app.failure is None
    assert app.return_code == 0


def test_the_first_paint_waits_for_neither_engine_nor_spreadsheets(
    three_workshops: Workspace,
) -> None:
    painted, ready = start(three_workshops.home)
    heavy = ("sqlmodel", "sqlalchemy", "alembic", "openpyxl", "xlsxwriter", "babel")
    assert painted.loaded(*heavy, "python_calamine") == []
    screens = [name for name in painted.modules if name.startswith("ksa_tui.ui.screens.")]
    assert all(name.split(".")[-1].startswith("home") for name in screens)
    assert ready.loaded("sqlmodel")


async def test_a_line_gives_way_to_the_next_key_once_it_could_be_read(
    three_workshops: Workspace,
) -> None:
    """It may cover what the room looks at."""
    passed = [timedelta(0)]
    async with run(three_workshops, clock=lambda: NOW + passed[0]) as pilot:
        app_of(pilot).say("Det här är sagt.")
        await press(pilot, "down")
        assert "Det här är sagt." in screen_text(pilot.app)
        passed[0] = timedelta(seconds=3)
        await press(pilot, "down")
        assert "Det här är sagt." not in screen_text(pilot.app)
        app_of(pilot).say("Det här pågår.", seconds=60)
        passed[0] = timedelta(seconds=9)
        await press(pilot, "down")
        assert "Det här pågår." in screen_text(pilot.app)

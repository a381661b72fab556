"""Home, as a facilitator uses it."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path
from threading import Event

import pytest

from ksa_tui.errors import KsaError
from ksa_tui.paths import Workspace, settings_file
from ksa_tui.services import demo, home, workshops
from ksa_tui.services.stores import Actor, open_store
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.settings import Settings, load_settings
from ksa_tui.store import Store
from ksa_tui.ui.session import Session
from tests.ui.conftest import Filled
from tests.ui.running import (
    LANGUAGES,
    SIZES,
    app_of,
    assert_screen,
    clock,
    press,
    run,
    screen_text,
    settle,
    type_text,
)


def titles(store: Store) -> list[str]:
    return [row.title for row in home.view(store).rows]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_workspace_says_what_to_do(
    workspace: Workspace, size: tuple[int, int], lang: str
) -> None:
    async with run(workspace, size=size, lang=lang) as pilot:
        assert_screen(pilot.app, f"home-empty-{size[0]}-{lang}")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_the_workshops_are_listed_latest_first(
    three_workshops: Workspace, size: tuple[int, int], lang: str
) -> None:
    async with run(three_workshops, size=size, lang=lang) as pilot:
        assert_screen(pilot.app, f"home-{size[0]}-{lang}")


@pytest.mark.parametrize("size", SIZES)
async def test_a_workshop_is_made_with_a_title_alone(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    async with run(workspace, size=size) as pilot:
        await press(pilot, "n")
        await type_text(pilot, "Elevhälsan [/x] åäö")
        await press(pilot, "enter")
        store = app_of(pilot).store
        made = workshops.find(store, "Elevhälsan [/x] åäö")
        assert workshops.load(store, made).title == "Elevhälsan [/x] åäö"
        assert "Elevhälsan [/x] åäö" in screen_text(pilot.app)


async def test_a_workshop_is_made_with_everything(workspace: Workspace) -> None:
    async with run(workspace) as pilot:
        await press(pilot, "n")
        fields = ("Skolskjuts", "Barn och utbildning", "Maria Holm", "förvaltningschef", "m@k.se")
        for text in fields:
            await type_text(pilot, text)
            await press(pilot, "tab")
        await press(pilot, *["backspace"] * 10)
        await type_text(pilot, "1 dec")
        await press(pilot, "tab")
        await type_text(pilot, "11.30")
        await press(pilot, "tab", *["backspace"] * 20)
        await type_text(pilot, "Anna Berg")
        await press(pilot, "tab")
        await type_text(pilot, "samordnare")
        await press(pilot, "ctrl+s")
        store = app_of(pilot).store
        made = workshops.draft_of(store, workshops.find(store, "Skolskjuts"))
        assert (made.owner_name, made.owner_title) == ("Maria Holm", "förvaltningschef")
        assert str(made.held_on) == "2026-12-01"
        assert str(made.planned_end) == "11:30:00"
        assert load_settings().facilitator == "Anna Berg", "asked the first time, then kept"
        assert load_settings().facilitator_role == "samordnare"
        assert store.actor.name == "Anna Berg", "the history says so from now on"


async def test_an_empty_title_is_refused_where_it_stands(workspace: Workspace) -> None:
    async with run(workspace) as pilot:
        await press(pilot, "n", "enter")
        assert "Workshopen behöver ett namn" in screen_text(pilot.app)
        assert titles(app_of(pilot).store) == []


async def test_a_workshop_is_changed(three_workshops: Workspace) -> None:
    async with run(three_workshops) as pilot:
        await press(pilot, "e")
        await type_text(pilot, " 2")
        await press(pilot, "enter")
        assert titles(app_of(pilot).store)[0] == "Grundskola och elevhälsa 2"
        assert "▸ Grundskola och elevhälsa 2" in screen_text(pilot.app)


async def test_a_workshop_is_removed_when_asked_and_comes_back(three_workshops: Workspace) -> None:
    async with run(three_workshops) as pilot:
        store = app_of(pilot).store
        await press(pilot, "delete")
        assert "Ta bort Grundskola och elevhälsa?" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert len(titles(store)) == 3
        await press(pilot, "delete", "enter")
        assert titles(store) == ["Hemtjänst och larm", "Löner och personalakter"]
        assert "Grundskola och elevhälsa togs bort" in screen_text(pilot.app)
        await press(pilot, "ctrl+z")
        assert len(titles(store)) == 3
        assert "Ångrat" in screen_text(pilot.app)
        assert "▸ Grundskola och elevhälsa" in screen_text(pilot.app)
        await press(pilot, "ctrl+y")
        assert len(titles(store)) == 2
        assert "Gjort om" in screen_text(pilot.app)


async def test_with_nothing_done_there_is_nothing_to_undo(three_workshops: Workspace) -> None:
    async with run(three_workshops) as pilot:
        await press(pilot, "ctrl+z")
        assert "Det finns inget mer att ångra." in screen_text(pilot.app)
        await press(pilot, "ctrl+y")
        assert "Det finns inget att göra om." in screen_text(pilot.app)


async def test_in_a_text_field_undo_is_the_fields_own(three_workshops: Workspace) -> None:
    async with run(three_workshops) as pilot:
        store = app_of(pilot).store
        await press(pilot, "delete", "enter", "n", "ctrl+z", "escape")
        assert len(titles(store)) == 2


async def test_keys_without_workshops_do_nothing(workspace: Workspace) -> None:
    async with run(workspace) as pilot:
        before = screen_text(pilot.app)
        await press(pilot, "enter", "e", "delete", "escape", "down", "space")
        assert screen_text(pilot.app) == before


async def test_titles_are_shown_as_they_are_and_do_no_harm(filled: Filled) -> None:
    def write(store: Store) -> None:
        for title in ("bad [/x] tag", "漢字" * 60, "a\u202eb"):
            workshops.create(store, WorkshopDraft(title))

    async with run(filled(write), size=(120, 36)) as pilot:
        text = screen_text(pilot.app)
        assert "bad [/x] tag" in text
        assert "\u202e" not in text
        await press(pilot, "down", "down", "question_mark", "escape")


def small_example(workspace: Workspace, *, today: date) -> None:
    """In place of the real one, which takes seconds and has tests of its own."""
    with open_store(workspace, Actor("Ali Moradi")) as store:
        workshops.create(store, WorkshopDraft("En skola", held_on=today))


async def test_the_example_opens_and_is_left_again(
    three_workshops: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "build", small_example)
    async with run(three_workshops) as pilot:
        await press(pilot, "o")
        app = app_of(pilot)
        assert app.session.is_example
        assert (await app.store_ready()).workspace == app.session.workspace
        await settle(pilot)
        folder = app.session.workspace.home
        text = screen_text(app)
        assert "Exempel" in text.splitlines()[0]
        assert "▸ En skola" in text
        assert "Hemtjänst och larm" not in text
        assert "o exempel" not in text
        await press(pilot, "delete", "enter", "escape")
        assert not app.session.is_example
        assert not folder.exists(), "the example is thrown away"
        assert "▸ Grundskola och elevhälsa" in screen_text(app)
        assert len(titles(app.store)) == 3


async def test_an_example_that_comes_too_late_is_thrown_away(
    three_workshops: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings_are_open = Event()

    def slow_example(workspace: Workspace, *, today: date) -> None:
        assert settings_are_open.wait(20)
        small_example(workspace, today=today)

    monkeypatch.setattr(demo, "build", slow_example)
    async with run(three_workshops) as pilot:
        await pilot.press("o", "comma")
        await pilot.pause()
        assert "Inställningar" in screen_text(pilot.app)
        settings_are_open.set()
        await settle(pilot)
        assert not app_of(pilot).session.is_example


async def test_help_lists_the_keys_of_the_screen(three_workshops: Workspace) -> None:
    async with run(three_workshops) as pilot:
        await press(pilot, "f1")
        assert_screen(pilot.app, "home-help-100-sv")
        await press(pilot, "escape")
        assert "Dina workshopar" not in screen_text(pilot.app)


@pytest.mark.parametrize("size", SIZES)
async def test_every_key_of_home_is_in_its_help(
    three_workshops: Workspace, size: tuple[int, int]
) -> None:
    async with run(three_workshops, size=size, lang="en") as pilot:
        await press(pilot, "question_mark")
        text = screen_text(pilot.app)
        assert all(
            key in text for key in ("enter", "delete", "ctrl+z", "ctrl+p", "settings", "esc")
        )


async def test_the_palette_finds_and_runs_a_command(three_workshops: Workspace) -> None:
    async with run(three_workshops) as pilot:
        await press(pilot, "ctrl+p")
        assert_screen(pilot.app, "home-palette-100-sv")
        await type_text(pilot, "spar tema")
        assert "Inget kommando heter så." in screen_text(pilot.app)
        await press(pilot, *["backspace"] * 9)
        await type_text(pilot, "VÄLJ tema")
        await press(pilot, "enter")
        assert "Inställningar" in screen_text(pilot.app).splitlines()[0]


async def test_the_palette_goes_away_without_doing_anything(three_workshops: Workspace) -> None:
    async with run(three_workshops) as pilot:
        before = screen_text(pilot.app)
        await press(pilot, "ctrl+p", "down", "escape")
        assert screen_text(pilot.app) == before


async def test_language_and_theme_are_switched_live_and_kept(three_workshops: Workspace) -> None:
    async with run(three_workshops) as pilot:
        await press(pilot, "down", "comma", "right")
        text = screen_text(pilot.app)
        assert "Settings" in text
        assert "back" in text.splitlines()[-1]
        assert "svenska" in text
        await press(pilot, "tab", "right")
        assert pilot.app.theme == "ksa-mörk"
        await press(pilot, "escape")
        text = screen_text(pilot.app)
        assert "All workshops" in text
        assert "▸ Hemtjänst och larm" in text, "the place is kept"
        kept = load_settings()
        assert (kept.language, kept.theme) == ("en", "ksa-mörk")


async def test_settings_are_kept_as_they_are_written(
    three_workshops: Workspace, tmp_path: Path
) -> None:
    async with run(three_workshops) as pilot:
        await press(pilot, "comma", "tab", "tab")
        await type_text(pilot, "Bo Ek")
        await press(pilot, "tab", "tab")
        await type_text(pilot, str(tmp_path / "no-such"))
        await press(pilot, "enter")
        assert "Mappen finns inte." in screen_text(pilot.app)
        await press(pilot, *["backspace"] * len("/no-such"))
        await press(pilot, "escape")
    assert load_settings() == Settings(
        language="sv", facilitator="Bo Ek", export_folder=str(tmp_path)
    )


async def test_settings_that_cannot_be_written_hold_until_the_end(
    three_workshops: Workspace,
) -> None:
    settings_file().parent.mkdir(parents=True)
    settings_file().mkdir()
    async with run(three_workshops) as pilot:
        await press(pilot, "comma", "tab", "right")
        assert pilot.app.theme == "ksa-mörk"
        assert "Inställningarna gick inte att spara" in screen_text(pilot.app)


async def test_damaged_settings_are_told_once_and_do_no_harm(three_workshops: Workspace) -> None:
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text("{", encoding="utf-8")
    async with run(three_workshops, settings=load_settings()) as pilot:
        assert "Inställningarna" in screen_text(pilot.app)
        await press(pilot, "enter")
        assert "▸ Grundskola och elevhälsa" in screen_text(pilot.app)


async def test_an_unknown_theme_in_the_settings_is_no_obstacle(workspace: Workspace) -> None:
    async with run(workspace, settings=Settings(theme="no-such-theme")) as pilot:
        assert pilot.app.theme == "ksa-ljus"


async def test_ctrl_q_closes_the_store(three_workshops: Workspace) -> None:
    async with run(three_workshops) as pilot:
        await press(pilot, "ctrl+q")
        assert app_of(pilot).session.store is None
        assert pilot.app.return_code == 0


async def test_a_store_that_arrives_when_the_app_is_closing_stays_closed(
    three_workshops: Workspace,
) -> None:
    async with run(three_workshops) as pilot:
        app, session = app_of(pilot), Session(three_workshops, clock)
        app.close_store()  # or the second session finds the store taken
        waits = asyncio.create_task(session.ready(app, app.settings))
        await asyncio.sleep(0)  # now it is on its way
        await session.settle()
        session.close()
        await waits
        assert session.store is None
        assert len(session.view().rows) == 3


async def test_ctrl_c_says_how_to_quit(three_workshops: Workspace) -> None:
    async with run(three_workshops) as pilot:
        await press(pilot, "ctrl+c")
        assert "Ctrl+q stänger ksa." in screen_text(pilot.app)


async def test_ctrl_q_quits_from_a_panel_too(three_workshops: Workspace) -> None:
    async with run(three_workshops) as pilot:
        await press(pilot, "n", "ctrl+q")
        assert app_of(pilot).session.store is None


async def test_a_command_that_the_store_refuses_is_told_in_words(
    three_workshops: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run(three_workshops) as pilot:

        def full(*_: object) -> None:
            raise KsaError("Disken är full.")

        monkeypatch.setattr(workshops, "delete", full)
        await press(pilot, "delete", "enter")
        assert "Disken är full." in screen_text(pilot.app)
        await press(pilot, "escape")
        assert "Grundskola och elevhälsa" in screen_text(pilot.app)

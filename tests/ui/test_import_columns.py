"""What was found in a list is shown, and every match can be changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from ksa_tui.domain.importing import Column, Field
from ksa_tui.paths import Workspace
from ksa_tui.services import assets, stop
from ksa_tui.services.stores import Actor, open_store
from ksa_tui.settings import Settings
from ksa_tui.ui.dialogs.error import ErrorPanel
from ksa_tui.ui.dialogs.import_choices import HeaderRowPanel, SheetsPanel
from ksa_tui.ui.dialogs.import_columns import ColumnsPage
from ksa_tui.ui.dialogs.import_left_out import LeftOutPage
from ksa_tui.ui.dialogs.import_list import ImportPanel
from ksa_tui.ui.dialogs.import_rows import RowsPage
from ksa_tui.ui.dialogs.pick import PickPanel
from ksa_tui.ui.widgets.list_table import ListTable
from tests.spreadsheets.listmaking import FORMATS, Sheet
from tests.ui.conftest import Filled
from tests.ui.importing import ROWS, Importing
from tests.ui.running import (
    LANGUAGES,
    SIZES,
    assert_screen,
    press,
    run,
    screen_text,
    settle,
    type_text,
)
from tests.ui.waiting import arrive, seen, until


@pytest.fixture
def importing(tmp_path: Path) -> Importing:
    folder = tmp_path / "listor"
    folder.mkdir()
    return Importing(folder)


@pytest.fixture
def workspace(filled: Filled, importing: Importing) -> Workspace:
    return filled(importing.build)


def settings_of(importing: Importing, lang: str = "sv") -> Settings:
    return Settings(language=lang, import_folder=str(importing.folder))


def fields(page: ColumnsPage) -> dict[str, Field | None]:
    table: ListTable[Column] = page.query_one("#columns", ListTable)
    return {column.letter: column.field for column in table.rows}


async def pick(pilot: Pilot[None], field: Field | str) -> None:
    """Choose in the short list."""
    panel = await arrive(pilot, PickPanel)
    table = panel.query_one("#options", ListTable)
    line = next(i for i, option in enumerate(table.rows) if option[1][0] == field)
    await press(pilot, "home", *["down"] * line, "enter")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_the_columns_are_shown_with_what_they_become(
    workspace: Workspace, importing: Importing, size: tuple[int, int], lang: str
) -> None:
    importing.write()
    settings = settings_of(importing, lang)
    async with run(workspace, size=size, lang=lang, settings=settings) as pilot:
        await importing.to_columns(pilot)
        await press(pilot, "down")
        assert_screen(pilot.app, f"import-columns-{size[0]}-{lang}")


@pytest.mark.parametrize("kind", FORMATS)
async def test_every_format_is_matched_alike(
    workspace: Workspace, importing: Importing, kind: str
) -> None:
    importing.write(kind)
    async with run(workspace, settings=settings_of(importing)) as pilot:
        page = await importing.to_columns(pilot)
        assert fields(page) == {
            "A": Field.NUMBER,
            "B": Field.NAME,
            "C": Field.DESCRIPTION,
            "D": Field.LAW,
            "E": Field.SYSTEM,
            "F": Field.RETENTION,
            "G": None,
        }
        assert "G Upprättad av" in screen_text(pilot.app)


@pytest.mark.parametrize("size", SIZES)
async def test_a_match_is_changed_by_a_short_list(
    workspace: Workspace, importing: Importing, size: tuple[int, int]
) -> None:
    importing.write()
    async with run(workspace, size=size, settings=settings_of(importing)) as pilot:
        page = await importing.to_columns(pilot)
        await press(pilot, "end", "enter")
        await pick(pilot, Field.NOTE)
        await until(pilot, lambda: fields(page)["G"] is Field.NOTE)
        await press(pilot, "home", "down", "down", "enter")
        await pick(pilot, "")
        await until(pilot, lambda: fields(page)["C"] is None)
        assert fields(page)["G"] is Field.NOTE
        await press(pilot, "enter", "escape")
        assert fields(page)["C"] is None


async def test_without_a_name_column_one_cannot_go_on_but_is_told_what_to_do(
    workspace: Workspace, importing: Importing
) -> None:
    rows = [("Rubrik ett", "Rubrik två"), *((f"x{n}", "samma") for n in range(5))]
    importing.write("xlsx", Sheet(rows))
    async with run(workspace, settings=settings_of(importing)) as pilot:
        page = await importing.to_columns(pilot)
        if fields(page):
            await press(pilot, "home", "enter")
            await pick(pilot, "")
        await seen(pilot, "!")
        await press(pilot, "n")
        assert isinstance(pilot.app.screen, ColumnsPage)
        assert "nästa steg" not in screen_text(pilot.app)


@pytest.mark.parametrize("size", SIZES)
async def test_the_header_row_is_said_by_number(
    workspace: Workspace, importing: Importing, size: tuple[int, int]
) -> None:
    importing.write()
    async with run(workspace, size=size, settings=settings_of(importing)) as pilot:
        page = await importing.to_columns(pilot)
        await press(pilot, "r")
        await arrive(pilot, HeaderRowPanel)
        await press(pilot, "ctrl+u")
        await type_text(pilot, "fyra")
        await press(pilot, "enter")
        await seen(pilot, "Ange ett radnummer")
        await press(pilot, "ctrl+u")
        await type_text(pilot, "0")
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ColumnsPage))
        await seen(pilot, "inga rubriker")
        await press(pilot, "r")
        await arrive(pilot, HeaderRowPanel)
        await press(pilot, "ctrl+u", "9", "9", "9", "enter")
        await arrive(pilot, ErrorPanel)
        await press(pilot, "escape")
        await arrive(pilot, ColumnsPage)
        assert page.query_one("#columns", ListTable).rows


@pytest.mark.parametrize("size", SIZES)
async def test_other_sheets_are_chosen_by_marking_them(
    workspace: Workspace, importing: Importing, size: tuple[int, int]
) -> None:
    other = Sheet([("Mängd", "Systemstöd"), ("Bygglov", "ByggR"), ("Karta", "GIS")], name="Mer")
    importing.write(
        "xlsx", Sheet(ROWS, name="Förteckning"), other, Sheet([("Så här gör du",)], name="Hjälp")
    )
    async with run(workspace, size=size, settings=settings_of(importing)) as pilot:
        page = await importing.to_columns(pilot)
        await press(pilot, "s")
        panel = await arrive(pilot, SheetsPanel)
        panel.list.set_marked(["Mer"])
        await settle(pilot)
        await press(pilot, "enter")
        await arrive(pilot, ColumnsPage)
        await until(pilot, lambda: set(fields(page)) == {"A", "B"})
        assert "blad Mer" in screen_text(pilot.app)


async def test_a_file_with_one_sheet_has_no_choice_of_sheets(
    workspace: Workspace, importing: Importing
) -> None:
    importing.write("csv")
    async with run(workspace, settings=settings_of(importing)) as pilot:
        await importing.to_columns(pilot)
        await press(pilot, "s")
        assert isinstance(pilot.app.screen, ColumnsPage)
        assert "s blad" not in screen_text(pilot.app)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_what_is_not_read_in_is_one_key_away(
    workspace: Workspace, importing: Importing, size: tuple[int, int], lang: str
) -> None:
    importing.write()
    settings = settings_of(importing, lang)
    async with run(workspace, size=size, lang=lang, settings=settings) as pilot:
        await importing.to_columns(pilot)
        await press(pilot, "u")
        await arrive(pilot, LeftOutPage)
        assert_screen(pilot.app, f"import-left-out-{size[0]}-{lang}")
        await press(pilot, "escape")
        await arrive(pilot, ColumnsPage)


async def test_esc_goes_back_to_the_files_and_forward_again(
    workspace: Workspace, importing: Importing
) -> None:
    importing.write()
    async with run(workspace, settings=settings_of(importing)) as pilot:
        await importing.to_columns(pilot)
        await press(pilot, "escape")
        await arrive(pilot, ImportPanel)
        await press(pilot, "enter")
        await arrive(pilot, ColumnsPage)
        await press(pilot, "n")
        await arrive(pilot, RowsPage)


async def test_a_double_click_changes_a_column(workspace: Workspace, importing: Importing) -> None:
    importing.write()
    async with run(workspace, settings=settings_of(importing)) as pilot:
        page = await importing.to_columns(pilot)
        await pilot.click(page.query_one("#columns"), offset=(12, 3), times=2)
        panel = await arrive(pilot, PickPanel)
        assert "Beskrivning" in panel.heading()


async def test_a_column_of_somebody_responsible_is_not_taken_for_the_owner(
    workspace: Workspace, importing: Importing
) -> None:
    rows = [("Informationsmängd", "Ansvarig"), *((f"Mängd {n}", f"Person {n}") for n in range(5))]
    importing.write("xlsx", Sheet(rows))
    async with run(workspace, settings=settings_of(importing)) as pilot:
        page = await importing.to_columns(pilot)
        assert fields(page) == {"A": Field.NAME, "B": Field.NOTE}
        await seen(pilot, "B Ansvarig", "Är det informationsägaren?", "? anteckning")
        await press(pilot, "end", "enter")
        await pick(pilot, Field.OWNER)
        await until(pilot, lambda: fields(page)["B"] is Field.OWNER)
        await seen(pilot, "blir ägare till varje mängd")
        assert "Är det informationsägaren?" not in screen_text(pilot.app)


async def test_a_workshop_with_something_excluded_says_so_before_a_list_is_read_in(
    workspace: Workspace, importing: Importing
) -> None:
    importing.write()
    with open_store(workspace, Actor("Anna Ek")) as store:
        stopped = assets.add(store, importing.workshop, assets.AssetDraft("Klasslistor"))
        stop.stop(store, stopped)
    async with run(workspace, settings=settings_of(importing)) as pilot:
        await importing.to_columns(pilot)
        await seen(pilot, "mängder som är undantagna", "ta inte med den raden")

"""Rows are chosen, read in, and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from ksa_tui.domain.importing import ImportResult, ImportRow
from ksa_tui.paths import Workspace
from ksa_tui.services import history
from ksa_tui.settings import Settings
from ksa_tui.ui.dialogs.import_columns import ColumnsPage
from ksa_tui.ui.dialogs.import_left_out import LeftOutPage
from ksa_tui.ui.dialogs.import_list import ImportPanel
from ksa_tui.ui.dialogs.import_rows import RowsPage
from ksa_tui.ui.screens.home import HomeScreen
from ksa_tui.ui.screens.workshop import WorkshopScreen
from ksa_tui.ui.widgets.list_table import ListTable
from tests.spreadsheets.listmaking import FORMATS, Sheet, write_csv
from tests.ui.conftest import Filled
from tests.ui.importing import NEW, Importing
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


def table_of(page: RowsPage) -> ListTable[ImportRow]:
    return page.query_one("#rows", ListTable)


def marked(page: RowsPage) -> list[str]:
    table = table_of(page)
    return [row.draft.name for row in table.rows if row.index in table.marked]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_new_rows_are_marked_and_the_others_say_why_not(
    workspace: Workspace, importing: Importing, size: tuple[int, int], lang: str
) -> None:
    importing.write()
    settings = settings_of(importing, lang)
    async with run(workspace, size=size, lang=lang, settings=settings) as pilot:
        page = await importing.to_rows(pilot)
        assert tuple(marked(page)) == NEW
        assert_screen(pilot.app, f"import-rows-{size[0]}-{lang}")


@pytest.mark.parametrize("kind", FORMATS)
async def test_enter_reads_in_what_is_marked_and_one_undo_takes_it_back(
    workspace: Workspace, importing: Importing, kind: str
) -> None:
    importing.write(kind)
    async with run(workspace, settings=settings_of(importing)) as pilot:
        page = await importing.to_rows(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: not page.is_attached)
        assert importing.names(pilot) == ["Schema", *NEW]
        assert importing.pool(pilot) == []
        await seen(pilot, "4 informationsmängder är inlästa, 2 utelämnade. Ctrl+z")
        assert isinstance(pilot.app.screen, HomeScreen)
        history.undo(app_of(pilot).store)
        assert importing.names(pilot) == ["Schema"]


@pytest.mark.parametrize("size", SIZES)
async def test_some_rows_are_chosen_and_the_rest_is_kept_beside_the_workshop(
    workspace: Workspace, importing: Importing, size: tuple[int, int]
) -> None:
    importing.write()
    async with run(workspace, size=size, settings=settings_of(importing)) as pilot:
        page = await importing.to_rows(pilot)
        await press(pilot, "a")
        assert marked(page) == []
        await press(pilot, "home", "space")
        assert marked(page) == ["Elevhälsojournal"]
        await seen(pilot, "enter läser in 1 rad", "3 nya som inte är markerade sparas utanför")
        await press(pilot, "enter")
        await until(pilot, lambda: not page.is_attached)
        assert importing.names(pilot) == ["Schema", "Elevhälsojournal"]
        assert importing.pool(pilot) == list(NEW[1:])


async def test_the_rest_can_be_left_out_instead(workspace: Workspace, importing: Importing) -> None:
    importing.write()
    async with run(workspace, settings=settings_of(importing)) as pilot:
        page = await importing.to_rows(pilot)
        await press(pilot, "home", "space", "p")
        await seen(pilot, "resten utelämnas")
        await press(pilot, "enter")
        await until(pilot, lambda: not page.is_attached)
        assert importing.names(pilot) == ["Schema", *NEW[1:]]
        assert importing.pool(pilot) == []


async def test_nothing_is_read_in_when_nothing_is_marked(
    workspace: Workspace, importing: Importing
) -> None:
    importing.write()
    async with run(workspace, settings=settings_of(importing)) as pilot:
        page = await importing.to_rows(pilot)
        await press(pilot, "a", "p", "enter")
        await seen(pilot, "Markera minst en rad")
        assert pilot.app.screen is page
        assert importing.names(pilot) == ["Schema"]


async def test_a_duplicate_can_be_marked_by_hand(
    workspace: Workspace, importing: Importing
) -> None:
    importing.write()
    async with run(workspace, settings=settings_of(importing)) as pilot:
        page = await importing.to_rows(pilot)
        await press(pilot, "a", "home", "down", "down", "space")
        assert marked(page) == ["Schema"]
        await press(pilot, "enter")
        await until(pilot, lambda: not page.is_attached)
        assert len(importing.names(pilot)) == 2


@pytest.mark.parametrize("size", SIZES)
async def test_search_shows_few_rows_and_all_means_those(
    workspace: Workspace, importing: Importing, size: tuple[int, int]
) -> None:
    importing.write()
    async with run(workspace, size=size, settings=settings_of(importing)) as pilot:
        page = await importing.to_rows(pilot)
        await press(pilot, "a", "slash")
        await type_text(pilot, "EDLEVO")
        await until(pilot, lambda: len(table_of(page).rows) == 3)
        await press(pilot, "enter", "a")
        assert marked(page) == ["Skolskjuts [/x]", "Klasslistor"]
        await press(pilot, "escape")
        assert len(table_of(page).rows) == 6
        assert marked(page) == ["Skolskjuts [/x]", "Klasslistor"]
        await press(pilot, "escape")
        await arrive(pilot, ColumnsPage)


async def test_letters_are_written_in_the_search_field(
    workspace: Workspace, importing: Importing
) -> None:
    importing.write()
    async with run(workspace, settings=settings_of(importing)) as pilot:
        page = await importing.to_rows(pilot)
        await press(pilot, "slash")
        await type_text(pilot, "a p u")
        assert page.query_one(Input).value == "a p u"
        assert tuple(row.draft.name for row in table_of(page).rows) != NEW
        await press(pilot, "escape")
        assert tuple(marked(page)) == NEW


async def test_the_row_under_the_cursor_is_shown_in_full(
    workspace: Workspace, importing: Importing
) -> None:
    importing.write()
    async with run(workspace, size=(120, 36), settings=settings_of(importing)) as pilot:
        await importing.to_rows(pilot)
        await press(pilot, "down")
        await seen(pilot, "Adresser och turer", "Skjutsplan; Edlevo", "2 år", "rad 5")


@pytest.mark.parametrize("size", SIZES)
async def test_marks_survive_a_step_back(
    workspace: Workspace, importing: Importing, size: tuple[int, int]
) -> None:
    importing.write()
    async with run(workspace, size=size, settings=settings_of(importing)) as pilot:
        page = await importing.to_rows(pilot)
        await press(pilot, "home", "space", "p", "u")
        await arrive(pilot, LeftOutPage)
        await press(pilot, "escape")
        assert (await arrive(pilot, RowsPage)) is page
        await press(pilot, "escape")
        await arrive(pilot, ColumnsPage)
        await press(pilot, "n")
        page = await arrive(pilot, RowsPage)
        assert tuple(marked(page)) == NEW[1:]
        await seen(pilot, "resten utelämnas")


@pytest.mark.parametrize("size", SIZES)
async def test_the_mouse_marks_and_never_reads_in(
    workspace: Workspace, importing: Importing, size: tuple[int, int]
) -> None:
    importing.write()
    async with run(workspace, size=size, settings=settings_of(importing)) as pilot:
        page = await importing.to_rows(pilot)
        await pilot.click(table_of(page), offset=(2, 1))
        await settle(pilot)
        assert tuple(marked(page)) == NEW[1:]
        await pilot.click(table_of(page), offset=(10, 1), times=2)
        await settle(pilot)
        assert tuple(marked(page)) == NEW
        assert pilot.app.screen is page


@pytest.mark.parametrize("size", SIZES)
async def test_the_whole_way_from_the_workshop_and_back_with_undo(
    workspace: Workspace, importing: Importing, size: tuple[int, int]
) -> None:
    importing.write()
    async with run(workspace, size=size, settings=settings_of(importing)) as pilot:
        app_of(pilot).open_workshop(importing.workshop)
        await arrive(pilot, WorkshopScreen)
        await press(pilot, "i")
        await arrive(pilot, ImportPanel)
        await type_text(pilot, "lista")
        await press(pilot, "enter")
        await arrive(pilot, ColumnsPage)
        await press(pilot, "n")
        await arrive(pilot, RowsPage)
        await press(pilot, "enter")
        await arrive(pilot, WorkshopScreen)
        await seen(pilot, "Specialkost", "Skolskjuts [/x]")
        await press(pilot, "ctrl+z")
        await until(pilot, lambda: "Specialkost" not in screen_text(pilot.app))
        assert importing.names(pilot) == ["Schema"]


async def test_hostile_text_is_shown_and_kept_as_it_is(
    workspace: Workspace, importing: Importing
) -> None:
    names = ("bad [/x] tag", "[bold]fet[/]", "=1+1", "Å" * 150, "👩‍👩‍👧 familj")
    importing.write(
        "xlsx", Sheet([("Informationsmängd", "System"), *((name, "X") for name in names)])
    )
    async with run(workspace, settings=settings_of(importing)) as pilot:
        page = await importing.to_rows(pilot)
        await seen(pilot, "bad [/x] tag", "[bold]fet[/]")
        await press(pilot, "enter")
        await until(pilot, lambda: not page.is_attached)
        assert importing.names(pilot)[1:] == list(names)


async def test_what_is_chosen_comes_back_to_who_asked(
    workspace: Workspace, importing: Importing
) -> None:
    importing.write()
    answers: list[ImportResult | None] = []
    async with run(workspace, settings=settings_of(importing)) as pilot:
        app_of(pilot).push_screen(ImportPanel(importing.workshop), answers.append)
        await arrive(pilot, ImportPanel)
        await type_text(pilot, "lista")
        await press(pilot, "enter")
        await arrive(pilot, ColumnsPage)
        await press(pilot, "n")
        await arrive(pilot, RowsPage)
        await press(pilot, "home", "space", "enter")
        await until(pilot, lambda: bool(answers))
        assert answers == [ImportResult(added=3, pooled=1, left=2)]


async def test_ten_thousand_rows_are_walked_marked_and_searched_at_once(
    workspace: Workspace, importing: Importing
) -> None:
    rows = [("Informationsmängd", "Beskrivning", "System")]
    rows += [
        (f"Mängd nummer {n}", f"Beskrivning av {n}", f"System {n % 40}") for n in range(10_000)
    ]
    write_csv(importing.folder / "stor.csv", rows)
    async with run(workspace, settings=settings_of(importing)) as pilot:
        page = await importing.to_rows(pilot, "stor")
        assert len(table_of(page).rows) == 10_000
        await press(pilot, "down", "space", "end", "pageup", "a", "a", "p")
        await press(pilot, "slash")
        await type_text(pilot, "nummer 9999")
        await until(pilot, lambda: len(table_of(page).rows) == 1)

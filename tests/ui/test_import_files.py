"""Finding the list: the field narrows, takes paths, and walks through folders; by keys and by mouse."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Event
from typing import Any
from uuid import UUID

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from ksa_tui.domain.importing import ImportPlan
from ksa_tui.paths import Workspace
from ksa_tui.services import imports, workshops
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.settings import Settings
from ksa_tui.store import Store
from ksa_tui.ui.dialogs.error import ErrorPanel
from ksa_tui.ui.dialogs.file_picker import PathPicker
from ksa_tui.ui.dialogs.import_columns import ColumnsPage
from ksa_tui.ui.dialogs.import_list import ImportPanel
from ksa_tui.ui.dialogs.progress import ProgressPanel
from ksa_tui.ui.folders import Entry, Kind
from ksa_tui.ui.widgets.list_table import ListTable
from tests.spreadsheets.listmaking import write_csv
from tests.ui.conftest import Filled
from tests.ui.running import LANGUAGES, SIZES, app_of, press, run, screen_text, settle, type_text
from tests.ui.waiting import LOOKS, SOON, arrive, seen, until


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two lists, a letter, a hidden file and a subfolder with a list."""
    folder = tmp_path / "Dokument"
    (folder / "Arkiv").mkdir(parents=True)
    for name in ("Lista 2025.csv", "Åldrad lista.csv", ".dold.csv", "Arkiv/gammal.csv"):
        write_csv(folder / name, [["Informationsmängd", "System"], ["Elevhälsojournal", "PMO"]])
    (folder / "brev.docx").write_bytes(b"PK")
    return folder


@pytest.fixture
def workshop(filled: Filled) -> tuple[Workspace, UUID]:
    made: list[UUID] = []

    def write(store: Store) -> None:
        made.append(workshops.create(store, WorkshopDraft("Elevhälsan", "Maria Holm")))

    return filled(write), made[0]


async def open_picker(pilot: Pilot[None], workshop: UUID) -> ImportPanel:
    app_of(pilot).push_screen(ImportPanel(workshop))
    picker = await arrive(pilot, ImportPanel)
    await until(pilot, lambda: bool(table_of(picker).rows))
    return picker


def table_of(picker: PathPicker[object] | ImportPanel) -> ListTable[Entry]:
    return picker.query_one("#entries", ListTable)


def names(picker: ImportPanel) -> list[str]:
    return [entry.name for entry in table_of(picker).rows if entry.name]


def current(picker: ImportPanel) -> str:
    entry = table_of(picker).current
    return entry.name if entry else ""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_the_folder_used_last_is_shown_without_hidden_files(
    workshop: tuple[Workspace, UUID], folder: Path, size: tuple[int, int], lang: str
) -> None:
    settings = Settings(language=lang, import_folder=str(folder))
    async with run(workshop[0], size=size, lang=lang, settings=settings) as pilot:
        picker = await open_picker(pilot, workshop[1])
        assert names(picker) == ["Arkiv", "Lista 2025.csv", "Åldrad lista.csv"]
        assert ".dold.csv" not in screen_text(pilot.app)
        assert "kB" in screen_text(pilot.app)
        assert current(picker) == "Arkiv"


async def test_typing_narrows_and_enter_reads_the_file(
    workshop: tuple[Workspace, UUID], folder: Path
) -> None:
    async with run(workshop[0], settings=Settings(import_folder=str(folder))) as pilot:
        picker = await open_picker(pilot, workshop[1])
        await type_text(pilot, "åldr")
        assert names(picker) == ["Åldrad lista.csv"]
        await press(pilot, "enter")
        await arrive(pilot, ColumnsPage)
        assert app_of(pilot).settings.import_folder == str(folder)
        await press(pilot, "escape")
        assert (await arrive(pilot, ImportPanel)).query_one(Input).value == "åldr"


async def test_folders_are_entered_and_left_again(
    workshop: tuple[Workspace, UUID], folder: Path
) -> None:
    async with run(workshop[0], settings=Settings(import_folder=str(folder))) as pilot:
        picker = await open_picker(pilot, workshop[1])
        await press(pilot, "enter")
        await until(pilot, lambda: names(picker) == ["gammal.csv"])
        assert current(picker) == "gammal.csv"
        await press(pilot, "backspace")
        await until(pilot, lambda: current(picker) == "Arkiv")
        await press(pilot, "up", "up")
        entry = table_of(picker).current
        assert entry is not None
        assert entry.kind is Kind.PARENT
        await press(pilot, "enter")
        await until(pilot, lambda: current(picker) == "Dokument")


async def test_tab_completes_and_home_is_one_key_away(
    workshop: tuple[Workspace, UUID], folder: Path
) -> None:
    async with run(workshop[0], settings=Settings(import_folder=str(folder))) as pilot:
        picker = await open_picker(pilot, workshop[1])
        await type_text(pilot, "lis")
        await press(pilot, "tab")
        assert picker.query_one(Input).value == "Lista 2025.csv"
        await press(pilot, "ctrl+u")
        await type_text(pilot, "ark")
        await press(pilot, "tab")
        await until(pilot, lambda: names(picker) == ["gammal.csv"])
        await press(pilot, "ctrl+home")
        await until(pilot, lambda: str(Path.home()) in screen_text(pilot.app))


@pytest.mark.parametrize("form", ["{}", "'{}'", '"{}"\n', "file://{}", "  {}  "])
async def test_a_pasted_path_replaces_what_was_written(
    workshop: tuple[Workspace, UUID], folder: Path, form: str
) -> None:
    async with run(workshop[0]) as pilot:
        picker = await open_picker(pilot, workshop[1])
        await type_text(pilot, "något annat")
        picker.query_one(Input).post_message(events.Paste(form.format(folder / "Lista 2025.csv")))
        await press(pilot, "enter")
        page = await arrive(pilot, ColumnsPage)
        assert page.query_one("#columns", ListTable).rows


async def test_a_typed_path_shows_the_folder_it_leads_to(
    workshop: tuple[Workspace, UUID], folder: Path
) -> None:
    async with run(workshop[0]) as pilot:
        picker = await open_picker(pilot, workshop[1])
        await type_text(pilot, f"{folder}/arkiv/")
        await seen(pilot, "Det finns ingen sådan mapp.")
        await press(pilot, "ctrl+u")
        await type_text(pilot, f"{folder}/Arkiv/gam")
        await until(pilot, lambda: names(picker) == ["gammal.csv"])


async def test_what_cannot_be_taken_is_said_in_words(
    workshop: tuple[Workspace, UUID], folder: Path
) -> None:
    async with run(workshop[0], settings=Settings(import_folder=str(folder))) as pilot:
        await open_picker(pilot, workshop[1])
        await type_text(pilot, "finns inte")
        await seen(pilot, "Inget här heter så.")
        await press(pilot, "ctrl+u")
        await type_text(pilot, f"{folder}/brev.docx")
        await press(pilot, "enter")
        await seen(pilot, "brev.docx är ingen lista som ksa kan läsa.")
        await press(pilot, "ctrl+u")
        await type_text(pilot, f"{folder}/x.csv")
        await press(pilot, "enter")
        await seen(pilot, "Här finns ingen fil som heter x.csv.")


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="an administrator may read everything"
)
async def test_a_forbidden_folder_is_said_in_words(
    workshop: tuple[Workspace, UUID], folder: Path
) -> None:
    (folder / "Arkiv").chmod(0)
    try:
        async with run(workshop[0], settings=Settings(import_folder=str(folder))) as pilot:
            await open_picker(pilot, workshop[1])
            await press(pilot, "enter")
            await seen(pilot, "Du får inte öppna den här mappen.")
    finally:
        (folder / "Arkiv").chmod(0o700)


@pytest.mark.parametrize("size", SIZES)
async def test_a_file_that_is_no_list_leads_back_to_the_files(
    workshop: tuple[Workspace, UUID], folder: Path, size: tuple[int, int]
) -> None:
    (folder / "bild.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    async with run(workshop[0], size=size, settings=Settings(import_folder=str(folder))) as pilot:
        picker = await open_picker(pilot, workshop[1])
        await type_text(pilot, "bild")
        await press(pilot, "enter")
        await arrive(pilot, ErrorPanel)
        assert "bild.xlsx" in screen_text(pilot.app)
        await press(pilot, "escape")
        await arrive(pilot, ImportPanel)
        assert picker.is_current
        assert picker.query_one(Input).has_focus


async def test_esc_leaves_without_reading_anything(
    workshop: tuple[Workspace, UUID], folder: Path
) -> None:
    async with run(workshop[0], settings=Settings(import_folder=str(folder))) as pilot:
        await open_picker(pilot, workshop[1])
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, ImportPanel)
        assert workshops.table(app_of(pilot).store, workshop[1]).rows == ()


@pytest.mark.parametrize("size", SIZES)
async def test_the_mouse_walks_too(
    workshop: tuple[Workspace, UUID], folder: Path, size: tuple[int, int]
) -> None:
    async with run(workshop[0], size=size, settings=Settings(import_folder=str(folder))) as pilot:
        picker = await open_picker(pilot, workshop[1])
        table = table_of(picker)
        line = [entry.name for entry in table.rows].index("Lista 2025.csv") + 1
        await pilot.click(table, offset=(10, line))
        await settle(pilot)
        assert current(picker) == "Lista 2025.csv"
        await pilot.click(table, offset=(10, line), times=2)
        await arrive(pilot, ColumnsPage)


async def test_a_file_with_markup_in_its_name_is_shown_as_it_is(
    workshop: tuple[Workspace, UUID], folder: Path
) -> None:
    write_csv(folder / "bad [bold]tag.csv", [["Informationsmängd"], ["Schema"]])
    async with run(workshop[0], settings=Settings(import_folder=str(folder))) as pilot:
        await open_picker(pilot, workshop[1])
        assert "bad [bold]tag.csv" in screen_text(pilot.app)


async def test_esc_stops_the_reading_and_leads_back_to_the_files(
    workshop: tuple[Workspace, UUID], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [("Informationsmängd", "System"), *((f"Mängd {n}", "PMO") for n in range(3_000))]
    write_csv(folder / "stor.csv", rows)
    esc_is_pressed, plan = Event(), imports.plan

    def slow_plan(*args: Any, **options: Any) -> ImportPlan:
        esc_is_pressed.wait(30)
        return plan(*args, **options)

    monkeypatch.setattr(imports, "plan", slow_plan)
    async with run(workshop[0], settings=Settings(import_folder=str(folder))) as pilot:
        picker = await open_picker(pilot, workshop[1])
        await type_text(pilot, "stor")
        await pilot.press("enter")
        for _ in range(LOOKS):  # arriving would wait for the thread, which waits for esc
            if isinstance(pilot.app.screen, ProgressPanel):
                break
            await pilot.pause(SOON)
        await pilot.press("escape")
        esc_is_pressed.set()
        await arrive(pilot, ImportPanel)
        await settle(pilot)
        assert picker.is_current

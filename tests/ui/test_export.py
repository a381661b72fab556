"""The workbook is handed out: what is asked, where it goes, what is shown afterwards."""

from __future__ import annotations

import os
from datetime import date
from io import BytesIO
from pathlib import Path
from uuid import UUID

import openpyxl
import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from ksa_tui.services import workshops
from ksa_tui.services.decisions import Choice, HandDecision, HandSignature, record_by_hand
from ksa_tui.services.exports import Exported
from ksa_tui.services.workshops import Delivery
from ksa_tui.settings import Settings
from ksa_tui.spreadsheets import locking
from ksa_tui.store import Store
from ksa_tui.ui.dialogs.confirm import ConfirmPanel
from ksa_tui.ui.dialogs.error import ErrorPanel
from ksa_tui.ui.dialogs.export_workbook import ExportPanel
from ksa_tui.ui.dialogs.exported import ExportedPage
from ksa_tui.ui.dialogs.folder_picker import FolderPicker
from ksa_tui.ui.dialogs.gaps import GapsPage
from ksa_tui.ui.dialogs.password import PasswordForm
from ksa_tui.ui.dialogs.progress import ProgressPanel
from ksa_tui.ui.dialogs.workshop_form import WorkshopForm
from ksa_tui.ui.folders import Entry, Kind
from ksa_tui.ui.screens.classify import ClassifyScreen
from ksa_tui.ui.widgets.list_table import ListTable
from tests.ui.conftest import Filled
from tests.ui.handing_out import HandingOut
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

Answers = list[Exported | None]
PASSWORD = "korrekt häst batteri"


async def open_export(pilot: Pilot[None], handing: HandingOut) -> Answers:
    answers: Answers = []
    app_of(pilot).push_screen(ExportPanel(handing.workshop), answers.append)
    await until(pilot, lambda: isinstance(pilot.app.screen, ExportPanel | GapsPage))
    return answers


def focus(pilot: Pilot[None], field: str) -> None:
    pilot.app.screen.query(f"#{field} Input, #{field} Choice").first().focus()


async def write_in(pilot: Pilot[None], field: str, text: str) -> None:
    focus(pilot, field)
    await press(pilot, "end", "ctrl+u")
    await type_text(pilot, text)


def delivery(pilot: Pilot[None], workshop: UUID) -> Delivery:
    return workshops.delivery_of(app_of(pilot).store, workshop)


# ---------------------------------------------------------------- the form


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_the_form_asks_what_the_owner_needs_to_know(
    filled: Filled, size: tuple[int, int], lang: str
) -> None:
    handing = HandingOut(others=["Skolskjuts"])
    settings = Settings(language=lang, export_folder="/srv/OneDrive - Kommunen/underlag")
    async with run(filled(handing.build), size=size, lang=lang, settings=settings) as pilot:
        await open_export(pilot, handing)
        assert_screen(pilot.app, f"export-form-{size[0]}-{lang}")


@pytest.mark.parametrize("size", SIZES)
async def test_enter_hands_out_and_shows_where(filled: Filled, size: tuple[int, int]) -> None:
    handing = HandingOut()
    workspace = filled(handing.build)
    async with run(workspace, size=size) as pilot:
        answers = await open_export(pilot, handing)
        await press(pilot, "enter")
        await arrive(pilot, ExportedPage)
        [path] = workspace.exports.glob("*.xlsx")
        await seen(pilot, "Beslutsunderlaget är klart.", "3 informationsmängder", "Maria Holm")
        assert str(path) in "".join(screen_text(pilot.app).split()).replace("Fil", "", 1)
        await press(pilot, "enter")
        await until(pilot, lambda: bool(answers))
        assert answers[0] is not None
        assert answers[0].path == path
        assert "Beslut" in openpyxl.load_workbook(path).sheetnames
        assert app_of(pilot).settings.export_folder == ""


async def test_the_file_is_locked_with_a_password(filled: Filled) -> None:
    handing = HandingOut()
    workspace = filled(handing.build)
    async with run(workspace, size=(80, 24)) as pilot:
        await open_export(pilot, handing)
        await press(pilot, "ctrl+l")
        await arrive(pilot, PasswordForm)
        await type_text(pilot, "kort")
        await press(pilot, "enter", "enter")
        assert "minst 10 tecken" in " ".join(screen_text(pilot.app).split())
        await press(pilot, "escape", "enter")
        await arrive(pilot, ExportPanel)
        await press(pilot, "ctrl+l")
        await arrive(pilot, PasswordForm)
        await type_text(pilot, PASSWORD)
        await press(pilot, "tab")
        await type_text(pilot, PASSWORD)
        assert PASSWORD not in screen_text(pilot.app)
        await press(pilot, "enter")
        await seen(pilot, "låst med lösenord")
        await press(pilot, "enter")
        await arrive(pilot, ExportedPage)
        [path] = workspace.exports.glob("*.xlsx")
    assert locking.is_locked_file(path)
    opened = locking.unlock(path.read_bytes(), PASSWORD, path.name)
    assert "Beslut" in openpyxl.load_workbook(BytesIO(opened)).sheetnames
    assert PASSWORD.encode() not in workspace.store.read_bytes()


@pytest.mark.parametrize("size", SIZES)
async def test_every_answer_is_kept_and_suggested_the_next_time(
    filled: Filled, size: tuple[int, int]
) -> None:
    handing = HandingOut()
    async with run(filled(handing.build), size=size) as pilot:
        await open_export(pilot, handing)
        await write_in(pilot, "answer-by", "8 dec")
        await write_in(pilot, "reply-to", "anna.berg@kommunen.se")
        focus(pilot, "owner-language")
        await press(pilot, "right")
        focus(pilot, "answer-g6")
        await press(pilot, "left")
        focus(pilot, "answer-g7")
        await press(pilot, "right")
        await press(pilot, "ctrl+s")
        await arrive(pilot, ExportedPage)
        expected = Delivery(date(2026, 12, 8), "anna.berg@kommunen.se", "en")
        assert delivery(pilot, handing.workshop) == expected
        answers = workshops.load(app_of(pilot).store, handing.workshop).answers
        assert answers == {"g6": False, "g7": True}
        assert app_of(pilot).settings.reply_to == "anna.berg@kommunen.se"
        await press(pilot, "enter")
        await open_export(pilot, handing)
        await seen(pilot, "2026-12-08", "anna.berg@kommunen.se", "● English", "● nej", "● ja")
        focus(pilot, "answer-g6")
        await press(pilot, "right")
        await press(pilot, "ctrl+s")
        await arrive(pilot, ExportedPage)
        assert workshops.load(app_of(pilot).store, handing.workshop).answers == {"g7": True}


async def test_the_questions_may_be_left(filled: Filled) -> None:
    handing = HandingOut()
    async with run(filled(handing.build)) as pilot:
        await open_export(pilot, handing)
        assert screen_text(pilot.app).count("● lämna obesvarad") == 2
        await press(pilot, "enter")
        await arrive(pilot, ExportedPage)
        assert workshops.load(app_of(pilot).store, handing.workshop).answers == {}


@pytest.mark.parametrize(
    ("text", "words"), [("i går", "är inget datum"), ("2026-11-23", "Den dagen har passerat.")]
)
async def test_a_day_that_cannot_be_is_refused_where_it_stands(
    filled: Filled, text: str, words: str
) -> None:
    handing = HandingOut()
    workspace = filled(handing.build)
    async with run(workspace) as pilot:
        await open_export(pilot, handing)
        await write_in(pilot, "answer-by", text)
        await press(pilot, "enter")
        await seen(pilot, words)
        assert isinstance(pilot.app.screen, ExportPanel)
        assert not list(workspace.exports.glob("*"))


async def test_each_owner_gets_a_workbook(filled: Filled) -> None:
    handing = HandingOut(others=["Skolskjuts"])
    workspace = filled(handing.build)
    async with run(workspace) as pilot:
        await open_export(pilot, handing)
        await seen(pilot, "2 ägare, ett underlag var: Maria Holm, Per Åkesson")
        await press(pilot, "enter")
        await arrive(pilot, ExportedPage)
        await seen(pilot, "De 2 beslutsunderlagen är klara.", "Per Åkesson", "1 informationsmängd")
        assert len(list(workspace.exports.glob("*.xlsx"))) == 2


async def test_a_draft_is_chosen_with_the_arrow_keys(filled: Filled) -> None:
    handing = HandingOut()
    workspace = filled(handing.build)
    async with run(workspace) as pilot:
        await open_export(pilot, handing)
        await press(pilot, "right", "enter")
        await arrive(pilot, ExportedPage)
        await seen(pilot, "Utkastet är klart.")
        [path] = workspace.exports.glob("*.xlsx")
        assert path.stem.endswith("-utkast")


async def test_esc_asks_before_answers_are_lost(filled: Filled) -> None:
    handing = HandingOut()
    async with run(filled(handing.build)) as pilot:
        answers = await open_export(pilot, handing)
        await write_in(pilot, "reply-to", "a@b.se")
        await press(pilot, "escape")
        await arrive(pilot, ConfirmPanel)
        await press(pilot, "enter")
        await until(pilot, lambda: answers == [None])
        assert delivery(pilot, handing.workshop) == Delivery()


# ---------------------------------------------------------------- the folder


@pytest.mark.parametrize("size", SIZES)
async def test_another_folder_is_chosen_and_remembered(
    filled: Filled, tmp_path: Path, size: tuple[int, int]
) -> None:
    handing = HandingOut()
    target = tmp_path / "Underlag"
    target.mkdir()
    settings = Settings(export_folder=str(tmp_path))
    async with run(filled(handing.build), size=size, settings=settings) as pilot:
        await open_export(pilot, handing)
        await press(pilot, "ctrl+b")
        picker = await arrive(pilot, FolderPicker)
        table: ListTable[Entry] = picker.query_one("#entries", ListTable)
        await until(pilot, lambda: bool(table.rows))
        await type_text(pilot, "under")
        await press(pilot, "enter")
        await until(pilot, lambda: table.rows[0] == Entry(Kind.THIS, target))
        await press(pilot, "enter")
        await arrive(pilot, ExportPanel)
        await press(pilot, "ctrl+s")
        await arrive(pilot, ExportedPage)
        assert len(list(target.glob("*.xlsx"))) == 1
        assert app_of(pilot).settings.export_folder == str(target)


async def test_a_folder_that_is_not_there_is_made(filled: Filled, tmp_path: Path) -> None:
    handing = HandingOut()
    async with run(filled(handing.build), settings=Settings(export_folder=str(tmp_path))) as pilot:
        await open_export(pilot, handing)
        await press(pilot, "ctrl+b")
        picker = await arrive(pilot, FolderPicker)
        table: ListTable[Entry] = picker.query_one("#entries", ListTable)
        await until(pilot, lambda: bool(table.rows))
        await type_text(pilot, "Höst 2026")
        await seen(pilot, "skapa mappen Höst 2026")
        await press(pilot, "enter")
        await arrive(pilot, ExportPanel)
        await press(pilot, "ctrl+s")
        await arrive(pilot, ExportedPage)
        assert len(list((tmp_path / "Höst 2026").glob("*.xlsx"))) == 1


async def test_a_synchronised_folder_is_said_in_one_line(filled: Filled, tmp_path: Path) -> None:
    handing = HandingOut()
    async with run(filled(handing.build)) as pilot:
        await open_export(pilot, handing)
        assert "Synkas" not in screen_text(pilot.app)
        await write_in(pilot, "folder", str(tmp_path / "Dropbox" / "ut"))
        await seen(pilot, "Synkas av Dropbox")
        await write_in(pilot, "folder", str(tmp_path / "ut"))
        assert "Synkas" not in screen_text(pilot.app)


async def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_recorded(
    filled: Filled, tmp_path: Path
) -> None:
    handing = HandingOut()
    blocked = tmp_path / "fil"
    blocked.write_text("ingen mapp", encoding="utf-8")
    async with run(filled(handing.build)) as pilot:
        await open_export(pilot, handing)
        await write_in(pilot, "folder", str(blocked / "ut"))
        await press(pilot, "enter")
        await arrive(pilot, ErrorPanel)
        assert workshops.load(app_of(pilot).store, handing.workshop).exports == ()
        await press(pilot, "escape")
        await arrive(pilot, ExportPanel)
        await write_in(pilot, "folder", str(tmp_path / "ut"))
        await press(pilot, "enter")
        await arrive(pilot, ExportedPage)
        assert len(workshops.load(app_of(pilot).store, handing.workshop).exports) == 1


async def test_the_writing_can_be_stopped(filled: Filled, monkeypatch: pytest.MonkeyPatch) -> None:
    handing = HandingOut()
    workspace = filled(handing.build)

    async with run(workspace) as pilot:
        await open_export(pilot, handing)
        begin = ProgressPanel.on_mount

        def begin_stopped(panel: ProgressPanel[Exported]) -> None:
            panel.action_stop()
            begin(panel)

        monkeypatch.setattr(ProgressPanel, "on_mount", begin_stopped)
        await press(pilot, "enter")
        await arrive(pilot, ExportPanel)
        assert not list(workspace.exports.glob("*"))
        assert workshops.load(app_of(pilot).store, handing.workshop).exports == ()


# ---------------------------------------------------------------- what is missing


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_what_is_missing_is_said_first(
    filled: Filled, size: tuple[int, int], lang: str
) -> None:
    handing = HandingOut(owner="", unrated=["Skolskjuts"], unmotivated=["Betyg [/x]"])
    async with run(filled(handing.build), size=size, lang=lang) as pilot:
        await open_export(pilot, handing)
        await arrive(pilot, GapsPage)
        assert_screen(pilot.app, f"export-gaps-{size[0]}-{lang}")


@pytest.mark.parametrize("size", SIZES)
async def test_a_draft_can_be_handed_out_all_the_same(
    filled: Filled, size: tuple[int, int]
) -> None:
    handing = HandingOut(unrated=["Skolskjuts"])
    workspace = filled(handing.build)
    async with run(workspace, size=size) as pilot:
        await open_export(pilot, handing)
        await arrive(pilot, GapsPage)
        await press(pilot, "u")
        await arrive(pilot, ExportPanel)
        await seen(pilot, "ett utkast, eftersom något saknas")
        assert "för beslut" not in screen_text(pilot.app)
        await press(pilot, "enter")
        await arrive(pilot, ExportedPage)
        await seen(pilot, "Utkastet är klart.")


@pytest.mark.parametrize("size", SIZES)
async def test_enter_goes_to_the_place_and_what_was_mended_is_gone(
    filled: Filled, size: tuple[int, int]
) -> None:
    handing = HandingOut(unrated=["Skolskjuts", "Betyg [/x]"])
    async with run(filled(handing.build), size=size) as pilot:
        await open_export(pilot, handing)
        page = await arrive(pilot, GapsPage)
        await press(pilot, "down", "enter")
        await arrive(pilot, ClassifyScreen)
        await seen(pilot, "Skolskjuts")
        handing.rate(app_of(pilot).store, "Skolskjuts")
        await press(pilot, "escape")
        await arrive(pilot, GapsPage)
        await until(pilot, lambda: len(page.query_one("#missing", ListTable).rows) == 1)
        assert "Skolskjuts" not in screen_text(pilot.app)


async def test_when_nothing_is_missing_any_more_the_form_is_for_decision(filled: Filled) -> None:
    handing = HandingOut(owner="")
    workspace = filled(handing.build)
    async with run(workspace) as pilot:
        await open_export(pilot, handing)
        await arrive(pilot, GapsPage)
        await press(pilot, "enter")
        form = await arrive(pilot, WorkshopForm)
        form.query_one("#owner Input", Input).value = "Maria Holm"
        await settle(pilot)
        await press(pilot, "ctrl+s")
        await arrive(pilot, ExportPanel)
        await seen(pilot, "● för beslut")
        await press(pilot, "enter")
        await arrive(pilot, ExportedPage)
        [path] = workspace.exports.glob("*.xlsx")
        assert "utkast" not in path.stem


async def test_esc_from_what_is_missing_leads_back(filled: Filled) -> None:
    handing = HandingOut(unrated=["Skolskjuts"])
    async with run(filled(handing.build)) as pilot:
        answers = await open_export(pilot, handing)
        await arrive(pilot, GapsPage)
        await press(pilot, "escape")
        await until(pilot, lambda: answers == [None])


# ---------------------------------------------------------------- afterwards


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a stand-in for the file manager writes which folder it was asked for."""
    asked = tmp_path / "asked"
    program = tmp_path / "bin" / "xdg-open"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nprintf %s "$1" > "{asked}"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("DISPLAY", ":0")
    return asked


async def to_result(pilot: Pilot[None], handing: HandingOut) -> Answers:
    answers = await open_export(pilot, handing)
    await press(pilot, "enter")
    await arrive(pilot, ExportedPage)
    return answers


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
async def test_o_opens_the_folder(filled: Filled, opened: Path) -> None:
    handing = HandingOut()
    workspace = filled(handing.build)
    async with run(workspace) as pilot:
        await to_result(pilot, handing)
        await press(pilot, "o")
        await until(pilot, opened.exists)
        await until(pilot, lambda: bool(opened.read_text(encoding="utf-8")))
        assert opened.read_text(encoding="utf-8") == str(workspace.exports)
        assert isinstance(pilot.app.screen, ExportedPage)


async def test_without_a_desktop_it_is_said_what_to_do(
    filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    handing = HandingOut()
    async with run(filled(handing.build)) as pilot:
        await to_result(pilot, handing)
        await press(pilot, "o")
        await arrive(pilot, ErrorPanel)
        await seen(pilot, "ingen filhanterare")


async def test_c_puts_every_path_on_the_clipboard(filled: Filled) -> None:
    handing = HandingOut(others=["Skolskjuts"])
    workspace = filled(handing.build)
    async with run(workspace) as pilot:
        await to_result(pilot, handing)
        await press(pilot, "c")
        paths = sorted(str(path) for path in workspace.exports.glob("*.xlsx"))
        assert sorted(pilot.app.clipboard.splitlines()) == paths
        await seen(pilot, "skickad till urklipp")


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_enter_and_esc_lead_back_to_where_one_was(filled: Filled, key: str) -> None:
    handing = HandingOut()
    async with run(filled(handing.build)) as pilot:
        answers = await to_result(pilot, handing)
        await press(pilot, key)
        await until(pilot, lambda: bool(answers))
        assert answers[0] is not None
        assert answers[0].owners == 1


@pytest.mark.parametrize(
    ("decided", "words"), [(1, "det som är öppet, 2"), (3, "allt är redan beslutat")]
)
async def test_what_is_decided_is_not_asked_about_again_by_itself(
    filled: Filled, decided: int, words: str
) -> None:
    handing = HandingOut()

    def build(store: Store) -> None:
        handing.build(store)
        chosen = [
            HandDecision(treatment, Choice.APPROVE)
            for treatment in list(handing.treatments.values())[:decided]
        ]
        record_by_hand(
            store, handing.workshop, chosen, HandSignature("Maria Holm", date(2026, 1, 2))
        )

    workspace = filled(build)
    async with run(workspace) as pilot:
        await open_export(pilot, handing)
        await seen(pilot, words)
        await press(pilot, "enter")
        await arrive(pilot, ExportedPage)
        [path] = workspace.exports.glob("*.xlsx")
        sheet = openpyxl.load_workbook(path)["Beslut"]
        names = [sheet.cell(row, 2).value for row in range(6, sheet.max_row + 1)]
        assert names == list(handing.treatments)[decided % 3 :]

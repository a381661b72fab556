"""Requirements from the measures on screen: whose they are, for whom, and where the file lies."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from textual.pilot import Pilot

from ksa_tui.paths import Workspace
from ksa_tui.services import workshops
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.settings import Settings
from ksa_tui.store import Store
from ksa_tui.ui.dialogs.confirm import ConfirmPanel
from ksa_tui.ui.dialogs.error import ErrorPanel
from ksa_tui.ui.dialogs.requirements import RequirementsPanel, RequirementsWrittenPage
from ksa_tui.ui.screens.measures import MeasuresPage
from tests.services.requiring import FORMULA, rated, secret_workshop
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
from tests.ui.waiting import arrive, seen

Start = Callable[..., Any]
FOLDER = "/srv/OneDrive - Kommunen/krav"


@pytest.fixture
def made() -> list[UUID]:
    return []


@pytest.fixture
def workspace_of(filled: Filled, made: list[UUID]) -> Workspace:
    return filled(lambda store: made.append(secret_workshop(store)))


@pytest.fixture
def requiring(workspace_of: Workspace, made: list[UUID]) -> Start:
    """Opens the workshop's measures, and from there the requirements."""

    @asynccontextmanager
    async def start(
        lang: str = "sv", folder: str = "", **options: Any
    ) -> AsyncIterator[Pilot[None]]:
        settings = Settings(language=lang, facilitator="Anna Berg", export_folder=folder)
        async with run(workspace_of, lang=lang, settings=settings, **options) as pilot:
            app_of(pilot).open_workshop(made[0])
            await settle(pilot)
            await press(pilot, "l", "x")
            await arrive(pilot, RequirementsPanel)
            yield pilot

    return start


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.xlsx"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_the_form_says_what_is_handed_out(
    requiring: Start, size: tuple[int, int], lang: str
) -> None:
    async with requiring(size=size, lang=lang, folder=FOLDER) as pilot:
        assert_screen(pilot.app, f"requirements-form-{size[0]}-{lang}")


async def test_enter_writes_for_the_bidders(requiring: Start, workspace_of: Workspace) -> None:
    async with requiring() as pilot:
        await press(pilot, "enter")
        await arrive(pilot, RequirementsWrittenPage)
        (path,) = files(workspace_of.exports)
        assert openpyxl.load_workbook(path).sheetnames == ["Läs mig", "Krav"]
        text = screen_text(pilot.app)
        assert "Kraven till anbudsgivarna är klara." in text
        assert path.name in "".join(line.strip() for line in text.splitlines())
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, MeasuresPage)


async def test_the_buyers_copy_is_chosen_and_the_language(
    requiring: Start, workspace_of: Workspace
) -> None:
    async with requiring() as pilot:
        await press(pilot, "down", "tab", "right", "ctrl+s")
        await arrive(pilot, RequirementsWrittenPage)
        (path,) = files(workspace_of.exports)
        assert openpyxl.load_workbook(path).sheetnames == ["Read me", "Requirements", "Left out"]
        assert "Internt står på varje sida" in screen_text(pilot.app)


async def test_they_are_of_what_is_shown(workspace_of: Workspace, made: list[UUID]) -> None:
    async with run(workspace_of) as pilot:
        app_of(pilot).open_workshop(made[0])
        await settle(pilot)
        await press(pilot, "l", "v", "end", "enter", "x")
        await arrive(pilot, RequirementsPanel)
        assert FORMULA in screen_text(pilot.app)
        await press(pilot, "down", "enter")
        await arrive(pilot, RequirementsWrittenPage)
        (path,) = files(workspace_of.exports)
        values = [cell.value for row in openpyxl.load_workbook(path)["Läs mig"] for cell in row]
        assert FORMULA in values


async def test_another_folder_is_used_and_remembered(requiring: Start, tmp_path: Path) -> None:
    target = tmp_path / "ny mapp"
    async with requiring(folder=str(tmp_path)) as pilot:
        pilot.app.screen.query("#folder Input").first().focus()
        await press(pilot, "end")
        await type_text(pilot, "/ny mapp")
        await press(pilot, "enter")
        await arrive(pilot, RequirementsWrittenPage)
        assert len(files(target)) == 1
        assert app_of(pilot).settings.export_folder == str(target)


async def test_a_folder_that_cannot_be_written_is_said(requiring: Start, tmp_path: Path) -> None:
    blocked = tmp_path / "fil"
    blocked.write_text("", encoding="utf-8")
    async with requiring(folder=str(blocked)) as pilot:
        await press(pilot, "enter")
        await arrive(pilot, ErrorPanel)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, RequirementsPanel)


async def test_c_copies_the_path(requiring: Start, workspace_of: Workspace) -> None:
    async with requiring() as pilot:
        await press(pilot, "enter")
        await arrive(pilot, RequirementsWrittenPage)
        await press(pilot, "c")
        assert pilot.app.clipboard == str(files(workspace_of.exports)[0])


async def test_leaving_writes_nothing(requiring: Start, workspace_of: Workspace) -> None:
    async with requiring() as pilot:
        await press(pilot, "down", "escape")
        await arrive(pilot, ConfirmPanel)
        await press(pilot, "enter")
        await arrive(pilot, MeasuresPage)
        assert files(workspace_of.exports) == []


@pytest.mark.parametrize(
    ("levels", "sentence"),
    [((), "Inget är bedömt än"), ((0, 0, 0), "ger inga åtgärder alls")],
)
async def test_nothing_to_require_is_said(
    filled: Filled, levels: tuple[int, ...], sentence: str
) -> None:
    made: list[UUID] = []

    def build(store: Store) -> None:
        made.append(workshops.create(store, WorkshopDraft("Tom [/x]")))
        rated(store, made[0], "Matsedel", *levels)

    async with run(filled(build)) as pilot:
        app_of(pilot).open_workshop(made[0])
        await settle(pilot)
        await press(pilot, "l", "x")
        await seen(pilot, sentence)
        assert isinstance(pilot.app.screen, ErrorPanel)

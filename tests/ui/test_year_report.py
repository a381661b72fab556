"""The yearly report on screen: its figures, the assets behind each, other years, and the workbook."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from ksa_tui.domain.year_report import Kind
from ksa_tui.paths import Workspace
from ksa_tui.services import workshops
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.settings import Settings
from ksa_tui.store import Store
from ksa_tui.ui.dialogs.figure_assets import FigureAssets
from ksa_tui.ui.dialogs.sensitive_written import ReportWritten
from ksa_tui.ui.report_words import FigureRow
from ksa_tui.ui.screens.register import RegisterScreen
from ksa_tui.ui.screens.workshop import WorkshopScreen
from ksa_tui.ui.screens.year_report import YearReportScreen
from tests.services.making import opened
from tests.services.many import fill
from tests.services.reported import EXPECTED, tell
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
)
from tests.ui.school import School
from tests.ui.waiting import arrive, seen, until


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("town")
    with opened(home) as store:
        tell(store)
    return home


@pytest.fixture
def told(town: Path, workspace: Workspace) -> Workspace:
    """The town's two years, in a workspace of the test's own."""
    shutil.copytree(town, workspace.home)
    for path in workspace.exports.iterdir():
        path.unlink()
    return workspace


@asynccontextmanager
async def reading(
    workspace: Workspace, lang: str = "sv", **options: Any
) -> AsyncIterator[Pilot[None]]:
    settings = Settings(language=lang, facilitator="Anna Berg")
    async with run(workspace, lang=lang, settings=settings, **options) as pilot:
        await press(pilot, "r")
        await arrive(pilot, RegisterScreen)
        await press(pilot, "y")
        await ready(pilot)
        yield pilot


async def ready(pilot: Pilot[None]) -> YearReportScreen:
    screen = await arrive(pilot, YearReportScreen)
    await until(pilot, lambda: bool(screen._table.rows))
    return screen


def rows(pilot: Pilot[None]) -> list[FigureRow]:
    screen = pilot.app.screen
    assert isinstance(screen, YearReportScreen)
    return list(screen._table.rows)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", [*SIZES, (100, 30)])
async def test_the_year_in_figures(told: Workspace, size: tuple[int, int], lang: str) -> None:
    async with reading(told, size=size, lang=lang) as pilot:
        assert_screen(pilot.app, f"year-report-{size[0]}-{lang}")


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_enter_shows_the_assets_behind_a_figure(told: Workspace, lang: str) -> None:
    async with reading(told, size=(80, 24), lang=lang) as pilot:
        await press(pilot, *["down"] * 4, "enter")
        await arrive(pilot, FigureAssets)
        assert_screen(pilot.app, f"year-report-assets-80-{lang}")


async def test_every_figure_shows_what_it_counts(told: Workspace) -> None:
    async with reading(told) as pilot:
        kinds = [row for row in rows(pilot) if row.key[0] == "kind"]
        assert len(kinds) == len(Kind)
        for row in rows(pilot):
            if row.key[0] == "kind" and row.key[1] != Kind.ALL:
                kind = Kind(row.key[1])
                assert {line.name for line in row.assets} == EXPECTED[2026][kind]
                if kind is not Kind.REST_OF_YEAR:
                    assert row.before == len(EXPECTED[2025][kind])
            if row.assets:
                await press(pilot, "enter")
                panel = await arrive(pilot, FigureAssets)
                assert [line.asset for line in panel.list.rows] == [x.asset for x in row.assets]
                await press(pilot, "escape")
                await ready(pilot)
            await press(pilot, "down")


async def test_from_a_figure_to_the_workshop_and_back(told: Workspace) -> None:
    async with reading(told, size=(120, 36)) as pilot:
        await press(pilot, "down", "enter", "down", "enter")
        await arrive(pilot, WorkshopScreen)
        assert "▸ Journaler" in screen_text(pilot.app)
        await press(pilot, "delete", "escape")
        screen = await ready(pilot)
        await until(pilot, lambda: len(screen._table.rows[3].assets) == 15)
        await seen(pilot, "2026 hittills")
        now = {line.name for line in screen._table.rows[1].assets}
        assert now == EXPECTED[2026][Kind.DECIDED] - {"Journaler"}


async def test_other_years_as_far_as_anything_is_known(told: Workspace) -> None:
    async with reading(told, size=(80, 24)) as pilot:
        await press(pilot, "right")
        assert "2026  hittills, läget den 24 november 2026" in screen_text(pilot.app)
        await press(pilot, "left")
        assert "2025  läget den 31 december 2025" in screen_text(pilot.app)
        assert "resten av året" not in screen_text(pilot.app)
        await press(pilot, "left", "left")
        assert "2025  läget" in screen_text(pilot.app)
        await press(pilot, "right", "right", "right")
        assert "2026  hittills" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, RegisterScreen)


async def test_levels_of_models_are_kept_apart(told: Workspace) -> None:
    async with reading(told, size=(120, 50)) as pilot:
        shown = screen_text(pilot.app)
        assert shown.count("Beslutade nivåer") == 3
        assert "Nivåer i två modeller" in shown
        levels = [row for row in rows(pilot) if row.key[0] == "level"]
        assert len({row.title for row in levels}) == len(levels)
        news = [row for row in levels if row.title.endswith("Liten modell 2")]
        assert news
        assert all(row.before is None for row in news)
        models = {row.words: row for row in rows(pilot) if row.key[0] == "model"}
        assert sorted(len(row.assets) for row in models.values()) == [1, 3, 11]
        assert models["Liten modell 2"].before == 0


async def test_the_workbook_is_written(told: Workspace) -> None:
    async with reading(told) as pilot:
        await press(pilot, "x")
        await arrive(pilot, ReportWritten)
        assert "Innehåller      15 informationsmängder" in screen_text(pilot.app)
        assert [path.name for path in told.exports.iterdir()] == ["arsrapport-2026.xlsx"]
        await press(pilot, "escape")
        await ready(pilot)
        await press(pilot, "left", "x")
        await arrive(pilot, ReportWritten)
        assert (told.exports / "arsrapport-2025.xlsx").exists()


async def test_a_folder_that_cannot_be_written_to_is_said(told: Workspace) -> None:
    async with reading(told) as pilot:
        told.exports.rmdir()
        told.exports.write_text("ingen mapp")
        await press(pilot, "x")
        await seen(pilot, "är en fil och ingen mapp")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, YearReportScreen)


async def test_a_figure_that_is_nothing_leads_nowhere(told: Workspace) -> None:
    async with reading(told) as pilot:
        await press(pilot, "left")
        nothing = next(n for n, row in enumerate(rows(pilot)) if not row.assets)
        await press(pilot, *["down"] * nothing, "enter")
        assert isinstance(pilot.app.screen, YearReportScreen)


async def test_the_language_is_switched_while_it_is_shown(told: Workspace) -> None:
    async with reading(told) as pilot:
        await app_of(pilot).speak("en")
        await settle(pilot)
        await ready(pilot)
        assert "decided during the year" in screen_text(pilot.app)


async def test_without_assets_there_is_no_report(filled: Filled) -> None:
    workspace = filled(lambda store: workshops.create(store, WorkshopDraft("Tom")))
    async with run(workspace) as pilot:
        await press(pilot, "r", "y")
        assert isinstance(pilot.app.screen, RegisterScreen)


async def test_ten_thousand_assets_are_counted_and_listed(filled: Filled) -> None:
    def many(store: Store) -> None:
        school = School()
        school.build(store)
        fill(store, [school.workshop], 10_000)

    async with reading(filled(many)) as pilot:
        everything = next(row for row in rows(pilot) if row.key == ("kind", "all"))
        assert len(everything.assets) > 10_000
        await press(pilot, *["down"] * 3, "enter")
        panel = await arrive(pilot, FigureAssets)
        await press(pilot, "end")
        assert panel.list.current is not None
        assert panel.list.current.name.startswith("Övningar")

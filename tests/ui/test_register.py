"""The register on screen: every asset once, found and filtered, its history, and the way to its workshop."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from textual.pilot import Pilot

from ksa_tui.domain.model import Model
from ksa_tui.paths import Workspace
from ksa_tui.services import assets, classify, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.decisions import HandSignature, record_by_hand
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.settings import Settings
from ksa_tui.store import Store
from ksa_tui.ui.dialogs.history import HistoryPanel
from ksa_tui.ui.dialogs.sensitive_written import RegisterWritten
from ksa_tui.ui.screens.home import HomeScreen
from ksa_tui.ui.screens.register import RegisterScreen
from ksa_tui.ui.screens.workshop import WorkshopScreen
from tests.services.making import small_model, stopped
from tests.services.many import fill
from tests.services.test_statements import counted
from tests.ui.conftest import Filled
from tests.ui.running import (
    LANGUAGES,
    SIZES,
    app_of,
    assert_screen,
    press,
    run,
    screen_text,
    type_text,
)
from tests.ui.school import HOSTILE, School
from tests.ui.waiting import arrive, seen

WHY = "Skadan drabbar många och går inte att rätta."
Start = Callable[..., Any]


def decided(
    store: Store, title: str, department: str, day: date, **levels: tuple[int, ...]
) -> UUID:
    draft = WorkshopDraft(title, "Lars Bergman", department=department, facilitator="Anna Berg")
    workshop = workshops.create(store, draft)
    for name, each in levels.items():
        treatment = assets.add(store, workshop, AssetDraft(name.replace("_", " ")))
        for aspect, level in zip("krt", each, strict=True):
            classify.rate(store, treatment, aspect, "ver", level)
            classify.save_text(store, treatment, aspect, "motivation", WHY)
    record_by_hand(store, workshop, [], HandSignature("Lars Bergman", day), rest_as_proposed=True)
    return workshop


def build(store: Store) -> None:
    """Proposed, overdue, soon due, decided and stopped assets of three departments."""
    school = School()
    school.build(store)
    decided(
        store, "Samhällsbyggnad 2024", "Samhällsbyggnad", date(2024, 11, 20),
        Avfallsabonnemang=(1, 2, 1), Ledningskartor_vatten=(2, 3, 3), Översiktsplan=(0, 1, 0),
    )  # fmt: skip
    decided(store, "Personal 2025", "Personal", date(2026, 1, 3), Lönekörning=(2, 3, 2))
    stopped(store, school.workshop, "Hemligt")


@pytest.fixture
def start(filled: Filled) -> Start:
    workspace = filled(build)

    @asynccontextmanager
    async def started(lang: str = "sv", **options: Any) -> AsyncIterator[Pilot[None]]:
        settings = Settings(language=lang, facilitator="Anna Berg")
        async with opened(workspace, lang=lang, settings=settings, **options) as pilot:
            yield pilot

    return started


@asynccontextmanager
async def opened(workspace: Workspace, **options: Any) -> AsyncIterator[Pilot[None]]:
    async with run(workspace, **options) as pilot:
        await press(pilot, "r")
        await arrive(pilot, RegisterScreen)
        yield pilot


def rows(pilot: Pilot[None]) -> list[str]:
    screen = pilot.app.screen
    assert isinstance(screen, RegisterScreen)
    return [row.name for row in screen._table.rows]


def line_of(pilot: Pilot[None], name: str) -> str:
    return next(line for line in screen_text(pilot.app).splitlines() if name in line)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", [*SIZES, (100, 30)])
async def test_every_asset_once_with_its_history(
    start: Start, size: tuple[int, int], lang: str
) -> None:
    async with start(size=size, lang=lang) as pilot:
        await press(pilot, "end", *["up"] * 5)
        await seen(pilot, "Beslut" if lang == "sv" else "Decision")
        assert_screen(pilot.app, f"register-{size[0]}-{lang}")


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_filtered_by_several_things(start: Start, lang: str) -> None:
    async with start(size=(80, 24), lang=lang) as pilot:
        await press(pilot, "f", "enter", "end", "enter")
        await press(pilot, "f", "down", "down", "down", "enter", "down", "enter")
        await seen(pilot, "Beslut 2024" if lang == "sv" else "Decision 2024")
        assert_screen(pilot.app, f"register-filtered-80-{lang}")


async def test_search_takes_letters_and_leads_to_the_list(start: Start) -> None:
    async with start() as pilot:
        everything = rows(pilot)
        await press(pilot, "ctrl+f")
        await type_text(pilot, "ÖVER")
        assert rows(pilot) == ["Översiktsplan"]
        assert f"1 av {len(everything)}" in screen_text(pilot.app)
        await press(pilot, "enter", "escape")
        assert rows(pilot) == everything
        await press(pilot, "slash")
        await type_text(pilot, "lars vatten")
        assert rows(pilot) == ["Ledningskartor vatten"]
        await type_text(pilot, "xq")
        assert "Inget sådant finns" in screen_text(pilot.app)
        await press(pilot, "enter", "enter", "h", "x")
        assert isinstance(pilot.app.screen, RegisterScreen)
        await press(pilot, "escape")
        assert rows(pilot) == everything
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_escape_in_the_field_keeps_the_filter(start: Start) -> None:
    async with start() as pilot:
        await press(pilot, "f", "down", "down", "enter", "end", "enter")
        assert rows(pilot) == ["Undantagen mängd 3"]
        await press(pilot, "ctrl+f")
        await type_text(pilot, "finns inte")
        assert rows(pilot) == []
        await press(pilot, "escape")
        assert rows(pilot) == ["Undantagen mängd 3"]
        await press(pilot, "f", "escape", "f", "enter", "escape")
        assert rows(pilot) == ["Undantagen mängd 3"]
        await press(pilot, "escape")
        assert len(rows(pilot)) > 1


async def test_an_excluded_asset_shows_its_label_alone(start: Start) -> None:
    async with start(size=(120, 36)) as pilot:
        await press(pilot, "end")
        shown = screen_text(pilot.app)
        assert "Hemligt" not in shown
        line = line_of(pilot, "▸ Undantagen mängd 3")
        assert "undantagen" in line
        assert "·" not in line
        await press(pilot, "h")
        assert isinstance(pilot.app.screen, RegisterScreen)


async def test_enter_opens_the_workshop_at_the_asset_and_changes_are_seen(start: Start) -> None:
    async with start() as pilot:
        await press(pilot, "ctrl+f")
        await type_text(pilot, "vatten")
        await press(pilot, "enter", "enter")
        screen = await arrive(pilot, WorkshopScreen)
        assert "▸ Ledningskartor vatten" in screen_text(pilot.app)
        await press(pilot, "delete", "escape")
        await arrive(pilot, RegisterScreen)
        assert rows(pilot) == []
        await press(pilot, "ctrl+z")
        assert rows(pilot) == ["Ledningskartor vatten"]
        assert screen is not pilot.app.screen


async def test_the_history_of_the_asset_under_the_cursor(start: Start) -> None:
    async with start() as pilot:
        await press(pilot, "h")
        await arrive(pilot, HistoryPanel)
        assert "Avfallsabonnemang" in screen_text(pilot.app)
        await press(pilot, "escape")
        await press(pilot, "down")
        await seen(pilot, "Inte hos ägaren än")


async def test_what_is_shown_is_written(start: Start, workspace: Workspace) -> None:
    async with start() as pilot:
        await press(pilot, "f", "end", "enter", "end", "enter", "x")
        await arrive(pilot, RegisterWritten)
        assert "Innehåller      4 informationsmängder" in screen_text(pilot.app)
        (path,) = workspace.exports.iterdir()
        await press(pilot, "escape", "x")
        await arrive(pilot, RegisterWritten)
        assert len(list(workspace.exports.iterdir())) == 2
        assert path.name == "register-2026-11-24.xlsx"


async def test_a_folder_that_cannot_be_written_to_is_said(
    start: Start, workspace: Workspace
) -> None:
    async with start() as pilot:
        workspace.exports.rmdir()
        workspace.exports.write_text("ingen mapp")
        await press(pilot, "x")
        await seen(pilot, "är en fil och ingen mapp")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, RegisterScreen)


async def test_an_empty_register_says_what_will_be_here(filled: Filled) -> None:
    def nothing(store: Store) -> None:
        workshops.create(store, WorkshopDraft("Tom"))

    async with opened(filled(nothing), size=(80, 24)) as pilot:
        assert "Inget är klassat än" in screen_text(pilot.app)
        await press(pilot, "f", "x", "h", "ctrl+f", "enter")
        assert isinstance(pilot.app.screen, RegisterScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_without_workshops_there_is_no_register(workspace: Workspace) -> None:
    async with run(workspace) as pilot:
        await press(pilot, "r")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_two_models_are_named_and_their_levels_kept_apart(filled: Filled) -> None:
    def two(store: Store) -> None:
        School().build(store)
        for model in (small_model("1"), small_model("2")):
            another(store, model)

    def another(store: Store, model: Model) -> None:
        workshop = workshops.create(store, WorkshopDraft(f"Modell {model.version}"), model)
        treatment = assets.add(store, workshop, AssetDraft(f"Aaa {model.version}"))
        classify.rate(store, treatment, "m", "folk", 4)

    async with opened(filled(two), size=(80, 24)) as pilot:
        await seen(pilot, "Liten modell 1", "Liten modell 2")
        await press(pilot, "f", "down", "down", "down", "enter")
        assert "M 4 4, Liten modell 1" in screen_text(pilot.app)
        await press(pilot, "end", "enter")
        assert rows(pilot) == ["Aaa 2"]
        await seen(pilot, "Inte hos ägaren än")
        assert_screen(pilot.app, "register-two-models-80-sv")


async def test_hostile_names_are_shown_as_they_are_written(filled: Filled) -> None:
    def hostile(store: Store) -> None:
        draft = WorkshopDraft("[/x] titel", "[bold]Ägare", department="\x1b[31m avdelning")
        workshop = workshops.create(store, draft)
        for name in HOSTILE:
            assets.add(store, workshop, AssetDraft(name, systems=("[/sys]",)))

    async with opened(filled(hostile), size=(120, 36)) as pilot:
        for _row in HOSTILE:
            await press(pilot, "down")
        shown = screen_text(pilot.app)
        assert "[bold red]inte röd[/]" in shown
        assert "[bold]Ägare" in shown
        assert not {"\x1b", "\x07", "\u202e"} & set(shown)
        await press(pilot, "f", "down", "enter", "end", "enter")
        assert len(rows(pilot)) == len(HOSTILE)
        await press(pilot, "x")
        await arrive(pilot, RegisterWritten)


def pages(statements: Sequence[str]) -> list[str]:
    """Those that read what is shown of several assets."""
    return [text for text in statements if "json_each" in text]


async def test_a_key_reads_at_most_a_page_of_ten_thousand(filled: Filled) -> None:
    def many(store: Store) -> None:
        places = [workshops.create(store, WorkshopDraft(f"Workshop {n}")) for n in range(3)]
        fill(store, places, 10_000)

    async with opened(filled(many)) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, RegisterScreen)
        store = app_of(pilot).store
        assert "namn, system, ägare i 10\u00a0000 informationsmängder".replace(
            "\u00a0", " "
        ) in screen_text(pilot.app)
        asked = counted(store, screen._table.action_last)
        assert len(pages(asked)) <= 3
        assert len(asked) <= 5  # and what the asset under the cursor has been through
        assert pages(counted(store, lambda: screen._table.action_move(-1))) == []
        await press(pilot, "end")
        assert "▸ Övningar" in screen_text(pilot.app)
        seen_by_store: list[str] = []
        with store.driver() as connection:
            connection.set_trace_callback(seen_by_store.append)
        await press(pilot, "ctrl+f", "l")
        with store.driver() as connection:
            connection.set_trace_callback(None)
        assert len(pages(seen_by_store)) <= 3
        await type_text(pilot, "ön 99")
        assert all("99" in name for name in rows(pilot))

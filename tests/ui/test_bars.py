"""The two bars: the place gives way before the pace, help is always there, keys can be clicked."""

from __future__ import annotations

import pytest
from textual.content import Content

from ksa_tui.paths import Workspace
from ksa_tui.services import workshops
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.store import Store
from ksa_tui.ui.screens.help import HelpScreen
from ksa_tui.ui.widgets.bars import KeyBar, TopBar, room_for_pace
from tests.ui.conftest import Filled
from tests.ui.running import app_of, press, run, screen_text, settle


async def test_a_click_on_a_key_is_the_same_as_pressing_it(three_workshops: Workspace) -> None:
    async with run(three_workshops) as pilot:
        bar = screen_text(pilot.app).splitlines()[-1]
        await pilot.click(KeyBar, offset=(bar.index("n ny"), 0))
        await settle(pilot)
        assert "Ny workshop" in screen_text(pilot.app)
        await press(pilot, "escape")
        await pilot.click(KeyBar, offset=(bar.index("hjälp"), 0))
        await settle(pilot)
        assert "Dina workshopar" in screen_text(pilot.app)


async def test_a_click_beside_the_keys_does_nothing(three_workshops: Workspace) -> None:
    async with run(three_workshops) as pilot:
        before = screen_text(pilot.app)
        await pilot.click(KeyBar, offset=(80, 0))
        await settle(pilot)
        assert screen_text(pilot.app) == before


@pytest.mark.parametrize("width", [24, 40, 60, 80])
async def test_help_stays_when_other_keys_give_way(three_workshops: Workspace, width: int) -> None:
    async with run(three_workshops, size=(width, 24)) as pilot:
        bar = screen_text(pilot.app).splitlines()[-1]
        assert bar.endswith("? hjälp")
        assert len(bar) <= width


async def test_a_long_place_is_cut_before_the_pace(three_workshops: Workspace) -> None:
    async with run(three_workshops, size=(80, 24)) as pilot:
        bar = pilot.app.screen.query_one(TopBar)
        bar.place = "bad [/x] tag " * 20
        await settle(pilot)
        line = screen_text(pilot.app).splitlines()[0]
        assert line.startswith(" ksa   bad [/x] tag bad")
        assert "…" in line
        assert line.endswith("allt finns bara i den här datorn")
        assert len(line) <= 80


async def test_in_a_text_field_the_bar_tells_the_key_that_gives_help_there(
    three_workshops: Workspace,
) -> None:
    async with run(three_workshops, size=(80, 24)) as pilot:
        assert screen_text(pilot.app).splitlines()[-1].endswith("? hjälp")
        await press(pilot, "n")
        assert screen_text(pilot.app).splitlines()[-1].endswith("f1 hjälp")
        await press(pilot, "f1")
        assert isinstance(pilot.app.screen, HelpScreen)
        await press(pilot, "escape")
        await pilot.click(KeyBar, offset=(75, 0))
        await settle(pilot)
        assert isinstance(pilot.app.screen, HelpScreen)


@pytest.mark.parametrize("width", [80, 97, 120])
async def test_a_pace_as_long_as_its_room_is_told_whole(
    three_workshops: Workspace, width: int
) -> None:
    async with run(three_workshops, size=(width, 24)) as pilot:
        await app_of(pilot).store_ready()
        await settle(pilot)
        bar = pilot.app.screen.query_one(TopBar)
        bar.pace = Content("x" * (room_for_pace(width) - 5) + "23:45")
        await settle(pilot)
        assert screen_text(pilot.app).splitlines()[0].endswith("23:45")


async def test_nothing_is_told_by_colour_alone(
    filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(store: Store) -> None:
        workshops.create(store, WorkshopDraft("Löner"))

    workspace = filled(write)
    async with run(workspace) as pilot:
        coloured = screen_text(pilot.app)
    monkeypatch.setenv("NO_COLOR", "1")
    async with run(workspace) as pilot:
        assert app_of(pilot).no_color
        assert screen_text(pilot.app) == coloured
        assert "▸ Löner" in coloured

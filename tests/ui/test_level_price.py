"""What a level more or less brings is told in Classify, and the list of it opens from there."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from ksa_tui.domain.protecting import Scope, State
from ksa_tui.services import assets, classify, protection, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.protection import AnswerDraft
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.store import Store
from ksa_tui.ui.dialogs.level_price import LevelPrice
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

Start = Callable[..., Any]


class Room:
    """One asset with a level for konfidentialitet alone."""

    def __init__(self) -> None:
        self.workshop = self.asset = UUID(int=0)

    def build(self, store: Store) -> None:
        self.workshop = workshops.create(store, WorkshopDraft("Skola [/x]", "Maria Holm"))
        self.asset = assets.add(store, self.workshop, AssetDraft("Betyg [bold]"))
        classify.rate(store, self.asset, "k", "int", 2)


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def classifying(filled: Filled, room: Room) -> Start:
    workspace = filled(room.build)

    @asynccontextmanager
    async def start(lang: str = "sv", **options: Any) -> AsyncIterator[Pilot[None]]:
        async with run(workspace, lang=lang, **options) as pilot:
            app_of(pilot).open_classify(room.workshop, room.asset)
            await settle(pilot)
            yield pilot

    return start


async def said(pilot: Pilot[None]) -> str:
    await pilot.pause(0.1)
    await settle(pilot)
    return str(pilot.app.screen.query_one("#price", Static).render()).replace("\xa0", " ")


async def test_the_line_tells_what_a_level_more_and_a_level_less_bring(
    classifying: Start, room: Room
) -> None:
    async with classifying() as pilot:
        around = protection.steps(app_of(pilot).store, room.asset)["k"]
        assert around.more is not None
        assert around.less is not None
        line = await said(pilot)
        assert line.startswith(f"nivå 3: +{around.more.families} åtgärdsområden, ")
        assert f"{around.more.procured} av dem upphandlingskrav" in line
        assert line.endswith(f"nivå 1: −{around.less.families}")


async def test_what_is_met_is_not_counted(classifying: Start, room: Room) -> None:
    async with classifying() as pilot:
        store = app_of(pilot).store
        before = protection.steps(store, room.asset)["k"].more
        assert before is not None
        family = before.measures[0].family
        for measure in before.measures:
            if measure.family == family:
                met = AnswerDraft(State.MET)
                where = (Scope.ORGANISATION, None)
                protection.answer(store, room.workshop, measure.id, where, met)
        await press(pilot, "3", "up", "2")  # there and back
        assert f"nivå 3: +{before.families - 1} " in await said(pilot)


async def test_an_aspect_without_a_level_is_told_nothing(classifying: Start) -> None:
    async with classifying() as pilot:
        await press(pilot, "tab")
        assert await said(pilot) == ""
        await press(pilot, "n")
        assert not isinstance(pilot.app.screen, LevelPrice)
        assert "Bedöm minst ett område först" in screen_text(pilot.app)


async def test_the_line_goes_with_the_level(classifying: Start) -> None:
    async with classifying() as pilot:
        assert await said(pilot)
        await press(pilot, "down", "backspace")
        assert await said(pilot) == ""


async def test_at_the_ends_of_the_scale_there_is_one_step(classifying: Start) -> None:
    async with classifying() as pilot:
        await press(pilot, "down", "3")
        assert (await said(pilot)).startswith("nivå 2: −")
        await press(pilot, "up", "0")
        assert "−" not in await said(pilot)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_the_list_opens_from_the_line(
    classifying: Start, size: tuple[int, int], lang: str
) -> None:
    async with classifying(lang, size=size) as pilot:
        await press(pilot, "n")
        assert isinstance(pilot.app.screen, LevelPrice)
        assert_screen(pilot.app, f"level-price-{lang}-{size[0]}")
        rows = pilot.app.screen.list.rows
        assert [row.more for row in rows] == sorted((row.more for row in rows), reverse=True)
        assert all((row.measure.threshold["k"] == 3) is row.more for row in rows)
        await press(pilot, "2", "escape")
        assert not isinstance(pilot.app.screen, LevelPrice)


async def test_own_measures_that_cannot_be_read_do_not_disturb_the_rating(
    classifying: Start, filled: Filled
) -> None:
    async with classifying() as pilot:
        data = app_of(pilot).session.workspace.data
        data.mkdir(exist_ok=True)
        (data / "measures.toml").write_text("[[[", encoding="utf-8")
        await press(pilot, "down", "3")
        assert await said(pilot) == ""
        await press(pilot, "n")
        assert "measures.toml" in screen_text(pilot.app)

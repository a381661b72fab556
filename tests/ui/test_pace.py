"""Clock and pace: minutes are counted while an asset is at hand, told in the top bar, and stand in a break."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from textual.pilot import Pilot

from ksa_tui.domain.pace import Forecast
from ksa_tui.domain.sitting import Sitting
from ksa_tui.paths import Workspace
from ksa_tui.services import assets, classify, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.stores import Actor, open_store
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.store import Store
from ksa_tui.ui.screens.classify import ClassifyScreen
from ksa_tui.ui.screens.pace_words import Moment, pace_words
from ksa_tui.ui.screens.pause import PauseScreen
from ksa_tui.ui.screens.summary import SummaryScreen
from ksa_tui.ui.screens.workshop import WorkshopScreen
from ksa_tui.ui.widgets.bars import TopBar
from tests.ui.conftest import Filled
from tests.ui.running import LANGUAGES, NOW, app_of, assert_screen, press, run, screen_text, settle

NAMES = ("Journaler", "Betyg", "Skolskjuts")


class Wall:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **by: float) -> None:
        self.now += timedelta(**by)


class Room:
    """A workshop in the store, its treatments and the clock on the wall."""

    def __init__(self) -> None:
        self.workshop = UUID(int=0)
        self.assets: list[UUID] = []
        self.wall = Wall()
        self.draft = WorkshopDraft("Grundskola", held_on=NOW.date(), planned_end=time(10, 20))

    def build(self, store: Store) -> None:
        self.workshop = workshops.create(store, self.draft)
        self.assets = [assets.add(store, self.workshop, AssetDraft(name)) for name in NAMES]

    def seconds(self, pilot: Pilot[Any]) -> list[int]:
        loaded = workshops.load(app_of(pilot).store, self.workshop)
        return [asset.seconds_spent for asset in loaded.assets]

    def sittings(self, pilot: Pilot[Any]) -> tuple[Sitting, ...]:
        return workshops.load(app_of(pilot).store, self.workshop).sittings


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def with_room(filled: Filled, room: Room) -> Workspace:
    return filled(room.build)


def bar(pilot: Pilot[Any]) -> str:
    return pilot.app.screen.query_one(TopBar).pace.plain


async def rate_all(pilot: Pilot[Any]) -> None:
    """One area of every aspect, and on to the summary."""
    for _ in range(3):
        await press(pilot, "0", "enter")


async def test_minutes_are_counted_while_an_asset_is_at_hand(
    with_room: Workspace, room: Room
) -> None:
    async with run(with_room, clock=room.wall) as pilot:
        app_of(pilot).open_workshop(room.workshop)
        await settle(pilot)
        room.wall.pass_by(minutes=5)  # the table is no asset
        app_of(pilot).open_classify(room.workshop, room.assets[0])
        await settle(pilot)
        assert "min" not in bar(pilot)
        room.wall.pass_by(minutes=2)
        await press(pilot, "1", "tab")
        assert room.seconds(pilot) == [120, 0, 0]
        room.wall.pass_by(minutes=1)
        await press(pilot, "pagedown")
        room.wall.pass_by(minutes=4, seconds=7)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, WorkshopScreen)
        room.wall.pass_by(minutes=9)
        await press(pilot, "down")
        assert room.seconds(pilot) == [180, 247, 0]


async def test_the_summary_belongs_to_its_asset(with_room: Workspace, room: Room) -> None:
    async with run(with_room, clock=room.wall) as pilot:
        app_of(pilot).open_classify(room.workshop, room.assets[0])
        await settle(pilot)
        await rate_all(pilot)
        assert isinstance(pilot.app.screen, SummaryScreen)
        room.wall.pass_by(minutes=3)
        await press(pilot, "enter")
        room.wall.pass_by(seconds=5)
        await press(pilot, "escape")
        assert room.seconds(pilot) == [180, 5, 0]


async def test_a_kill_loses_less_than_the_time_between_two_beats(
    with_room: Workspace, room: Room
) -> None:
    async with run(with_room, clock=room.wall) as pilot:
        app_of(pilot).open_classify(room.workshop, room.assets[0])
        await press(pilot, "1")
        screen = pilot.app.screen
        assert isinstance(screen, ClassifyScreen)
        for _ in range(5):
            room.wall.pass_by(seconds=30)
            screen.beat()
        assert room.seconds(pilot)[0] == 150
        (sitting,) = room.sittings(pilot)
        assert sitting.until == room.wall.now
        assert "2 min" in bar(pilot)


async def test_a_closed_lid_is_not_counted(with_room: Workspace, room: Room) -> None:
    async with run(with_room, clock=room.wall) as pilot:
        app_of(pilot).open_classify(room.workshop, room.assets[0])
        await press(pilot, "1")
        room.wall.pass_by(seconds=40)
        await press(pilot, "2")
        screen = pilot.app.screen
        assert isinstance(screen, ClassifyScreen)
        screen.beat()
        room.wall.pass_by(hours=1)
        await press(pilot, "tab")
        assert room.seconds(pilot)[0] == 40


async def test_quitting_saves_the_time(with_room: Workspace, room: Room) -> None:
    async with run(with_room, clock=room.wall) as pilot:
        app_of(pilot).open_classify(room.workshop, room.assets[0])
        await press(pilot, "1")
        room.wall.pass_by(seconds=77)
        await press(pilot, "down", "ctrl+q")
    with open_store(with_room, Actor("Anna Berg"), clock=room.wall) as store:
        assert classify.load(store, room.assets[0]).seconds_spent == 77


async def test_too_long_is_said_in_words(with_room: Workspace, room: Room) -> None:
    async with run(with_room, clock=room.wall) as pilot:
        app_of(pilot).open_classify(room.workshop, room.assets[0])
        await settle(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, ClassifyScreen)
        for minutes, told in ((8, "8 min"), (1, "9 min, över 8")):
            room.wall.pass_by(minutes=minutes)
            await press(pilot, "down")
            screen.beat()
            assert told in bar(pilot)
        assert "över" in bar(pilot)
        await press(pilot, "pagedown")
        assert "över" not in bar(pilot)


async def test_the_forecast_follows_the_pace_of_today(with_room: Workspace, room: Room) -> None:
    async with run(with_room, clock=room.wall, size=(120, 36)) as pilot:
        app_of(pilot).open_classify(room.workshop, room.assets[0])
        await settle(pilot)
        # 10:00 in the room, three assets of eight minutes by the model, planned until 10:20
        assert bar(pilot).endswith("3 kvar, räcker till 10:25 · slut 10:20")
        room.wall.pass_by(minutes=2)
        await rate_all(pilot)
        assert isinstance(pilot.app.screen, SummaryScreen)
        assert "2 kvar" in bar(pilot)
        await press(pilot, "enter")
        assert bar(pilot).endswith("2 kvar, räcker till 10:10")
        await rate_all(pilot)
        await press(pilot, "enter")
        await rate_all(pilot)
        assert bar(pilot).endswith("allt klassat")


async def test_a_planned_end_of_another_day_is_not_told(filled: Filled, room: Room) -> None:
    room.draft = WorkshopDraft("A", held_on=NOW.date() - timedelta(days=1), planned_end=time(9))
    async with run(filled(room.build), clock=room.wall) as pilot:
        app_of(pilot).open_classify(room.workshop, room.assets[0])
        await settle(pilot)
        assert "slut" not in bar(pilot)


# ---------------------------------------------------------------- the words


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_figures_stay_where_words_give_way(
    with_room: Workspace, room: Room, lang: str
) -> None:
    at = datetime(2026, 11, 24, 16, 10, tzinfo=UTC)
    moment = Moment(
        number=9,
        total=20,
        spent=12 * 60,
        minutes=8,
        forecast=Forecast(11, timedelta(hours=2), at),
        end=at - timedelta(minutes=40),
    )
    async with run(with_room, lang=lang):
        shown = {room: pace_words(moment, room).plain for room in (120, 60, 46, 20)}
    for cells, text in shown.items():
        assert all(figure in text for figure in ("12", "8", "11", "16:10", "15:30")), text
        assert len(text) <= max(cells, 46)
    assert "9/20" in shown[60]
    assert "9/20" not in shown[46]


def test_hundreds_of_assets_are_told_in_hours() -> None:
    told = Forecast(300, timedelta(hours=40), NOW)
    moment = Moment(number=1, total=300, spent=0, minutes=8, forecast=told, end=None)
    assert pace_words(moment, 32).plain == "1/300 · 300 kvar, ungefär 40 h"


# ---------------------------------------------------------------- a break


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_in_a_break_nothing_of_any_asset_is_on_screen(
    with_room: Workspace, room: Room, lang: str
) -> None:
    async with run(with_room, clock=room.wall, lang=lang, size=(80, 24)) as pilot:
        app_of(pilot).open_workshop(room.workshop)
        await press(pilot, "enter", "1")
        room.wall.pass_by(minutes=2)
        await press(pilot, "ctrl+b")
        room.wall.pass_by(minutes=13)
        screen = pilot.app.screen
        assert isinstance(screen, PauseScreen)
        screen.tell()
        await settle(pilot)
        assert not any(name in screen_text(pilot.app) for name in NAMES)
        assert_screen(pilot.app, f"break-80-{lang}")
        await press(pilot, "1", "down", "x")  # nothing happens
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ClassifyScreen)
        room.wall.pass_by(minutes=1)
        await press(pilot, "escape")
        assert room.seconds(pilot)[0] == 180
        (sitting,) = room.sittings(pilot)
        assert [span.until - span.since for span in sitting.pauses] == [timedelta(minutes=13)]


async def test_a_break_from_the_table_and_from_the_palette(
    with_room: Workspace, room: Room
) -> None:
    async with run(with_room, clock=room.wall) as pilot:
        app_of(pilot).open_workshop(room.workshop)
        await press(pilot, "ctrl+b")
        assert isinstance(pilot.app.screen, PauseScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, WorkshopScreen)
        await press(pilot, "enter", "ctrl+p", *"paus", "enter")
        assert isinstance(pilot.app.screen, PauseScreen)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ClassifyScreen)


async def test_a_break_from_the_summary_comes_back_to_it(with_room: Workspace, room: Room) -> None:
    """Between two assets is when a room wants its coffee."""
    async with run(with_room, clock=room.wall) as pilot:
        app_of(pilot).open_classify(room.workshop, room.assets[0])
        await press(pilot, "1", "enter", "1", "enter", "1", "enter")
        assert isinstance(pilot.app.screen, SummaryScreen)
        room.wall.pass_by(minutes=2)
        await press(pilot, "ctrl+b")
        assert isinstance(pilot.app.screen, PauseScreen)
        assert not any(name in screen_text(pilot.app) for name in NAMES)
        room.wall.pass_by(minutes=20)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, SummaryScreen)
        room.wall.pass_by(minutes=1)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ClassifyScreen)
        assert room.seconds(pilot)[0] == 180


async def test_quitting_in_a_break_ends_the_sitting_with_it(
    with_room: Workspace, room: Room
) -> None:
    async with run(with_room, clock=room.wall) as pilot:
        app_of(pilot).open_classify(room.workshop, room.assets[0])
        await press(pilot, "1")
        room.wall.pass_by(minutes=6)
        await press(pilot, "down", "ctrl+b")
        room.wall.pass_by(minutes=30)
        await press(pilot, "ctrl+q")
    with open_store(with_room, Actor("Anna Berg"), clock=room.wall) as store:
        (sitting,) = workshops.load(store, room.workshop).sittings
        assert sitting.until - sitting.since == timedelta(minutes=6)
        assert classify.load(store, room.assets[0]).seconds_spent == 360

"""The order in which the room goes through a workshop: chosen, kept, followed on every screen."""

from __future__ import annotations

from uuid import UUID

import pytest
from textual.pilot import Pilot

from ksa_tui.domain.walking import WalkOrder
from ksa_tui.paths import Workspace
from ksa_tui.services import assets, classify, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.store import Store
from ksa_tui.ui.dialogs.walk_order import WalkOrderForm
from ksa_tui.ui.screens.classify import ClassifyScreen
from ksa_tui.ui.screens.summary import SummaryScreen
from ksa_tui.ui.screens.workshop import WorkshopScreen
from tests.ui.conftest import Filled
from tests.ui.running import LANGUAGES, SIZES, app_of, assert_screen, press, run, screen_text

NAMES = ("Betyg", "Elevhälsa", "Skolskjuts")


class Room:
    def __init__(self) -> None:
        self.workshop = UUID(int=0)
        self.assets: list[UUID] = []

    def build(self, store: Store) -> None:
        self.workshop = workshops.create(store, WorkshopDraft("Grundskola", "Maria Holm"))
        self.assets = [assets.add(store, self.workshop, AssetDraft(name)) for name in NAMES]


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def workspace_with_room(filled: Filled, room: Room) -> Workspace:
    return filled(room.build)


def here(pilot: Pilot[None]) -> tuple[str, str]:
    """The name of the asset on screen, and what is asked about it."""
    place = classify.last_place(app_of(pilot).store)
    assert place is not None
    assert place.treatment is not None
    assert place.aspect is not None
    return classify.load(app_of(pilot).store, place.treatment).name, place.aspect


def proposed(pilot: Pilot[None], treatment: UUID) -> list[int | None]:
    asset = classify.load(app_of(pilot).store, treatment)
    return [asset.assessments[aspect].proposed for aspect in "krt"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_the_form_tells_what_its_answers_come_to(
    workspace_with_room: Workspace, size: tuple[int, int], lang: str
) -> None:
    async with run(workspace_with_room, size=size, lang=lang) as pilot:
        await press(pilot, "enter", "t", "right", "tab", "right", "right")
        assert_screen(pilot.app, f"walk-order-{size[0]}-{lang}")


async def test_the_choice_is_kept_and_undone(workspace_with_room: Workspace, room: Room) -> None:
    async with run(workspace_with_room) as pilot:
        await press(pilot, "enter", "t", "tab", "right", "right", "enter")
        assert isinstance(pilot.app.screen, WorkshopScreen)
        assert workshops.order_of(app_of(pilot).store, room.workshop) == WalkOrder(first="t")
        await press(pilot, "t", "right", "enter", "ctrl+z")
        assert "Ångrat: ordningen" in screen_text(pilot.app)
        assert workshops.order_of(app_of(pilot).store, room.workshop) == WalkOrder(first="t")
        await press(pilot, "t")
        assert isinstance(pilot.app.screen, WalkOrderForm)
        assert "● T" in screen_text(pilot.app)


async def test_beginning_with_t_goes_through_t_k_r_and_draws_k_r_t(
    workspace_with_room: Workspace, room: Room
) -> None:
    async with run(workspace_with_room) as pilot:
        workshops.set_order(app_of(pilot).store, room.workshop, WalkOrder(first="t"))
        await press(pilot, "enter", "enter")
        assert here(pilot) == ("Betyg", "t")
        drawn = screen_text(pilot.app)
        assert drawn.index("Konfidentialitet") < drawn.index("Tillgänglighet")
        await press(pilot, "3", "enter", "2", "tab", "1", "shift+tab")
        assert here(pilot) == ("Betyg", "k")
        await press(pilot, "enter", "enter")
        assert isinstance(pilot.app.screen, SummaryScreen)
        assert proposed(pilot, room.assets[0]) == [2, 1, 3]
        await press(pilot, "tab")
        assert here(pilot)[1] == "t"  # nothing was written there: first in the order, last drawn
        await press(pilot, "enter", "enter", "enter", "enter")
        assert here(pilot) == ("Elevhälsa", "t")


async def test_arrows_go_where_they_point_whatever_the_order(
    workspace_with_room: Workspace, room: Room
) -> None:
    async with run(workspace_with_room) as pilot:
        workshops.set_order(app_of(pilot).store, room.workshop, WalkOrder(first="t"))
        await press(pilot, "enter", "enter", "right")
        assert here(pilot)[1] == "t"
        await press(pilot, "left")
        assert here(pilot)[1] == "r"


async def test_one_aspect_of_all_assets_then_the_next(
    workspace_with_room: Workspace, room: Room
) -> None:
    """As many keys for an undisputed asset as in any other order: three for each aspect, one summary."""
    async with run(workspace_with_room) as pilot:
        workshops.set_order(
            app_of(pilot).store, room.workshop, WalkOrder(by_aspect=True, first="t")
        )
        await press(pilot, "enter", "enter")
        assert "T  mängd 1 av 3" in screen_text(pilot.app)
        keys = 0
        for aspect, level in (("t", "1"), ("k", "2")):
            for name in NAMES:
                assert here(pilot) == (name, aspect)
                await press(pilot, level, "enter")
                keys += 2
        for name in NAMES:
            assert here(pilot) == (name, "r")
            await press(pilot, "0", "enter")
            assert isinstance(pilot.app.screen, SummaryScreen)
            assert "R  mängd" in screen_text(pilot.app)
            await press(pilot, "enter")
            keys += 3
        assert isinstance(pilot.app.screen, WorkshopScreen)
        assert keys == 7 * len(NAMES)
        assert [proposed(pilot, each) for each in room.assets] == [[2, 0, 1]] * 3


async def test_after_a_restart_home_leads_to_the_place_in_the_row(
    workspace_with_room: Workspace, room: Room
) -> None:
    async with run(workspace_with_room) as pilot:
        workshops.set_order(
            app_of(pilot).store, room.workshop, WalkOrder(by_aspect=True, first="t")
        )
        await press(pilot, "enter", "enter", "2", "enter", "down")
        await press(pilot, "ctrl+q")
    async with run(workspace_with_room) as pilot:
        assert "mängd 2, T" in screen_text(pilot.app)
        await press(pilot, "enter", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, ClassifyScreen)
        assert (here(pilot), screen._walk.cursor) == (("Elevhälsa", "t"), 1)
        await press(pilot, "enter", "enter")
        assert here(pilot) == ("Betyg", "k")


async def test_another_asset_is_gone_to_in_the_same_row(
    workspace_with_room: Workspace, room: Room
) -> None:
    async with run(workspace_with_room) as pilot:
        workshops.set_order(app_of(pilot).store, room.workshop, WalkOrder(by_aspect=True))
        await press(pilot, "enter", "enter", "tab", "escape", "end", "enter")
        assert here(pilot) == ("Skolskjuts", "r")


async def test_what_is_put_off_leaves_the_walk_and_comes_back_by_undo(
    workspace_with_room: Workspace, room: Room
) -> None:
    async with run(workspace_with_room) as pilot:
        await press(pilot, "enter", "enter", "2", "s")
        assert here(pilot) == ("Elevhälsa", "k")
        shown = screen_text(pilot.app)
        assert "mängd 1 av 2" in shown
        assert "Betyg skjuts upp" in shown
        assert classify.load(app_of(pilot).store, room.assets[0]).deferred
        await press(pilot, "l", "escape")  # coming back from a panel does not take it in again
        assert "mängd 1 av 2" in screen_text(pilot.app)
        await press(pilot, "ctrl+z")
        assert here(pilot) == ("Betyg", "k")
        assert "mängd 1 av 3" in screen_text(pilot.app)
        assert proposed(pilot, room.assets[0])[0] == 2


async def test_the_last_one_put_off_leads_back(workspace_with_room: Workspace, room: Room) -> None:
    async with run(workspace_with_room) as pilot:
        await press(pilot, "enter", "end", "enter", "s")
        assert isinstance(pilot.app.screen, WorkshopScreen)
        assert classify.load(app_of(pilot).store, room.assets[2]).deferred
        await press(pilot, "home", "enter", "s", "s")
        assert isinstance(pilot.app.screen, WorkshopScreen)
        rows = workshops.table(app_of(pilot).store, room.workshop).rows
        assert [row.deferred for row in rows] == [True] * 3


async def test_undoing_the_asset_one_is_at_leads_to_the_one_after(
    workspace_with_room: Workspace, room: Room
) -> None:
    async with run(workspace_with_room) as pilot:
        app = app_of(pilot)
        await press(pilot, "enter")
        added = assets.add(app.store, room.workshop, AssetDraft("Frånvaro"))
        app.open_classify(room.workshop, added)
        await press(pilot, "pagedown", "ctrl+z")
        assert isinstance(app.screen, ClassifyScreen)
        assert NAMES[2] in screen_text(app)

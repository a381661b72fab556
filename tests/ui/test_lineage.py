"""Splitting an asset and making several one, from the table of a workshop."""

from __future__ import annotations

from uuid import UUID

import pytest

from ksa_tui.paths import Workspace
from ksa_tui.services import assets, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.store import Store
from tests.ui.conftest import Filled
from tests.ui.running import app_of, press, run, screen_text, settle, type_text

NAMES = ("Elevregister [/x]", "Betyg", "Skolskjuts")


class Room:
    """A workshop with three assets."""

    def __init__(self) -> None:
        self.workshop = UUID(int=0)

    def build(self, store: Store) -> None:
        self.workshop = workshops.create(store, WorkshopDraft("Skola", "Maria Holm"))
        for name in NAMES:
            assets.add(store, self.workshop, AssetDraft(name))

    def names(self, store: Store) -> list[str]:
        return [row.name for row in workshops.table(store, self.workshop).rows]


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def workspace_with_room(filled: Filled, room: Room) -> Workspace:
    return filled(room.build)


async def test_the_parts_are_written_below_each_other(
    workspace_with_room: Workspace, room: Room
) -> None:
    async with run(workspace_with_room) as pilot:
        app_of(pilot).open_workshop(room.workshop)
        await settle(pilot)
        await press(pilot, "v")
        await type_text(pilot, "Skyddade elever")
        await press(pilot, "ctrl+s")
        store = app_of(pilot).store
        assert room.names(store) == [NAMES[0], "Skyddade elever", "Betyg", "Skolskjuts"]
        assert "Skyddade elever" in screen_text(pilot.app)
        await press(pilot, "ctrl+z")
        assert room.names(store) == list(NAMES)


async def test_one_part_alone_is_refused_in_the_form(
    workspace_with_room: Workspace, room: Room
) -> None:
    async with run(workspace_with_room) as pilot:
        app_of(pilot).open_workshop(room.workshop)
        await settle(pilot)
        await press(pilot, "v", "ctrl+s")
        assert "minst två delar" in screen_text(pilot.app)
        assert room.names(app_of(pilot).store) == list(NAMES)


async def test_marked_assets_become_one(workspace_with_room: Workspace, room: Room) -> None:
    async with run(workspace_with_room) as pilot:
        app_of(pilot).open_workshop(room.workshop)
        await settle(pilot)
        await press(pilot, "j", "enter")
        assert "minst två informationsmängder" in screen_text(pilot.app)
        await press(pilot, "down", "down", "space", "enter", "enter")
        store = app_of(pilot).store
        assert room.names(store) == [NAMES[0], "Betyg"]
        await press(pilot, "ctrl+z")
        assert room.names(store) == list(NAMES)

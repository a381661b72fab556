"""What the room uses together: another order, the projector, votes, missing motivations, a stop."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import pytest
from textual.pilot import Pilot

from ksa_tui.domain.walking import WalkOrder
from ksa_tui.services import assets, classify, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.settings import Settings
from ksa_tui.store import Store
from ksa_tui.ui.screens.classify import ClassifyScreen
from ksa_tui.ui.screens.summary import SummaryScreen
from ksa_tui.ui.widgets.saved_text import SavedText
from tests.ui.conftest import Filled
from tests.ui.running import app_of, press, run, screen_text, settle, type_text

Start = Callable[..., Any]
NAMES = ("Elevhälsa", "Betyg")


class Room:
    """Two assets, gone through one aspect at a time, beginning with T."""

    def __init__(self) -> None:
        self.workshop = UUID(int=0)
        self.assets: list[UUID] = []

    def build(self, store: Store) -> None:
        self.workshop = workshops.create(store, WorkshopDraft("Skola", "Maria Holm"))
        self.assets = [assets.add(store, self.workshop, AssetDraft(name)) for name in NAMES]
        workshops.set_order(store, self.workshop, WalkOrder(by_aspect=True, first="t"))


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def classifying(filled: Filled, room: Room) -> Start:
    """Opens Classify on the first asset, at T."""
    workspace = filled(room.build)

    @asynccontextmanager
    async def start(**options: Any) -> AsyncIterator[Pilot[None]]:
        settings = Settings(language="sv", facilitator="Anna Berg")
        async with run(workspace, settings=settings, **options) as pilot:
            app_of(pilot).open_classify(room.workshop, room.assets[0])
            await settle(pilot)
            yield pilot

    return start


def why(pilot: Pilot[None], treatment: UUID) -> dict[str, str]:
    found = classify.load(app_of(pilot).store, treatment).assessments
    return {aspect: each.motivation for aspect, each in found.items()}


async def test_one_aspect_of_all_then_the_missing_motivations_then_the_next_asset(
    classifying: Start, room: Room
) -> None:
    async with classifying() as pilot:
        await press(pilot, "2", "enter", "0", "enter", "1", "enter", "0", "enter", "0", "enter")
        assert isinstance(pilot.app.screen, SummaryScreen)
        assert "Motivering saknas: K, T" in screen_text(pilot.app)
        await press(pilot, "m")
        await type_text(pilot, "Skäl för T.")
        await press(pilot, "escape")
        assert isinstance(pilot.app.focused, SavedText)
        await type_text(pilot, "Skäl för K.")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, SummaryScreen)
        assert why(pilot, room.assets[0]) == {"k": "Skäl för K.", "r": "", "t": "Skäl för T."}
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ClassifyScreen)
        assert NAMES[1] in screen_text(pilot.app)


async def test_the_projector_shows_votes_and_takes_no_words(classifying: Start, room: Room) -> None:
    async with classifying() as pilot:
        await press(pilot, "f", "2", "ctrl+t", "ctrl+r", "m")
        assert not isinstance(pilot.app.focused, SavedText)
        assert isinstance(pilot.app.screen, ClassifyScreen)
        await press(pilot, "v", "1", "3", "enter")
        assert "den som visade 1 och den som visade 3" in screen_text(pilot.app)
        await press(pilot, "enter", "f", "m", "ctrl+t", "escape")
        assert why(pilot, room.assets[0])["t"]


async def test_a_stop_in_the_middle_of_a_row_leads_to_the_next_asset(
    classifying: Start, room: Room
) -> None:
    async with classifying() as pilot:
        await press(pilot, "2", "ctrl+o", "enter", "ctrl+o", "enter")
        assert isinstance(pilot.app.screen, ClassifyScreen)
        shown = screen_text(pilot.app)
        assert NAMES[1] in shown
        assert NAMES[0] not in shown
        await press(pilot, "3", "enter", "3", "enter", "3", "enter")
        assert isinstance(pilot.app.screen, SummaryScreen)

"""Calibration on screen: nothing before the group has rated, then how similar assets were decided."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from textual.pilot import Pilot

from ksa_tui.services import assets, classify, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.decisions import HandSignature, record_by_hand
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.settings import Settings
from ksa_tui.store import Store
from ksa_tui.ui.dialogs.similar import SimilarPanel, WhyPanel
from ksa_tui.ui.screens.summary import SummaryScreen
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

WHY = "Ett röjande drabbar barn som inte kan värja sig."
ELSEWHERE = "Hemtjänstens journaler"
Start = Callable[..., Any]


class Rooms:
    """Two workshops that were decided, in two departments, and a third that begins."""

    def __init__(self) -> None:
        self.workshop = self.asset = UUID(int=0)

    def build(self, store: Store) -> None:
        self._decided(store, "Skola 2024", "Barn och utbildning", "Elevhälsojournal", (3, 2, 1))
        self._decided(store, "Omsorg 2025", "Omsorg", ELSEWHERE, (3, 3, 2))
        self._decided(store, "Skola 2025", "Barn och utbildning", "Skolskjuts", (0, 0, 0))
        draft = WorkshopDraft("Skola 2026", "Maria Holm", department="Barn och utbildning")
        self.workshop = workshops.create(store, draft)
        self.asset = assets.add(
            store, self.workshop, AssetDraft("Elevhälsojournaler, hemtjänstens")
        )

    @staticmethod
    def _decided(
        store: Store, title: str, department: str, name: str, levels: tuple[int, ...]
    ) -> None:
        draft = WorkshopDraft(title, "Maria Holm", department=department)
        workshop = workshops.create(store, draft)
        treatment = assets.add(store, workshop, AssetDraft(name))
        for aspect, level in zip("krt", levels, strict=True):
            classify.rate(store, treatment, aspect, "int", level)
            classify.save_text(store, treatment, aspect, "motivation", f"{WHY} {aspect.upper()}")
        signed = HandSignature("Maria Holm", date(2025, 3, 4))
        record_by_hand(store, workshop, [], signed, rest_as_proposed=True)


@pytest.fixture
def rooms() -> Rooms:
    return Rooms()


@pytest.fixture
def rated(filled: Filled, rooms: Rooms) -> Start:
    """Opens the summary after K 1, R 2 have been rated, and T not."""
    workspace = filled(rooms.build)

    @asynccontextmanager
    async def start(lang: str = "sv", **options: Any) -> AsyncIterator[Pilot[None]]:
        settings = Settings(language=lang, facilitator="Anna Berg")
        async with run(workspace, lang=lang, settings=settings, **options) as pilot:
            app_of(pilot).open_classify(rooms.workshop, rooms.asset)
            await settle(pilot)
            await press(pilot, "1", "enter", "2", "enter", "enter")
            assert isinstance(pilot.app.screen, SummaryScreen)
            yield pilot

    return start


async def test_nothing_is_told_before_the_group_has_rated(filled: Filled, rooms: Rooms) -> None:
    workspace = filled(rooms.build)
    async with run(workspace, size=(120, 36)) as pilot:
        app_of(pilot).open_classify(rooms.workshop, rooms.asset)
        await settle(pilot)
        await press(pilot, "tab", "tab", "enter")
        assert isinstance(pilot.app.screen, SummaryScreen)
        assert "Liknande, beslutat" not in screen_text(pilot.app)
        await press(pilot, "s")
        assert "Inget liknande är beslutat än" in screen_text(pilot.app)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_the_summary_tells_how_similar_assets_were_decided(
    rated: Start, size: tuple[int, int], lang: str
) -> None:
    async with rated(size=size, lang=lang) as pilot:
        assert_screen(pilot.app, f"summary-similar-{size[0]}-{lang}")
        await press(pilot, "s")
        assert isinstance(pilot.app.screen, SimilarPanel)
        assert_screen(pilot.app, f"similar-{size[0]}-{lang}")


async def test_only_rated_aspects_are_compared_and_two_steps_are_told(rated: Start) -> None:
    async with rated(size=(120, 36)) as pilot:
        shown = screen_text(pilot.app)
        assert "K är 1, en liknande har 3" in shown
        assert "K 2 högre" in shown
        assert "T  1" not in shown


async def test_one_key_opens_the_motivation_of_what_is_rated_here(rated: Start) -> None:
    async with rated() as pilot:
        await press(pilot, "s", "enter")
        assert isinstance(pilot.app.screen, WhyPanel)
        shown = screen_text(pilot.app)
        assert f"{WHY} K" in shown
        assert f"{WHY} R" in shown
        assert f"{WHY} T" not in shown


async def test_another_department_is_named_only_when_asked(rated: Start) -> None:
    async with rated(size=(120, 36)) as pilot:
        assert ELSEWHERE not in screen_text(pilot.app)
        await press(pilot, "s")
        assert ELSEWHERE not in screen_text(pilot.app)
        assert "I en annan förvaltning" in screen_text(pilot.app)
        await press(pilot, "end", "enter")
        assert ELSEWHERE in screen_text(pilot.app)

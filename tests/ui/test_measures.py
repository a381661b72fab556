"""Measures on screen: answered once for a place, and seen to hold where they should."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import pytest
from textual.pilot import Pilot

from ksa_tui.domain.protecting import Scope, State
from ksa_tui.domain.protection_plan import Line
from ksa_tui.services import assets, classify, protection, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.settings import Settings
from ksa_tui.store import Store
from ksa_tui.ui.screens.measures import MeasuresPage
from ksa_tui.ui.screens.workshop import WorkshopScreen
from ksa_tui.ui.widgets.list_table import ListTable
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

Start = Callable[..., Any]


class Room:
    """Two rated assets in a department, the second in a system."""

    def __init__(self) -> None:
        self.workshop = UUID(int=0)

    def build(self, store: Store) -> None:
        draft = WorkshopDraft("Skola [/x]", "Maria Holm", department="Barn & utbildning [/y]")
        self.workshop = workshops.create(store, draft)
        for name, level, systems in (
            ("Elevhälsa", 3, ()),
            ("Betyg [bold]", 1, ("Skolregistret [/z]",)),
        ):
            treatment = assets.add(store, self.workshop, AssetDraft(name, systems=systems))
            classify.rate(store, treatment, "k", "int", level)


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def measures(filled: Filled, room: Room) -> Start:
    """Opens the workshop, and its measures with ``l``."""
    workspace = filled(room.build)

    @asynccontextmanager
    async def start(lang: str = "sv", **options: Any) -> AsyncIterator[Pilot[None]]:
        settings = Settings(language=lang, facilitator="Anna Berg")
        async with run(workspace, lang=lang, settings=settings, **options) as pilot:
            app_of(pilot).open_workshop(room.workshop)
            await settle(pilot)
            await press(pilot, "l")
            assert isinstance(pilot.app.screen, MeasuresPage)
            yield pilot

    return start


def answers(pilot: Pilot[None]) -> list[tuple[str, Scope, State]]:
    found = protection.answers(app_of(pilot).store)
    return [(each.measure, each.scope, each.state) for each in found]


def shown(pilot: Pilot[None]) -> Sequence[Line]:
    table: ListTable[Line] = pilot.app.screen.query_one("#measures", ListTable)
    return table.rows


def roles(pilot: Pilot[None]) -> list[str]:
    return [line.answer.role for line in shown(pilot) if line.answer]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_one_line_for_each_measure(measures: Start, size: tuple[int, int], lang: str) -> None:
    async with measures(size=size, lang=lang) as pilot:
        await press(pilot, "u", "down", "d", "down", "n", "up")
        assert_screen(pilot.app, f"measures-{size[0]}-{lang}")


async def test_a_key_answers_and_undo_takes_it_back(measures: Start) -> None:
    async with measures() as pilot:
        await press(pilot, "u")
        assert answers(pilot) == [("STY-01", Scope.ORGANISATION, State.MET)]
        await press(pilot, "n")
        assert answers(pilot) == [("STY-01", Scope.ORGANISATION, State.NOT_MET)]
        await press(pilot, "ctrl+z")
        assert answers(pilot) == [("STY-01", Scope.ORGANISATION, State.MET)]
        assert "✓ uppfylld" in screen_text(pilot.app)
        await press(pilot, "backspace")
        assert answers(pilot) == []


async def test_answers_hold_where_it_was_chosen(measures: Start) -> None:
    async with measures() as pilot:
        await press(pilot, "p", "down", "enter", "u")
        assert "svaren gäller Barn & utbildning [/y]" in screen_text(pilot.app)
        assert answers(pilot) == [("STY-01", Scope.DEPARTMENT, State.MET)]
        await press(pilot, "p", "end", "enter", "n")
        assert "svaren gäller Skolregistret [/z]" in screen_text(pilot.app)
        assert ("STY-01", Scope.SYSTEM, State.NOT_MET) in answers(pilot)
        assert "! inte uppfylld" in screen_text(pilot.app)


async def test_an_answer_for_one_system_shows_in_the_list_and_leaves_the_rest_to_do(
    measures: Start,
) -> None:
    async with measures(size=(120, 36)) as pilot:
        before = shown(pilot)
        await press(pilot, "p", "end", "enter", "u")
        text = screen_text(pilot.app)
        assert "◐ uppfylld, 1 av 2" in text.splitlines()[6]
        assert "uppfylld · Skolregistret [/z]" in text
        assert "av 2 informationsmängder: inte känt än 1, uppfylld 1" in text
        assert "Inget är besvarat än." not in text
        assert len([line for line in shown(pilot) if line.is_gap]) == len(before)
        await press(pilot, "p", "home", "enter", "u")
        assert "✓ uppfylld" in screen_text(pilot.app).splitlines()[6]


async def test_an_answer_that_counts_for_nothing_shown_says_so(measures: Start) -> None:
    async with measures() as pilot:
        await press(pilot, "p", "end", "enter", "n")
        only_for_level_3 = next(
            number for number, line in enumerate(shown(pilot)) if len(line.assets) == 1
        )
        await press(pilot, *["down"] * only_for_level_3, "u")
        text = screen_text(pilot.app)
        assert "Sparat för Skolregistret [/z], men det räknas inte för någon mängd här" in text


async def test_one_asset_has_its_own_measures_and_answers(measures: Start) -> None:
    async with measures() as pilot:
        whole = screen_text(pilot.app)
        await press(pilot, "v", "end", "enter")
        assert "Betyg [bold]" in screen_text(pilot.app)
        assert screen_text(pilot.app) != whole
        await press(pilot, "p", "end", "enter", "u")
        assert answers(pilot) == [("STY-01", Scope.ASSET, State.MET)]
        await press(pilot, "v", "home", "enter")
        assert "svaren gäller hela organisationen" in screen_text(pilot.app)
        assert "Svaren gäller hela organisationen igen." in screen_text(pilot.app)
        assert "◐ uppfylld, 1 av 2" in screen_text(pilot.app).splitlines()[6]


async def test_what_is_left_comes_by_date(measures: Start) -> None:
    async with measures() as pilot:
        await press(
            pilot, "u", "down", "down", "enter", "down", "down", "down", "tab", "tab", "tab"
        )
        await type_text(pilot, "2027-01-31")
        await press(pilot, "ctrl+s", "g")
        first, second = screen_text(pilot.app).splitlines()[6:8]
        assert "Ledningen informerad" in first
        assert "2027-01-31" in first
        assert "Förtecknad" in second
        assert "det som återstår · efter datum" in screen_text(pilot.app)
        await press(pilot, "g")
        assert "Utpekad" in screen_text(pilot.app).splitlines()[6]


async def test_what_is_left_is_ordered_and_chosen_by_role(measures: Start, room: Room) -> None:
    async with measures() as pilot:
        store, workshop = app_of(pilot).store, room.workshop
        everywhere = (Scope.ORGANISATION, None)
        for measure, role in (("STY-03", "Åsa [/z]"), ("STY-04", "IT"), ("STY-01", "*")):
            draft = protection.AnswerDraft(State.PARTLY, role=role)
            protection.answer(store, workshop, measure, everywhere, draft)
        await press(pilot, "ctrl+z", "ctrl+y", "g", "o")
        assert "efter ansvarig roll" in screen_text(pilot.app)
        assert roles(pilot) == ["*", "IT", "Åsa [/z]"]
        await press(pilot, "slash")
        assert "Åsa [/z]" in screen_text(pilot.app)
        await press(pilot, "down", "down", "enter")
        assert roles(pilot) == ["IT"]
        assert len(shown(pilot)) == 1
        await press(pilot, "u")
        assert "Inget är kvar att göra här" in screen_text(pilot.app)
        await press(pilot, "slash", "home", "enter", "o")
        assert len(shown(pilot)) > 2


async def test_not_relevant_needs_a_reason_and_the_form_says_so(measures: Start) -> None:
    async with measures() as pilot:
        await press(pilot, "enter", "down", "down", "down", "down", "ctrl+s")
        assert "behöver ett skäl" in screen_text(pilot.app)
        assert answers(pilot) == []
        await press(pilot, "tab")
        await type_text(pilot, "Finns bara digitalt.")
        await press(pilot, "ctrl+s")
        assert answers(pilot) == [("STY-01", Scope.ORGANISATION, State.NOT_RELEVANT)]


async def test_a_risk_assessment_confirms_and_leaving_comes_back(measures: Start) -> None:
    async with measures() as pilot:
        assert "Ingen riskbedömning" in screen_text(pilot.app)
        await press(pilot, "r", "tab")
        await type_text(pilot, "DNR 2026/1")
        await press(pilot, "ctrl+s")
        assert "riskbedömning 2026-11-24 · DNR 2026/1" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, WorkshopScreen)


async def test_nothing_rated_brings_nothing(filled: Filled) -> None:
    made: list[UUID] = []

    def build(store: Store) -> None:
        made.append(workshops.create(store, WorkshopDraft("Tom")))

    async with run(filled(build)) as pilot:
        app_of(pilot).open_workshop(made[0])
        await settle(pilot)
        await press(pilot, "l", "u", "enter", "backspace")
        assert "Inga åtgärder än" in screen_text(pilot.app)
        assert protection.answers(app_of(pilot).store) == ()

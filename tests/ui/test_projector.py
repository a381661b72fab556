"""The projector: what the room answers and nothing else, and nothing of other departments."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from ksa_tui.paths import Workspace
from ksa_tui.services import assets, classify, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.store import Store
from ksa_tui.ui.screens.classify import ClassifyScreen
from ksa_tui.ui.screens.summary import SummaryScreen
from ksa_tui.ui.widgets.definitions import Definitions
from tests.ui.conftest import Filled
from tests.ui.running import (
    LANGUAGES,
    app_of,
    assert_screen,
    press,
    run,
    screen_text,
    type_text,
)
from tests.ui.school import WHY, School

FACTS = "Om barn i förskola"
OTHER = "Elevhälsa, medicinsk"
SIZES = ((80, 24), (100, 30), (120, 36))


@pytest.fixture
def school() -> School:
    return School()


@pytest.fixture
def workspace_with_school(filled: Filled, school: School) -> Workspace:
    def write(store: Store) -> None:
        elsewhere = workshops.create(
            store, WorkshopDraft("Hemtjänst", "Karin Lind", department="Vård och omsorg")
        )
        assets.add(store, elsewhere, AssetDraft("Larm i hemmet"))
        school.build(store)

    return filled(write)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_only_name_question_definitions_and_levels_are_left(
    workspace_with_school: Workspace, size: tuple[int, int], lang: str
) -> None:
    async with run(workspace_with_school, size=size, lang=lang) as pilot:
        await press(pilot, "enter", "enter", "f")
        assert_screen(pilot.app, f"projector-{size[0]}-{lang}")


async def test_everything_else_is_gone_and_comes_back(workspace_with_school: Workspace) -> None:
    said = (FACTS, WHY, "Motivering", "mängd 1 av", "avgörs av", "Grundskola och")
    async with run(workspace_with_school) as pilot:
        await press(pilot, "enter", "enter")
        before = screen_text(pilot.app)
        await press(pilot, "f")
        shown = screen_text(pilot.app)
        for text in said:
            assert text in before
            assert text not in shown
        await press(pilot, "f")
        assert screen_text(pilot.app) == before


async def test_every_definition_is_in_view_for_every_question_at_the_size_of_a_projector(
    workspace_with_school: Workspace, school: School
) -> None:
    async with run(workspace_with_school, size=(100, 30)) as pilot:
        await press(pilot, "enter", "enter", "f")
        model = workshops.model_of(app_of(pilot).store, school.workshop)
        for _aspect in model.aspects:
            for _area in model.areas:
                screen = pilot.app.screen
                definitions = screen.query("#definitions Definitions").first(Definitions)
                assert definitions.size.height <= screen.query_one("#definitions").size.height
                await press(pilot, "down")
            await press(pilot, "tab")


async def test_the_keys_work_and_it_is_remembered(
    workspace_with_school: Workspace, school: School
) -> None:
    async with run(workspace_with_school) as pilot:
        await press(pilot, "enter", "enter", "f", "down", "down", "3", "enter")
        rated = classify.load(app_of(pilot).store, school.assets["Barn i förskola"])
        assert rated.assessments["k"].ratings["ver"] == 3
        assert "f visa allt" in screen_text(pilot.app)
        await press(pilot, "escape", "down", "enter")
        assert isinstance(pilot.app.screen, ClassifyScreen)
        assert "Motivering" not in screen_text(pilot.app)
        await app_of(pilot).speak("en")
        await press(pilot, "tab")
        assert "f show everything" in screen_text(pilot.app)


async def summary_on_the_projector(pilot: Pilot[None]) -> str:
    await press(pilot, "enter", "enter", "f", "tab", "tab", "enter")
    assert isinstance(pilot.app.screen, SummaryScreen)
    return screen_text(pilot.app)


async def test_the_summary_shows_levels_and_no_texts(workspace_with_school: Workspace) -> None:
    async with run(workspace_with_school) as pilot:
        shown = await summary_on_the_projector(pilot)
        assert "2 Betydande" in shown
        for text in (FACTS, WHY, "mängd 1 av", "Grundskola och"):
            assert text not in shown


async def test_a_motivation_is_written_when_all_is_shown_again(
    workspace_with_school: Workspace,
) -> None:
    async with run(workspace_with_school) as pilot:
        await press(pilot, "enter", "enter", "f", "m")
        assert "f visar allt" in screen_text(pilot.app)
        await type_text(pilot, "1")  # no text field has the focus: a digit rates
        assert WHY not in screen_text(pilot.app)
        await press(pilot, "tab", "tab", "enter", "m")
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "motivation"


async def test_no_other_asset_is_named(workspace_with_school: Workspace) -> None:
    async with run(workspace_with_school) as pilot:
        await press(pilot, "enter", "enter", "f", "a")
        await type_text(pilot, "Känslig mängd")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ClassifyScreen)
        assert "Känslig mängd" not in screen_text(pilot.app)
        await press(pilot, "s")
        assert "Barn i förskola" not in screen_text(pilot.app)
        await press(pilot, "ctrl+p")
        assert OTHER not in screen_text(pilot.app)


@pytest.mark.parametrize(
    "keys",
    [
        ("t",),
        ("g",),
        ("k",),
        ("p",),
        ("s",),
        ("o",),
        ("c",),
        ("u",),
        ("n",),
        ("h",),
        ("r",),
        ("ctrl+p",),
    ],
)
async def test_nothing_of_another_department_is_on_screen(
    workspace_with_school: Workspace, keys: tuple[str, ...]
) -> None:
    async with run(workspace_with_school) as pilot:
        await press(pilot, "enter", *keys)
        shown = screen_text(pilot.app)
        for text in ("Hemtjänst", "Karin Lind", "Vård och omsorg", "Larm i hemmet"):
            assert text not in shown

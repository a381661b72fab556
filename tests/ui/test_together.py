"""The assets together: two questions, the aspects raised by a yes, from the workshop and the export."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from ksa_tui.domain.workshop import CollectionUplift, Workshop
from ksa_tui.paths import Workspace
from ksa_tui.services import collection, workshops
from ksa_tui.store import Store
from ksa_tui.ui.dialogs.checks import ChecksPanel
from ksa_tui.ui.dialogs.export_workbook import ExportPanel
from ksa_tui.ui.dialogs.together import RaiseForm, TogetherPanel
from ksa_tui.ui.screens.workshop import WorkshopScreen
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

Size = tuple[int, int]

sizes = pytest.mark.parametrize("size", SIZES)
languages = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture
def school() -> School:
    return School()


@pytest.fixture
def workspace_with_school(filled: Filled, school: School) -> Workspace:
    return filled(school.build)


def loaded(pilot: Pilot[None], school: School) -> Workshop:
    return workshops.load(app_of(pilot).store, school.workshop)


@sizes
@languages
async def test_a_yes_opens_the_aspects_and_one_is_raised(
    workspace_with_school: Workspace, size: Size, lang: str
) -> None:
    async with run(workspace_with_school, size=size, lang=lang) as pilot:
        await press(pilot, "enter", "g", "j", "enter", "tab")
        await type_text(pilot, "Tillsammans kartlägger de barnen.")
        await press(pilot, "ctrl+s")
        assert_screen(pilot.app, f"together-{size[0]}-{lang}")


@sizes
@languages
async def test_the_margin_tells_what_is_raised(
    filled: Filled, school: School, size: Size, lang: str
) -> None:
    def raised(store: Store) -> None:
        school.build(store)
        uplift = CollectionUplift("k", "aggregation", 3, "Tillsammans kartlägger de barnen.")
        collection.set_uplift(store, school.workshop, uplift)

    async with run(filled(raised), size=size, lang=lang) as pilot:
        await press(pilot, "enter")
        assert_screen(pilot.app, f"workshop-together-{size[0]}-{lang}")


async def test_no_and_backspace_are_two_things(
    workspace_with_school: Workspace, school: School
) -> None:
    async with run(workspace_with_school) as pilot:
        await press(pilot, "enter", "g", "n", "j")
        assert loaded(pilot, school).answers == {"g6": False, "g7": True}
        await press(pilot, "home", "backspace")
        assert loaded(pilot, school).answers == {"g7": True}
        await press(pilot, "ctrl+z", "ctrl+z")
        assert loaded(pilot, school).answers == {"g6": False}


async def test_nothing_is_raised_where_there_is_no_room_or_no_reason(
    workspace_with_school: Workspace, school: School
) -> None:
    async with run(workspace_with_school) as pilot:
        school.rate(app_of(pilot).store, "Skolskjuts", {"t": 3})
        await press(pilot, "enter", "g", "enter")
        assert isinstance(pilot.app.screen, TogetherPanel)  # a question is answered, not raised
        await press(pilot, "j", "down", "down", "enter")
        assert isinstance(pilot.app.screen, TogetherPanel)
        assert "En mängd har redan högsta nivån" in screen_text(pilot.app)
        await press(pilot, "up", "enter", "ctrl+s")
        assert isinstance(pilot.app.screen, RaiseForm)
        assert "Skriv varför" in screen_text(pilot.app)
        assert loaded(pilot, school).uplifts == ()


async def test_a_raised_level_is_taken_away_and_brought_back(
    workspace_with_school: Workspace, school: School
) -> None:
    async with run(workspace_with_school) as pilot:
        await press(pilot, "enter", "g", "j", "enter", "tab")
        await type_text(pilot, HOSTILE[0])
        await press(pilot, "ctrl+s")
        assert HOSTILE[0] in screen_text(pilot.app)
        assert [(u.aspect, u.level) for u in loaded(pilot, school).uplifts] == [("k", 3)]
        await press(pilot, "home", "n")
        assert "Helheten är höjd" in screen_text(pilot.app)  # refused, with what to do
        await press(pilot, "escape", "down", "delete")
        assert loaded(pilot, school).uplifts == ()
        await press(pilot, "ctrl+z")
        assert len(loaded(pilot, school).uplifts) == 1
        await press(pilot, "enter")
        form = pilot.app.screen
        assert isinstance(form, RaiseForm)
        assert form.reason.read() == HOSTILE[0]


async def test_from_the_export_a_yes_leads_there_and_back(filled: Filled, school: School) -> None:
    async with run(filled(school.build), size=(100, 40)) as pilot:
        await press(pilot, "enter", "x", "u")
        panel = pilot.app.screen
        assert isinstance(panel, ExportPanel)
        await press(pilot, "ctrl+g")
        assert pilot.app.screen is panel  # no yes, nothing to raise
        panel.query_one("#answer-g7").focus()
        await press(pilot, "right")
        assert "ctrl+g säger för vilken aspekt" in screen_text(pilot.app)
        await press(pilot, "ctrl+g")
        assert isinstance(pilot.app.screen, TogetherPanel)
        assert loaded(pilot, school).answers == {"g7": True}
        await press(pilot, "end", "up", "up", "enter", "tab")
        await type_text(pilot, "Alla barn i kommunen.")
        await press(pilot, "ctrl+s", "escape")
        assert pilot.app.screen is panel
        assert "K  2 ▸ 3 Allvarlig" in screen_text(pilot.app)


async def test_the_check_of_what_is_overtaken_leads_to_the_panel(
    workspace_with_school: Workspace, school: School
) -> None:
    async with run(workspace_with_school) as pilot:
        store = app_of(pilot).store
        uplift = CollectionUplift("k", "accumulation", 3, "Alla barn i kommunen.")
        collection.set_uplift(store, school.workshop, uplift)
        school.rate(store, "Skolskjuts", {"k": 3})
        await press(pilot, "enter", "k")
        panel = pilot.app.screen
        assert isinstance(panel, ChecksPanel)
        rows = [row.what for row in panel.list.rows]
        here = next(n for n, what in enumerate(rows) if what.startswith("höjd tillsammans"))
        await press(pilot, *["down"] * here, "enter")
        assert isinstance(pilot.app.screen, TogetherPanel)
        await press(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, WorkshopScreen)

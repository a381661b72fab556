"""Home, as a facilitator uses it."""

from __future__ import annotations

import pytest

from ksa_tui.paths import Workspace
from ksa_tui.services import workshops
from tests.ui.running import LANGUAGES, SIZES, app_of, assert_screen, press, run, screen_text, type_text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_workspace_says_what_to_do(
    workspace: Workspace, size: tuple[int, int], lang: str
) -> None:
    async with run(workspace, size=size, lang=lang) as pilot:
        assert_screen(pilot.app, f"home-empty-{size[0]}-{lang}")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_the_workshops_are_listed(
    three_workshops: Workspace, size: tuple[int, int], lang: str
) -> None:
    async with run(three_workshops, size=size, lang=lang) as pilot:
        assert_screen(pilot.app, f"home-{size[0]}-{lang}")


@pytest.mark.parametrize("size", SIZES)
async def test_a_workshop_is_made_with_a_title_alone(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    async with run(workspace, size=size) as pilot:
        await press(pilot, "n")
        await type_text(pilot, "Elevhälsan [/x] åäö")
        await press(pilot, "enter")
        store = app_of(pilot).store
        made = workshops.find(store, "Elevhälsan [/x] åäö")
        assert workshops.load(store, made).title == "Elevhälsan [/x] åäö"
        assert "Elevhälsan [/x] åäö" in screen_text(pilot.app)

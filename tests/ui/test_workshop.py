"""The workshop screen: what it shows, how one moves, what is found, where one comes back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from ksa_tui import i18n, reference
from ksa_tui.domain.model import Model
from ksa_tui.domain.workshop import AssetStatus
from ksa_tui.paths import Workspace
from ksa_tui.services import assets, classify, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.classify import Place
from ksa_tui.services.workshops import TableRows, WorkshopDraft, WorkshopTable
from ksa_tui.store import Store
from ksa_tui.ui.dialogs.checks import ChecksPanel
from ksa_tui.ui.screens.classify import ClassifyScreen
from ksa_tui.ui.screens.home import HomeScreen
from ksa_tui.ui.screens.workshop import WorkshopScreen
from ksa_tui.ui.screens.workshop_table import AssetTable
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
from tests.ui.school import HOSTILE, School

Size = tuple[int, int]


@pytest.fixture
def school() -> School:
    return School()


@pytest.fixture
def workspace_with_school(filled: Filled, school: School) -> Workspace:
    return filled(school.build)


def table_of(pilot: Pilot[None]) -> AssetTable:
    return pilot.app.screen.query_one(AssetTable)


def under_cursor(pilot: Pilot[None]) -> str:
    row = table_of(pilot).current
    return row.name if row else ""


def names_shown(pilot: Pilot[None]) -> list[str]:
    return [row.name for row in table_of(pilot).list.rows]


# ---------------------------------------------------------------- what is shown


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", [*SIZES, (100, 30)])
async def test_the_assets_their_levels_and_what_is_left_to_do(
    workspace_with_school: Workspace, size: Size, lang: str
) -> None:
    async with run(workspace_with_school, size=size, lang=lang) as pilot:
        await press(pilot, "enter")
        assert_screen(pilot.app, f"workshop-{size[0]}-{lang}")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_workshop_says_three_ways_to_begin(
    three_workshops: Workspace, size: Size, lang: str
) -> None:
    async with run(three_workshops, size=size, lang=lang) as pilot:
        await press(pilot, "enter")
        assert_screen(pilot.app, f"workshop-empty-{size[0]}-{lang}")


@pytest.mark.parametrize("size", SIZES)
async def test_text_that_looks_like_markup_or_moves_the_cursor_is_shown_as_text(
    filled: Filled, size: Size
) -> None:
    def write(store: Store) -> None:
        made = workshops.create(store, WorkshopDraft("bad [/x] title \x1b[2J"))
        assets.import_rows(store, made, [AssetDraft(name, systems=(name,)) for name in HOSTILE])

    async with run(filled(write), size=size) as pilot:
        await press(pilot, "enter")
        text = screen_text(pilot.app)
        assert "bad [/x] tag" in text
        assert "[bold red]inte röd[/]" in text
        assert "bad [/x] title" in text
        assert not any(char in text for char in "\x1b\x07\u202e\t")
        await press(pilot, "s", "escape", "e", "escape", "k", "escape", "o", "escape")
        assert isinstance(pilot.app.screen, WorkshopScreen)


def own_model() -> Model:
    """Two aspects with other letters, on scales of three and five levels."""
    shipped = reference.load_model()
    k, r, _t = shipped.aspects
    fifth = replace(r.levels[-1], value=len(r.levels))
    aspects = (
        replace(k, letter="C", levels=k.levels[:3]),
        replace(r, letter="I", levels=(*r.levels, fifth)),
    )
    kept = {aspect.id for aspect in aspects}
    return replace(
        shipped,
        aspects=aspects,
        floors=tuple(floor for floor in shipped.floors if floor.aspect in kept),
    )


@pytest.mark.parametrize("size", SIZES)
async def test_a_model_with_other_aspects_and_scales_has_its_own_columns(
    filled: Filled, school: School, size: Size
) -> None:
    async with run(filled(lambda store: school.build(store, own_model())), size=size) as pilot:
        await press(pilot, "enter")
        assert_screen(pilot.app, f"workshop-own-model-{size[0]}")


async def test_an_excluded_asset_is_neither_unrated_nor_irrelevant(
    workspace_with_school: Workspace,
) -> None:
    async with run(workspace_with_school) as pilot:
        await press(pilot, "enter")
        table = table_of(pilot)
        row = replace(table.list.rows[0], name="Mängd 1", status=AssetStatus.STOPPED)
        model = reference.load_model()
        rows = TableRows((row,))
        table.show(WorkshopTable(rows, participants=0, parked=0, pool=0, model=model), None)
        await settle(pilot)
        shown = next(line for line in screen_text(pilot.app).splitlines() if "Mängd 1" in line)
        assert shown.split("│")[0].split() == ["▸", "Mängd", "1", "–", "undantagen"]


# ---------------------------------------------------------------- moving


@pytest.mark.parametrize("size", SIZES)
async def test_the_screen_opens_with_the_cursor_where_it_was_left(
    filled: Filled, school: School, size: Size
) -> None:
    def write(store: Store) -> None:
        school.build(store)
        left = school.assets["Skolskjuts"]
        classify.remember_place(store, Place(school.workshop, left, "r", "eko"))

    async with run(filled(write), size=size) as pilot:
        await press(pilot, "enter")
        assert under_cursor(pilot) == "Skolskjuts"
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ClassifyScreen)
        assert "Riktighet" in screen_text(pilot.app)


async def test_coming_back_from_classify_the_cursor_is_on_the_asset_left_there(
    workspace_with_school: Workspace,
) -> None:
    async with run(workspace_with_school) as pilot:
        await press(pilot, "enter", "enter", "pagedown", "pagedown", "escape")
        assert isinstance(pilot.app.screen, WorkshopScreen)
        assert under_cursor(pilot) == "Elevhälsa, medicinsk"


async def test_what_was_rated_is_there_when_one_comes_back(
    workspace_with_school: Workspace, school: School
) -> None:
    async with run(workspace_with_school) as pilot:
        await press(pilot, "enter", "end", "enter", "3", "escape")
        row = table_of(pilot).current
        assert row is not None
        assert (row.name, row.levels) == ("Ekonomisystemet", (3, None, None))
        assert "● pågår" in screen_text(pilot.app)


async def test_home_end_and_page_keys_move_in_the_table(workspace_with_school: Workspace) -> None:
    async with run(workspace_with_school, size=(80, 24)) as pilot:
        await press(pilot, "enter", "end")
        assert under_cursor(pilot) == "Ekonomisystemet"
        await press(pilot, "home")
        assert under_cursor(pilot) == "Barn i förskola"
        await press(pilot, "pagedown")
        assert under_cursor(pilot) == "Ekonomisystemet"


async def test_esc_leads_back_home(workspace_with_school: Workspace) -> None:
    async with run(workspace_with_school) as pilot:
        await press(pilot, "enter", "escape")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_undo_of_the_workshop_itself_leads_home_with_a_reason(workspace: Workspace) -> None:
    async with run(workspace) as pilot:
        await press(pilot, "n")
        await type_text(pilot, "Tillfällig")
        await press(pilot, "enter", "enter")
        assert isinstance(pilot.app.screen, WorkshopScreen)
        await press(pilot, "ctrl+z")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_a_switched_language_keeps_cursor_and_search(
    workspace_with_school: Workspace,
) -> None:
    async with run(workspace_with_school, lang="sv") as pilot:
        await press(pilot, "enter", "slash")
        await type_text(pilot, "sk")
        await press(pilot, "enter", "end")
        before = under_cursor(pilot)
        await app_of(pilot).speak("en")
        await settle(pilot)
        assert under_cursor(pilot) == before
        assert len(names_shown(pilot)) < 8
        assert "Information asset" in screen_text(pilot.app)
    i18n.set_language("sv")


# ---------------------------------------------------------------- searching


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_the_search_folds_case_but_keeps_the_swedish_letters_apart(
    workspace_with_school: Workspace, size: Size, lang: str
) -> None:
    async with run(workspace_with_school, size=size, lang=lang) as pilot:
        await press(pilot, "enter", "slash")
        await type_text(pilot, "ÖPPNA")
        assert names_shown(pilot) == ["Öppna förskolan"]
        await press(pilot, "escape", "slash")
        await type_text(pilot, "oppna")
        assert names_shown(pilot) == []
        assert_screen(pilot.app, f"workshop-no-hit-{size[0]}-{lang}")


async def test_every_word_is_searched_for_by_itself(workspace_with_school: Workspace) -> None:
    async with run(workspace_with_school) as pilot:
        await press(pilot, "enter", "slash")
        await type_text(pilot, "medi elev")
        assert names_shown(pilot) == ["Elevhälsa, medicinsk"]


async def test_letters_in_the_search_field_are_no_commands(
    workspace_with_school: Workspace,
) -> None:
    async with run(workspace_with_school) as pilot:
        await press(pilot, "enter", "slash")
        await type_text(pilot, "acdekopsux?")
        assert isinstance(pilot.app.screen, WorkshopScreen)
        assert pilot.app.screen.query_one("#filter", Input).value == "acdekopsux?"
        await press(pilot, "delete", "escape")
        assert len(names_shown(pilot)) == 8


async def test_enter_and_arrow_leave_the_field_with_what_was_found(
    workspace_with_school: Workspace,
) -> None:
    async with run(workspace_with_school) as pilot:
        await press(pilot, "enter", "slash")
        await type_text(pilot, "elevh")
        await press(pilot, "down", "down")
        assert under_cursor(pilot) == "Elevhälsa, psykosocial och specialpedagogisk"
        await press(pilot, "escape")
        assert len(names_shown(pilot)) == 8
        assert under_cursor(pilot) == "Elevhälsa, psykosocial och specialpedagogisk"
        assert isinstance(pilot.app.screen, WorkshopScreen)


async def test_the_key_bar_says_what_the_search_field_does(
    workspace_with_school: Workspace,
) -> None:
    async with run(workspace_with_school, lang="en") as pilot:
        await press(pilot, "enter", "slash")
        assert "enter to the list" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert "enter classify" in screen_text(pilot.app)


# ---------------------------------------------------------------- the mouse


async def test_a_double_click_classifies_and_a_click_in_the_margin_shows_all_of_it(
    workspace_with_school: Workspace,
) -> None:
    async with run(workspace_with_school, size=(120, 36)) as pilot:
        await press(pilot, "enter")
        await pilot.click("#margin", offset=(3, 1))
        await settle(pilot)
        assert isinstance(pilot.app.screen, ChecksPanel)
        await press(pilot, "escape")
        await pilot.click("#assets", offset=(6, 2), times=2)
        await settle(pilot)
        assert isinstance(pilot.app.screen, ClassifyScreen)


# ---------------------------------------------------------------- what makes sense


async def test_commands_that_need_an_asset_are_not_offered_without_one(
    three_workshops: Workspace,
) -> None:
    async with run(three_workshops) as pilot:
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, WorkshopScreen)
        offered = {command.id for command in pilot.app.screen.possible()}
        assert {"workshop.add", "workshop.catalogue", "workshop.import"} <= offered
        assert not offered & {
            "workshop.classify", "workshop.edit", "workshop.remove", "workshop.defer",
            "workshop.export", "workshop.checks", "workshop.filter", "workshop.pool",
        }  # fmt: skip
        await press(pilot, "enter", "e", "delete", "d", "k", "slash", "u")
        assert isinstance(pilot.app.screen, WorkshopScreen)

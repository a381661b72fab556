"""How information assets come into a workshop and leave it, as a facilitator does it."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from ksa_tui import reference
from ksa_tui.paths import Workspace
from ksa_tui.services import assets, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.workshops import TableRow
from ksa_tui.store import Store
from ksa_tui.ui.dialogs.asset_form import AddAssets, EditAsset
from ksa_tui.ui.dialogs.catalogue import CataloguePanel
from ksa_tui.ui.dialogs.confirm import ConfirmPanel
from ksa_tui.ui.dialogs.pool import PoolPanel
from ksa_tui.ui.screens.stop_not_here import NotHerePage
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


def rows_of(pilot: Pilot[None], school: School) -> tuple[TableRow, ...]:
    return workshops.table(app_of(pilot).store, school.workshop).rows


def names_of(pilot: Pilot[None], school: School) -> list[str]:
    return [row.name for row in rows_of(pilot, school)]


def under_cursor(pilot: Pilot[None]) -> str:
    assert isinstance(pilot.app.screen, WorkshopScreen)
    row = pilot.app.screen.query_one(AssetTable).current
    return row.name if row else ""


async def fill_in(pilot: Pilot[None], field: str, text: str) -> None:
    """Write a text in a field of the form, whatever was there."""
    editor = pilot.app.screen.query_one(f"#{field}").query_one("Input, TextArea")
    if isinstance(editor, Input):
        editor.value = text
    elif isinstance(editor, TextArea):
        editor.text = text
    await settle(pilot)


# ---------------------------------------------------------------- written in


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_several_assets_are_written_in_one_after_another(
    workspace_with_school: Workspace, school: School, size: Size, lang: str
) -> None:
    async with run(workspace_with_school, size=size, lang=lang) as pilot:
        await press(pilot, "enter", "a")
        assert_screen(pilot.app, f"workshop-add-{size[0]}-{lang}")
        await type_text(pilot, "Modersmålsstöd")
        await press(pilot, "enter")
        await type_text(pilot, "Frånvaro")
        await press(pilot, "enter", "escape")
        assert names_of(pilot, school)[-2:] == ["Modersmålsstöd", "Frånvaro"]
        assert under_cursor(pilot) == "Modersmålsstöd"


async def test_keys_typed_fast_after_enter_go_into_the_emptied_form(
    workspace_with_school: Workspace, school: School
) -> None:
    async with run(workspace_with_school) as pilot:
        await press(pilot, "enter", "a")
        await pilot.press(*"Prao", "enter", *"deckadx", "enter", "escape")
        await settle(pilot)
        assert names_of(pilot, school)[-2:] == ["Prao", "deckadx"]
        assert len(names_of(pilot, school)) == 10


async def test_everything_that_was_filled_in_is_kept(
    workspace_with_school: Workspace, school: School
) -> None:
    async with run(workspace_with_school) as pilot:
        await press(pilot, "enter", "a")
        await type_text(pilot, "Resursfördelning")
        await fill_in(pilot, "description", "Om resurser.")
        await fill_in(pilot, "medium", "papper")
        await fill_in(pilot, "systems", "Ekot, Tidboken")
        await fill_in(pilot, "laws", "OSL 23:2, 21:1")
        await fill_in(pilot, "department", "Skolkontoret")
        await fill_in(pilot, "owner", "Per Åkesson")
        await press(pilot, "ctrl+s", "escape")
        made = assets.draft_of(app_of(pilot).store, rows_of(pilot, school)[-1].id)
        assert (made.description, made.medium) == ("Om resurser.", "papper")
        assert made.systems == ("Ekot", "Tidboken")
        assert [ref.value for ref in made.refs] == ["23 kap. 2 § OSL", "21 kap. 1 § OSL"]
        assert (made.department, made.owner_name) == ("Skolkontoret", "Per Åkesson")
        assert not made.flags


@pytest.mark.parametrize("size", SIZES)
async def test_a_name_that_is_there_already_is_refused_and_the_form_stays(
    workspace_with_school: Workspace, school: School, size: Size
) -> None:
    async with run(workspace_with_school, size=size) as pilot:
        await press(pilot, "enter", "a")
        await type_text(pilot, "  BARN i förskola ")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, AddAssets)
        assert "BARN i förskola" in screen_text(pilot.app)
        assert len(names_of(pilot, school)) == 8


async def test_an_asset_without_a_name_is_refused(
    workspace_with_school: Workspace, school: School
) -> None:
    async with run(workspace_with_school, lang="en") as pilot:
        await press(pilot, "enter", "a", "space", "enter")
        assert isinstance(pilot.app.screen, AddAssets)
        assert "needs a name" in screen_text(pilot.app)
        assert len(names_of(pilot, school)) == 8


async def test_esc_asks_before_what_was_begun_is_lost(workspace_with_school: Workspace) -> None:
    async with run(workspace_with_school) as pilot:
        await press(pilot, "enter", "a")
        await type_text(pilot, "Halv")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ConfirmPanel)
        await press(pilot, "escape", "escape", "enter")
        assert isinstance(pilot.app.screen, WorkshopScreen)


async def test_the_first_asset_of_an_empty_workshop_is_under_the_cursor(
    three_workshops: Workspace,
) -> None:
    async with run(three_workshops, size=(80, 24)) as pilot:
        await press(pilot, "enter", "a")
        await type_text(pilot, "Elevregister")
        await press(pilot, "enter", "escape")
        assert under_cursor(pilot) == "Elevregister"
        assert "▸ Elevregister" in screen_text(pilot.app)


# ---------------------------------------------------------------- changed


@pytest.mark.parametrize("size", SIZES)
async def test_an_asset_is_changed_and_what_the_form_does_not_show_stays(
    filled: Filled, school: School, size: Size
) -> None:
    def write(store: Store) -> None:
        school.build(store)
        before = assets.draft_of(store, school.assets["Barn i förskola"])
        draft = AssetDraft(
            before.name, "rad ett\nrad två", note="rad 7 i listan", systems=("Skola, barn",),
            flags={"personal": True}, flag_source="import", catalogue_id="SK-01",
        )  # fmt: skip
        assets.edit(store, school.assets["Barn i förskola"], draft)

    async with run(filled(write), size=size) as pilot:
        await press(pilot, "enter", "e")
        assert isinstance(pilot.app.screen, EditAsset)
        await fill_in(pilot, "name", "Förskolebarn")
        await press(pilot, "ctrl+s")
        assert under_cursor(pilot) == "Förskolebarn"
        kept = assets.draft_of(app_of(pilot).store, school.assets["Barn i förskola"])
        assert kept.description == "rad ett\nrad två"
        assert kept.systems == ("Skola, barn",)
        assert (kept.note, dict(kept.flags)) == ("rad 7 i listan", {"personal": True})
        await press(pilot, "ctrl+z")
        assert under_cursor(pilot) == "Barn i förskola"


@pytest.mark.parametrize("name", HOSTILE)
async def test_hostile_names_go_through_the_form_unharmed(
    filled: Filled, school: School, name: str
) -> None:
    def write(store: Store) -> None:
        school.build(store)
        assets.add(store, school.workshop, AssetDraft(name))

    async with run(filled(write)) as pilot:
        await press(pilot, "enter", "end")
        shown = under_cursor(pilot)
        await press(pilot, "e")
        await fill_in(pilot, "medium", "papper")
        await press(pilot, "ctrl+s")
        assert under_cursor(pilot) == shown
        assert (
            assets.draft_of(app_of(pilot).store, rows_of(pilot, school)[-1].id).medium == "papper"
        )


# ---------------------------------------------------------------- removed, put off


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_a_removed_asset_comes_back_by_undo_with_all_that_was_said(
    workspace_with_school: Workspace, school: School, size: Size, lang: str
) -> None:
    async with run(workspace_with_school, size=size, lang=lang) as pilot:
        await press(pilot, "enter")
        before = rows_of(pilot, school)
        await press(pilot, "delete")
        assert len(rows_of(pilot, school)) == 7
        assert "Ctrl+z" in screen_text(pilot.app)
        assert under_cursor(pilot) == "Betyg och examensbevis"
        await press(pilot, "ctrl+z")
        assert rows_of(pilot, school) == before


async def test_putting_off_takes_an_asset_out_of_what_blocks_and_back(
    workspace_with_school: Workspace, school: School
) -> None:
    async with run(workspace_with_school) as pilot:
        await press(pilot, "enter", "end", "d")
        assert rows_of(pilot, school)[-1].deferred
        assert "Hindrar export  4" in screen_text(pilot.app)
        await press(pilot, "d")
        assert not rows_of(pilot, school)[-1].deferred
        assert "Hindrar export  5" in screen_text(pilot.app)


# ---------------------------------------------------------------- from the catalogue


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_several_are_taken_from_the_catalogue(
    workspace_with_school: Workspace, school: School, size: Size, lang: str
) -> None:
    async with run(workspace_with_school, size=size, lang=lang) as pilot:
        await press(pilot, "enter", "c")
        assert_screen(pilot.app, f"workshop-catalogue-{size[0]}-{lang}")
        await press(pilot, "space", "down", "space", "enter")
        assert len(names_of(pilot, school)) == 10
        assert under_cursor(pilot) == names_of(pilot, school)[8]


async def test_what_comes_from_the_catalogue_is_unrated_and_to_be_confirmed(
    workspace_with_school: Workspace, school: School
) -> None:
    async with run(workspace_with_school) as pilot:
        await press(pilot, "enter", "c", "slash")
        await type_text(pilot, "elevregister")
        await press(pilot, "enter", "enter")
        made = workshops.load(app_of(pilot).store, school.workshop).assets[-1]
        assert all(a.proposed is None for a in made.assessments.values())
        assert made.flags
        assert not any(flag.confirmed for flag in made.flags)


async def test_the_catalogue_never_shows_a_level(workspace_with_school: Workspace) -> None:
    levels = [
        level.short.get(lang)
        for aspect in reference.load_model().aspects
        for level in aspect.levels
        for lang in LANGUAGES
    ]
    async with run(workspace_with_school, size=(80, 24)) as pilot:
        await press(pilot, "enter", "c")
        for _group in range(len(reference.load_catalogue().areas) + 1):
            text = screen_text(pilot.app)
            assert not [word for word in levels if word in text]
            await press(pilot, "right")


async def test_the_most_usual_ones_stand_first_in_every_group(
    workspace_with_school: Workspace,
) -> None:
    async with run(workspace_with_school) as pilot:
        await press(pilot, "enter", "c")
        panel = pilot.app.screen
        assert isinstance(panel, CataloguePanel)
        for _group in range(len(reference.load_catalogue().areas) + 1):
            core = [offer.asset.core for offer in panel.list.rows]
            assert core == sorted(core, reverse=True)
            await press(pilot, "left")


async def test_what_concerns_swedens_security_is_not_taken_and_why_is_said(
    workspace_with_school: Workspace, school: School
) -> None:
    stopped = next(a for a in reference.load_catalogue().assets if a.stop)
    async with run(workspace_with_school, size=(80, 24), lang="en") as pilot:
        await press(pilot, "enter", "c", "slash")
        await type_text(pilot, stopped.name.en[:20])
        await press(pilot, "enter", "space")
        panel = pilot.app.screen
        assert isinstance(panel, CataloguePanel)
        assert panel.list.marked == frozenset()
        assert "head of protective security" in " ".join(screen_text(pilot.app).split())
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, NotHerePage)
        assert "head of protective security" in " ".join(screen_text(pilot.app).split())
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, CataloguePanel)
        assert len(names_of(pilot, school)) == 8


async def test_what_is_in_the_workshop_is_marked_and_not_taken_twice(
    filled: Filled, school: School
) -> None:
    first = sorted(reference.load_catalogue().assets, key=lambda a: not a.core)[0]

    def write(store: Store) -> None:
        school.build(store)
        assets.add(store, school.workshop, AssetDraft(first.name.sv.upper()))

    async with run(filled(write)) as pilot:
        await press(pilot, "enter", "c")
        assert "i workshopen" in screen_text(pilot.app)
        await press(pilot, "space", "home", "enter")
        assert isinstance(pilot.app.screen, CataloguePanel)
        assert len(names_of(pilot, school)) == 9


async def test_esc_empties_the_search_and_then_closes(workspace_with_school: Workspace) -> None:
    async with run(workspace_with_school) as pilot:
        await press(pilot, "enter", "c", "slash")
        await type_text(pilot, "xyzzy")
        assert "Katalogen har inget sådant" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, CataloguePanel)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, WorkshopScreen)


# ---------------------------------------------------------------- left outside by an import


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_assets_left_outside_are_taken_in(
    workspace_with_school: Workspace, school: School, size: Size, lang: str
) -> None:
    async with run(workspace_with_school, size=size, lang=lang) as pilot:
        await press(pilot, "enter", "u")
        assert isinstance(pilot.app.screen, PoolPanel)
        assert_screen(pilot.app, f"workshop-pool-{size[0]}-{lang}")
        await press(pilot, "space", "space", "enter")
        assert names_of(pilot, school)[-2:] == ["Bygglov", "Färdtjänst"]
        assert under_cursor(pilot) == "Bygglov"
        assert assets.pool(app_of(pilot).store, school.workshop) == ()
        await press(pilot, "u")
        assert isinstance(pilot.app.screen, WorkshopScreen)


# ---------------------------------------------------------------- lists and workbooks


@pytest.mark.parametrize("key", ["i", "x"])
async def test_import_and_export_open_their_panels(
    workspace_with_school: Workspace, key: str
) -> None:
    async with run(workspace_with_school) as pilot:
        await press(pilot, "enter", key)
        assert not isinstance(pilot.app.screen, WorkshopScreen)

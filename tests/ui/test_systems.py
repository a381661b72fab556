"""Systems on screen: what they inherit and from where, links, own levels, what changes, and undo."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from ksa_tui.domain.systems import SystemUplift
from ksa_tui.services import assets, classify, system_changes, systems, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.system_changes import SystemDraft, UpliftDraft
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.settings import Settings
from ksa_tui.store import Store
from ksa_tui.ui.dialogs.system_contents import SystemContents
from ksa_tui.ui.dialogs.system_form import MergeSystems, SystemForm
from ksa_tui.ui.dialogs.system_levels import MoveForm, SystemLevels
from ksa_tui.ui.dialogs.system_links import LinkForm, SystemLinks
from ksa_tui.ui.dialogs.what_if import WhatIfPanel
from ksa_tui.ui.screens.home import HomeScreen
from ksa_tui.ui.screens.measures import MeasuresPage
from ksa_tui.ui.screens.register import RegisterScreen
from ksa_tui.ui.screens.systems import SystemsPage
from ksa_tui.ui.screens.workshop import WorkshopScreen
from tests.services.making import small_model, stopped
from tests.services.test_statements import counted
from tests.services.test_systems import many
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
from tests.ui.waiting import arrive, seen

Start = Callable[..., Any]
Size = tuple[int, int]

sizes = pytest.mark.parametrize("size", SIZES)
languages = pytest.mark.parametrize("lang", LANGUAGES)


def build(store: Store) -> None:
    """The school's systems, an archive that inherits from two of them, and a raised level."""
    School().build(store)
    system_changes.add(store, SystemDraft("Arkivet", "Sydarkivera", "arkivarie"))
    for name in ("Elevregistret", "Journalsystemet"):
        system_changes.inherit(store, of(store, "Arkivet"), of(store, name))
    (model,) = systems.read(store).models
    uplift = SystemUplift(
        of(store, "Elevregistret"), "k", "accumulation", 2, "Alla elever ligger på ett ställe."
    )
    system_changes.set_uplift(store, UpliftDraft(model, uplift))


def of(store: Store, name: str) -> UUID:
    return system_changes.named(store, name)


@pytest.fixture
def start(filled: Filled) -> Start:
    workspace = filled(build)

    @asynccontextmanager
    async def started(lang: str = "sv", **options: Any) -> AsyncIterator[Pilot[None]]:
        settings = Settings(language=lang, facilitator="Anna Berg")
        async with run(workspace, lang=lang, settings=settings, **options) as pilot:
            await press(pilot, "s")
            await arrive(pilot, SystemsPage)
            yield pilot

    return started


def names(pilot: Pilot[None]) -> list[str]:
    screen = pilot.app.screen
    assert isinstance(screen, SystemsPage)
    return [line.system.name for line in screen._table.rows]


def levels(pilot: Pilot[None], name: str) -> dict[str, int]:
    store = app_of(pilot).store
    (line,) = systems.read(store).lines_of(of(store, name))
    return {aspect: here.level for aspect, here in line.standing.levels.items()}


def on_top(pilot: Pilot[None]) -> type[object]:
    return type(pilot.app.screen)


async def fill_in(pilot: Pilot[None], field: str, text: str) -> None:
    """Write into a field of the form on top."""
    editor = pilot.app.screen.query_one(f"#{field}").query_one("Input, TextArea")
    if isinstance(editor, Input):
        editor.value = text
    else:
        assert isinstance(editor, TextArea)
        editor.text = text
    await pilot.pause()


# ---------------------------------------------------------------- how it looks


@sizes
@languages
@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("systems", ()),
        ("system-contents", ("enter",)),
        ("system-links", ("l",)),
        ("system-link-form", ("l", "a")),
        ("system-levels", ("u",)),
        ("system-move", ("u", "enter")),
        ("system-what-if", ("w",)),
        ("system-form", ("e",)),
    ],
)
async def test_the_screens(
    start: Start, name: str, keys: tuple[str, ...], size: Size, lang: str
) -> None:
    async with start(lang, size=size) as pilot:
        await press(pilot, "home" if name == "system-contents" else "down")
        await seen(pilot, "åtgärder följer" if lang == "sv" else "measures follow")
        await press(pilot, *keys)
        assert_screen(pilot.app, f"{name}-{size[0]}-{lang}")


async def test_an_empty_store_says_how_systems_come(filled: Filled) -> None:
    workspace = filled(lambda store: workshops.create(store, WorkshopDraft("Tom")))
    async with run(workspace, size=(80, 24)) as pilot:
        await press(pilot, "s")
        assert "Det finns inga system än." in screen_text(pilot.app)
        await press(pilot, "enter", "l", "u", "w", "e", "j", "m", "delete", "v", "slash")
        assert on_top(pilot) is SystemsPage
        await press(pilot, "n")
        await fill_in(pilot, "name", "Servrarna")
        await press(pilot, "enter")
        assert names(pilot) == ["Servrarna"]
        await press(pilot, "escape")
        assert on_top(pilot) is HomeScreen


async def test_without_any_store_there_is_a_way_back(workspace: Any) -> None:
    async with run(workspace) as pilot:
        await press(pilot, "s")
        assert "Det finns inga system än." in screen_text(pilot.app)
        await press(pilot, "escape")
        assert on_top(pilot) is HomeScreen


# ---------------------------------------------------------------- links


async def test_a_link_is_made_and_taken_away_and_undone(start: Start) -> None:
    async with start() as pilot:
        await press(pilot, "end", "l", "a")
        assert on_top(pilot) is LinkForm
        await type_text(pilot, "journalsystemet")
        await press(pilot, "enter")
        assert on_top(pilot) is SystemLinks
        assert "Skolportalen behöver det Journalsystemet behöver" in screen_text(pilot.app)
        assert levels(pilot, "Skolportalen")["k"] == 2
        await press(pilot, "delete")
        assert levels(pilot, "Skolportalen")["k"] == 1
        await press(pilot, "ctrl+z")
        assert levels(pilot, "Skolportalen")["k"] == 2
        await press(pilot, "ctrl+z", "delete", "escape")
        assert levels(pilot, "Skolportalen")["k"] == 1


async def test_enter_takes_the_suggestion_when_no_other_system_begins_like_that(
    start: Start,
) -> None:
    async with start() as pilot:
        await press(pilot, "end", "l", "a")
        assert "→ tar förslaget" in screen_text(pilot.app)
        await type_text(pilot, "journ")
        await press(pilot, "enter")
        assert on_top(pilot) is SystemLinks
        assert "Skolportalen behöver det Journalsystemet behöver" in screen_text(pilot.app)


async def test_a_beginning_of_several_systems_is_not_guessed_from(start: Start) -> None:
    async with start() as pilot:
        system_changes.add(app_of(pilot).store, SystemDraft("Journalarkivet"))
        await press(pilot, "end", "l", "a")
        await type_text(pilot, "Journal")
        await press(pilot, "enter")
        assert on_top(pilot) is LinkForm
        assert "Det finns inget system ”Journal”" in screen_text(pilot.app)


async def test_a_ring_and_a_name_that_is_no_system_are_refused_in_the_form(start: Start) -> None:
    async with start() as pilot:
        await press(pilot, "down", "l", "a")
        await type_text(pilot, "Arkivet")
        await press(pilot, "enter")
        assert on_top(pilot) is LinkForm
        shown = " ".join(screen_text(pilot.app).replace("▌", " ").split())
        assert "Elevregistret → Arkivet → Elevregistret" in shown
        await fill_in(pilot, "other", "Elevregistret")
        await press(pilot, "enter")
        assert "kan inte ärva från sig självt" in screen_text(pilot.app)
        await fill_in(pilot, "other", "[bold]Nej")
        await press(pilot, "enter")
        assert "Det finns inget system ”[bold]Nej”" in screen_text(pilot.app)
        await fill_in(pilot, "other", "")
        await press(pilot, "enter")
        assert "Skriv namnet på det andra systemet." in screen_text(pilot.app)


async def test_a_link_can_be_made_from_either_end(start: Start) -> None:
    async with start() as pilot:
        await press(pilot, "down", "l", "a")
        await type_text(pilot, "Skolportalen")
        await press(pilot, "tab", "right", "ctrl+s")
        store = app_of(pilot).store
        assert systems.read(store).sources[of(store, "Skolportalen")] == [
            of(store, "Elevregistret")
        ]


# ---------------------------------------------------------------- own levels


async def test_a_level_is_raised_with_a_reason_and_the_reason_is_required(start: Start) -> None:
    async with start() as pilot:
        await press(pilot, "end", "u", "down", "enter")
        assert on_top(pilot) is MoveForm
        await press(pilot, "space", "tab", "3", "ctrl+s")
        assert on_top(pilot) is MoveForm
        assert "Skriv varför systemet behöver" in screen_text(pilot.app)
        await fill_in(pilot, "reason", "Allt [/x] samlas här.")
        await press(pilot, "ctrl+s")
        assert on_top(pilot) is SystemLevels
        assert "Allt [/x] samlas här." in screen_text(pilot.app)
        assert levels(pilot, "Skolportalen")["r"] == 3
        await press(pilot, "delete")
        assert levels(pilot, "Skolportalen")["r"] == 2
        await press(pilot, "ctrl+z", "escape")
        assert "3↑" in next(x for x in screen_text(pilot.app).splitlines() if "Skolportalen" in x)


async def test_down_is_distribution_and_up_is_not(start: Start) -> None:
    async with start() as pilot:
        await press(pilot, "end", "u", "down", "enter", "space", "tab", "0")
        await fill_in(pilot, "reason", "Bara en del.")
        await press(pilot, "ctrl+s")
        shown = " ".join(screen_text(pilot.app).replace("▌", " ").split())
        assert "aggregering höjer över den." in shown
        await press(pilot, "shift+tab", "down", "down", "ctrl+s")
        assert on_top(pilot) is SystemLevels
        assert levels(pilot, "Skolportalen")["r"] == 0
        await press(pilot, "escape")
        assert "0↓" in screen_text(pilot.app)


async def test_what_moves_nothing_any_more_says_so(start: Start) -> None:
    async with start() as pilot:
        store = app_of(pilot).store
        found = systems.read(store)
        (asset,) = found.held[of(store, "Elevregistret")]
        classify.rate(store, found.places[asset].treatment, "k", "liv", 3)
        await press(pilot, "down", "u")
        assert "Det här gör ingen skillnad nu" in screen_text(pilot.app)


async def test_a_system_without_levels_cannot_be_raised(start: Start) -> None:
    async with start() as pilot:
        await press(pilot, "n")
        await fill_in(pilot, "name", "Tom")
        await press(pilot, "enter", "u", "enter", "delete")
        assert on_top(pilot) is SystemLevels
        assert "Inget att höja eller sänka: ingen" in screen_text(pilot.app)


# ---------------------------------------------------------------- what lies in it, what changes


async def test_what_lies_in_it_says_what_gives_the_levels(start: Start) -> None:
    async with start() as pilot:
        await press(pilot, "enter")
        assert on_top(pilot) is SystemContents
        shown = screen_text(pilot.app)
        line = next(x for x in shown.splitlines() if "← Elevregistret" in x)
        assert "K R T" in line
        await press(pilot, "enter")
        assert on_top(pilot) is WhatIfPanel
        shown = screen_text(pilot.app)
        assert "Vad som ändras med Elevregistret" in shown
        assert "Arkivet 2→3" in shown
        await press(pilot, "escape", "escape")
        assert on_top(pilot) is SystemsPage


async def test_what_changes_with_an_asset_is_told_from_the_register(start: Start) -> None:
    async with start() as pilot:
        await press(pilot, "escape", "r")
        await arrive(pilot, RegisterScreen)
        await press(pilot, "ctrl+f")
        await type_text(pilot, "betyg")
        await press(pilot, "enter", "w")
        assert on_top(pilot) is WhatIfPanel
        shown = screen_text(pilot.app)
        assert "Vad som ändras med Betyg och examensbevis" in shown
        assert "Arkivet 2→3, Elevregistret 2→3, Skolportalen 1→3" in shown
        await press(pilot, "escape", "s")
        await arrive(pilot, SystemsPage)
        await press(pilot, "escape")
        assert on_top(pilot) is RegisterScreen


async def test_an_asset_in_no_system_and_an_excluded_one_change_nothing(filled: Filled) -> None:
    def write(store: Store) -> None:
        school = School()
        school.build(store)
        stopped(store, school.workshop, "Hemligt")

    async with run(filled(write)) as pilot:
        await press(pilot, "r")
        await arrive(pilot, RegisterScreen)
        await press(pilot, "end", "w")
        assert on_top(pilot) is RegisterScreen
        await press(pilot, "home", "ctrl+f")
        await type_text(pilot, "skolskjuts")
        await press(pilot, "enter", "w")
        assert "Inget finns där, så inget kan ändras." in screen_text(pilot.app)


# ---------------------------------------------------------------- the systems themselves


async def test_a_system_is_changed_retired_and_made_one_and_each_is_undone(start: Start) -> None:
    async with start() as pilot:
        await press(pilot, "e")
        assert on_top(pilot) is SystemForm
        await fill_in(pilot, "name", "skolportalen")
        await press(pilot, "enter")
        assert "Det finns redan ett system ”Skolportalen”" in screen_text(pilot.app)
        await fill_in(pilot, "name", "E-arkivet")
        await press(pilot, "enter")
        assert names(pilot)[0] == "E-arkivet"
        await press(pilot, "delete")
        assert "E-arkivet avvecklades" in screen_text(pilot.app)
        assert "E-arkivet" not in names(pilot)
        await press(pilot, "ctrl+z")
        assert names(pilot)[0] == "E-arkivet"
        await press(pilot, "home", "j")
        assert on_top(pilot) is MergeSystems
        await type_text(pilot, "skolportalen")
        await press(pilot, "enter")
        assert "Skolportalen" not in names(pilot)
        await press(pilot, "ctrl+z")
        assert "Skolportalen" in names(pilot)


async def test_search_and_the_way_back(start: Start) -> None:
    async with start() as pilot:
        await press(pilot, "slash")
        await type_text(pilot, "sydark")
        assert names(pilot) == ["Arkivet"]
        await press(pilot, "enter", "escape")
        assert len(names(pilot)) == 5
        await press(pilot, "ctrl+f")
        await type_text(pilot, "finns inte")
        assert "Inget sådant" in screen_text(pilot.app)
        await press(pilot, "enter", "enter", "delete", "escape", "escape")
        assert on_top(pilot) is HomeScreen


# ---------------------------------------------------------------- from a workshop


async def test_a_workshop_shows_its_systems_first_and_all_on_demand(filled: Filled) -> None:
    def write(store: Store) -> None:
        other = workshops.create(store, WorkshopDraft("Omsorg"))
        assets.add(store, other, AssetDraft("Planer", systems=("Planen",)))
        build(store)

    async with run(filled(write)) as pilot:
        await press(pilot, "enter")
        await arrive(pilot, WorkshopScreen)
        await press(pilot, "s")
        assert "Planen" not in names(pilot)
        assert "Arkivet" in names(pilot)
        assert "visa inte på projektor" not in screen_text(pilot.app)
        await press(pilot, "v")
        assert "Planen" in names(pilot)
        assert "visa inte på projektor" in screen_text(pilot.app)
        await press(pilot, "v", "escape")
        assert on_top(pilot) is WorkshopScreen


async def test_the_measures_of_a_system(start: Start) -> None:
    async with start() as pilot:
        await press(pilot, "m")
        assert "inga åtgärder följer här" in screen_text(pilot.app)
        await press(pilot, "down", "m")
        await arrive(pilot, MeasuresPage)
        assert "Elevregistret" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert on_top(pilot) is SystemsPage


async def test_the_workshop_is_asked_for_when_there_are_several(filled: Filled) -> None:
    def write(store: Store) -> None:
        build(store)
        other = workshops.create(store, WorkshopDraft("Andra skolan"))
        treatment = assets.add(store, other, AssetDraft("Planer", systems=("Elevregistret",)))
        classify.rate(store, treatment, "k", "liv", 1)

    async with run(filled(write)) as pilot:
        await press(pilot, "s")
        await arrive(pilot, SystemsPage)
        await press(pilot, "down", "m")
        assert "I vilken workshop?" in screen_text(pilot.app)
        await press(pilot, "escape", "m", "enter")
        await arrive(pilot, MeasuresPage)


# ---------------------------------------------------------------- two models, hostile names, many


async def test_two_models_have_a_line_each_and_are_named(filled: Filled) -> None:
    def write(store: Store) -> None:
        build(store)
        other = workshops.create(store, WorkshopDraft("Egen modell"), small_model())
        treatment = assets.add(store, other, AssetDraft("Planer", systems=("Elevregistret",)))
        classify.rate(store, treatment, "m", "folk", 4)

    async with run(filled(write), size=(80, 24)) as pilot:
        await press(pilot, "s")
        await arrive(pilot, SystemsPage)
        assert names(pilot).count("Elevregistret") == 2
        await seen(pilot, "åtgärder följer")
        assert_screen(pilot.app, "systems-two-models-80-sv")
        for key in "enter", "u", "l", "w":
            await press(pilot, key, "end")
            assert "Liten modell 1" in screen_text(pilot.app)
            await press(pilot, "escape")


async def test_hostile_names_are_shown_as_they_are_written(filled: Filled) -> None:
    def write(store: Store) -> None:
        workshop = workshops.create(store, WorkshopDraft("[/x] titel"))
        for name in HOSTILE:
            draft = AssetDraft(name, systems=(name,))
            classify.rate(store, assets.add(store, workshop, draft), "k", "liv", 2)
            system_changes.edit(store, of(store, name), SystemDraft(name, name, name, name))
        first, *others = systems.read(store).facts
        for other in others:
            system_changes.inherit(store, first, other)
        (model,) = systems.read(store).models
        uplift = SystemUplift(first, "k", "accumulation", 3, "\n".join(HOSTILE))
        system_changes.set_uplift(store, UpliftDraft(model, uplift))

    async with run(filled(write), size=(120, 36)) as pilot:
        await press(pilot, "s")
        await arrive(pilot, SystemsPage)
        for key in ("enter", "l", "u", "w", "e", "j"):
            await press(pilot, "home", key, "down", "down", "escape")
            assert on_top(pilot) is SystemsPage
        for _row in HOSTILE:
            await press(pilot, "down")
        shown = screen_text(pilot.app)
        assert "[bold red]inte röd[/]" in shown
        assert not {"\x1b", "\x07", "\u202e"} & set(shown)


async def test_a_key_asks_the_store_nothing_among_a_thousand(filled: Filled) -> None:
    def write(store: Store) -> None:
        workshop = workshops.create(store, WorkshopDraft("Stor"))
        treatment = assets.add(store, workshop, AssetDraft("Journal", systems=("S 0",)))
        classify.rate(store, treatment, "k", "liv", 2)
        many(store, 1000)

    async with run(filled(write)) as pilot:
        await press(pilot, "s")
        screen = await arrive(pilot, SystemsPage)
        store = app_of(pilot).store
        assert len(screen._table.rows) == 1000
        assert counted(store, lambda: screen._table.action_move(5)) == []
        await press(pilot, "slash")
        await type_text(pilot, "s 99")
        assert len(names(pilot)) == 19
        await press(pilot, "enter", "w")
        assert on_top(pilot) is WhatIfPanel

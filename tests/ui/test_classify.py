"""Classify, played as in the room: keys in, levels on screen and in the store."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from ksa_tui import reference
from ksa_tui.domain.model import Model
from ksa_tui.domain.rating import NOT_RELEVANT
from ksa_tui.domain.workshop import Asset
from ksa_tui.paths import Workspace
from ksa_tui.services import assets, classify, parked, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.stores import Actor, open_store
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.settings import Settings
from ksa_tui.store import Store
from ksa_tui.ui.screens.classify import ClassifyScreen
from ksa_tui.ui.screens.summary import SummaryScreen
from ksa_tui.ui.screens.workshop import WorkshopScreen
from ksa_tui.ui.widgets.area_matrix import AreaMatrix
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

OWN_MODEL = Path(__file__).parents[1] / "reference" / "files" / "own_model.toml"
NAMES = ("Elevhälsa, medicinsk", "Betyg [/x] och 🎓", "Skolskjuts")


class Room:
    """A workshop in the store and its assets."""

    def __init__(self) -> None:
        self.workshop = UUID(int=0)
        self.assets: list[UUID] = []

    def build(self, store: Store, model: Model | None = None) -> None:
        draft = WorkshopDraft("Grundskola", owner_name="Maria Holm", facilitator="Anna Berg")
        self.workshop = workshops.create(store, draft, model)
        self.assets = [
            assets.add(store, self.workshop, AssetDraft(name, description="Om elever."))
            for name in NAMES
        ]


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def workspace_with_room(filled: Filled, room: Room) -> Workspace:
    return filled(room.build)


Start = Callable[..., Any]


@pytest.fixture
def classifying(workspace_with_room: Workspace, room: Room) -> Start:
    """Opens Classify on the first asset."""

    @asynccontextmanager
    async def start(lang: str = "sv", **options: Any) -> AsyncIterator[Pilot[None]]:
        settings = Settings(language=lang, facilitator="Anna Berg")
        async with run(workspace_with_room, lang=lang, settings=settings, **options) as pilot:
            app_of(pilot).open_classify(room.workshop, room.assets[0])
            await settle(pilot)
            yield pilot

    return start


def stored(pilot: Pilot[None], treatment: UUID) -> Asset:
    return classify.load(app_of(pilot).store, treatment)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_nothing_is_favoured_before_the_first_rating(
    classifying: Start, size: tuple[int, int], lang: str
) -> None:
    async with classifying(size=size, lang=lang) as pilot:
        assert_screen(pilot.app, f"classify-new-{size[0]}-{lang}")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_a_rated_aspect_says_what_decides_and_why(
    classifying: Start, size: tuple[int, int], lang: str
) -> None:
    async with classifying(size=size, lang=lang) as pilot:
        await press(pilot, "2", "3", "minus", "m")
        await type_text(pilot, "Hela journaler om barn.")
        await press(pilot, "escape", "up", "up")
        assert_screen(pilot.app, f"classify-rated-{size[0]}-{lang}")


async def test_digits_rate_the_area_under_the_cursor_and_move_on(
    classifying: Start, room: Room
) -> None:
    async with classifying() as pilot:
        await press(pilot, "2", "3", "minus", "0")
        ratings = stored(pilot, room.assets[0]).assessments["k"].ratings
        assert dict(ratings) == {
            "liv": 2, "int": 3, "ver": NOT_RELEVANT, "rat": 0, "eko": None, "for": None,
        }  # fmt: skip


async def test_after_the_last_area_comes_the_first(classifying: Start, room: Room) -> None:
    async with classifying() as pilot:
        await press(pilot, "up", "1", "2")
        ratings = stored(pilot, room.assets[0]).assessments["k"].ratings
        assert (ratings["for"], ratings["liv"]) == (1, 2)


async def test_a_digit_outside_the_scale_does_nothing(classifying: Start, room: Room) -> None:
    async with classifying() as pilot:
        await press(pilot, "4", "1")
        ratings = stored(pilot, room.assets[0]).assessments["k"].ratings
        assert ratings["liv"] == 1


async def test_backspace_clears_here_or_takes_back_the_one_before(
    classifying: Start, room: Room
) -> None:
    async with classifying() as pilot:
        await press(pilot, "2", "3", "backspace")
        ratings = stored(pilot, room.assets[0]).assessments["k"].ratings
        assert (ratings["liv"], ratings["int"]) == (2, None)
        await press(pilot, "up", "backspace")
        assert stored(pilot, room.assets[0]).assessments["k"].calculated is None


async def test_enter_leads_through_the_aspects_to_the_summary_and_the_next_asset(
    classifying: Start, room: Room
) -> None:
    async with classifying() as pilot:
        await press(pilot, "3", "enter", "2", "enter", "1", "enter")
        assert isinstance(pilot.app.screen, SummaryScreen)
        assert "inget av de 10 områden" in screen_text(pilot.app)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ClassifyScreen)
        assert NAMES[1] in screen_text(pilot.app)
        done = stored(pilot, room.assets[0])
        assert [done.assessments[a].proposed for a in "krt"] == [3, 2, 1]
        assert done.rest_confirmed_by == "Anna Berg"


async def test_going_on_with_an_aspect_unrated_confirms_nothing(
    classifying: Start, room: Room
) -> None:
    async with classifying() as pilot:
        await press(pilot, "3", "enter", "enter", "enter")
        assert "Inte bedömd: R, T" in screen_text(pilot.app)
        await press(pilot, "enter")
        assert stored(pilot, room.assets[0]).rest_confirmed_by is None


async def test_the_last_summary_leads_back(workspace_with_room: Workspace, room: Room) -> None:
    async with run(workspace_with_room) as pilot:
        app_of(pilot).open_workshop(room.workshop)
        await settle(pilot)
        app_of(pilot).open_classify(room.workshop, room.assets[-1])
        await settle(pilot)
        await press(pilot, "tab", "tab", "enter", "enter")
        assert isinstance(pilot.app.screen, WorkshopScreen)


async def test_a_motivation_takes_digits_and_new_lines_and_is_saved_on_leaving(
    classifying: Start, room: Room
) -> None:
    async with classifying() as pilot:
        await press(pilot, "2", "m")
        await type_text(pilot, "Över 3 400 elever")
        await press(pilot, "enter")
        await type_text(pilot, "och - barn?")
        await press(pilot, "escape")
        assessment = stored(pilot, room.assets[0]).assessments["k"]
        assert assessment.motivation == "Över 3 400 elever\noch - barn?"
        assert assessment.calculated == 2


async def test_what_is_typed_is_kept_within_a_second(classifying: Start, room: Room) -> None:
    async with classifying() as pilot:
        await press(pilot, "m")
        await type_text(pilot, "halvskriven")
        await pilot.pause(0.8)
        assert classify.drafts(app_of(pilot).store) == 1
        assert stored(pilot, room.assets[0]).assessments["k"].motivation == "halvskriven"


async def test_closing_the_app_saves_what_is_being_typed(
    classifying: Start, workspace_with_room: Workspace, room: Room
) -> None:
    async with classifying() as pilot:
        await press(pilot, "m")
        await type_text(pilot, "sista ordet")
        await press(pilot, "ctrl+q")
    with open_store(workspace_with_room, Actor("Anna Berg")) as store:
        assert classify.load(store, room.assets[0]).assessments["k"].motivation == "sista ordet"


async def test_another_size_looks_as_if_it_had_always_been_so(classifying: Start) -> None:
    """What is painted line by line is made anew for another width."""
    keys = ("2", "1", "tab", "3")
    looks = {}
    for size in SIZES:
        async with classifying(size=size) as pilot:
            await press(pilot, *keys)
            looks[size] = screen_text(pilot.app)
    async with classifying(size=SIZES[0]) as pilot:
        await press(pilot, *keys)
        for size in (*SIZES[::-1], *SIZES):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert screen_text(pilot.app) == looks[size]


async def test_a_long_motivation_is_read_from_its_beginning(classifying: Start, room: Room) -> None:
    async with classifying(size=(80, 24)) as pilot:
        await press(pilot, "m")
        await type_text(pilot, "Först det viktigaste. " + "Sedan mer om samma sak. " * 8)
        assert "Först det viktigaste." not in screen_text(pilot.app)
        await press(pilot, "escape")
        assert "Först det viktigaste." in screen_text(pilot.app)


async def test_the_motivation_belongs_to_its_aspect(classifying: Start, room: Room) -> None:
    async with classifying() as pilot:
        await press(pilot, "m")
        await type_text(pilot, "om K")
        await press(pilot, "tab", "tab")
        assert pilot.app.screen.query_one("#motivation", TextArea).text == ""
        await press(pilot, "shift+tab")
        assert pilot.app.screen.query_one("#motivation", TextArea).text == "om K"


async def test_a_floor_shows_first_when_the_aspect_is_rated(classifying: Start, room: Room) -> None:
    async with classifying() as pilot:
        await press(pilot, "g", "down", "j", "escape")
        assert "lägstanivå" not in screen_text(pilot.app)
        await press(pilot, "1")
        assert "! under lägstanivå 2" in screen_text(pilot.app)
        await press(pilot, "u")
        await type_text(pilot, "Bara en enda gång.")
        await press(pilot, "ctrl+s")
        assert "under lägstanivå 2, med skäl" in screen_text(pilot.app)
        assert stored(pilot, room.assets[0]).assessments["k"].floor_reason == "Bara en enda gång."


async def test_the_questions_set_flags_and_take_them_back(classifying: Start, room: Room) -> None:
    async with classifying() as pilot:
        await press(pilot, "g", "j", "n", "enter")
        asset = stored(pilot, room.assets[0])
        answers = {answer.flag: answer.value for answer in asset.flags}
        assert answers == {"personal": True, "sensitive": False}
        assert "Personuppgifter" in screen_text(pilot.app)
        await press(pilot, "g", "backspace", "escape")
        assert not stored(pilot, room.assets[0]).confirmed_flags


async def test_with_all_areas_set_aside_it_is_said_that_one_needs_a_level(
    classifying: Start, room: Room
) -> None:
    async with classifying() as pilot:
        await press(pilot, *["-"] * 6)
        assert "minst ett område behöver en nivå; 0 räcker" in screen_text(pilot.app)
        assert "0 områden kvar" not in screen_text(pilot.app)
        await press(pilot, "enter", "enter", "enter")
        assert "minst ett område behöver en nivå; 0 räcker" in screen_text(pilot.app)
        await press(pilot, "escape", "shift+tab", "shift+tab", "0")
        assert "behöver en nivå" not in screen_text(pilot.app)


async def test_what_an_adjustment_lacks_is_asked_for_in_the_words_of_the_form(
    classifying: Start,
) -> None:
    async with classifying() as pilot:
        await press(pilot, "1", "j", "down", "down", "down", "ctrl+s")
        text = screen_text(pilot.app)
        assert "Välj slags skäl: egen bedömning eller gemensam klassning." in text
        assert all(words in text for words in ("Slags skäl", "○ egen bedömning", "▌   Skäl"))
        await press(pilot, "tab", "right", "ctrl+s")
        assert "Skriv skäl: en justerad nivå behöver ett." in screen_text(pilot.app)


async def test_adjusting_asks_for_a_rating_then_for_a_reason(
    classifying: Start, room: Room
) -> None:
    async with classifying() as pilot:
        await press(pilot, "j")
        assert isinstance(pilot.app.screen, ClassifyScreen)
        await press(pilot, "1", "j", "down", "down", "down", "tab", "right", "ctrl+s")
        assert not isinstance(pilot.app.screen, ClassifyScreen)
        assert stored(pilot, room.assets[0]).assessments["k"].adjusted is None
        await press(pilot, "tab")
        await type_text(pilot, "Som it har beslutat.")
        await press(pilot, "ctrl+s")
        assessment = stored(pilot, room.assets[0]).assessments["k"]
        assert (assessment.calculated, assessment.proposed) == (1, 2)
        assert assessment.adjust_motivation == "Som it har beslutat."
        assert "justerad från 1" in screen_text(pilot.app)


async def test_undo_takes_back_the_rating_and_shows_it(classifying: Start, room: Room) -> None:
    async with classifying() as pilot:
        await press(pilot, "2", "3", "ctrl+z")
        ratings = stored(pilot, room.assets[0]).assessments["k"].ratings
        assert (ratings["liv"], ratings["int"]) == (2, None)
        assert "2 Betydande   avgörs av Liv" in screen_text(pilot.app)
        await press(pilot, "ctrl+y")
        assert stored(pilot, room.assets[0]).assessments["k"].calculated == 3


async def test_page_keys_go_to_the_next_and_previous_asset(classifying: Start) -> None:
    async with classifying() as pilot:
        await press(pilot, "pagedown", "pagedown", "pagedown")
        assert f"{NAMES[2]}" in screen_text(pilot.app)
        await press(pilot, "pageup")
        assert NAMES[1] in screen_text(pilot.app)


async def test_an_asset_found_while_talking_comes_next(classifying: Start, room: Room) -> None:
    async with classifying() as pilot:
        await press(pilot, "a")
        await type_text(pilot, "Klasslistor")
        await press(pilot, "enter")
        assert "mängd 1 av 4" in screen_text(pilot.app)
        await press(pilot, "pagedown")
        assert "Klasslistor" in screen_text(pilot.app)
        names = [row.name for row in workshops.table(app_of(pilot).store, room.workshop).rows]
        assert names == [NAMES[0], "Klasslistor", NAMES[1], NAMES[2]]


async def test_a_question_is_parked_with_its_aspect(classifying: Start, room: Room) -> None:
    async with classifying() as pilot:
        await press(pilot, "tab", "p")
        await type_text(pilot, "Vem får se?")
        await press(pilot, "tab")
        await type_text(pilot, "Sara Ek")
        await press(pilot, "ctrl+s")
        (question,) = workshops.load(app_of(pilot).store, room.workshop).parked
        assert (question.text, question.who) == ("Vem får se?", "Sara Ek")
        assert (question.asset, question.aspect) == (room.assets[0], "r")
        parked.remove(app_of(pilot).store, question.id)


async def test_the_place_is_remembered(classifying: Start, room: Room) -> None:
    async with classifying() as pilot:
        await press(pilot, "pagedown", "tab", "escape")
        place = classify.last_place(app_of(pilot).store, room.workshop)
        assert place is not None
        assert (place.treatment, place.aspect) == (room.assets[1], "r")


async def test_the_mouse_rates_too(classifying: Start, room: Room) -> None:
    async with classifying(size=(100, 30)) as pilot:
        matrix = pilot.app.screen.query_one(AreaMatrix)
        await pilot.click(matrix, offset=(matrix.size.width - 5, 2))
        await settle(pilot)
        assert stored(pilot, room.assets[0]).assessments["k"].ratings["int"] == 3
        await pilot.click("AspectTabs", offset=(34, 0))
        await settle(pilot)
        assert "fel, ofullständig" in screen_text(pilot.app)


async def test_the_language_switches_where_one_is(classifying: Start) -> None:
    async with classifying() as pilot:
        await press(pilot, "tab", "down", "2")
        await app_of(pilot).speak("en")
        await settle(pilot)
        shown = screen_text(pilot.app)
        assert "What happens if the information is wrong" in shown
        assert "decided by Privacy" in shown


@pytest.mark.parametrize("size", SIZES)
async def test_another_model_with_other_scales_works_the_same(
    filled: Filled, room: Room, size: tuple[int, int]
) -> None:
    model = reference.parse_model(OWN_MODEL.read_text("utf-8"), OWN_MODEL.name)
    workspace = filled(lambda store: room.build(store, model))
    first, second = model.aspects[0], model.aspects[1]
    async with run(workspace, size=size) as pilot:
        app_of(pilot).open_classify(room.workshop, room.assets[0])
        await settle(pilot)
        assert f"0–{first.top}" in screen_text(pilot.app)
        await press(pilot, str(first.top), "enter", str(second.top), str(second.top + 1))
        assert f"0–{second.top}" in screen_text(pilot.app)
        asset = stored(pilot, room.assets[0])
        assert asset.assessments[first.id].calculated == first.top
        assert asset.assessments[second.id].calculated == second.top
        await press(pilot, *["enter"] * (len(model.aspects) - 1))
        assert isinstance(pilot.app.screen, SummaryScreen)


async def test_the_summary_leads_to_the_missing_motivation(classifying: Start, room: Room) -> None:
    async with classifying() as pilot:
        await press(pilot, "0", "enter", "2", "enter", "0", "enter", "m")
        await type_text(pilot, "Beslut bygger på det.")
        await press(pilot, "escape")
        assert stored(pilot, room.assets[0]).assessments["r"].motivation == "Beslut bygger på det."


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_the_summary_says_what_is_proposed(
    classifying: Start, size: tuple[int, int], lang: str
) -> None:
    async with classifying(size=size, lang=lang) as pilot:
        await press(pilot, "3", "m")
        await type_text(pilot, "Hela journaler om barn.")
        await press(pilot, "escape", "enter", "1", "enter", "0", "enter")
        assert_screen(pilot.app, f"summary-{size[0]}-{lang}")


async def test_two_levels_stand_side_by_side_with_the_fact_to_ask_for(classifying: Start) -> None:
    async with classifying() as pilot:
        await press(pilot, "down", "3", "up", "l")
        assert_screen(pilot.app, "difference-100-sv")
        await press(pilot, "left", "left", "left")
        assert "0 Försumbar" in screen_text(pilot.app)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ClassifyScreen)


@pytest.mark.parametrize("key", ["a", "g", "j", "l", "p", "v"])
async def test_keys_typed_ahead_of_a_panel_are_never_ratings(
    classifying: Start, room: Room, key: str
) -> None:
    """All in one burst, as a fast typist sends them: nothing waits between two keys."""
    async with classifying() as pilot:
        await press(pilot, "1", "up")
        before = dict(stored(pilot, room.assets[0]).assessments["k"].ratings)
        await pilot.press(key, "3", "2", "3")
        await settle(pilot)
        assert not isinstance(pilot.app.screen, ClassifyScreen)
        assert dict(stored(pilot, room.assets[0]).assessments["k"].ratings) == before

"""Motivations, the slowest part: words that are there are taken, and the missing ones are walked through."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import pytest
from textual.pilot import Pilot

from ksa_tui.domain.workshop import Asset
from ksa_tui.services import assets, classify, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.settings import Settings
from ksa_tui.store import Store
from ksa_tui.ui.dialogs.other_motivations import OtherMotivations
from ksa_tui.ui.screens.classify import ClassifyScreen
from ksa_tui.ui.screens.summary import SummaryScreen
from ksa_tui.ui.widgets.saved_text import SavedText
from tests.ui.conftest import Filled
from tests.ui.running import app_of, press, run, screen_text, settle, type_text

Start = Callable[..., Any]
BORROWED = "Barn kan bli utpekade [/x] om det kommer ut."


class Room:
    """Three assets; the second and third have motivations for K."""

    def __init__(self) -> None:
        self.workshop = UUID(int=0)
        self.assets: list[UUID] = []

    def build(self, store: Store) -> None:
        self.workshop = workshops.create(store, WorkshopDraft("Skola", "Maria Holm"))
        names = ("Elevhälsa", "Betyg", "Skolskjuts")
        self.assets = [assets.add(store, self.workshop, AssetDraft(name)) for name in names]
        for number, level, text in ((1, 1, "Syns för hela klassen."), (2, 3, BORROWED)):
            classify.rate(store, self.assets[number], "k", "int", level)
            classify.save_text(store, self.assets[number], "k", "motivation", text)


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def classifying(filled: Filled, room: Room) -> Start:
    """Opens Classify on the first asset, in Swedish."""
    workspace = filled(room.build)

    @asynccontextmanager
    async def start(**options: Any) -> AsyncIterator[Pilot[None]]:
        settings = Settings(language="sv", facilitator="Anna Berg")
        async with run(workspace, settings=settings, **options) as pilot:
            app_of(pilot).open_classify(room.workshop, room.assets[0])
            await settle(pilot)
            yield pilot

    return start


def stored(pilot: Pilot[None], room: Room) -> Asset:
    return classify.load(app_of(pilot).store, room.assets[0])


def why(pilot: Pilot[None], room: Room, aspect: str = "k") -> str:
    return stored(pilot, room).assessments[aspect].motivation


def descriptor(pilot: Pilot[None], room: Room, area: str, level: int) -> str:
    model = workshops.model_of(app_of(pilot).store, room.workshop)
    return model.descriptor(area, "k", level).sv


async def test_the_deciding_definition_is_put_in_and_gone_on_from(
    classifying: Start, room: Room
) -> None:
    async with classifying() as pilot:
        await press(pilot, "1", "2", "m", "ctrl+t")
        await type_text(pilot, " Här gäller det barn.")
        await press(pilot, "escape")
        assert why(pilot, room) == f"{descriptor(pilot, room, 'int', 2)} Här gäller det barn."


async def test_once_more_puts_in_the_next_deciding_one_and_then_no_more(
    classifying: Start, room: Room
) -> None:
    async with classifying() as pilot:
        await press(pilot, "2", "2", "m")
        await type_text(pilot, "Ja.")
        await press(pilot, "ctrl+t", "ctrl+t", "ctrl+t", "escape")
        both = [descriptor(pilot, room, area, 2) for area in ("liv", "int")]
        assert why(pilot, room) == " ".join(["Ja.", *both])


REASON = "Nämnden följer upp betygen varje termin."


async def test_an_adjusted_level_is_explained_by_the_adjustment_not_by_the_calculated_level(
    classifying: Start, room: Room
) -> None:
    """No area was rated 2: its definition would say what nobody found."""
    async with classifying() as pilot:
        await press(pilot, "0", "0")
        store = app_of(pilot).store
        classify.adjust(store, room.assets[0], "k", 2, "manual", REASON)
        app_of(pilot).open_classify(room.workshop, room.assets[0])
        await settle(pilot)
        await press(pilot, "m", "ctrl+t", "ctrl+t", "escape")
        assert why(pilot, room) == REASON


async def test_an_area_rated_at_the_adjusted_level_has_its_definition_put_in_first(
    classifying: Start, room: Room
) -> None:
    async with classifying() as pilot:
        await press(pilot, "1", "3")
        classify.adjust(app_of(pilot).store, room.assets[0], "k", 1, "shared", REASON)
        app_of(pilot).open_classify(room.workshop, room.assets[0])
        await settle(pilot)
        await press(pilot, "m", "ctrl+t", "ctrl+t", "ctrl+t", "escape")
        assert why(pilot, room) == f"{descriptor(pilot, room, 'liv', 1)} {REASON}"


async def test_the_summary_says_why_a_level_was_adjusted(classifying: Start, room: Room) -> None:
    async with classifying(size=(100, 30)) as pilot:
        store = app_of(pilot).store
        for aspect in "krt":
            classify.rate(store, room.assets[0], aspect, "liv", 0)
        classify.adjust(store, room.assets[0], "r", 2, "manual", "För [/x] nämnden.")
        app_of(pilot).open_classify(room.workshop, room.assets[0])
        await settle(pilot)
        await press(pilot, "enter", "enter", "enter")
        assert isinstance(pilot.app.screen, SummaryScreen)
        assert "Justerad eftersom: För [/x] nämnden." in screen_text(pilot.app)


async def test_without_a_rating_there_is_no_definition_to_put_in(
    classifying: Start, room: Room
) -> None:
    async with classifying() as pilot:
        await press(pilot, "ctrl+t")
        assert "Bedöm minst ett område först." in screen_text(pilot.app)
        assert not why(pilot, room)


async def test_the_same_level_s_words_come_first_and_are_taken_as_they_are(
    classifying: Start, room: Room
) -> None:
    async with classifying() as pilot:
        await press(pilot, "3", "m", "ctrl+r")
        assert isinstance(pilot.app.screen, OtherMotivations)
        shown = screen_text(pilot.app)
        assert shown.index("Barn kan bli") < shown.index("Syns för hela")
        await press(pilot, "enter")
        assert isinstance(pilot.app.focused, SavedText)
        await press(pilot, "escape")
        assert why(pilot, room) == BORROWED


async def test_taking_nothing_leaves_the_text_alone(classifying: Start, room: Room) -> None:
    async with classifying() as pilot:
        await press(pilot, "3", "m")
        await type_text(pilot, "Egna ord.")
        await press(pilot, "ctrl+r", "escape")
        assert isinstance(pilot.app.focused, SavedText)
        await press(pilot, "escape")
        assert why(pilot, room) == "Egna ord."


@pytest.mark.parametrize("over", ["f1", "ctrl+p"])
async def test_what_is_being_typed_survives_whatever_opens_on_top(
    classifying: Start, room: Room, over: str
) -> None:
    async with classifying() as pilot:
        await press(pilot, "3", "m")
        await type_text(pilot, "Halva men")
        await press(pilot, over, "escape")
        assert isinstance(pilot.app.screen, ClassifyScreen)
        await type_text(pilot, "ingen.")
        await press(pilot, "escape")
        assert why(pilot, room) == "Halva meningen."


async def test_words_are_put_in_where_the_cursor_stands(classifying: Start, room: Room) -> None:
    async with classifying() as pilot:
        await press(pilot, "3", "m")
        await type_text(pilot, "Först. Sist.")
        await press(pilot, *["left"] * 5, "ctrl+r", "enter")
        await type_text(pilot, " ")
        await press(pilot, "escape")
        assert why(pilot, room) == f"Först. {BORROWED} Sist."


async def test_blanks_at_the_end_do_not_move_the_cursor(classifying: Start, room: Room) -> None:
    """What is saved has no blanks at its ends; what is being typed goes on after them."""
    async with classifying() as pilot:
        await press(pilot, "3", "m")
        await type_text(pilot, "Egna ord. ")
        await press(pilot, "enter", "ctrl+r", "enter")
        await type_text(pilot, " Och mer. ")
        await press(pilot, "f1", "escape")
        await type_text(pilot, "Sist.")
        await press(pilot, "escape")
        assert why(pilot, room) == f"Egna ord. \n{BORROWED} Och mer. Sist."


@pytest.mark.parametrize("keys", [("m",), ("ctrl+r", "enter")])
async def test_writing_goes_on_after_what_is_there(
    classifying: Start, room: Room, keys: tuple[str, ...]
) -> None:
    async with classifying() as pilot:
        await press(pilot, "3", "m")
        await type_text(pilot, "Egna ord.")
        await press(pilot, "escape", "tab", "shift+tab", *keys)
        await type_text(pilot, " Sist.")
        await press(pilot, "escape")
        taken = "" if keys == ("m",) else f" {BORROWED}"
        assert why(pilot, room) == f"Egna ord.{taken} Sist."


async def test_only_blanks_are_no_motivation_of_another_aspect(
    classifying: Start, room: Room
) -> None:
    async with classifying() as pilot:
        await press(pilot, "3", "m")
        await type_text(pilot, "   ")
        await press(pilot, "escape", "tab")
        assert "från nivå 1: skriv varför" in screen_text(pilot.app)


async def test_what_was_put_in_is_undone_in_the_field(classifying: Start, room: Room) -> None:
    async with classifying() as pilot:
        await press(pilot, "2", "m")
        await type_text(pilot, "Egna ord.")
        await press(pilot, "ctrl+t", "ctrl+z", "escape")
        assert why(pilot, room) == "Egna ord."


async def test_the_bar_tells_what_can_be_done_while_writing(classifying: Start) -> None:
    async with classifying(size=(80, 24)) as pilot:
        await press(pilot, "2", "m")
        bar = screen_text(pilot.app).splitlines()[-1]
        assert "ctrl+t definitionen" in bar
        assert "esc klar" in bar
        assert "0–3" not in bar
        await press(pilot, "escape")
        assert "0–3 nivå" in screen_text(pilot.app).splitlines()[-1]


async def test_the_summary_walks_through_the_missing_ones_and_comes_back(
    classifying: Start, room: Room
) -> None:
    async with classifying() as pilot:
        await press(pilot, "2", "enter", "0", "enter", "1", "enter")
        assert isinstance(pilot.app.screen, SummaryScreen)
        assert "Motivering saknas: K, T" in screen_text(pilot.app)
        await press(pilot, "m")
        assert "esc vidare" in screen_text(pilot.app).splitlines()[-1]
        await type_text(pilot, "Skäl för K.")
        await press(pilot, "escape")
        assert isinstance(pilot.app.focused, SavedText)
        await type_text(pilot, "Skäl för T.")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, SummaryScreen)
        assert "Motivering finns för alla" in screen_text(pilot.app)
        assert [why(pilot, room, a) for a in "krt"] == ["Skäl för K.", "", "Skäl för T."]


async def test_leaving_one_unwritten_comes_back_to_the_summary(classifying: Start) -> None:
    async with classifying() as pilot:
        await press(pilot, "2", "enter", "0", "enter", "1", "enter", "m", "escape")
        assert isinstance(pilot.app.screen, SummaryScreen)


async def test_another_motivation_than_the_one_asked_for_leads_nowhere(
    classifying: Start,
) -> None:
    async with classifying() as pilot:
        await press(pilot, "2", "enter", "1", "enter", "1", "enter", "m")
        await type_text(pilot, "Skäl för K.")
        pilot.app.screen.set_focus(None)
        await press(pilot, "tab", "m", "escape")
        assert isinstance(pilot.app.screen, ClassifyScreen)

"""Votes, played as in the room: digits in, hands on the scale, and nothing rated by them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from openpyxl import load_workbook
from textual.pilot import Pilot

from ksa_tui.domain.workshop import Asset
from ksa_tui.paths import Workspace
from ksa_tui.services import assets, classify, exports, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.exports import ExportOptions
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.settings import Settings
from ksa_tui.store import Store
from ksa_tui.ui.dialogs.difference import Difference
from ksa_tui.ui.dialogs.dissent import DissentForm
from ksa_tui.ui.dialogs.votes import VotePanel
from ksa_tui.ui.screens.classify import ClassifyScreen
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
ENDS = ("lower", "higher")


class Room:
    """One asset to vote on."""

    def __init__(self) -> None:
        self.workshop = self.asset = UUID(int=0)

    def build(self, store: Store) -> None:
        draft = WorkshopDraft("Skola", owner_name="Maria Holm", facilitator="Anna Berg")
        self.workshop = workshops.create(store, draft)
        self.asset = assets.add(store, self.workshop, AssetDraft("Elevhälsa, medicinsk"))


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def voting(filled: Filled, room: Room) -> Start:
    """Opens Classify with the votes on top."""
    workspace: Workspace = filled(room.build)

    @asynccontextmanager
    async def start(lang: str = "sv", **options: Any) -> AsyncIterator[Pilot[None]]:
        settings = Settings(language=lang, facilitator="Anna Berg")
        async with run(workspace, lang=lang, settings=settings, **options) as pilot:
            app_of(pilot).open_classify(room.workshop, room.asset)
            await settle(pilot)
            await press(pilot, "v")
            assert isinstance(pilot.app.screen, VotePanel)
            yield pilot

    return start


def stored(pilot: Pilot[None], room: Room) -> Asset:
    return classify.load(app_of(pilot).store, room.asset)


def rounds(pilot: Pilot[None], room: Room) -> list[tuple[int, ...]]:
    return [one.levels for one in stored(pilot, room).assessments["k"].votes]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_a_spread_calls_for_reasons_with_the_definitions_in_view(
    voting: Start, size: tuple[int, int], lang: str
) -> None:
    async with voting(size=size, lang=lang) as pilot:
        await press(pilot, "2", "2", "3", "1", "enter")
        assert_screen(pilot.app, f"votes-{size[0]}-{lang}")


async def test_one_vote_of_five_takes_eight_keys_and_rates_nothing(
    voting: Start, room: Room
) -> None:
    keys = ["v", "2", "2", "3", "1", "2", "enter", "enter"]
    assert len(keys) == 8
    async with voting() as pilot:
        await press(pilot, *keys[1:])
        assert isinstance(pilot.app.screen, ClassifyScreen)
        assert rounds(pilot, room) == [(2, 2, 3, 1, 2)]
        assert not stored(pilot, room).assessments["k"].touched
        assert "röster 2 2 3 1 2" in screen_text(pilot.app)


async def test_digits_typed_ahead_of_the_strip_are_hands_and_rate_nothing(
    filled: Filled, room: Room
) -> None:
    """A laptop that is busy gets five keys at once; they are votes all the same."""
    async with run(filled(room.build)) as pilot:
        app_of(pilot).open_classify(room.workshop, room.asset)
        await settle(pilot)
        for key in ("v", "2", "2", "3", "1", "2", "enter", "enter", "3"):
            pilot.app.simulate_key(key)
        await settle(pilot)
        assert isinstance(pilot.app.screen, ClassifyScreen)
        assert rounds(pilot, room) == [(2, 2, 3, 1, 2)]
        assert stored(pilot, room).assessments["k"].calculated == 3
        ratings = stored(pilot, room).assessments["k"].ratings
        assert [level for level in ratings.values() if level is not None] == [3]


async def test_blind_digits_stay_hidden_until_they_are_revealed(voting: Start, room: Room) -> None:
    async with voting() as pilot:
        await press(pilot, "b", "3", "1", "3")
        shown = screen_text(pilot.app)
        assert "●●●▏" in shown
        assert "3 röster, dolda" in shown
        assert "313" not in shown
        assert "Allvarlig ●" not in shown
        assert not rounds(pilot, room)
        await press(pilot, "enter")
        assert "den som visade 1 och den som visade 3" in screen_text(pilot.app)
        assert stored(pilot, room).assessments["k"].votes[0].levels == (3, 1, 3)


async def test_a_second_round_is_blind_only_when_asked_and_shows_the_first(
    voting: Start, room: Room
) -> None:
    async with voting() as pilot:
        await press(pilot, "b", "3", "1", "enter", "2", "2")
        assert "Röster, omgång 2  22▏   omgång 1: 31" in screen_text(pilot.app)
        await press(pilot, "enter")
        assert "Alla lika" in screen_text(pilot.app)
        assert rounds(pilot, room) == [(3, 1), (2, 2)]


async def test_a_hand_too_many_is_taken_back_and_a_digit_outside_the_scale_is_none(
    voting: Start, room: Room
) -> None:
    async with voting() as pilot:
        await press(pilot, "backspace", "2", "4", "3", "backspace", "1", "enter")
        assert rounds(pilot, room) == [(2, 1)]


async def test_a_digit_outside_the_scale_says_what_the_scale_is(voting: Start, room: Room) -> None:
    async with voting() as pilot:
        for key in ("4", "5", "9"):
            await press(pilot, key)
            assert "Skalan går från 0 till 3." in screen_text(pilot.app)
        await press(pilot, "2")
        assert "Skalan går" not in screen_text(pilot.app)
        await press(pilot, "7", "enter")
        assert "Skalan går" not in screen_text(pilot.app)
        assert rounds(pilot, room) == [(2,)]


async def test_a_single_hand_is_not_all_alike(voting: Start) -> None:
    async with voting() as pilot:
        await press(pilot, "2", "enter")
        assert "En enda röst. Bedöm områdena." in screen_text(pilot.app)
        assert "Alla lika" not in screen_text(pilot.app)


async def test_fewer_hands_than_people_in_the_room_are_told_quietly(
    filled: Filled, room: Room
) -> None:
    def build(store: Store) -> None:
        room.build(store)
        people = workshops.parse_participants("Anna\nBo\nCia\nDan\nEva")
        workshops.add_participants(store, room.workshop, people)

    async with run(filled(build), settings=Settings(language="sv", facilitator="A")) as pilot:
        app_of(pilot).open_classify(room.workshop, room.asset)
        await settle(pilot)
        await press(pilot, "v", "2", "2", "2", "2")
        assert "4 av 5 har röstat" in screen_text(pilot.app)
        await press(pilot, "enter")
        assert "Alla lika. Bedöm områdena.  4 av 5 har röstat" in screen_text(pilot.app)
        await press(pilot, "2", "2", "2", "2", "2")
        assert "har röstat" not in screen_text(pilot.app)
        await press(pilot, "enter")
        assert "har röstat" not in screen_text(pilot.app)


async def test_leaving_without_revealing_keeps_nothing_and_says_so(
    voting: Start, room: Room
) -> None:
    async with voting() as pilot:
        await press(pilot, "2", "3", "escape")
        assert not rounds(pilot, room)
        assert "Rösterna sparades inte" in screen_text(pilot.app)


async def test_the_difference_opens_between_the_levels_that_were_shown(voting: Start) -> None:
    async with voting() as pilot:
        await press(pilot, "0", "1", "enter", "l")
        assert isinstance(pilot.app.screen, Difference)
        pair = [str(pilot.app.screen.query_one(f"#{end}-level").render()) for end in ENDS]
        assert [level.strip() for level in pair] == ["0 Försumbar", "1 Måttlig"]
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, VotePanel)


async def test_forty_hands_fit_and_the_next_is_not_taken(voting: Start, room: Room) -> None:
    async with voting(size=(80, 24)) as pilot:
        await press(pilot, *"1" * 39, "2", "3")
        assert "● × 39" in screen_text(pilot.app)
        await press(pilot, "enter")
        assert rounds(pilot, room) == [(*[1] * 39, 2)]


async def test_undo_takes_a_whole_round_back(voting: Start, room: Room) -> None:
    async with voting() as pilot:
        await press(pilot, "2", "3", "enter", "1", "1", "enter", "enter", "ctrl+z")
        assert rounds(pilot, room) == [(2, 3)]
        assert "röster 2 3" in screen_text(pilot.app)


async def test_a_lowest_level_shows_once_votes_are_revealed(voting: Start, room: Room) -> None:
    async with voting() as pilot:
        await press(pilot, "escape", "g", "y", "escape")
        assert stored(pilot, room).confirmed_flags
        assert "lägstanivå" not in screen_text(pilot.app)
        await press(pilot, "v", "2", "enter", "enter")
        assert "lägstanivå" in screen_text(pilot.app)


async def test_votes_and_a_differing_view_reach_the_owner(
    voting: Start, room: Room, tmp_path: Path
) -> None:
    async with voting() as pilot:
        await press(pilot, "2", "3", "1", "enter", "2", "2", "3", "enter", "d")
        assert isinstance(pilot.app.screen, DissentForm)
        await press(pilot, "3", "tab")
        await type_text(pilot, "Barn kan bli utpekade.")
        await press(pilot, "tab")
        await type_text(pilot, "skolsköterska")
        await press(pilot, "ctrl+s", "escape", "2", "m")
        await type_text(pilot, "Journaler om barns hälsa.")
        await press(pilot, "escape")
        options = ExportOptions("draft", to=tmp_path, language="sv")
        made = exports.export(app_of(pilot).store, room.workshop, options)
    texts = [
        str(cell.value)
        for row in load_workbook(made.path)["Klassning"].iter_rows()
        for cell in row
        if cell.value
    ]
    told = "\n".join(texts)
    assert "Röster, omgång 1: 2, 3, 1 (skiljer 2)" in told
    assert "Röster, omgång 2: 2, 2, 3 (skiljer 1)" in told
    assert "Avvikande mening: nivå 3 Allvarlig, skolsköterska. Barn kan bli utpekade." in told

"""How many keys an asset takes: every combination of deciding areas, pressed through the app.

From Classify open to the next asset shown, motivations not counted (decisions A4). What is asserted here is
what the guide states.
"""

from __future__ import annotations

import asyncio
from itertools import pairwise, product
from statistics import median
from uuid import UUID

import pytest

from ksa_tui.services import assets, classify, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.store import Store
from ksa_tui.ui.app import KsaApp
from ksa_tui.ui.screens.classify import ClassifyScreen
from ksa_tui.ui.screens.summary import SummaryScreen
from tests.ui.conftest import Filled
from tests.ui.running import app_of, run, settle

AREAS = ("liv", "int", "ver", "rat", "eko", "for")
ASPECTS = ("k", "r", "t")
PLACES = range(len(AREAS))
COMBINATIONS = tuple(product(PLACES, repeat=len(ASPECTS)))
NEAR, ANYWHERE, MEDIAN = 13, 16, 11.5
"""Keys at most with every deciding area at most two moves away, at most wherever they are, and the median."""


class Room:
    def __init__(self, count: int) -> None:
        self._count = count
        self.workshop = UUID(int=0)
        self.assets: tuple[UUID, ...] = ()

    def build(self, store: Store) -> None:
        """So many assets."""
        self.workshop = workshops.create(store, WorkshopDraft("Grundskola", "Maria Holm"))
        drafts = [AssetDraft(f"Mängd {number}") for number in range(self._count)]
        assets.import_rows(store, self.workshop, drafts)
        self.assets = tuple(asset.id for asset in workshops.load(store, self.workshop).assets)


def moves(place: int) -> list[str]:
    """The shortest way from the first area, as someone who knows that the areas wrap would go."""
    down, up = place, len(AREAS) - place
    return ["down"] * down if down <= up else ["up"] * up


def keys_of(places: tuple[int, ...]) -> list[str]:
    """What the facilitator presses for one asset: to the area, the level, onward; then past the summary."""
    rated = ([*moves(place), "2", "enter"] for place in places)
    return [*(key for keys in rated for key in keys), "enter"]


State = tuple[UUID | None, str, int]
"""The asset on screen, the aspect and the area under the cursor; no asset in the summary."""


def state(app: KsaApp) -> State:
    """Where the room is just now."""
    if isinstance(app.screen, ClassifyScreen):
        walk = app.screen._walk
        return walk.treatment, walk.aspect.id, walk.cursor
    assert isinstance(app.screen, SummaryScreen)
    return None, "", 0


async def press(app: KsaApp, key: str, expected: State) -> None:
    """Press a key, and wait until the room is where it should lead; not until the process is idle."""
    app.simulate_key(key)
    for look in range(5000):
        if state(app) == expected:
            return
        await asyncio.sleep(0 if look < 100 else 0.002)
    raise AssertionError(f"{key} leads to {state(app)}, not to {expected}")


async def rate_asset(app: KsaApp, here: UUID, after: UUID, places: tuple[int, ...]) -> int:
    """Press the keys of one asset up to the next, each looked after, and return how many there were."""
    keys = keys_of(places)
    aspect, cursor = 0, 0
    for key in keys[:-1]:
        if key == "enter":
            aspect, cursor = aspect + 1, 0
        else:
            cursor = (cursor + (-1 if key == "up" else 1)) % len(AREAS)
        is_done = aspect == len(ASPECTS)
        await press(app, key, (None, "", 0) if is_done else (here, ASPECTS[aspect], cursor))
    await press(app, keys[-1], (after, ASPECTS[0], 0))
    return len(keys)


def deciding(store: Store, treatment: UUID) -> list[tuple[str, ...]]:
    """The areas with the level that was pressed, aspect by aspect."""
    asset = classify.load(store, treatment)
    rated = (asset.assessments[aspect].ratings for aspect in ASPECTS)
    return [tuple(area for area in AREAS if ratings[area] == 2) for ratings in rated]


@pytest.mark.parametrize("first", PLACES)
async def test_every_combination_of_deciding_areas_is_pressed_through(
    filled: Filled, first: int
) -> None:
    """A sixth of them each: those whose first aspect is decided by this area."""
    combinations = [places for places in COMBINATIONS if places[0] == first]
    room = Room(len(combinations) + 1)
    async with run(filled(room.build), size=(80, 24)) as pilot:
        app = app_of(pilot)
        app.open_classify(room.workshop, room.assets[0])
        await settle(pilot)
        pressed = 0
        with (
            app.batch_update()
        ):  # keys in, screens change, nothing is painted: that is half of the time
            for (here, after), places in zip(pairwise(room.assets), combinations, strict=True):
                pressed += await rate_asset(app, here, after, places)
        for treatment, places in zip(room.assets, combinations, strict=False):
            assert deciding(app.store, treatment) == [(AREAS[place],) for place in places]
    assert pressed == sum(len(keys_of(places)) for places in combinations)


def test_what_is_pressed_is_within_what_is_promised() -> None:
    counts = {places: len(keys_of(places)) for places in COMBINATIONS}
    near = [n for places, n in counts.items() if all(len(moves(each)) <= 2 for each in places)]
    assert len(counts) == len(AREAS) ** len(ASPECTS)
    assert max(near) == NEAR
    assert max(counts.values()) == ANYWHERE
    assert median(counts.values()) == MEDIAN

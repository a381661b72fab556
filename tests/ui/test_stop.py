"""The stop in the room: the screen goes empty first, nothing of the asset is shown again, nothing is left."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from textual.pilot import Pilot

from ksa_tui import reference
from ksa_tui.domain.workshop import Asset, AssetStatus
from ksa_tui.paths import Workspace
from ksa_tui.services import assets, classify, exports, parked, stop, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.settings import Settings
from ksa_tui.store import Store
from ksa_tui.ui.dialogs.catalogue import CataloguePanel
from ksa_tui.ui.dialogs.guiding_questions import asked_of
from ksa_tui.ui.screens.classify import ClassifyScreen
from ksa_tui.ui.screens.stop import ReferPage, StopPage, StoppedPage
from ksa_tui.ui.screens.stop_not_here import NotHerePage
from ksa_tui.ui.screens.summary import SummaryScreen
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
    settle,
    type_text,
)

NAME, DESCRIPTION, WHY, QUESTION = (
    "Bergrummet",
    "Förråden söder",
    "Slussen öppnas",
    "Ventilationen?",
)
TEXTS = (NAME, DESCRIPTION, WHY, QUESTION, "Pärmar", "Anläggningssystemet")


class Room:
    """Three assets, the one in the middle is the one to stop."""

    def __init__(self) -> None:
        self.workshop = UUID(int=0)
        self.assets: list[UUID] = []

    @property
    def secret(self) -> UUID:
        return self.assets[1]

    def build(self, store: Store) -> None:
        draft = WorkshopDraft("Teknisk försörjning", owner_name="Maria Holm")
        self.workshop = workshops.create(store, draft)
        drafts = (
            AssetDraft("Avgifter"),
            AssetDraft(
                NAME, description=DESCRIPTION, medium="Pärmar", systems=("Anläggningssystemet",)
            ),
            AssetDraft("Zonindelning"),
        )
        self.assets = [assets.add(store, self.workshop, draft) for draft in drafts]
        for treatment in self.assets:
            for aspect in ("k", "r", "t"):
                classify.rate(store, treatment, aspect, "liv", 1)
        for aspect in ("k", "r", "t"):
            classify.save_text(store, self.secret, aspect, "motivation", f"{WHY} av {aspect}.")
        parked.add(store, self.workshop, QUESTION, treatment=self.secret)


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def workspace_with_room(filled: Filled, room: Room) -> Workspace:
    return filled(room.build)


@asynccontextmanager
async def opened(
    workspace: Workspace, room: Room, *, classifying: bool = True, **options: Any
) -> AsyncIterator[Pilot[None]]:
    """Classify or the workshop, at the secret asset."""
    lang = options.setdefault("lang", "sv")
    settings = Settings(language=lang, facilitator="Anna Berg")
    async with run(workspace, settings=settings, **options) as pilot:
        await press(pilot, "enter")
        if classifying:
            app_of(pilot).open_classify(room.workshop, room.secret)
            await settle(pilot)
        else:
            await press(pilot, "home", "down")
        yield pilot


def asset(pilot: Pilot[None], treatment: UUID) -> Asset:
    return classify.load(app_of(pilot).store, treatment)


def told(pilot: Pilot[None]) -> list[str]:
    """What of the asset stands on the screen."""
    shown = screen_text(pilot.app)
    return [text for text in TEXTS if text in shown]


async def pressed_blank(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one by one; after each, nothing of the asset is in view."""
    for key in keys:
        await press(pilot, key)
        assert told(pilot) == [], key


# ---------------------------------------------------------------- the way through


async def test_the_screen_is_empty_before_anything_is_asked(
    workspace_with_room: Workspace, room: Room
) -> None:
    async with opened(workspace_with_room, room) as pilot:
        assert NAME in told(pilot)
        await pressed_blank(pilot, "ctrl+o")
        assert isinstance(pilot.app.screen, StopPage)
        assert asset(pilot, room.secret).excluded is None
        await pressed_blank(pilot, "enter")
        assert isinstance(pilot.app.screen, ReferPage)
        assert asset(pilot, room.secret).excluded is None
        await pressed_blank(pilot, "enter", "enter")  # by habit
        assert isinstance(pilot.app.screen, ReferPage)
        assert asset(pilot, room.secret).excluded is None
        await pressed_blank(pilot, "ctrl+o")
        assert isinstance(pilot.app.screen, StoppedPage)
        assert asset(pilot, room.secret).excluded is not None


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_every_page_of_it(
    workspace_with_room: Workspace, room: Room, size: tuple[int, int], lang: str
) -> None:
    async with opened(workspace_with_room, room, size=size, lang=lang) as pilot:
        for page in ("blank", "refer", "stopped"):
            await press(pilot, "enter" if page == "refer" else "ctrl+o")
            assert_screen(pilot.app, f"stop-{page}-{size[0]}-{lang}")


async def test_afterwards_comes_the_next_asset(workspace_with_room: Workspace, room: Room) -> None:
    async with opened(workspace_with_room, room) as pilot:
        await pressed_blank(pilot, "ctrl+o", "enter", "ctrl+o", "enter")
        assert isinstance(pilot.app.screen, ClassifyScreen)
        assert "Zonindelning" in screen_text(pilot.app)
        assert "mängd 2 av 2" in screen_text(pilot.app)
        await pressed_blank(pilot, "pageup")
        assert "Avgifter" in screen_text(pilot.app)


async def test_afterwards_comes_the_next_asset_wherever_the_walk_began(
    workspace_with_room: Workspace, room: Room
) -> None:
    """The page comes back between the pages of the stop: it must not move on twice."""
    async with opened(workspace_with_room, room, classifying=False) as pilot:
        await press(pilot, "home", "enter", "pagedown")
        assert NAME in screen_text(pilot.app)
        await pressed_blank(pilot, "ctrl+o", "enter", "ctrl+o", "enter")
        assert "Zonindelning" in screen_text(pilot.app)
        assert "mängd 2 av 2" in screen_text(pilot.app)
        await press(pilot, "f", "f", "question_mark", "escape", "pageup")
        assert "Avgifter" in screen_text(pilot.app)
        assert "mängd 1 av 2" in screen_text(pilot.app)


async def test_after_the_last_asset_comes_the_workshop(
    workspace_with_room: Workspace, room: Room
) -> None:
    async with opened(workspace_with_room, room) as pilot:
        await press(pilot, "pagedown", "ctrl+o", "enter", "ctrl+o", "enter")
        assert isinstance(pilot.app.screen, WorkshopScreen)
        assert "Undantagen mängd 3" in screen_text(pilot.app)
        assert "Zonindelning" not in screen_text(pilot.app)


async def test_esc_leaves_everything_as_it_was(workspace_with_room: Workspace, room: Room) -> None:
    async with opened(workspace_with_room, room) as pilot:
        before = asset(pilot, room.secret)
        await press(pilot, "ctrl+o", "escape")
        assert isinstance(pilot.app.screen, ClassifyScreen)
        assert NAME in screen_text(pilot.app)
        await press(pilot, "ctrl+o", "enter", "escape")
        assert isinstance(pilot.app.screen, ClassifyScreen)
        assert WHY in screen_text(pilot.app)
        assert asset(pilot, room.secret) == before
        await press(pilot, "2")
        assert asset(pilot, room.secret).assessments["k"].calculated == 2


async def test_the_room_chooses_to_whom(workspace_with_room: Workspace, room: Room) -> None:
    async with opened(workspace_with_room, room) as pilot:
        await press(pilot, "ctrl+o", "enter", "down", "ctrl+o")
        assert "Kontakta biträdande säkerhetsskyddschefen" in screen_text(pilot.app)
        exclusion = asset(pilot, room.secret).excluded
        assert exclusion is not None
        assert exclusion.role == "biträdande säkerhetsskyddschef"


async def test_from_the_motivation_that_is_being_written(
    workspace_with_room: Workspace, room: Room
) -> None:
    async with opened(workspace_with_room, room) as pilot:
        await press(pilot, "m")
        await type_text(pilot, "Hemlig gång")
        await pressed_blank(pilot, "ctrl+o")
        assert isinstance(pilot.app.screen, StopPage)
        await pressed_blank(pilot, "enter", "ctrl+o", "enter")
        assert "Hemlig" not in screen_text(pilot.app)
    data = workspace_with_room.data
    assert not any(b"Hemlig g" in path.read_bytes() for path in data.iterdir())


async def test_undo_brings_nothing_back(workspace_with_room: Workspace, room: Room) -> None:
    async with opened(workspace_with_room, room) as pilot:
        await press(pilot, "3")
        await pressed_blank(
            pilot, "ctrl+o", "enter", "ctrl+o", "ctrl+z", "ctrl+y", "enter", "ctrl+z"
        )
        assert "Det finns inget mer att ångra." in screen_text(pilot.app)
        assert asset(pilot, room.secret).excluded is not None


async def test_what_was_just_said_in_a_line_goes_too(
    workspace_with_room: Workspace, room: Room
) -> None:
    async with opened(workspace_with_room, room, classifying=False) as pilot:
        await press(pilot, "d")
        assert NAME in screen_text(pilot.app)
        await pressed_blank(pilot, "ctrl+o")


async def test_help_and_palette_over_the_empty_page_show_nothing(
    workspace_with_room: Workspace, room: Room
) -> None:
    async with opened(workspace_with_room, room) as pilot:
        await pressed_blank(pilot, "ctrl+o", "question_mark", "escape", "ctrl+p", "escape")
        assert isinstance(pilot.app.screen, StopPage)


# ---------------------------------------------------------------- where it begins


async def test_from_the_summary(workspace_with_room: Workspace, room: Room) -> None:
    async with opened(workspace_with_room, room) as pilot:
        await press(pilot, "enter", "enter", "enter")
        assert isinstance(pilot.app.screen, SummaryScreen)
        assert NAME in screen_text(pilot.app)
        await pressed_blank(pilot, "ctrl+o", "enter", "ctrl+o", "enter")
        assert isinstance(pilot.app.screen, ClassifyScreen)
        assert "Zonindelning" in screen_text(pilot.app)


async def test_from_the_workshop_under_the_cursor(
    workspace_with_room: Workspace, room: Room
) -> None:
    async with opened(workspace_with_room, room, classifying=False, size=(120, 36)) as pilot:
        assert NAME in told(pilot)
        assert QUESTION in told(pilot)
        await pressed_blank(pilot, "ctrl+o", "enter", "ctrl+o", "enter")
        assert isinstance(pilot.app.screen, WorkshopScreen)
        table = workshops.table(app_of(pilot).store, room.workshop)
        assert table.rows[1].status is AssetStatus.STOPPED
        line = next(line for line in screen_text(pilot.app).splitlines() if "Undantagen" in line)
        assert line.split("│")[0].split() == ["▸", "Undantagen", "mängd", "2", "–", "undantagen"]
        await press(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, ClassifyScreen)


async def test_enter_on_an_excluded_asset_tells_what_is_kept(
    workspace_with_room: Workspace, room: Room
) -> None:
    async with opened(workspace_with_room, room, classifying=False) as pilot:
        await press(pilot, "ctrl+o", "enter", "ctrl+o", "enter")
        for key in ("enter", "ctrl+o"):
            await pressed_blank(pilot, key)
            assert isinstance(pilot.app.screen, StoppedPage)
            assert "Undantagen mängd 2" in screen_text(pilot.app)
            await pressed_blank(pilot, "escape")
            assert isinstance(pilot.app.screen, WorkshopScreen)


async def test_a_yes_to_the_question_about_swedens_security(
    workspace_with_room: Workspace, room: Room
) -> None:
    async with opened(workspace_with_room, room, size=(100, 36)) as pilot:
        before = asset(pilot, room.secret)
        model = workshops.model_of(app_of(pilot).store, room.workshop)
        assert model.stop is not None
        flags = [asked.flag.id for asked in asked_of(model, model.aspect("k"), before)]
        await press(pilot, "g", *["down"] * flags.index(model.stop.flag))
        await pressed_blank(pilot, "j")
        assert isinstance(pilot.app.screen, StopPage)
        assert asset(pilot, room.secret).flags == ()
        await pressed_blank(pilot, "enter", "ctrl+o", "enter")
        assert "Zonindelning" in screen_text(pilot.app)


async def test_a_no_to_that_question_is_an_answer_like_others(
    workspace_with_room: Workspace, room: Room
) -> None:
    async with opened(workspace_with_room, room, size=(100, 36)) as pilot:
        before = asset(pilot, room.secret)
        model = workshops.model_of(app_of(pilot).store, room.workshop)
        assert model.stop is not None
        flags = [asked.flag.id for asked in asked_of(model, model.aspect("k"), before)]
        await press(pilot, "g", *["down"] * flags.index(model.stop.flag), "n", "escape")
        (answered,) = asset(pilot, room.secret).flags
        assert (answered.flag, answered.value) == (model.stop.flag, False)


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_what_the_catalogue_stops_leads_to_the_same_words(
    workspace_with_room: Workspace, room: Room, lang: str
) -> None:
    stopped = next(a for a in reference.load_catalogue().assets if a.stop)
    async with opened(workspace_with_room, room, classifying=False, lang=lang) as pilot:
        await press(pilot, "c", "slash")
        await type_text(pilot, stopped.name.get(lang)[:20])
        await press(pilot, "enter", "enter")
        assert isinstance(pilot.app.screen, NotHerePage)
        assert_screen(pilot.app, f"stop-catalogue-100-{lang}")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, CataloguePanel)
        assert len(workshops.table(app_of(pilot).store, room.workshop).rows) == 3


# ---------------------------------------------------------------- files and lifting


@pytest.mark.parametrize("size", SIZES)
async def test_earlier_workbooks_are_listed_and_can_be_read_to_the_end(
    filled: Filled, room: Room, size: tuple[int, int]
) -> None:
    def build(store: Store) -> None:
        room.build(store)
        exports.export(store, room.workshop, exports.ExportOptions(kind="draft"))

    async with opened(filled(build), room, size=size) as pilot:
        await press(pilot, "ctrl+o", "enter", "ctrl+o", *["down"] * 20)
        shown = "".join(screen_text(pilot.app).split())
        assert "beslutsunderlag-teknisk-forsorjning-2026-11-23-1-utkast.xlsx" in shown
        assert "raderademsedanöverallt." in shown


async def test_the_folder_of_the_settings_is_looked_in_too(
    filled: Filled, room: Room, tmp_path: Path
) -> None:
    def build(store: Store) -> None:
        room.build(store)
        exports.export(
            store, room.workshop, exports.ExportOptions(kind="draft", to=tmp_path / "ut")
        )

    settings = Settings(language="sv", export_folder=str(tmp_path / "ut"))
    async with run(filled(build), settings=settings, size=(160, 40)) as pilot:
        app_of(pilot).open_classify(room.workshop, room.secret)
        await press(pilot, "ctrl+o", "enter", "ctrl+o")
        assert f"{tmp_path.name}/ut/beslutsunderlag" in "".join(screen_text(pilot.app).split())


async def test_where_others_name_it_is_told_without_the_name(filled: Filled, room: Room) -> None:
    def build(store: Store) -> None:
        room.build(store)
        classify.save_text(store, room.assets[0], "k", "motivation", f"Som {NAME}.")

    async with opened(filled(build), room, size=(100, 36)) as pilot:
        await pressed_blank(pilot, "ctrl+o", "enter", "ctrl+o")
        shown = screen_text(pilot.app)
        assert "Nämns på andra ställen" in shown
        assert "Avgifter" in shown


async def test_lifted_it_is_empty_under_a_new_name(
    workspace_with_room: Workspace, room: Room
) -> None:
    async with opened(workspace_with_room, room) as pilot:
        await pressed_blank(pilot, "ctrl+o", "enter", "ctrl+o", "h")
        await press(pilot, "enter")
        assert asset(pilot, room.secret).excluded is not None
        await type_text(pilot, "Vattenprover")
        await pressed_blank(pilot, "enter")
        assert isinstance(pilot.app.screen, ClassifyScreen)
        assert "Vattenprover" in screen_text(pilot.app)
        after = asset(pilot, room.secret)
        assert (after.name, after.excluded, after.description) == ("Vattenprover", None, "")
        await pressed_blank(pilot, "2")
        assert asset(pilot, room.secret).assessments["k"].calculated == 2


async def test_a_lift_can_be_left(workspace_with_room: Workspace, room: Room) -> None:
    async with opened(workspace_with_room, room) as pilot:
        await press(pilot, "ctrl+o", "enter", "ctrl+o", "h", "escape")
        assert isinstance(pilot.app.screen, StoppedPage)
        assert asset(pilot, room.secret).excluded is not None


async def test_nothing_is_lost_when_the_app_is_quit_on_the_empty_page(
    workspace_with_room: Workspace, room: Room
) -> None:
    async with opened(workspace_with_room, room) as pilot:
        await press(pilot, "ctrl+o", "ctrl+q")
    async with run(workspace_with_room) as pilot:
        assert asset(pilot, room.secret).name == NAME


async def test_quit_on_the_last_page_it_stays_stopped_and_no_place_leads_back(
    workspace_with_room: Workspace, room: Room
) -> None:
    async with opened(workspace_with_room, room) as pilot:
        await press(pilot, "ctrl+o", "enter", "ctrl+o", "ctrl+q")
    async with run(workspace_with_room) as pilot:
        store = app_of(pilot).store
        assert stop.stopped(store, room.secret).label == "Undantagen mängd 2"
        place = classify.last_place(store, room.workshop)
        assert place is None or place.treatment != room.secret

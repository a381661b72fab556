"""What a key costs in counts that no machine changes, the same in any store: statements, commits, lines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from textual.pilot import Pilot

from ksa_tui.domain import looking_over
from ksa_tui.domain.looking_over import SHOWN
from ksa_tui.paths import Workspace
from ksa_tui.services import classify, register, tables, workshops
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.store import Store, loading_assets
from ksa_tui.ui.dialogs.checks import ChecksPanel
from ksa_tui.ui.screens.classify import ClassifyScreen
from ksa_tui.ui.screens.home import HomeScreen
from ksa_tui.ui.screens.register import RegisterScreen
from ksa_tui.ui.screens.workshop import WorkshopScreen
from ksa_tui.ui.screens.workshop_remarks import Words
from ksa_tui.ui.widgets.painted_table import PaintedTable
from tests.services.many import fill
from tests.ui.conftest import Filled
from tests.ui.running import app_of, press, run, screen_text
from tests.ui.starting import run_python, start
from tests.ui.waiting import arrive

SIZE = (100, 30)
MOVES = ("down", "up", "pagedown", "end", "pageup", "home")


@pytest.fixture(params=[10, 3_000])
def home(filled: Filled, request: pytest.FixtureRequest) -> Workspace:
    """A few assets or very many, all but one workshop's share of them in one workshop."""

    def write(store: Store) -> None:
        places = [workshops.create(store, WorkshopDraft(f"Workshop {n}")) for n in range(2)]
        fill(store, places, request.param)
        here = workshops.table(store, places[-1]).rows[0].id
        classify.remember_place(store, classify.Place(places[-1], here))

    return filled(write)


@contextmanager
def told(pilot: Pilot[Any]) -> Iterator[list[str]]:
    """The statements that run while this lasts."""
    said: list[str] = []
    store = app_of(pilot).store
    with store.driver() as connection:
        connection.set_trace_callback(said.append)
    yield said
    with store.driver() as connection:
        connection.set_trace_callback(None)


def kinds(said: list[str]) -> set[str]:
    """The different ones: the driver tells of each repetition by itself."""
    return {" ".join(text.split())[:60] for text in said}


async def test_moving_asks_the_store_nothing(home: Workspace) -> None:
    async with run(home, size=SIZE) as pilot:
        await arrive(pilot, HomeScreen)
        with told(pilot) as said:
            await press(pilot, *MOVES)
        assert said == []
        await press(pilot, "enter")
        await arrive(pilot, WorkshopScreen)
        with told(pilot) as said:
            await press(pilot, *MOVES)
        assert said == []


async def test_a_letter_in_the_filter_of_a_workshop_asks_nothing(home: Workspace) -> None:
    async with run(home, size=SIZE) as pilot:
        await press(pilot, "enter")
        await arrive(pilot, WorkshopScreen)
        await press(pilot, "slash")
        with told(pilot) as said:
            await press(pilot, "b", "e", "backspace")
        assert said == []


async def test_a_rating_is_one_commit_and_the_same_few_statements(home: Workspace) -> None:
    async with run(home, size=SIZE) as pilot:
        await press(pilot, "enter")
        await arrive(pilot, WorkshopScreen)
        await press(pilot, "home", "enter")
        await arrive(pilot, ClassifyScreen)
        await press(pilot, "1", "2")
        for key in ("3", "1", "minus", "backspace"):
            with told(pilot) as said:
                await press(pilot, key)
            assert said.count("COMMIT") == 1, key
            assert len(kinds(said)) <= 12, said
        with told(pilot) as said:
            await press(pilot, "down", "up")
        assert "COMMIT" not in said


async def test_votes_and_people_do_not_read_the_assets(home: Workspace) -> None:
    async with run(home, size=SIZE) as pilot:
        await press(pilot, "enter")
        await arrive(pilot, WorkshopScreen)
        with told(pilot) as said:
            await press(pilot, "p", "escape", "o", "escape")
        assert not any("FROM assessment" in " ".join(text.split()) for text in said)
        await press(pilot, "home", "enter")
        await arrive(pilot, ClassifyScreen)
        with told(pilot) as said:
            await press(pilot, "v")
        assert said
        assert not any("FROM assessment" in " ".join(text.split()) for text in said)


async def test_what_one_rating_changed_is_all_that_is_made_anew(
    home: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Back in the workshop, in its checks, in the register, and in a workshop that is entered again."""
    made: list[str] = []

    def counted(where: Any, name: str) -> None:
        make = getattr(where, name)

        def counting(*given: Any, **named: Any) -> Any:
            made.append(name)
            return make(*given, **named)

        monkeypatch.setattr(where, name, counting)

    async with run(home, size=SIZE) as pilot:
        await press(pilot, "r")
        await arrive(pilot, RegisterScreen)
        await press(pilot, "escape", "enter")
        await arrive(pilot, WorkshopScreen)
        await pilot.app.workers.wait_for_complete()
        await press(pilot, "home", "enter")
        await arrive(pilot, ClassifyScreen)
        await press(pilot, "1")
        for where, name in (
            (loading_assets, "Asset"),
            (tables, "TableRow"),
            (looking_over, "asset_gaps"),
            (register, "_entry"),
        ):
            counted(where, name)
        await press(pilot, "escape")
        await arrive(pilot, WorkshopScreen)
        await pilot.app.workers.wait_for_complete()
        assert sorted(made) == ["Asset", "TableRow", "asset_gaps"]
        await press(pilot, "k", "escape", "escape")
        await arrive(pilot, HomeScreen)
        await press(pilot, "enter")
        await arrive(pilot, WorkshopScreen)
        await pilot.app.workers.wait_for_complete()
        assert sorted(made) == ["Asset", "TableRow", "asset_gaps"]
        await press(pilot, "escape", "r")
        await arrive(pilot, RegisterScreen)
        assert made[3:] == ["_entry"]


async def test_the_checks_put_into_words_what_is_seen(
    home: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    worded: list[object] = []
    word = Words.blocking

    def counting(words: Words, gaps: Any) -> Any:
        worded.append(gaps)
        return word(words, gaps)

    monkeypatch.setattr(Words, "blocking", counting)
    async with run(home, size=SIZE) as pilot:
        await press(pilot, "enter")
        await arrive(pilot, WorkshopScreen)
        await pilot.app.workers.wait_for_complete()
        await press(pilot, "k")
        await arrive(pilot, ChecksPanel)
        assert "hindrar export" in screen_text(pilot.app)
        assert len(worded) <= SHOWN + SIZE[1]


async def test_a_letter_in_the_register_makes_no_more_lines_than_are_seen(
    home: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    make = PaintedTable._segments

    def counting(table: PaintedTable[Any], index: int, line: int, kind: str) -> Any:
        made.append(index)
        return make(table, index, line, kind)

    async with run(home, size=SIZE) as pilot:
        await press(pilot, "r")
        await arrive(pilot, RegisterScreen)
        await press(pilot, "ctrl+f")
        monkeypatch.setattr(PaintedTable, "_segments", counting)
        for letter in "ar":
            made.clear()
            await press(pilot, letter)
            assert 0 < len(made) <= 2 * SIZE[1], "a screenful, or two when the cursor's row moved"


async def test_what_needs_somebody_leaves_the_list_its_room(filled: Filled) -> None:
    def write(store: Store) -> None:
        places = [workshops.create(store, WorkshopDraft(f"Workshop {n}")) for n in range(120)]
        fill(store, places, 600)

    workspace = filled(write)
    for size in ((80, 24), (100, 30), (120, 36)):
        async with run(workspace, size=size) as pilot:
            shown = screen_text(pilot.app)
            assert "▸ Workshop 119" in shown
            assert shown.count("skulle ha omprövats") == size[1] // 5 - 1
            assert " till\n" in shown


def test_the_first_paint_loads_few_modules_and_collects_no_garbage(
    three_workshops: Workspace,
) -> None:
    painted, ready = start(three_workshops.home)
    assert len([name for name in painted.modules if name.startswith("ksa_tui")]) <= 75
    not_shown = ("domain.model", "reference", "spreadsheets", "ui.dialogs.form")
    assert painted.loaded(*(f"ksa_tui.{name}" for name in not_shown)) == []
    assert not painted.collects, "the collector rests"
    assert ready.collects
    assert ready.passed_over > 10_000


@pytest.mark.parametrize("screen", ["home", "register", "workshop", "classify", "summary"])
def test_no_screen_brings_what_only_files_and_migrations_need(screen: str) -> None:
    """They are megabytes, some are tenths of a second, and they come with the command that needs them."""
    heavy = (
        *("xlsxwriter", "openpyxl", "python_calamine", "alembic", "mako", "sqlcipher3"),
        *("urllib.request", "statistics", "ksa_tui.services.stop", "ksa_tui.services.requirements"),
    )
    told = f"import sys, ksa_tui.ui.screens.{screen}; print(*set(sys.modules) & set({heavy}))"
    assert run_python(told).split() == []

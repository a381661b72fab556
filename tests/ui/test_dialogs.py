"""Small panels: one question, one of many, long work."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.app import App
from textual.screen import Screen

from ksa_tui import ui
from ksa_tui.errors import KsaError
from ksa_tui.ui.dialogs.confirm import ConfirmPanel
from ksa_tui.ui.dialogs.pick import PickPanel
from ksa_tui.ui.dialogs.progress import Progress, ProgressPanel
from ksa_tui.ui.failures import CalmApp
from ksa_tui.ui.themes import LIGHT, own_variables, theme_of
from tests.ui.running import screen_text, settle

STYLES = Path(str(ui.__file__)).with_name("ksa.tcss")


class PanelApp(CalmApp):
    """One panel on an empty screen, and what it answered."""

    CSS_PATH = STYLES

    def __init__(self, panel: Screen[Any]) -> None:
        super().__init__()
        self.register_theme(theme_of(LIGHT))
        self.theme = LIGHT.name
        self.panel = panel
        self.answers: list[object] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return own_variables(LIGHT)

    def on_mount(self) -> None:
        self.push_screen(self.panel, self.answers.append)


async def answer(panel: Screen[Any], *keys: str) -> tuple[list[object], str]:
    """What a panel answers to some keys, and what it showed before the last of them."""
    app: App[None] = PanelApp(panel)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(*keys[:-1])
        await settle(pilot)
        shown = screen_text(app)
        await pilot.press(*keys[-1:])
        await settle(pilot)
        assert isinstance(app, PanelApp)
        return app.answers, shown


@pytest.mark.parametrize(("key", "expected"), [("enter", [True]), ("escape", [False])])
async def test_only_a_clear_yes_is_a_yes(key: str, expected: list[bool]) -> None:
    panel = ConfirmPanel("Ta bort [/x]?", "Borta\x1b är borta.")
    answers, shown = await answer(panel, key)
    assert answers == expected
    assert "Ta bort [/x]?" in shown
    assert "Borta␛ är borta." in shown


async def test_any_other_key_is_no_answer() -> None:
    answers, _shown = await answer(ConfirmPanel("Ta bort?", "Borta."), "n", "space", "x", "delete")
    assert answers == []


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (("enter",), ["b"]),
        (("down", "enter"), ["c"]),
        (("home", "enter"), ["a"]),
        (("escape",), [None]),
    ],
)
async def test_one_of_many_is_picked(keys: tuple[str, ...], expected: list[str | None]) -> None:
    options = [("a", "äpple", ""), ("b", "banan [/]", "gul"), ("c", "citron", "sur")]
    answers, shown = await answer(PickPanel("Frukt", options, "b"), *keys)
    assert answers == expected
    assert "banan [/]" in shown
    assert "sur" in shown


async def test_long_work_is_done_in_a_thread_and_its_result_returned() -> None:
    def work(progress: Progress) -> int:
        for step in range(10):
            progress(step, 10)
        return 42

    app = PanelApp(ProgressPanel("Läser", work))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert app.answers == [42]


async def test_long_work_shows_how_far_it_has_come_and_can_be_stopped() -> None:
    going, stopped = Event(), Event()

    def work(progress: Progress) -> int:
        while True:
            progress(300, 1000)
            going.set()
            stopped.wait(0.02)

    app = PanelApp(ProgressPanel("Läser listan", work))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.5)
        assert going.is_set()
        shown = screen_text(app)
        assert "Läser listan" in shown
        assert "300" in shown
        assert "━" in shown
        await pilot.press("escape")
        await settle(pilot)
        assert app.answers == [None]


async def test_work_that_is_refused_says_why() -> None:
    def work(progress: Progress) -> int:
        raise KsaError("Filen är tom.")

    app = PanelApp(ProgressPanel("Läser", work))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await settle(pilot)
        assert app.answers == [None]
        assert "Filen är tom." in screen_text(app)

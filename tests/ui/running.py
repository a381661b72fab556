"""A running app on a real store, its screen as plain text, and goldens to compare it with."""

from __future__ import annotations

import html
import os
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from textual.app import App
from textual.pilot import Pilot

from ksa_tui import i18n
from ksa_tui.errors import KsaError
from ksa_tui.paths import Workspace
from ksa_tui.settings import Settings
from ksa_tui.ui.app import KsaApp
from ksa_tui.ui.screens.home import HomeScreen

GOLDEN: Final = Path(__file__).with_name("golden")
SIZES: Final = ((80, 24), (120, 36))
LANGUAGES: Final = ("sv", "en")
NOW: Final = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
IN_THREADS: Final = {"store", "work"}
"""The groups of the workers that run in threads; all others wait for the person."""
CELL_WIDTH: Final = 12.2
"""Width of a cell in the SVG that Textual exports."""


def clock() -> datetime:
    """It is always the same moment."""
    return NOW


@asynccontextmanager
async def run(
    workspace: Workspace,
    *,
    size: tuple[int, int] = (100, 30),
    lang: str = "sv",
    settings: Settings | None = None,
    fails: bool = False,
    clock: Callable[[], datetime] = clock,
) -> AsyncIterator[Pilot[None]]:
    """The app on a workspace, its store open; what it could not handle is raised at the end.

    With ``fails`` that is left in ``KsaApp.failure`` for the test to look at.
    """
    i18n.set_language(lang)
    app = KsaApp(workspace, settings or Settings(language=lang), clock=clock)
    async with app.run_test(size=size, notifications=True) as pilot:
        await _opened(app)
        await settle(pilot)
        try:
            yield pilot
        finally:
            app.close_store()
    if app.failure is not None and not fails:
        raise app.failure


async def _opened(app: KsaApp) -> None:
    """Wait for the store: Home asks for it when it is painted, which may be later than ``settle`` waits for."""
    if isinstance(app.screen, HomeScreen):
        with suppress(KsaError):  # the app is told the same, and shows it
            await app.session.ready(app, app.settings)


def app_of(pilot: Pilot[None]) -> KsaApp:
    """The app that a pilot drives, typed."""
    assert isinstance(pilot.app, KsaApp)
    return pilot.app


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until what was begun is done and painted."""
    await pilot.pause()
    threads = [worker for worker in pilot.app.workers if worker.group in IN_THREADS]
    if threads:
        await pilot.app.workers.wait_for_complete(threads)
    await pilot.pause()
    await pilot.pause()


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one after the other, as a person does: each is done before the next."""
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


async def type_text(pilot: Pilot[Any], text: str) -> None:
    """Type a text into what has the focus."""
    await pilot.press(*("space" if char == " " else char for char in text))
    await settle(pilot)


def screen_text(app: App[Any]) -> str:
    """What is on screen, as lines of text without trailing blanks."""
    rows: dict[float, list[str]] = {}
    pattern = r'<text class="[^"]*" x="([\d.]+)" y="([\d.]+)"[^>]*>(.*?)</text>'
    svg = app.export_screenshot(simplify=True)
    for match in re.finditer(pattern, svg, flags=re.DOTALL):
        column = round(float(match[1]) / CELL_WIDTH)
        text = html.unescape(match[3]).replace("\u00a0", " ")
        row = rows.setdefault(float(match[2]), [])
        row += [" "] * (column + len(text) - len(row))
        row[column : column + len(text)] = text
    return "\n".join("".join(rows[y]).rstrip() for y in sorted(rows)) + "\n"


def assert_screen(app: App[Any], name: str) -> None:
    """Compare the screen with ``golden/name.txt``; ``KSA_GOLDEN=write`` writes it instead, to be read."""
    golden, shown = GOLDEN / f"{name}.txt", screen_text(app)
    if os.environ.get("KSA_GOLDEN") == "write":
        golden.write_text(shown, encoding="utf-8", newline="\n")
    assert shown == golden.read_text(encoding="utf-8")

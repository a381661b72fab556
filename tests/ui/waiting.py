"""Waiting for what happens in threads, as a person does: until it can be seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

from textual.pilot import Pilot
from textual.screen import Screen

from ksa_tui.ui.app import KsaApp
from tests.ui.running import screen_text, settle

LOOKS: Final = 500
SOON: Final = 0.02
"""Seconds between two looks."""

ScreenT = TypeVar("ScreenT", bound=Screen[Any])


async def until(pilot: Pilot[Any], condition: Callable[[], bool]) -> None:
    """Wait until something holds; fails with the screen when it never does."""
    for _ in range(LOOKS):
        if condition():
            await settle(pilot)
            return
        await pilot.pause(SOON)
    if isinstance(pilot.app, KsaApp) and pilot.app.failure is not None:
        raise pilot.app.failure
    raise AssertionError(screen_text(pilot.app))


async def seen(pilot: Pilot[Any], *texts: str) -> None:
    """Wait until all of ``texts`` are on screen."""

    def are_there() -> bool:
        shown = " ".join(screen_text(pilot.app).split())
        return all(text in shown for text in texts)

    await until(pilot, are_there)


async def arrive(pilot: Pilot[Any], kind: type[ScreenT]) -> ScreenT:
    """Wait until a screen of this kind is on top, and return it."""
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))
    screen = pilot.app.screen
    assert isinstance(screen, kind)
    return screen

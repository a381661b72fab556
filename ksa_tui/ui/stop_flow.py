"""The way through the stop: empty page, role, what is kept. The page it began on is empty all the while."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ksa_tui.domain.model import Model
from ksa_tui.services import classify
from ksa_tui.ui.base import Page

if TYPE_CHECKING:
    from ksa_tui.ui.app import KsaApp


class StopAsked(StrEnum):
    """What a panel answers instead of an asset when the stop is to begin."""

    NOW = "now"


class StopEnd(StrEnum):
    """How it ended."""

    LEFT = "left"
    """Nothing was changed."""
    STOPPED = "stopped"
    LIFTED = "lifted"


@contextmanager
def emptied(page: Page[Any]) -> Iterator[None]:
    """The page shows nothing between its bars; what it shows afterwards is to be read anew within."""
    body = page.query_one("#page")
    body.display = False
    try:
        yield
    finally:
        body.display = True


async def stop_asset(app: KsaApp, title: str, model: Model, treatment: UUID) -> StopEnd:
    """Ask and carry out; for one that is stopped already, show what is kept. In an ``emptied`` page only."""
    from ksa_tui.services import stop
    from ksa_tui.ui.screens.stop import ReferPage, StopPage, StoppedPage

    app.clear_notifications()  # the line about what was done last may name it
    if classify.load(app.store, treatment).excluded is not None:
        stopped = stop.stopped(app.store, treatment, app.export_folders())
    else:
        if not await app.push_screen_wait(StopPage(title)):
            return StopEnd.LEFT
        carried_out = await app.push_screen_wait(ReferPage(title, treatment))
        if carried_out is None:
            return StopEnd.LEFT
        stopped = carried_out
    lifted = await app.push_screen_wait(StoppedPage(title, model, stopped))
    return StopEnd.LIFTED if lifted else StopEnd.STOPPED

"""The app: which workspace, which screen, which language; everything else is in the screens."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.app import App
from textual.binding import BindingType
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Input, TextArea
from textual.worker import WorkerFailed

from ksa_tui import i18n
from ksa_tui.errors import KsaError
from ksa_tui.i18n import _
from ksa_tui.log import record_failure
from ksa_tui.paths import Workspace
from ksa_tui.settings import Settings, save_settings
from ksa_tui.ui import routes
from ksa_tui.ui.base import Frame
from ksa_tui.ui.commands import APP_COMMANDS, bindings
from ksa_tui.ui.screens.home import HomeScreen
from ksa_tui.ui.session import Clock, Session
from ksa_tui.ui.themes import DEFAULT_THEME, LIGHT, THEMES, own_variables

if TYPE_CHECKING:
    from textual._actions import ActionParseResult  # noqa: F401 - names a parameter's type
    from uuid import UUID

    from ksa_tui.services.classify import Place
    from ksa_tui.services.history import Done
    from ksa_tui.services.stores import Store

SLOW: float = 0.3
"""Seconds after which waiting for the store is said."""


def now_utc() -> datetime:
    """The clock of a running app."""
    return datetime.now(UTC)


class KsaApp(App[None]):
    """ksa in the terminal."""

    TITLE = "ksa"
    CSS_PATH = "ksa.tcss"
    ENABLE_COMMAND_PALETTE = False  # ours is a panel like any other, in the person's language
    BINDINGS: ClassVar[list[BindingType]] = bindings(APP_COMMANDS)
    HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]]] = [
        (0, "-narrow"),
        (96, "-normal"),
        (116, "-wide"),
    ]
    VERTICAL_BREAKPOINTS: ClassVar[list[tuple[int, str]]] = [
        (0, "-short"),
        (28, "-tall"),
        (34, "-roomy"),
    ]

    def __init__(
        self,
        workspace: Workspace,
        settings: Settings,
        *,
        clock: Clock = now_utc,
        is_example: bool = False,
    ) -> None:
        super().__init__()
        self.settings = settings
        self.clock = clock
        self._sessions = [Session(workspace, clock, is_example=is_example)]
        for theme in THEMES:
            self.register_theme(theme)
        known = settings.theme in self.available_themes
        self.theme = settings.theme if known else DEFAULT_THEME

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own variables must exist before our themes do, or no stylesheet parses."""
        return own_variables(LIGHT)

    # ------------------------------------------------------------ start and end

    def get_default_screen(self) -> Screen[None]:
        """Home is the first screen; a store that cannot be read is told on a page of its own."""
        try:
            return HomeScreen(self.session.view())
        except KsaError as error:
            return routes.failure(error)

    def on_mount(self) -> None:
        """Open the store when the first screen has been painted."""
        if isinstance(self.screen, HomeScreen):
            self.call_after_refresh(self._open_store)

    @work(group="open")
    async def _open_store(self) -> None:
        session = self.session
        session.open(self, self.settings)
        try:
            await session.ready()
        except KsaError as error:
            await self.push_screen(routes.failure(error))
            return
        if isinstance(self.screen, HomeScreen):
            self.screen.reload()

    async def action_quit(self) -> None:
        """Save what is being typed, close the store, go."""
        self.close_store()
        self.exit()

    def close_store(self) -> None:
        """Let every screen save what is being typed, then close the store."""
        for screen in self.screen_stack:
            if isinstance(screen, Frame):
                screen.leave()
        for session in self._sessions:
            session.close()

    # ------------------------------------------------------------ the store

    @property
    def session(self) -> Session:
        """The workspace on screen: one's own, or the worked example on top of it."""
        return self._sessions[-1]

    @property
    def store(self) -> Store:
        """The open store; screens other than Home are only shown when it is there."""
        if self.session.store is None:
            raise RuntimeError("the store is not open yet")
        return self.session.store

    async def store_ready(self) -> Store:
        """The store as soon as it is open; says so when that takes a while."""
        slow = self.set_timer(SLOW, lambda: self.say(_("Opening the store …")))
        try:
            return await self.session.ready()
        finally:
            slow.stop()

    def today(self) -> date:
        """The date where the laptop is."""
        return self.clock().astimezone().date()

    # ------------------------------------------------------------ ways

    def open_workshop(self, workshop_id: UUID, place: Place | None = None) -> None:
        """Go to a workshop, the cursor on ``place``."""
        self.push_screen(routes.workshop(workshop_id, place))

    def open_classify(
        self, workshop_id: UUID, treatment_id: UUID, place: Place | None = None
    ) -> None:
        """Go to one asset, at ``place`` if it is of that asset."""
        self.push_screen(routes.classify(workshop_id, treatment_id, place))

    def action_help(self) -> None:
        """Explain the screen one is on."""
        if isinstance(self.screen, Frame):
            self.push_screen(routes.help_on(self.screen))

    @work(exclusive=True, group="palette")
    async def action_palette(self) -> None:
        """Offer every command of the screen, and run the one chosen."""
        frame = self.screen
        if not isinstance(frame, Frame):
            return
        command = await self.push_screen_wait(routes.palette(frame))
        if command is not None:
            await self.run_action(command.action, frame)

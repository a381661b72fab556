"""The app: which workspace, which screen, which language; everything else is in the screens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Input, TextArea

from ksa_tui import i18n
from ksa_tui.errors import KsaError
from ksa_tui.i18n import _
from ksa_tui.log import record_failure
from ksa_tui.paths import Workspace
from ksa_tui.services.stores import now_utc
from ksa_tui.settings import Settings, save_settings
from ksa_tui.ui import routes
from ksa_tui.ui.base import Frame
from ksa_tui.ui.commands import APP_COMMANDS, bindings
from ksa_tui.ui.failures import CalmApp
from ksa_tui.ui.screens.home import HomeScreen
from ksa_tui.ui.session import Session
from ksa_tui.ui.themes import DEFAULT_THEME, LIGHT, THEMES, own_variables

if TYPE_CHECKING:
    from uuid import UUID

    from ksa_tui.services.classify import Place
    from ksa_tui.services.history import Done
    from ksa_tui.services.stores import Clock
    from ksa_tui.store import Store

SLOW: float = 0.3
"""Seconds after which waiting for the store is said."""


class KsaApp(CalmApp):
    """ksa in the terminal."""

    TITLE = "ksa"
    CSS_PATH: ClassVar[
        list[str | PurePath]
    ] = [  # of a default screen Textual does not read its own
        "ksa.tcss",
        "screens/home.tcss",
        "screens/failure.tcss",
    ]
    ENABLE_COMMAND_PALETTE = False  # ours is a panel like any other, in the person's language
    BINDINGS: ClassVar[list[BindingType]] = bindings(APP_COMMANDS)
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - declared as an instance variable by Textual
        (0, "-narrow"),
        (96, "-normal"),
        (116, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012
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
        try:
            await self.session.ready(self, self.settings)
        except KsaError as error:
            await self.push_screen(routes.failure(error))
            return
        if isinstance(self.screen, HomeScreen):
            self.screen.reload()

    async def action_quit(self) -> None:
        """Save what is being typed, close the store, go."""
        self.close_store()
        self.exit(return_code=1 if self.failure else 0)

    def close_store(self) -> None:
        """Let every screen save what is being typed, then close the store; nothing stops the way out."""
        frames = [screen for screen in self.screen_stack if isinstance(screen, Frame)]
        steps = [frame.leave for frame in frames] + [session.close for session in self._sessions]
        for step in steps:
            try:
                step()
            except Exception as error:
                record_failure(error)
                self.failure = self.failure or error

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
            return await self.session.ready(self, self.settings)
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

    @work(exclusive=True, group="example")
    async def action_example(self) -> None:
        """Open the worked example on top of one's own workspace."""
        if self.session.is_example:
            return
        self.say(_("Building the example …"))
        building = self.run_worker(
            lambda: Session.example(self.clock), thread=True, group="work"
        )
        self._enter(await building.wait())

    def _enter(self, session: Session) -> None:
        self._sessions.append(session)
        self._show_home()
        self._open_store()

    def action_leave_example(self) -> None:
        """Back to one's own workspace; the example is thrown away."""
        if len(self._sessions) > 1:
            self._sessions.pop().close()
            self._show_home()

    def _show_home(self) -> None:
        home = self.screen_stack[0]
        if isinstance(home, HomeScreen):
            home.reload()

    # ------------------------------------------------------------ undo

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In a text field ctrl+z is the field's own; nothing can be undone before the store is open."""
        if action in {"undo", "redo"}:
            in_text = isinstance(self.focused, Input | TextArea)
            return not in_text and self.session.store is not None
        if action == "example":
            return not self.session.is_example
        if action == "leave_example":
            return len(self._sessions) > 1
        return super().check_action(action, parameters)

    def action_undo(self) -> None:
        """Undo the latest change of this session, wherever it was made."""
        from ksa_tui.services import history

        done = history.undo(self.store)
        self._tell(done, _("Undone: {what}"), _("There is nothing more to undo."))

    def action_redo(self) -> None:
        """Do again what was undone."""
        from ksa_tui.services import history

        done = history.redo(self.store)
        self._tell(done, _("Done again: {what}"), _("There is nothing to do again."))

    def _tell(self, done: Done | None, sentence: str, nothing: str) -> None:
        if done is None:
            self.say(nothing)
            return
        if isinstance(self.screen, Frame):
            self.screen.reload()
        self.say(sentence.format(what=_(done.what)))

    # ------------------------------------------------------------ saying and remembering

    def say(self, text: str) -> None:
        """One calm line for a few seconds; what was said before gives way."""
        self.clear_notifications()
        self.notify(text, markup=False)

    def remember(self, **changes: Any) -> None:
        """Keep settings; when they cannot be written it is said, and they hold until the app is closed."""
        self.settings = replace(self.settings, **changes)
        try:
            save_settings(self.settings)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            self.say(_("The settings could not be saved: {reason}.").format(reason=reason))

    async def speak(self, language: str) -> None:
        """Switch the language of everything on screen."""
        i18n.set_language(language)
        for screen in self.screen_stack:
            if isinstance(screen, Frame):
                await screen.retranslate()

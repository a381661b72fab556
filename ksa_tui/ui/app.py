"""The app: which workspace, which screen, which language; everything else is in the screens."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import events, work
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.screen import Screen

from ksa_tui import collecting, i18n
from ksa_tui.errors import KsaError, StoreError
from ksa_tui.i18n import N_, _
from ksa_tui.log import record_failure
from ksa_tui.paths import Workspace
from ksa_tui.services.stores import now_utc
from ksa_tui.settings import Settings, save_settings
from ksa_tui.ui import routes
from ksa_tui.ui.base import Frame
from ksa_tui.ui.commands import APP_COMMANDS, bindings
from ksa_tui.ui.safekeeping import Safekeeping
from ksa_tui.ui.screens.home import HomeScreen
from ksa_tui.ui.session import Session, Sessions
from ksa_tui.ui.sizes import HEIGHTS, WIDTHS
from ksa_tui.ui.themes import DEFAULT_THEME, LIGHT, THEMES, own_variables
from ksa_tui.ui.workspaces import WorkspacesApp

if TYPE_CHECKING:
    from uuid import UUID

    from ksa_tui.services.classify import Place
    from ksa_tui.services.history import Done
    from ksa_tui.services.stores import Clock
    from ksa_tui.store import Store

UNSAVED: Final = N_(
    "{problem} What you were typing is not saved. Esc goes back to it; ctrl+q once more closes ksa without it."
)
PAINTED: Final = 0.1
"""Seconds after which a screen that comes back has been painted."""
SLOW: Final = 0.3
"""Seconds after which waiting for the store is said."""


class KsaApp(WorkspacesApp):
    """ksa in the terminal."""

    TITLE = "ksa"
    # The first screen's own stylesheet is named here: Textual reads those of later screens only.
    CSS_PATH: ClassVar[list[str | PurePath]] = [
        "ksa.tcss",
        "screens/home.tcss",
        "screens/failure.tcss",
    ]
    ENABLE_COMMAND_PALETTE = False  # ours is a panel like any other, in the person's language
    BINDINGS: ClassVar[list[BindingType]] = bindings(APP_COMMANDS)
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

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
        self.is_projecting = False
        """Whether Classify shows only what the room answers; kept until the app is closed."""
        self.clock = clock
        self.last_input = clock()
        """When a person last pressed a key or clicked: what an asset's time is counted from."""
        self.sessions = Sessions(Session(workspace, clock, is_example=is_example))
        self.safekeeping = Safekeeping(self)
        self._is_leaving = False
        self.parting_words = ""
        """What to say in the terminal when the app has been closed."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = settings.theme if settings.theme in self.available_themes else DEFAULT_THEME

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
            self.call_after_refresh(self.open_store)
        else:
            collecting.resume()
        if self.settings.problem is not None:
            self.show_error(self.settings.problem)

    async def on_event(self, event: events.Event) -> None:
        """Note when something comes from a person."""
        if isinstance(event, events.Key | events.Paste | events.MouseDown | events.MouseScrollDown):
            self.last_input = self.clock()
            self.make_room()
        await super().on_event(event)

    async def action_quit(self) -> None:
        """Save what is being typed, make a backup, close the store, go; a second time waits for nothing."""
        if not self._is_leaving:
            self._is_leaving = True
            await self.sessions.settle()
            self._save_what_is_typed()
            said = [self.moved_words, await self.safekeeping.last()]
            self.parting_words = "\n".join(filter(None, said))
        self.close_store()
        self.exit(return_code=1 if self.failure else 0)

    def _save_what_is_typed(self) -> None:
        try:
            for frame in self._frames():
                frame.leave()
        except StoreError as error:
            raise KsaError(UNSAVED, problem=error) from error

    def close_store(self) -> None:
        """Let every screen save what is being typed, then close the store; nothing stops the way out."""
        self._try_all([*(frame.leave for frame in self._frames()), self.sessions.close])

    def _frames(self) -> list[Frame[object]]:
        return [screen for screen in self.screen_stack if isinstance(screen, Frame)]

    def _try_all(self, steps: Iterable[Callable[[], None]]) -> None:
        for step in steps:
            try:
                step()
            except Exception as error:
                record_failure(error)
                self.failure = self.failure or error

    # ------------------------------------------------------------ the store

    @property
    def store(self) -> Store:
        """The open store; screens other than Home are only shown when it is there."""
        if self.session.store is None:
            raise RuntimeError("the store is not open yet")
        return self.session.store

    @property
    def own_store(self) -> Store | None:
        """The open store that backups are made of: never the example, never a copy."""
        own = self.sessions.own
        return None if own.is_example or own.copy_of else own.store

    def show_safety(self) -> None:
        """How it stands with the backups may have changed."""
        if isinstance(self.screen, HomeScreen):
            self.screen.show_attention()

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

    def export_folders(self) -> list[Path]:
        """Where exports may lie beside the workspace's own folder: the one of the settings."""
        folder = self.settings.export_folder
        return [Path(folder).expanduser()] if folder else []

    # ------------------------------------------------------------ ways

    def pop_screen(self) -> AwaitComplete:
        """Leave a screen; when the one below has been painted, what the other was made of is given back."""
        self.set_timer(PAINTED, collecting.look_at_new)
        return super().pop_screen()

    def open_workshop(self, workshop_id: UUID, place: Place | None = None) -> None:
        """Go to a workshop, the cursor on ``place``."""
        self.push_screen(routes.workshop(workshop_id, place))

    def open_classify(
        self, workshop_id: UUID, treatment_id: UUID, place: Place | None = None
    ) -> None:
        """Go to one asset, at ``place`` if it is of that asset."""
        self.push_screen(routes.classify(workshop_id, treatment_id, place))

    def open_what_changes(self, asset: UUID) -> None:
        """Tell which systems change with an asset."""
        self.push_screen(routes.what_changes(asset))

    @work(exclusive=True, group="home")
    async def action_systems(self) -> None:
        """Go to the systems of all workshops."""
        await self.store_ready()
        self.push_screen(routes.systems())

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

    # ------------------------------------------------------------ undo

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In a text field ctrl+z is the field's own; nothing can be undone before the store is open."""
        if action in {"undo", "redo"}:
            return self.session.store is not None and not self._is_typing()
        return super().check_action(action, parameters)

    def _is_typing(self) -> bool:
        from textual.widgets import Input, TextArea  # the latter is not needed for the first paint

        return isinstance(self.focused, Input | TextArea)

    def action_undo(self) -> None:
        """Undo the latest change of this session, wherever it was made."""
        from ksa_tui.services.history import undo

        self._tell(undo(self.store), _("Undone: {what}"), _("There is nothing more to undo."))

    def action_redo(self) -> None:
        """Do again what was undone."""
        from ksa_tui.services.history import redo

        self._tell(redo(self.store), _("Done again: {what}"), _("There is nothing to do again."))

    def _tell(self, done: Done | None, sentence: str, nothing: str) -> None:
        if done is None:
            self.say(nothing)
            return
        if isinstance(self.screen, Frame):
            self.screen.reload()
            self.screen.go_to(done)
        self.say(sentence.format(what=_(done.what)))

    # ------------------------------------------------------------ remembering

    def remember(self, **changes: Any) -> None:
        """Keep settings; when they cannot be written it is said, and they hold until the app is closed."""
        before, self.settings = self.settings, replace(self.settings, **changes)
        if self.settings == before:
            return
        self.session.act_as(self.settings)
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

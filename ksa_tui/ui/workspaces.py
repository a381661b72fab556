"""Between workspaces: one's own, the example on top of it, a copy of a backup while it cannot be opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from textual import work
from textual.worker import WorkerFailed

from ksa_tui import collecting
from ksa_tui.domain.texts import visible
from ksa_tui.errors import KsaError, LockedError
from ksa_tui.i18n import N_, _
from ksa_tui.ui import routes
from ksa_tui.ui.failures import CalmApp
from ksa_tui.ui.screens.home import HomeScreen
from ksa_tui.ui.session import Session, Sessions

if TYPE_CHECKING:
    from ksa_tui.services.stores import Clock
    from ksa_tui.settings import Settings
    from ksa_tui.ui.safekeeping import Safekeeping

BUILDING: Final = 60
"""Seconds that the line about the example stands at most; it goes when the example is there."""

GOES_ON: Final = N_(
    'ksa now works in {folder}. Start it there from now on: ksa --home "{folder}". What lies in {before} '
    "is left as it was."
)


class WorkspacesApp(CalmApp):
    """Opens stores, and knows which one is on screen."""

    sessions: Sessions
    moved_words = ""
    """Where the work went on, to be said once more at the end."""
    safekeeping: Safekeeping
    settings: Settings
    clock: Clock

    def remember(self, **changes: Any) -> None:
        """Keep settings."""
        raise NotImplementedError

    @property
    def session(self) -> Session:
        """The workspace on screen: one's own, or the worked example on top of it."""
        return self.sessions.current

    @work(group="open")
    async def open_store(self) -> None:
        """Open the store of the workspace on screen; a refusal is told on a page of its own."""
        collecting.share_heap()
        try:
            await self.session.ready(self, self.settings)
        except KsaError as error:
            await self.push_screen(routes.failure(error))
            return
        finally:
            collecting.resume()
        if isinstance(self.screen, HomeScreen):
            self.screen.reload()
        if self.session is self.sessions.own and not self.session.is_example:
            self.safekeeping.begin()
            self._tell_where_it_lies()

    def _tell_where_it_lies(self) -> None:
        """Say once that the store lies where a service or another computer has a hand in it."""
        home = str(self.session.workspace.home)
        if self.settings.shared_store == home:
            return
        from ksa_tui.ui.shared_folders import is_on_network, synchronised_by

        service = synchronised_by(self.session.workspace.data)
        if service or is_on_network(self.session.workspace.data):
            self.remember(shared_store=home)
            self.push_screen(routes.shared_store(service))

    @work(exclusive=True, group="example")
    async def action_example(self) -> None:
        """Open the worked example on top of one's own workspace, if one is still on Home when it is built."""
        self.say(_("Building the example …"), seconds=BUILDING)
        building = self.run_worker(lambda: Session.example(self.clock), thread=True, group="work")
        example = await building.wait()
        self.clear_notifications()
        if not isinstance(self.screen, HomeScreen):
            example.close()
            return
        self.sessions.enter(example)
        self.screen.reload()
        self.open_store()

    @work(exclusive=True, group="copy")
    async def look_at_copy(self) -> None:
        """Open a copy of the newest backup, while the store itself cannot be opened."""
        from ksa_tui.services.backups import newest

        backup = newest(self.session.workspace)
        if backup is None:
            return
        opening = self.run_worker(
            lambda: Session.copy(backup, self.clock, self.session.workspace.passphrase),
            thread=True,
            group="work",
            exit_on_error=False,
        )
        try:
            copy = await opening.wait()
        except WorkerFailed as failed:
            raise failed.error from None
        self.sessions.enter(copy)
        await self._show_home()

    async def unlock(self, passphrase: str) -> KsaError | None:
        """Open one's own store with its passphrase; why not, if it does not fit."""
        session = self.session
        trying = self.run_worker(lambda: session.unlock(passphrase), thread=True, group="work")
        error = await trying.wait()
        if error is None:
            await self._show_home()
        elif not isinstance(error, LockedError):
            await self.push_screen(routes.failure(error))
            return None
        return error

    @work(exclusive=True, group="lock")
    async def action_encrypt(self) -> None:
        """Lock one's own store with a passphrase, or give it another one."""
        session = self.session
        await session.ready(self, self.settings)
        passphrase = await self.push_screen_wait(routes.encrypt(session.workspace))
        if passphrase is None:
            return
        self.say(_("Locking the store …"), seconds=BUILDING)
        await self.safekeeping.idle()  # a backup that is being made is readable
        locked = await session.lock(self, self.settings, passphrase)
        self.clear_notifications()
        if isinstance(self.screen, HomeScreen):
            self.screen.reload()
        await self.push_screen(routes.locked(locked))

    @work(exclusive=True, group="elsewhere")
    async def go_on_elsewhere(self, error: KsaError, again: Callable[[], object]) -> None:
        """Copy the store to another folder, go on there, and save what this one did not take."""
        folder = await self.push_screen_wait(routes.elsewhere(self.session.workspace.home))
        if folder is None:
            self.show_error(error, again)
            return
        before = self.session.workspace.home
        await self.safekeeping.idle()
        try:
            await self.session.move(self, self.settings, folder)
        except KsaError as refused:
            self.show_error(refused, again)
            return
        told = _(GOES_ON).format(folder=visible(str(folder)), before=visible(str(before)))
        self.moved_words = told
        self.say(told, seconds=BUILDING)
        again()

    async def try_again(self) -> KsaError | None:
        """Open one's own store anew, when what was in the way may be gone; why not, if it still cannot be."""
        self.session.begin_again()
        try:
            self.session.view()
        except KsaError as error:
            return error
        await self._show_home()
        return None

    async def _show_home(self) -> None:
        """Home in the place of the page that says why the store could not be opened."""
        if len(self.screen_stack) > 1:
            await self.pop_screen()
        if isinstance(self.screen, HomeScreen):
            self.screen.reload()
        else:
            await self.push_screen(HomeScreen(self.session.view()))
        self.open_store()

    async def _come_back(self) -> None:
        """One's own store could not be opened before: perhaps it can now."""
        self.session.begin_again()
        try:
            self.session.view()
        except KsaError as error:
            if len(self.screen_stack) > 1:
                await self.pop_screen()
            else:
                await self.push_screen(routes.failure(error))
            return
        if isinstance(self.screen, HomeScreen):
            self.screen.reload()
        self.open_store()

    def action_leave_example(self) -> None:
        """Back to one's own workspace; the example, or the copy, is thrown away."""
        was_copy = self.session.copy_of is not None
        self.sessions.leave()
        if was_copy:
            self.run_worker(self._come_back(), group="open")
        elif isinstance(self.screen, HomeScreen):
            self.screen.reload()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is an example only on top of one's own workspace, and a way back only from on top."""
        if action == "example":
            return not self.session.is_example and self.session.copy_of is None
        if action == "encrypt":
            return self.session is self.sessions.own and not self.session.is_example
        if action == "leave_example":
            return self.sessions.can_leave
        return super().check_action(action, parameters)

"""One workspace and its open store. Nothing here is imported before it is needed."""

from __future__ import annotations

from asyncio import CancelledError
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from textual.worker import Worker, WorkerCancelled, WorkerFailed

from ksa_tui.errors import KsaError, LockedError
from ksa_tui.paths import Workspace
from ksa_tui.services import home
from ksa_tui.services.stores import Actor, open_store, suggested_actor
from ksa_tui.settings import Settings

if TYPE_CHECKING:
    from textual.app import App

    from ksa_tui.services.backups import Backup
    from ksa_tui.services.encrypting import Locked
    from ksa_tui.services.home import HomeView
    from ksa_tui.services.stores import Clock
    from ksa_tui.store import Store


class Session:
    """A workspace while the app works in it.

    The list of Home is read with the plain driver, so that it can be painted at once; the store is opened
    in a thread after that, and everything else waits for it with :meth:`ready`.
    """

    def __init__(
        self,
        workspace: Workspace,
        clock: Clock,
        *,
        is_example: bool = False,
        copy_of: datetime | None = None,
    ) -> None:
        self.workspace = workspace
        self.is_example = is_example
        self.copy_of = copy_of
        """Of a copy of a backup that is only looked at: when the backup was made."""
        self.store: Store | None = None
        """The open store, or None until it is ready."""
        self._clock = clock
        self._opening: Worker[Store] | None = None
        self._throw_away: Path | None = None
        self._is_closed = False

    @cached_property
    def _first_view(self) -> HomeView:
        return home.first_view(self.workspace)

    def view(self) -> HomeView:
        """What Home shows; ``StoreError`` when the store is one that cannot be opened."""
        return self._first_view if self.store is None else home.view(self.store)

    def unlock(self, passphrase: str) -> KsaError | None:
        """Read the first list with this passphrase, and keep it; why not, when that cannot be done."""
        unlocked = replace(self.workspace, passphrase=passphrase)
        try:
            self._first_view = home.first_view(unlocked)
        except LockedError as error:
            return error
        except KsaError as error:  # it fits, but the store cannot be read for another reason
            self.workspace = unlocked
            return error
        self.workspace = unlocked
        return None

    async def lock(self, app: App[None], settings: Settings, passphrase: str) -> Locked:
        """Close the store, lock it and its copies, open it again; whoever asks for it meanwhile waits."""
        store = await self.ready(app, settings)
        told: list[Locked | KsaError] = []
        store.close()
        self.store = None
        self._opening = app.run_worker(
            lambda: self._lock_and_open(settings, passphrase, told),
            name="lock store",
            group="store",
            thread=True,
            exit_on_error=False,
        )
        await self.ready(app, settings)
        (outcome,) = told
        if isinstance(outcome, KsaError):
            raise outcome
        return outcome

    def _lock_and_open(
        self, settings: Settings, passphrase: str, told: list[Locked | KsaError]
    ) -> Store:
        from ksa_tui.services.encrypting import lock

        try:
            who = actor_of(settings).name
            locked = lock(self.workspace, passphrase, who, self._clock(), settings.backups)
            self.workspace = locked.workspace
            told.append(locked)
        except KsaError as error:  # the store is as it was, and is opened as it was
            told.append(error)
        return open_store(self.workspace, actor_of(settings), clock=self._clock)

    async def move(self, app: App[None], settings: Settings, folder: Path) -> None:
        """Go on with a copy in another folder; the store that was open is left as it is."""
        from ksa_tui.services.elsewhere import copy_to

        store = await self.ready(app, settings)
        copying = app.run_worker(
            lambda: copy_to(store, folder), group="work", thread=True, exit_on_error=False
        )
        try:
            workspace = await copying.wait()
        except WorkerFailed as failed:
            raise failed.error from None
        store.close()
        self.store = self._opening = None
        before, self.workspace = self.workspace, workspace
        try:
            await self.ready(app, settings)
        except KsaError:
            self.workspace, self._opening = before, None
            raise

    async def ready(self, app: App[None], settings: Settings) -> Store:
        """The open store as soon as it is; begins to open it when that was not done before.

        Who asks after :meth:`close` is cancelled: the app is on its way out, and nothing is opened any more.
        """
        if self._is_closed:
            raise CancelledError
        if self.store is not None:
            return self.store
        if self._opening is None:
            self._opening = app.run_worker(
                lambda: open_store(self.workspace, actor_of(settings), clock=self._clock),
                name="open store",
                group="store",
                thread=True,
                exit_on_error=False,
            )
        try:
            store = await self._opening.wait()
        except WorkerFailed as failed:
            raise failed.error from None
        self._choose_backups(store, settings)
        self._keep(store)
        return store

    def _keep(self, store: Store) -> None:
        """Keep it, unless the app was closed while it was being opened."""
        if self._is_closed:
            store.close()
        else:
            self.store = store

    async def settle(self) -> None:
        """Wait until the store is open or has refused, if it is on its way: only then can it be closed."""
        if self._opening is not None and self.store is None:
            with suppress(WorkerFailed, WorkerCancelled):
                self._keep(await self._opening.wait())

    def act_as(self, settings: Settings) -> None:
        """From now on the history names the facilitator of ``settings``."""
        if self.store is not None:
            self.store.actor = actor_of(settings)
            self._choose_backups(self.store, settings)

    def _choose_backups(self, store: Store, settings: Settings) -> None:
        """Nothing of the example or of a copy goes to the folder for backups."""
        if not self.is_example and self.copy_of is None:
            store.backup_folder = settings.backups

    def begin_again(self) -> None:
        """After a refusal: the next who asks for the store tries to open it anew."""
        if self.store is None:
            self._opening = None

    def close(self) -> None:
        """Close the store; an example is thrown away."""
        self._is_closed = True
        if self.store is not None:
            self.store.close()
            self.store = None
        if self._throw_away is not None:
            import shutil

            shutil.rmtree(self._throw_away, ignore_errors=True)

    @classmethod
    def example(cls, clock: Clock) -> Session:
        """The worked example in a folder of its own, which is removed on :meth:`close`. Takes a second."""
        from tempfile import mkdtemp

        from ksa_tui.services import demo

        folder = Path(mkdtemp(prefix="ksa-"))
        demo.build(Workspace(folder), today=clock().astimezone().date())
        session = cls(Workspace(folder), clock, is_example=True)
        session._throw_away = folder
        return session

    @classmethod
    def copy(cls, backup: Backup, clock: Clock, passphrase: str | None = None) -> Session:
        """A copy of a backup in a folder of its own, which is removed on :meth:`close`; locked as it is."""
        import shutil
        from tempfile import mkdtemp

        from ksa_tui.services.backups import lay_out

        folder = Path(mkdtemp(prefix="ksa-"))
        try:
            lay_out(backup.path, Workspace(folder, passphrase))
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        session = cls(Workspace(folder, passphrase), clock, copy_of=backup.made)
        session._throw_away = folder
        return session


class Sessions:
    """One's own workspace, and the worked example on top of it."""

    def __init__(self, own: Session) -> None:
        self._stack = [own]

    @property
    def current(self) -> Session:
        """The one on screen."""
        return self._stack[-1]

    @property
    def own(self) -> Session:
        """One's own workspace, whatever is on top of it."""
        return self._stack[0]

    @property
    def can_leave(self) -> bool:
        """Whether there is one to go back to."""
        return len(self._stack) > 1

    def enter(self, session: Session) -> None:
        """Put another one on top."""
        self._stack.append(session)

    def leave(self) -> None:
        """Close the one on top, if it is not the only one."""
        if self.can_leave:
            self._stack.pop().close()

    async def settle(self) -> None:
        """Wait for the stores that are being opened."""
        for session in self._stack:
            await session.settle()

    def close(self) -> None:
        """Close them all."""
        for session in reversed(self._stack):
            session.close()


def actor_of(settings: Settings) -> Actor:
    """Who the history says did it: the facilitator of the settings, else the account."""
    if settings.facilitator:
        return Actor(settings.facilitator, settings.facilitator_role)
    return suggested_actor()

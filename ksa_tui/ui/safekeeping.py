"""Backups while the app is open: soon after the start, every ten minutes, and at the end; never in the way."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from textual.worker import Worker, WorkerCancelled, WorkerFailed

from ksa_tui.i18n import _
from ksa_tui.log import record_failure

if TYPE_CHECKING:
    from ksa_tui.services.backups import Safety
    from ksa_tui.store import Store
    from ksa_tui.ui.app import KsaApp

SOON: Final = 3.0
"""Seconds after the store was opened: the first keys are pressed by then."""
EVERY: Final = 600.0
SLOW: Final = 0.3
"""Seconds after which waiting for the last one is said."""
LONG: Final = 12.0
"""Seconds that a sentence about a backup stands."""


class Safekeeping:
    """Makes backups of one's own store in a thread; an unchanged store makes none."""

    def __init__(self, app: KsaApp) -> None:
        self._app = app
        self._told = ""
        self._is_busy = False
        self._making: Worker[Safety] | None = None

    def begin(self) -> None:
        """From now on."""
        self._app.set_timer(SOON, self.now)
        self._app.set_interval(EVERY, self.now)

    def now(self) -> None:
        """Make one, unless one is being made."""
        if not self._is_busy and self._app.own_store is not None:
            self._app.run_worker(self._keep(), group="safekeeping")

    async def _keep(self) -> None:
        found = await self._made()
        if found is not None:
            self.tell(found)

    async def last(self) -> str:
        """The one at the end; what is to be said about it in the terminal, if anything."""
        slow = self._app.set_timer(
            SLOW, lambda: self._app.say(_("Making a backup …"), seconds=LONG)
        )
        try:
            found = await self._made()
        finally:
            slow.stop()
        problem = found.problem if found is not None else None
        return str(problem) if problem is not None and str(problem) != self._told else ""

    async def idle(self) -> None:
        """Wait for the one that is being made."""
        if self._is_busy and self._making is not None:
            with suppress(WorkerFailed, WorkerCancelled):
                await self._making.wait()

    async def _made(self) -> Safety | None:
        """What a fault of ours does here is logged: it must not cost anybody their work."""
        from ksa_tui.services.backups import keep_safe

        store: Store | None = self._app.own_store
        if store is None:
            return None
        self._is_busy = True
        try:
            self._making = self._app.run_worker(
                lambda: keep_safe(store), group="store", thread=True, exit_on_error=False
            )
            return await self._making.wait()
        except WorkerFailed as failed:
            record_failure(failed.error)
        except WorkerCancelled:
            pass
        finally:
            self._is_busy = False
        return None

    def tell(self, found: Safety) -> None:
        """Say what went wrong, once; Home keeps a line about it."""
        problem = str(found.problem) if found.problem is not None else ""
        if problem and problem != self._told:
            self._app.say(problem, seconds=LONG)
        self._told = problem
        self._app.show_safety()

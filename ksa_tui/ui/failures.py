"""What the app says: calm lines, a refusal as a panel, the unexpected as a page and a log.

An action or a ``@work`` method may raise :class:`KsaError`: it is shown and nothing else happens. Message
handlers should not: Textual stops a widget whose handler raised.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from textual.app import App
from textual.dom import DOMNode
from textual.worker import WorkerFailed

from ksa_tui.errors import KsaError, StoreError
from ksa_tui.i18n import N_, _
from ksa_tui.log import record_failure
from ksa_tui.ui import routes

if TYPE_CHECKING:
    from textual.actions import ActionParseResult

    from ksa_tui.services.stores import Clock

USUAL: Final = 5.0
"""Seconds that a line stands, unless it is about something that goes on or must be read."""
READ: Final = timedelta(seconds=2)
"""How long a line stands at least; after that the next key takes it away from what it covers."""
UNEXPECTED: Final = N_(
    "Something went wrong inside ksa, and it must be started again. Everything that was saved is there."
)
UNEXPECTED_LOGGED: Final = N_(
    "Something went wrong inside ksa, and it must be started again. Everything that was saved is there. "
    "What happened is written in {log}, without anything that you have written."
)


class CalmApp(App[None]):
    """An app that never shows a traceback."""

    clock: Clock
    _said_at: datetime | None = None
    failure: BaseException | None = None
    """The first unexpected exception; the app only lets itself be closed after that."""
    farewell: KsaError | None = None
    """What to say in the terminal when the app has been closed after a failure."""

    def say(self, text: str, *, seconds: float = USUAL) -> None:
        """One calm line for a few seconds; what was said before gives way."""
        self.clear_notifications()
        self.notify(text, markup=False, timeout=seconds)
        self._said_at = self.clock() if seconds <= USUAL else None

    def make_room(self) -> None:
        """What was said goes when the person goes on, once there was time to read it; not what shall stand."""
        if self._said_at is not None and self.clock() - self._said_at >= READ:
            self.clear_notifications()
            self._said_at = None

    def action_help_quit(self) -> None:
        """Ctrl+c does not quit: a person who wants to copy presses it."""
        self.say(_("Ctrl+q closes ksa."))

    def show_error(self, error: KsaError, again: Callable[[], object] | None = None) -> None:
        """Say what was refused, what it means and what to do; ``again`` tries to save it once more."""
        self.push_screen(routes.error(error, again))

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run an action; what it raises is told, and the app goes on listening."""
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except StoreError as error:
            self.show_error(error, partial(self._run_again, action, default_namespace))
        except KsaError as error:
            self.show_error(error)
        except Exception as error:
            self._handle_exception(error)
        return True

    def _run_again(self, action: str | ActionParseResult, namespace: DOMNode | None) -> None:
        """The disk may have room now, or be there again."""
        self.call_later(self.run_action, action, namespace)

    def _handle_exception(self, error: Exception) -> None:
        """Textual's one hook for exceptions in workers, timers and message handlers."""
        cause = error.error if isinstance(error, WorkerFailed) else error
        if isinstance(cause, KsaError):
            self.show_error(cause)
            return
        log = record_failure(cause)
        if self.failure is None:
            self.failure = cause
            self.farewell = KsaError(UNEXPECTED_LOGGED, log=log) if log else KsaError(UNEXPECTED)
            self.call_later(self.push_screen, routes.failure(self.farewell))

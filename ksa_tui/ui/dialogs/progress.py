"""Long work: a line that fills, figures beside it, and a way to stop."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ScreenResultType
from textual.widgets import Static
from textual.worker import WorkerFailed

from ksa_tui.i18n import N_, _, number
from ksa_tui.ui.base import Panel
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.texts import one_line
from ksa_tui.ui.widgets.meter import meter

QUICK = 0.25
"""Seconds during which nothing is shown: most work is done by then."""


class Cancelled(Exception):  # noqa: N818 - no error: what the person asked for
    """Raised inside the work when the person has stopped it."""


class Progress:
    """Given to the work; called with (done, total) now and then. Raises :class:`Cancelled` to stop it."""

    def __init__(self) -> None:
        self.done, self.total = 0, 0
        self.is_cancelled = False

    def __call__(self, done: int, total: int) -> None:
        """Tell how far it has come."""
        if self.is_cancelled:
            raise Cancelled
        self.done, self.total = done, total


class ProgressPanel(Panel[ScreenResultType]):
    """Runs ``work`` in a thread; returns its result, or None when it was stopped or refused."""

    PANEL_WIDTH = 68
    FILLS = False
    CSS_PATH = "progress.tcss"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "progress.stop",
            "escape",
            N_("stop"),
            N_("Stop; nothing is changed."),
            "stop",
            shown=True,
        ),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("One moment")
    HELP_TEXT = (
        N_("The line shows how far the work has come. Esc stops it; nothing is changed then."),
    )

    def __init__(self, heading: str, work: Callable[[Progress], ScreenResultType]) -> None:
        super().__init__(classes="-quick")
        self._heading, self._work = heading, work
        self._progress = Progress()

    def heading(self) -> str:
        """What is being done."""
        return one_line(self._heading)

    def compose_panel(self) -> ComposeResult:
        """The line and the figures."""
        yield Static(id="progress-line", markup=False)

    def on_mount(self) -> None:
        """Begin."""
        self.set_timer(QUICK, lambda: self.remove_class("-quick"))
        self.set_interval(0.1, self._paint)
        self._run_work()

    def _paint(self) -> None:
        progress, line = self._progress, self.query_one("#progress-line", Static)
        figures = _("{done} of {total}").format(
            done=number(progress.done), total=number(progress.total)
        )
        room = max(line.size.width - len(figures) - 2, 0)
        words = figures if progress.total else ""
        line.update(
            Content.assemble(
                meter(progress.done, progress.total, room), "  ", (words, "$text-muted")
            )
        )

    @work(exclusive=True, group="progress")
    async def _run_work(self) -> None:
        worker = self.run_worker(
            lambda: self._work(self._progress), thread=True, exit_on_error=False, group="work"
        )
        try:
            result = await worker.wait()
        except WorkerFailed as failed:
            self.dismiss(None)
            if not isinstance(failed.error, Cancelled):
                raise failed.error from None
            return
        self.dismiss(result)

    def action_stop(self) -> None:
        """Ask the work to stop at its next step."""
        self._progress.is_cancelled = True

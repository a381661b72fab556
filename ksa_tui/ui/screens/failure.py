"""A whole page for what stops the app: in words, with what to do; never a traceback."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from ksa_tui.errors import KsaError
from ksa_tui.i18n import N_, _
from ksa_tui.ui.base import Page
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.texts import lines, one_line
from ksa_tui.ui.widgets.words import Definition


class FailureScreen(Page[None]):
    """Why the app cannot go on."""

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "failure.quit", "q,enter,escape", N_("quit"), N_("Close ksa."), "app.quit", shown=True
        ),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("ksa cannot go on")
    HELP_TEXT = (
        N_("The page says what happened and what to do. Nothing that was saved has been lost."),
    )

    def __init__(self, error: KsaError) -> None:
        super().__init__()
        self._error = error

    def place(self) -> str:
        """The name of the page."""
        return _("ksa cannot go on")

    def compose_page(self) -> ComposeResult:
        """The reason, and where the store lies."""
        yield Static(lines(str(self._error)), id="reason", classes="measure", markup=False)
        yield Definition(_("Store"), one_line(str(self.ksa.session.workspace.store)))

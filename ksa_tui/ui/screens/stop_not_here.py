"""When there is no asset to stop: what to do all the same, and whom to call."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from ksa_tui.domain.model import Model
from ksa_tui.i18n import N_, _
from ksa_tui.services import stop
from ksa_tui.ui.base import Page
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.stop_words import HELP_TEXT, what_to_do


class NotHerePage(Page[None]):
    """What the catalogue or a question leads to when there is no asset to stop: what to do, whom to call."""

    CSS_PATH = "stop.tcss"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("nothere.done", "enter,escape", N_("go on"), N_("Go on without it."), "done", shown=True),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("Not classified here")
    HELP_TEXT = HELP_TEXT

    def __init__(self, title: str, model: Model) -> None:
        super().__init__()
        self._heading = title
        self._model = model

    def place(self) -> str:
        """The workshop."""
        return self._heading

    def compose_page(self) -> ComposeResult:
        """What to do now; that nothing was written down."""
        with Vertical(id="stop"):
            yield Static(_("This is not classified here."), classes="lead", markup=False)
            yield from what_to_do(self._model, _(stop.ROLES[0]))
            yield Static(
                _("Nothing was taken into the workshop, and nothing is kept about it."),
                classes="measure muted", markup=False,
            )  # fmt: skip

    def action_done(self) -> None:
        """Go on without it."""
        self.dismiss(None)

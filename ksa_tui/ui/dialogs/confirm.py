"""One question before something is done: enter does it, esc does not."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from ksa_tui.i18n import N_
from ksa_tui.ui.base import Panel
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.texts import lines, one_line


class ConfirmPanel(Panel[bool]):
    """Asks; True only for an explicit yes.

    ``question`` and ``consequence`` are translated already; user text in them is made harmless here.
    """

    PANEL_WIDTH = 68
    FILLS = False
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("confirm.yes", "enter", N_("yes"), N_("Do it."), "answer(True)", shown=True),
        Command("confirm.no", "escape", N_("no"), N_("Leave it."), "answer(False)", shown=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("A question first")
    HELP_TEXT = (
        N_("The panel says what will happen. Enter does it, esc leaves everything as it is."),
    )

    def __init__(self, question: str, consequence: str) -> None:
        super().__init__()
        self._question, self._consequence = question, consequence

    def heading(self) -> str:
        """The question."""
        return one_line(self._question)

    def compose_panel(self) -> ComposeResult:
        """What happens on yes."""
        yield Static(lines(self._consequence), markup=False)

    def action_answer(self, answer: bool) -> None:
        """Close with the answer."""
        self.dismiss(answer)

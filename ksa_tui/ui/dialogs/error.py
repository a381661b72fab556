"""A refusal: what happened, what it means, what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from ksa_tui.errors import KsaError
from ksa_tui.i18n import N_, _
from ksa_tui.ui.base import Panel
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.texts import lines


class ErrorPanel(Panel[None]):
    """Says why something was not done. Nothing was changed."""

    PANEL_WIDTH = 68
    FILLS = False
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "error.again", "r", N_("try again"),
            N_("Do once more what could not be saved, when what was in the way may be gone."), "again",
            shown=True,
        ),
        Command(
            "error.elsewhere", "s", N_("go on elsewhere"),
            N_("Copy the store to another folder, on another disk for instance, and go on there."), "elsewhere",
            shown=True,
        ),
        Command("error.close", "enter,escape", N_("close"), N_("Go on."), "close", shown=True),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("That was not done")
    HELP_TEXT = (N_("The panel says why, and what to do. Nothing was changed."),)

    def __init__(self, error: KsaError, again: Callable[[], object] | None = None) -> None:
        super().__init__()
        self._error = error
        self._again = again

    def heading(self) -> str:
        """The same words for every refusal; another for what the disk would not take."""
        return _("Not saved") if self._again is not None else _("That was not done")

    def compose_panel(self) -> ComposeResult:
        """The reason."""
        yield Static(lines(str(self._error)), markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What was refused by a rule is refused again; an example or a copy need not be kept."""
        if action == "elsewhere":
            return self._again is not None and self.ksa.own_store is not None
        return action != "again" or self._again is not None

    def action_again(self) -> None:
        """Close, and do it once more."""
        self.dismiss(None)
        if self._again is not None:
            self._again()

    def action_elsewhere(self) -> None:
        """Close, and ask where the work goes on."""
        self.dismiss(None)
        if self._again is not None:
            self.ksa.go_on_elsewhere(self._error, self._again)

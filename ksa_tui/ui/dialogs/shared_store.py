"""Said once: the store lies in a folder that a service copies elsewhere, or on another computer."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from ksa_tui.i18n import N_, _
from ksa_tui.ui.base import Panel
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.texts import one_line
from ksa_tui.ui.widgets.words import Definition


class SharedStorePanel(Panel[None]):
    """What it means, and what to do. Nothing is changed."""

    PANEL_WIDTH = 72
    FILLS = False
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "shared.close", "enter,escape", N_("go on"), N_("Go on as it is."), "close", shown=True
        ),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("Where the store lies")
    HELP_TEXT = (N_("This is said once for each workspace. Nothing has been changed or moved."),)

    def __init__(self, service: str) -> None:
        super().__init__()
        self._service = service

    def heading(self) -> str:
        """Where it lies."""
        if self._service:
            return _("The store lies in a folder that {service} synchronises").format(
                service=self._service
            )
        return _("The store lies on the network")

    def compose_panel(self) -> ComposeResult:
        """What follows from it, what to do, and where it is."""
        if self._service:
            yield Static(
                _(
                    "What is written here leaves the computer. And if ksa is used on two computers, the "
                    "service may put the one's store over the other's."
                ),
                markup=False,
            )
        else:
            yield Static(
                _(
                    "What is written here lies on another computer. If the connection breaks in the middle "
                    "of a change, the store may be damaged."
                ),
                markup=False,
            )
        yield Static(
            _(
                "What to do: close ksa, move the folder to a place on this computer alone, and start with "
                "ksa --home and its new path."
            ),
            classes="spaced",
            markup=False,
        )
        home = str(self.ksa.session.workspace.home)
        yield Definition(_("The folder"), one_line(home), classes="spaced")

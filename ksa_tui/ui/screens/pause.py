"""A break: since when, and how to go on; nothing of any information asset."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, Final
from uuid import UUID

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Center, Middle
from textual.content import Content
from textual.widgets import Static

from ksa_tui.i18n import N_, _
from ksa_tui.services import sittings
from ksa_tui.ui.base import Page
from ksa_tui.ui.commands import Command, bindings

COMMANDS: Final = (
    Command(
        "pause.onward", "enter,escape", N_("go on"), N_("The break is over: back to where you were."),
        "onward", shown=True,
    ),
)  # fmt: skip
MINUTE: Final = 60


class PauseScreen(Page[None]):
    """The room has a break."""

    CSS_PATH = "pause.tcss"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(COMMANDS)
    HELP_TITLE = N_("A break")
    HELP_TEXT = (
        N_("The clock stands still. Nothing that you have talked about is on screen."),
        N_("The minutes of the workshop tell when the breaks were."),
    )
    AUTO_FOCUS = ""

    def __init__(self, workshop: UUID, title: str) -> None:
        super().__init__()
        self._workshop = workshop
        self._title = title
        self._since: datetime

    def place(self) -> str:
        """The workshop."""
        return self._title

    def compose_page(self) -> ComposeResult:
        """One line in the middle."""
        with Middle(), Center():
            yield Static(id="since", markup=False)

    def on_mount(self) -> None:
        """The break begins."""
        self._since = sittings.begin_break(self.ksa.store, self._workshop)
        self.set_interval(MINUTE, self.tell)
        super().on_mount()

    def fill(self) -> None:
        """Since when."""
        self.tell()

    def tell(self) -> None:
        """Since when, and for how many minutes."""
        since = _("Break since {time}").format(time=f"{self._since.astimezone():%H:%M}")
        count = (self.ksa.clock() - self._since) // timedelta(minutes=1)
        minutes = _("{count} min").format(count=count) if count > 0 else ""
        told = Content.assemble((since, "bold"), "\n", (minutes, "$text-muted"))
        self.query_one("#since", Static).update(told)

    def action_onward(self) -> None:
        """The room is back."""
        sittings.end_break(self.ksa.store, self._workshop)
        self.dismiss(None)

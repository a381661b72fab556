"""A text that leaves: to read, to copy, and to put in a mail or a file."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ksa_tui.i18n import N_, _
from ksa_tui.ui.base import Panel
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.texts import lines

COPY = Command(
    "letter.copy", "c", N_("copy"), N_("Put the text on the clipboard."), "copy", shown=True
)
SCROLL = (
    Command("letter.down", "down", N_("scroll"), N_("Read what does not fit on the screen."), "scroll(1)"),
    Command(
        "letter.up", "up", N_("scroll"), N_("Read what does not fit on the screen."), "scroll(-1)",
        in_palette=False,
    ),
)  # fmt: skip


class LetterPanel(Panel[None]):
    """Subclasses say which text."""

    DEFAULT_CSS = """
    LetterPanel #letter { height: auto; max-height: 1fr; scrollbar-size-vertical: 1; }
    LetterPanel #letter-text { height: auto; }
    """
    PANEL_WIDTH: ClassVar[int] = 92
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (COPY, *SCROLL)
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)

    def text(self) -> str:
        """The whole text."""
        raise NotImplementedError

    def compose_panel(self) -> ComposeResult:
        """The text, to scroll in."""
        with VerticalScroll(id="letter", can_focus=False):
            yield Static(Content(lines(self.text())), id="letter-text", markup=False)

    def action_scroll(self, by: int) -> None:
        """Read on."""
        self.query_one("#letter", VerticalScroll).scroll_relative(y=by, animate=False)

    def action_copy(self) -> None:
        """Hand the text to the terminal's clipboard."""
        self.ksa.copy_to_clipboard(self.text())
        self.ksa.say(
            _("The text has been sent to the clipboard. Some terminals do not allow that.")
        )

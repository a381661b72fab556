"""Help on the screen one came from: what one is doing at the left, every key at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ksa_tui.i18n import N_, _
from ksa_tui.ui.base import Frame, Panel
from ksa_tui.ui.commands import Command, bindings

KEY_WIDTH = 12


class HelpScreen(Panel[None]):
    """A panel; esc or ? closes it."""

    PANEL_WIDTH = 100
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "help.close", "escape,question_mark,f1,f10", N_("close"), N_("Close the help."),
            "close", shown=True, display="esc",
        ),
        Command(
            "help.commands", "ctrl+p", N_("all commands"), N_("Search among the commands."),
            "commands", shown=True,
        ),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    CSS_PATH = "help.tcss"

    def __init__(self, frame: Frame[object]) -> None:
        super().__init__()
        self._frame = frame
        self._possible = frame.possible()

    @classmethod
    def commands(cls) -> Sequence[Command]:
        """Its own two only: help needs no help."""
        return cls.OWN_COMMANDS

    def heading(self) -> str:
        """What one was doing."""
        return _(self._frame.HELP_TITLE)

    def compose_panel(self) -> ComposeResult:
        """Text and keys side by side; under each other when narrow."""
        with Horizontal(id="help-columns"):
            with VerticalScroll(id="help-text", can_focus=False):
                for paragraph in self._frame.help_content():
                    yield Static(paragraph, markup=False)
            with VerticalScroll(id="help-keys"):
                yield Static(self._keys(), markup=False)

    def _keys(self) -> Content:
        rows = [
            Content.assemble((command.key_words.ljust(KEY_WIDTH), "bold $accent"), _(command.label))
            for command in self._possible
            if command.in_help
        ]
        return Content("\n").join(rows)

    def action_commands(self) -> None:
        """Close, and search among the commands of the screen beneath."""
        self.dismiss(None)
        self.ksa.call_later(self.ksa.action_palette)

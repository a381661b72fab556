"""Every command of a screen, to search among."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input

from ksa_tui.domain.texts import fold
from ksa_tui.i18n import N_, _
from ksa_tui.ui.base import Frame, Panel
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.table_line import Column


class PalettePanel(Panel[Command]):
    """Type a few letters, enter does it. Returns the command, which is run on the screen beneath."""

    CSS_PATH = "palette.tcss"
    PANEL_WIDTH = 84
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("palette.run", "enter", N_("do it"), N_("Run the command."), "", shown=True),
        Command("palette.down", "down", N_("next"), N_("The next command."), "move(1)"),
        Command("palette.up", "up", N_("previous"), N_("The previous command."), "move(-1)"),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("All commands")
    HELP_TEXT = (N_("Write some letters of what you want to do. Enter does the marked one."),)

    def __init__(self, frame: Frame[object]) -> None:
        super().__init__()
        self._commands = [c for c in frame.possible() if c.in_palette and c.action]

    def heading(self) -> str:
        """What the panel is."""
        return _("All commands")

    def compose_panel(self) -> ComposeResult:
        """A search field over the list."""
        yield Input(placeholder=_("search among the commands"), id="search")
        labels = max((len(_(command.label)) for command in self._commands), default=0)
        columns = [
            Column[Command]("", lambda c: _(c.label), labels),
            Column[Command]("", lambda c: Content.styled(_(c.help), "$text-muted")),
            Column[Command]("", lambda c: Content.styled(c.key_words, "bold $accent"), 10, "right"),
        ]
        table = ListTable(
            columns,
            self._commands,
            key=lambda command: command.id,
            header=False,
            empty=_("No command is called that."),
            id="commands",
        )
        table.can_focus = False
        yield table

    @property
    def _table(self) -> ListTable[Command]:
        return self.query_one("#commands", ListTable)

    @on(Input.Changed, "#search")
    def narrow(self, event: Input.Changed) -> None:
        """Keep the commands that have every word."""
        words = fold(event.value).split()
        self._table.set_rows([c for c in self._commands if self._has(c, words)])

    @staticmethod
    def _has(command: Command, words: list[str]) -> bool:
        text = fold(f"{_(command.label)} {_(command.help)}")
        return all(word in text for word in words)

    def fill(self) -> None:
        """The list keeps its height while it is narrowed."""
        self._table.styles.height = len(self._commands)

    @on(Input.Submitted, "#search")
    @on(ListTable.RowChosen)
    def run_current(self) -> None:
        """Close with the command under the cursor."""
        if (command := self._table.current) is not None:
            self.dismiss(command)

    def action_move(self, rows: int) -> None:
        """Move the cursor while the field keeps the focus."""
        self._table.action_move(rows)

"""One of many, in a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, TypeAlias

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ScreenResultType

from ksa_tui.i18n import N_
from ksa_tui.ui.base import Panel
from ksa_tui.ui.commands import TABLE_KEYS, Command, bindings
from ksa_tui.ui.texts import one_line, plain
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.table_line import Column

Option: TypeAlias = "tuple[ScreenResultType, str, str]"
"""A value, its words, and a muted remark (or an empty text); user text is made harmless here."""


class PickPanel(Panel[ScreenResultType]):
    """Returns the value of the option chosen, or None."""

    CSS_PATH = "pick.tcss"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "pick.choose", "enter", N_("choose"), N_("Take the marked one."), "choose", shown=True
        ),
        Command("pick.close", "escape", N_("cancel"), N_("Choose nothing."), "close", shown=True),
        *TABLE_KEYS,
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("Choose one")
    HELP_TEXT = (N_("The arrow keys move, enter takes the marked one, esc takes none."),)

    def __init__(
        self,
        heading: str,
        options: Sequence[Option[ScreenResultType]],
        chosen: ScreenResultType | None = None,
    ) -> None:
        super().__init__()
        self._heading = heading
        self._options = list(enumerate(options))
        self._chosen = next((i for i, option in self._options if option[0] == chosen), 0)

    def heading(self) -> str:
        """What is chosen."""
        return one_line(self._heading)

    def compose_panel(self) -> ComposeResult:
        """The options, the present one under the cursor."""
        columns: list[Column[Any]] = [
            Column("", lambda option: plain(option[1][1])),
            Column("", lambda option: Content.styled(one_line(option[1][2]), "$text-muted"), 30),
        ]
        if not any(option[2] for _index, option in self._options):
            columns.pop()
        yield ListTable(
            columns, self._options, key=lambda option: option[0], header=False, id="options"
        )

    def fill(self) -> None:
        """Put the cursor on the present choice."""
        self._table.move_to(self._chosen)
        self._table.styles.height = min(len(self._options), 16)

    @property
    def _table(self) -> ListTable[Any]:
        return self.query_one("#options", ListTable)

    @on(ListTable.RowChosen)
    def action_choose(self) -> None:
        """Close with the option under the cursor."""
        if (option := self._table.current) is not None:
            self.dismiss(option[1][0])

"""A panel with a list: what the row under the cursor says in full stands below it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, ClassVar, Final, Generic

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ScreenResultType
from textual.widgets import Static

from ksa_tui.errors import KsaError
from ksa_tui.i18n import N_
from ksa_tui.ui.base import Panel
from ksa_tui.ui.commands import APP_COMMANDS, TABLE_KEYS, Command
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.table_line import Column, RowT

UNDO: Final = tuple(c for c in APP_COMMANDS if c.id in {"app.undo", "app.redo"})
"""For panels in which something can be changed: keys of the app do not reach past a panel."""


class ListPanel(Panel[ScreenResultType], Generic[ScreenResultType, RowT]):
    """Subclasses say what is read, how a row looks, and what can be done with it."""

    CSS_PATH = "list_panel.tcss"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = TABLE_KEYS
    HELP_TITLE = N_("A list")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("The arrow keys move. Below the list stands all that the marked row says."),
    )
    MARKABLE: ClassVar[bool] = False
    HEADER: ClassVar[bool] = True
    _covered = False

    # ---------------------------------------------------------------- what subclasses say

    def read(self) -> Sequence[RowT]:
        """The rows, read from the store; may raise ``KsaError``."""
        raise NotImplementedError

    def columns(self) -> Sequence[Column[RowT]]:
        """How a row looks."""
        raise NotImplementedError

    def row_lines(self) -> int:
        """How many lines a row has."""
        return 1

    def key_of(self, row: RowT) -> Hashable:
        """What tells one row from another."""
        raise NotImplementedError

    def detail(self, row: RowT) -> Content:
        """All that a row says."""
        raise NotImplementedError

    def above(self) -> Content:
        """What stands between the title and the list."""
        return Content("")

    def empty_words(self) -> str:
        """What is said where there are no rows."""
        return ""

    def compose_search(self) -> ComposeResult:
        """What stands right above the list."""
        yield from ()

    # ---------------------------------------------------------------- what is on screen

    def compose_panel(self) -> ComposeResult:
        """A line, the list, and the row in full."""
        yield Static(id="above", markup=False)
        yield from self.compose_search()
        yield ListTable[RowT](
            (),
            key=self.key_of,
            header=self.HEADER,
            markable=self.MARKABLE,
            empty=self.empty_words(),
            id="list",
        )
        yield Static(id="detail", markup=False)

    def fill(self) -> None:
        """Show the rows, and give the list the keys."""
        self.list.set_columns(self.columns(), lines=self.row_lines())
        self.reload()
        self.list.focus()

    def on_resize(self) -> None:
        """Columns may follow the width."""
        for table in self.query("#list").results(ListTable):  # none before it is composed
            table.set_columns(self.columns(), lines=self.row_lines())

    def reload(self) -> None:
        """Read the rows again; the cursor stays."""
        try:
            rows = self.read()
        except KsaError as error:
            self.show_error(error)
            return
        self.list.set_rows(rows)
        self.show_above()
        self.refresh_bindings()

    def show_above(self) -> None:
        """Draw the line above the list anew."""
        above = self.above()
        self.query_one("#above", Static).update(above)
        self.set_class(bool(above), "-above")

    def on_screen_suspend(self) -> None:
        """Something else is on top."""
        self._covered = True

    def on_screen_resume(self) -> None:
        """What was on top may have changed what is shown here."""
        if self._covered:
            self._covered = False
            self.reload()

    @property
    def list(self) -> ListTable[RowT]:
        """The list itself."""
        return self.query_one("#list", ListTable)

    @on(ListTable.RowHighlighted, "#list")
    def show_detail(self) -> None:
        """The row under the cursor in full."""
        row: Any = self.list.current
        self.query_one("#detail", Static).update("" if row is None else self.detail(row))

"""What can be said about a list when it was read otherwise than meant: which sheets, which header row."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from ksa_tui.domain.importing import SheetInfo
from ksa_tui.errors import RuleError
from ksa_tui.i18n import N_, _, ngettext, number
from ksa_tui.ui.commands import TABLE_KEYS, Command, bindings
from ksa_tui.ui.dialogs.form import FormPanel
from ksa_tui.ui.dialogs.list_panel import ListPanel
from ksa_tui.ui.import_words import headers_of
from ksa_tui.ui.texts import one_line, plain
from ksa_tui.ui.widgets.form import TextField
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.table_line import Column


class SheetsPanel(ListPanel[tuple[str, ...], SheetInfo]):
    """Returns the names of the sheets to read: those marked, or the one under the cursor."""

    PANEL_WIDTH = 76
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("sheets.read", "enter", N_("read"), N_("Read the marked sheets."), "read_marked", shown=True),
        Command("sheets.mark", "space", N_("mark"), N_("Read this sheet too, or not."), "", shown=True),
        *TABLE_KEYS,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("The sheets of the file")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("The marked sheets are read, in the order of the file. Each has headers of its own."),
    )
    MARKABLE = True

    def __init__(self, sheets: Sequence[SheetInfo]) -> None:
        super().__init__()
        self._sheets = sheets

    def heading(self) -> str:
        """What is chosen."""
        return _("Which sheets are the list?")

    def read(self) -> Sequence[SheetInfo]:
        """The sheets of the file."""
        return self._sheets

    def columns(self) -> Sequence[Column[SheetInfo]]:
        """Name, and how many rows have something in them."""
        return [Column("", _sheet_name), Column("", _rows, 14, "right")]

    def key_of(self, row: SheetInfo) -> Hashable:
        """The name."""
        return row.name

    def fill(self) -> None:
        """Those that are read now are marked."""
        super().fill()
        self.list.set_marked([sheet.name for sheet in self._sheets if sheet.chosen])

    def detail(self, row: SheetInfo) -> Content:
        """The whole name, and what was found in the sheet."""
        facts = [headers_of(row), _("hidden in the file") if row.hidden else ""]
        muted = " · ".join(fact for fact in facts if fact)
        return Content.assemble((one_line(row.name), "bold"), "\n", (muted, "$text-muted"))

    @on(ListTable.RowChosen, "#list")
    def action_read_marked(self) -> None:
        """Close with the marked sheets, else with the one under the cursor."""
        marked = tuple(sheet.name for sheet in self._sheets if sheet.name in self.list.marked)
        current = self.list.current
        self.dismiss(marked or ((current.name,) if current else ()))


def _sheet_name(sheet: SheetInfo) -> Content:
    return plain(sheet.name, "$text-muted" if sheet.hidden or not sheet.rows else "")


def _rows(sheet: SheetInfo) -> Content:
    words = ngettext("{count} row", "{count} rows", sheet.rows)
    return Content.styled(words.format(count=number(sheet.rows)), "$text-muted")


class HeaderRowPanel(FormPanel[int]):
    """Returns the last row of the header, from 1; 0 for a sheet without one."""

    PANEL_WIDTH = 68
    HELP_TITLE = N_("The header row")
    HELP_TEXT = (
        N_("The number is the one the spreadsheet program shows. Of two header rows, give the lower one; "
           "0 says that the list has no headers."),
    )  # fmt: skip
    row = getters.query_one("#row", TextField)

    def __init__(self, sheet: SheetInfo) -> None:
        super().__init__()
        self._sheet = sheet

    def heading(self) -> str:
        """What is asked."""
        return _("In which row do the headers stand?")

    def compose_fields(self) -> ComposeResult:
        """The row, and what 0 means."""
        rows = self._sheet.header_rows
        yield TextField(
            _("Row"), str(rows[-1]) if rows else "", id="row", hint=_("0 when there are no headers")
        )
        yield Static(
            _(
                "Of two header rows, give the lower one. What you chose for the columns is matched anew."
            ),
            classes="muted spaced",
            markup=False,
        )

    def save(self) -> int:
        """The row as a number."""
        text = self.row.read()
        if not (text.isascii() and text.isdigit()):
            raise RuleError(N_("Give the number of a row, for instance 4."))
        return int(text)

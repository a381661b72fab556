"""The table of a workshop's information assets, and the field that narrows it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from ksa_tui.domain.model import Aspect
from ksa_tui.domain.workshop import AssetStatus
from ksa_tui.i18n import _, ngettext
from ksa_tui.services.workshops import TableRow, TableRows, WorkshopTable
from ksa_tui.ui.screens.workshop_words import is_quiet, status_cell, status_width
from ksa_tui.ui.texts import plain
from ksa_tui.ui.widgets.levels import CELL_WIDTH, cell
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.search_field import SearchField
from ksa_tui.ui.widgets.table_line import Cell, Column
from ksa_tui.ui.widgets.unpainted import Row
from ksa_tui.ui.widgets.words import EmptyState


class AssetTable(Vertical):
    """Rows are kept by the words of the search field; letters are commands while the list has the focus."""

    DEFAULT_CSS = """
    AssetTable {
        width: 1fr; height: 1fr;
        & > #filter-row { height: 1; margin-bottom: 1; }
        & #filter-label { width: 8; text-style: bold; }
        & #filter { width: 1fr; }
    }
    """

    def __init__(self, needle: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._needle = needle
        self._rows = TableRows()

    def compose(self) -> ComposeResult:
        """The field over the list."""
        with Row(id="filter-row"):
            yield Static(_("Search"), id="filter-label", markup=False)
            yield SearchField(self._needle, id="filter")
        yield ListTable[TableRow](
            (),
            key=lambda row: row.id,
            empty=_("Nothing is called that. esc shows all."),
            id="assets",
        )

    @property
    def list(self) -> ListTable[TableRow]:
        """The list itself."""
        return self.query_one("#assets", ListTable)

    @property
    def field(self) -> SearchField:
        """The search field."""
        return self.query_one("#filter", SearchField)

    @property
    def current(self) -> TableRow | None:
        """The asset under the cursor."""
        return self.list.current

    @property
    def is_searching(self) -> bool:
        """Whether the list is narrowed, or about to be."""
        return bool(self.field.value) or self.field.has_focus

    def show(self, table: WorkshopTable, cursor: UUID | None) -> None:
        """Show the rows that the search field lets through, the cursor on this treatment if it is there."""
        self._rows = table.rows
        self.list.set_columns(_columns(table))
        hint = ngettext(
            "/ searches {count} information asset",
            "/ searches {count} information assets",
            len(table.rows),
        )
        self.field.placeholder = hint.format(count=len(table.rows))
        self._narrow()
        if cursor is not None:
            self.list.move_to(cursor)

    def _narrow(self) -> None:
        words = self.field.words
        if not words:
            self.list.set_rows(self._rows)
            return
        found: Iterable[TableRow] = self._rows
        for word in words:
            found = [row for row in found if word in row.folded]
        self.list.set_rows(list(found))

    @on(Input.Changed, "#filter")
    def typed(self) -> None:
        """Keep the assets whose names have every word."""
        self._narrow()

    @on(Input.Submitted, "#filter")
    def leave_field(self) -> None:
        """To the list; what was found stays."""
        self.list.focus()

    def show_all(self) -> None:
        """Empty the search field, and back to the list."""
        self.field.value = ""
        self.list.focus()


def nothing_here() -> EmptyState:
    """What an empty workshop says: three ways to begin."""
    return EmptyState(
        _("No information assets yet."),
        _("An information asset is a meaningful set of information, whatever it lies in; "
          "never a system."),
        (
            ("a", _("Write them in, one after another.")),
            ("c", _("Take the usual ones from the catalogue.")),
            ("i", _("Read in the list you already have, from a spreadsheet.")),
        ),
        id="empty",
    )  # fmt: skip


def _columns(table: WorkshopTable) -> list[Column[TableRow]]:
    levels = [
        Column[TableRow](
            aspect.letter,
            partial(_level, position, aspect),
            max(CELL_WIDTH, len(aspect.letter)),
            "center",
        )
        for position, aspect in enumerate(table.model.aspects)
    ]
    return [
        Column[TableRow](_("Information asset"), _name),
        *levels,
        Column[TableRow](_("Status"), status_cell, status_width(table.rows)),
    ]


def _name(row: TableRow) -> Cell:
    return plain(row.name, "$text-muted") if is_quiet(row) else row.name


def _level(position: int, aspect: Aspect, row: TableRow) -> Cell:
    """A level; nothing at all for an excluded asset, which is neither unrated nor irrelevant."""
    if row.status is AssetStatus.STOPPED:
        return ""
    level: Content = cell(row.levels[position], aspect, below=row.below_floor[position])
    return level

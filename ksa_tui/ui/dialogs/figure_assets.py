"""The information assets that one figure of the yearly report counts."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content

from ksa_tui.domain.register import letters_of
from ksa_tui.domain.year_report import Line, YearReport
from ksa_tui.i18n import N_, ngettext, number
from ksa_tui.ui.commands import TABLE_KEYS, Command, bindings
from ksa_tui.ui.dialogs.list_panel import ListPanel
from ksa_tui.ui.report_words import FigureRow, asset_columns, asset_detail
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.table_line import Column


class FigureAssets(ListPanel[Line | None, Line]):
    """Returns the asset whose workshop is to be opened, or None."""

    PANEL_WIDTH = 104
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "figure.open", "enter", N_("open the workshop"),
            N_("Open the workshop, the cursor on this information asset."), "open", shown=True,
        ),
        *TABLE_KEYS,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("Behind the figure")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("The information assets that the figure counts, each once, with the levels that were decided."),
    )  # fmt: skip

    def __init__(self, report: YearReport, row: FigureRow) -> None:
        super().__init__()
        self._report, self._row = report, row

    def heading(self) -> str:
        """The figure."""
        return self._row.title

    def above(self) -> Content:
        """How many they are."""
        count = len(self._row.assets)
        words = ngettext("{count} information asset", "{count} information assets", count)
        return Content.styled(words.format(count=number(count)), "$text-muted")

    def read(self) -> Sequence[Line]:
        """What the figure counts."""
        return self._row.assets

    def columns(self) -> Sequence[Column[Line]]:
        """Name, levels, department where there is room, status."""
        models = {line.model: self._report.models[line.model] for line in self._row.assets}
        letters = letters_of(models.values())
        return asset_columns(self._report, letters, self.size.width)

    def key_of(self, row: Line) -> Hashable:
        """The asset."""
        return row.asset

    def detail(self, row: Line) -> Content:
        """All that the report knows of it."""
        return asset_detail(self._report, row)

    @on(ListTable.RowChosen, "#list")
    def action_open(self) -> None:
        """Leave for the workshop of the asset under the cursor."""
        row: Line | None = self.list.current
        if row is not None:
            self.dismiss(row)

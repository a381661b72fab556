"""Read in a list, second step: what was found in the file, and what each column becomes."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ksa_tui.domain.importing import Choices, Column, Field, ImportPlan, ImportResult, SheetInfo
from ksa_tui.i18n import N_, _
from ksa_tui.services import imports
from ksa_tui.ui.base import Page
from ksa_tui.ui.commands import TABLE_KEYS, Command, bindings
from ksa_tui.ui.dialogs.import_choices import HeaderRowPanel, SheetsPanel
from ksa_tui.ui.dialogs.import_left_out import LeftOutPage
from ksa_tui.ui.dialogs.import_rows import STEPS, RowsPage, Selection
from ksa_tui.ui.dialogs.pick import PickPanel
from ksa_tui.ui.dialogs.progress import ProgressPanel
from ksa_tui.ui.import_words import (
    column_detail,
    column_head,
    excluded_here,
    fields_to_choose,
    obstacle,
    owners_taken,
    perhaps_owners,
    sheets_found,
    table_columns,
    without_home,
)
from ksa_tui.ui.texts import plain
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.steps import step_meter
from ksa_tui.ui.widgets.words import alert


class ColumnsPage(Page[ImportResult]):
    """Returns what was read in, or None to choose another file."""

    CSS_PATH = "import_columns.tcss"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "columns.change", "enter", N_("change"),
            N_("Choose what the column under the cursor becomes."), "change", shown=True,
        ),
        Command("columns.on", "n", N_("next step"), N_("Go on and choose rows."), "go_on", shown=True),
        Command("columns.sheets", "s", N_("sheets"), N_("Choose which sheets are read."), "sheets", shown=True),
        Command(
            "columns.header", "r", N_("header row"), N_("Say in which row the headers stand."), "header",
            shown=True
        ),
        Command(
            "columns.left-out", "u", N_("left out"),
            N_("See every row and cell that is not read in, or in another form, and why."), "left_out",
        ),
        Command("columns.back", "escape", N_("back"), N_("Back to the files."), "back", shown=True),
        *TABLE_KEYS,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("Read in a list: the columns")
    HELP_TEXT = (
        N_("Each row is a column of the list: its letter, its header, and what it becomes. Below the "
           "table stands why, with some of its cells."),
        N_("A column without a home is not read in. Enter gives it one, or takes it away."),
        N_("One column must name the information assets; the others are welcome."),
    )  # fmt: skip

    def __init__(self, workshop_id: UUID, path: Path, plan: ImportPlan) -> None:
        super().__init__()
        self._workshop_id, self._path = workshop_id, path
        self._plan = plan
        self._selection = Selection(frozenset(plan.new))

    def place(self) -> str:
        """What is being done."""
        return _("Read in a list")

    def pace(self) -> Content:
        """The second of the steps."""
        return step_meter(2, STEPS)

    # ------------------------------------------------------------ what is on screen

    def compose_page(self) -> ComposeResult:
        """The file, what was found in it, the columns, the column under the cursor."""
        yield Static(plain(self._plan.file_name, "bold"), id="file", markup=False)
        yield Static(id="found", markup=False)
        yield Static(id="homeless", markup=False)
        yield ListTable[Column](
            (), key=lambda column: (column.sheet, column.letter), id="columns",
            empty=_("The file has no columns with anything in them."),
        )  # fmt: skip
        with VerticalScroll(id="detail"):
            yield Static(id="column", markup=False)

    def fill(self) -> None:
        """Show the plan."""
        self._show()
        self._table.focus()

    @property
    def _table(self) -> ListTable[Column]:
        return self.query_one("#columns", ListTable)

    def _show(self) -> None:
        plan = self._plan
        found = Content.styled(sheets_found(plan), "$text-muted")
        self.query_one("#found", Static).update(found)
        self.query_one("#homeless", Static).update(self._remark())
        self._lay_out()
        self._table.set_rows(plan.columns)
        self.refresh_bindings()

    def _remark(self) -> Content:
        """What stands in the way, else which columns have no home."""
        if words := obstacle(self._plan):
            return Content.assemble(alert("! "), words)
        parts = [Content.styled(without_home(self._plan), "$text-muted")]
        if words := perhaps_owners(self._plan):
            parts.append(Content.assemble(alert("? "), words))
        if words := owners_taken(self._plan):
            parts.append(Content.styled(words, "$text-muted"))
        if words := excluded_here(self._plan):
            parts.append(Content.assemble(alert("! "), words))
        return Content("\n").join(parts)

    def on_resize(self, _event: events.Resize) -> None:
        """Wide screens show a cell of each column too."""
        self._lay_out()

    def _lay_out(self) -> None:
        sheets = len({column.sheet for column in self._plan.columns})
        for table in self.query("#columns").results(ListTable):
            table.set_columns(table_columns(self.size.width, show_sheet=sheets > 1))

    @on(ListTable.RowHighlighted, "#columns")
    def follow_cursor(self) -> None:
        """The column under the cursor in full."""
        column = self._table.current
        self.query_one("#column", Static).update(column_detail(column) if column else "")
        self.query_one("#detail").scroll_home(animate=False)

    # ------------------------------------------------------------ what can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One goes on when there are rows, and chooses where there is a choice."""
        plan = self._plan
        if action == "go_on":
            return bool(plan.rows)
        if action == "change":
            return bool(plan.columns)
        if action == "sheets":
            return len(plan.sheets) > 1
        return super().check_action(action, parameters)

    async def _match_anew(self, choices: Choices) -> None:
        """Read the file once more with other choices; it stays as it was when that is refused."""
        read = partial(imports.plan, self.ksa.store, self._workshop_id, self._path, choices)
        plan = await self.ksa.push_screen_wait(
            ProgressPanel[ImportPlan](
                _("Matching again …"), lambda progress: read(progress=progress)
            )
        )
        if plan is not None:
            self._plan = plan
            self._selection = Selection(frozenset(plan.new), self._selection.rest_to_pool)
            self._show()

    @on(ListTable.RowChosen, "#columns")
    @work(exclusive=True, group="choose")
    async def action_change(self) -> None:
        """Choose what the column under the cursor becomes."""
        column = self._table.current
        if column is None:
            return
        panel = PickPanel[Any](column_head(column), fields_to_choose(), column.field or "")
        chosen: Field | str | None = await self.ksa.push_screen_wait(panel)
        if chosen is not None and chosen != (column.field or ""):
            field = chosen if isinstance(chosen, Field) else None
            choices = self._plan.choices.with_column(column.sheet, column.letter, field)
            await self._match_anew(choices)

    @work(exclusive=True, group="choose")
    async def action_sheets(self) -> None:
        """Choose which sheets are read."""
        names = await self.ksa.push_screen_wait(SheetsPanel(self._plan.sheets))
        if names:
            await self._match_anew(self._plan.choices.with_sheets(*names))

    @work(exclusive=True, group="choose")
    async def action_header(self) -> None:
        """Say which row holds the headers."""
        sheet = await self._which_sheet()
        if sheet is None:
            return
        row = await self.ksa.push_screen_wait(HeaderRowPanel(sheet))
        if row is not None:
            await self._match_anew(self._plan.choices.with_header_row(sheet.name, row))

    async def _which_sheet(self) -> SheetInfo | None:
        """The sheet that is read; asks when there are several."""
        read = [sheet for sheet in self._plan.sheets if sheet.chosen]
        if len(read) < 2:
            return read[0] if read else None
        options = [(sheet, sheet.name, "") for sheet in read]
        return await self.ksa.push_screen_wait(PickPanel[SheetInfo](_("In which sheet?"), options))

    @work(exclusive=True, group="rows")
    async def action_go_on(self) -> None:
        """Choose rows; esc there comes back here."""
        result = await self.ksa.push_screen_wait(
            RowsPage(self._workshop_id, self._plan, self._selection)
        )
        if result is not None:
            self.dismiss(result)

    def action_left_out(self) -> None:
        """What is not read in, or in another form."""
        self.ksa.push_screen(LeftOutPage(self._plan))

    def action_back(self) -> None:
        """Back to the files."""
        self.dismiss(None)

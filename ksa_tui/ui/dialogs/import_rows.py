"""Read in a list, last step: which rows become information assets of the workshop."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Final
from uuid import UUID

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from ksa_tui.domain.importing import ImportPlan, ImportResult, ImportRow, RowState
from ksa_tui.i18n import N_, _, ngettext
from ksa_tui.services import imports
from ksa_tui.ui.base import Page
from ksa_tui.ui.commands import TABLE_KEYS, Command, bindings
from ksa_tui.ui.dialogs.import_left_out import LeftOutPage
from ksa_tui.ui.dialogs.progress import ProgressPanel
from ksa_tui.ui.import_row_words import counts, outcome, row_columns, row_detail, searched
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.search_field import SearchField
from ksa_tui.ui.widgets.steps import step_meter

STEPS: Final = 3


@dataclass(slots=True)
class Selection:
    """What has been chosen of a plan so far; it outlives the page, for who goes back a step."""

    marked: frozenset[int]
    """Indices of rows."""
    rest_to_pool: bool = True


class RowTable(ListTable[ImportRow]):
    """A table to mark in: a double click marks, since choosing reads in the whole list."""

    def on_click(self, event: events.Click) -> None:
        """The second click of two marks what the first one pointed at."""
        if event.chain == 2:
            event.prevent_default()
            self.set_marked(self.marked ^ {self.current_key})


class CommitPanel(ProgressPanel[ImportResult]):
    """The one step that cannot be stopped half-way: it is all done, or nothing of it."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is no stopping."""
        return action != "stop" and super().check_action(action, parameters)


class RowsPage(Page[ImportResult]):
    """Returns what was read in, or None to go back to the columns."""

    CSS_PATH = "import_rows.tcss"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "rows.commit", "enter", N_("read in"),
            N_("Read in the marked rows, all in one step that ctrl+z takes back."), "commit", shown=True,
        ),
        Command("rows.mark", "space", N_("mark"), N_("Mark the row, or take the mark away."), "", shown=True),
        Command(
            "rows.all", "a", N_("all"),
            N_("Mark all new rows that are shown; once more unmarks them."), "all", shown=True,
        ),
        Command(
            "rows.pool", "p", N_("the rest"),
            N_("Keep the new rows that are not marked beside the workshop, or leave them out."), "pool",
            shown=True,
        ),
        Command(
            "rows.left-out", "u", N_("left out"),
            N_("See every row and cell that is not read in, or in another form, and why."), "left_out",
            shown=True,
        ),
        Command("rows.search", "slash", N_("search"), N_("Show only the rows with these words."), "search"),
        Command(
            "rows.detail", "tab", N_("row in full"), N_("To the row in full, to scroll in it, and back."),
            "app.focus_next",
        ),
        Command(
            "rows.back", "escape", N_("back"), N_("Show all rows; from there, back to the columns."), "back"
        ),
        *TABLE_KEYS,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("Read in a list: the rows")
    HELP_TEXT = (
        N_("New rows are marked from the beginning. A duplicate and what may be no information asset are "
           "not, and the remark says why."),
        N_("Few of the rows are yours? a takes all marks away; / shows only rows with certain words; "
           "space marks one."),
        N_("New rows that are not marked are kept beside the workshop, where u finds them later. "
           "p leaves them out instead."),
        N_("Nothing of the list gets lost unseen: u shows what is not read in."),
    )  # fmt: skip

    def __init__(self, workshop_id: UUID, plan: ImportPlan, selection: Selection) -> None:
        super().__init__()
        self._workshop_id, self._plan = workshop_id, plan
        self._selection = selection
        self._states = {state: plan.count(state) for state in RowState}
        self._searched: list[str] = []
        """What the search looks in, row by row; empty until it has been made."""

    def place(self) -> str:
        """What is being done."""
        return _("Read in a list")

    def pace(self) -> Content:
        """The last of the steps."""
        return step_meter(STEPS, STEPS)

    # ------------------------------------------------------------ what is on screen

    def compose_page(self) -> ComposeResult:
        """Figures, search, list and row, what enter does."""
        yield Static(id="counts", markup=False)
        with Horizontal(id="filter-row"):
            yield Static(_("Search"), id="filter-label", markup=False)
            yield SearchField(id="filter", placeholder=_("/ searches among the rows"))
        with Container(id="body"):
            yield RowTable(
                (), key=lambda row: row.index, markable=True, id="rows",
                empty=_("No row has those words. esc shows all."),
            )  # fmt: skip
            with VerticalScroll(id="detail"):
                yield Static(id="row", markup=False)
        yield Static(id="outcome", markup=False)

    def fill(self) -> None:
        """Show the rows with the marks they had."""
        self._lay_out()
        self._table.set_rows(self._plan.rows)
        self._table.set_marked(self._selection.marked)
        self._table.focus()
        self._prepare_search()

    @property
    def _table(self) -> RowTable:
        return self.query_one("#rows", RowTable)

    @property
    def _field(self) -> SearchField:
        return self.query_one("#filter", SearchField)

    def on_resize(self, _event: events.Resize) -> None:
        """The remark gets what room there is."""
        self._lay_out()

    def _lay_out(self) -> None:
        sheets = {column.sheet for column in self._plan.columns}
        for table in self.query("#rows").results(RowTable):
            table.set_columns(row_columns(self.size.width, show_sheet=len(sheets) > 1))

    def _show_figures(self) -> None:
        marked, to_pool = self._selection.marked, self._selection.rest_to_pool
        result = imports.preview(self._plan, marked, rest_to_pool=to_pool)
        self.query_one("#counts", Static).update(counts(self._states, len(marked)))
        self.query_one("#outcome", Static).update(outcome(result, rest_to_pool=to_pool))

    @on(ListTable.MarksChanged, "#rows")
    def follow_marks(self) -> None:
        """Count anew."""
        rows = (key for key in self._table.marked if isinstance(key, int))
        self._selection.marked = frozenset(rows)
        self._show_figures()

    @on(ListTable.RowHighlighted, "#rows")
    def follow_cursor(self) -> None:
        """The row under the cursor in full."""
        row = self._table.current
        self.query_one("#row", Static).update(row_detail(row) if row else "")
        self.query_one("#detail").scroll_home(animate=False)

    # ------------------------------------------------------------ search

    @work(exclusive=True, group="search")
    async def _prepare_search(self) -> None:
        """Fold every row once, in a thread: a long list takes a moment."""
        self._searched = await asyncio.to_thread(lambda: list(map(searched, self._plan.rows)))
        if self._field.value:
            self._narrow()

    @on(Input.Changed, "#filter")
    def typed(self) -> None:
        """Keep the rows that have every word."""
        self._narrow()

    def _narrow(self) -> None:
        words, rows = self._field.words, self._plan.rows
        if not words:
            self._table.set_rows(rows)
        elif self._searched:
            kept = zip(rows, self._searched, strict=True)
            self._table.set_rows([row for row, text in kept if all(word in text for word in words)])

    def action_search(self) -> None:
        """Put the cursor in the search field."""
        self._field.focus()

    @on(Input.Submitted, "#filter")
    def leave_search(self) -> None:
        """To the list; what was found stays."""
        self._table.focus()

    def action_back(self) -> None:
        """Show all rows; from there, back to the columns."""
        if self._field.value or self._field.has_focus:
            self._field.value = ""
            self._table.focus()
        else:
            self.dismiss(None)

    # ------------------------------------------------------------ choosing

    def action_all(self) -> None:
        """Mark all new rows that are shown; when they are marked, unmark what is shown."""
        shown = {row.index for row in self._table.rows}
        new = {row.index for row in self._table.rows if row.state is RowState.NEW}
        marked = self._selection.marked
        self._table.set_marked(marked - shown if new <= marked else marked | new)

    def action_pool(self) -> None:
        """Keep the rest beside the workshop, or leave it out."""
        self._selection.rest_to_pool = not self._selection.rest_to_pool
        self._show_figures()

    def action_left_out(self) -> None:
        """What is not read in, or in another form."""
        self.ksa.push_screen(LeftOutPage(self._plan))

    # ------------------------------------------------------------ reading in

    @on(ListTable.RowChosen, "#rows")
    @work(exclusive=True, group="commit")
    async def action_commit(self) -> None:
        """Read in what is marked, in a thread and in one step."""
        marked, to_pool = self._selection.marked, self._selection.rest_to_pool
        result = imports.preview(self._plan, marked, rest_to_pool=to_pool)
        if not result.added and not result.pooled:
            self.ksa.say(_("Mark at least one row with space, or go back with esc."))
            return
        words = ngettext(
            "Reading in {count} row …", "Reading in {count} rows …", result.added + result.pooled
        )
        commit = partial(
            imports.commit,
            self.ksa.store,
            self._workshop_id,
            self._plan,
            marked,
            rest_to_pool=to_pool,
        )
        panel = CommitPanel(
            words.format(count=result.added + result.pooled), lambda _progress: commit()
        )
        taken = await self.ksa.push_screen_wait(panel)
        if taken is not None:
            self.dismiss(taken)

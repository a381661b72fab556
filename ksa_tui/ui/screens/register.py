"""The register: every information asset across workshops, searched, filtered, and with its history."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar, Final

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.css.query import NoMatches
from textual.widgets import Input, Static

from ksa_tui.domain.register import RegisterFilter, RegisterRow, letters_of
from ksa_tui.domain.workshop import AssetStatus
from ksa_tui.errors import KsaError
from ksa_tui.i18n import _, number
from ksa_tui.services import register as registers
from ksa_tui.services.classify import Place
from ksa_tui.services.register import Facet, Register
from ksa_tui.services.register_rows import RegisterRows
from ksa_tui.ui import routes
from ksa_tui.ui.base import Page
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.register_words import (
    FACETS,
    choices,
    columns_of,
    facets_line,
    filter_words,
    hint,
    value_words,
)
from ksa_tui.ui.screens.register_commands import COMMANDS, HELP_TEXT, HELP_TITLE, SEARCHING
from ksa_tui.ui.screens.register_rail import RegisterRail, nothing_here
from ksa_tui.ui.sizes import NORMAL, WIDE
from ksa_tui.ui.widgets.bars import KeyBar
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.painted_lines import SteadyLine
from ksa_tui.ui.widgets.search_field import SearchField
from ksa_tui.ui.widgets.unpainted import Box, Row
from ksa_tui.ui.widgets.words import alert

MARGINS: Final = 15
"""Cells that the line of facets leaves free on both sides."""
NARROW_MARGINS: Final = 13


class RegisterScreen(Page[None]):
    """Only the rows that are seen are ever read."""

    CSS_PATH = "register.tcss"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = HELP_TITLE
    HELP_TEXT: ClassVar[tuple[str, ...]] = HELP_TEXT
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self._wanted = RegisterFilter()
        self._search = ""
        self._register: Register | None = None
        self._has_found = False

    def place(self) -> str:
        """The page."""
        return _("Register")

    def pace(self) -> Content:
        """That this is not for the wall."""
        return Content.assemble(alert("! "), (_("Sensitive: not for the projector"), "$text"))

    # ---------------------------------------------------------------- what is on screen

    def compose_page(self) -> ComposeResult:
        """Search, what it is filtered by, the table with the history of its current row."""
        with Row(id="filter-row"):
            yield Static(_("Search"), id="filter-label", markup=False)
            yield SearchField(self._search, id="search")
        yield SteadyLine(Content(""), id="facets")
        with Box(id="body"):
            yield ListTable[RegisterRow](
                (),
                key=lambda row: row.asset,
                empty=_("Nothing like that. esc shows everything."),
                id="assets",
            )
            yield RegisterRail(id="rail")
        yield nothing_here()

    def fill(self) -> None:
        """Read the register if anything was changed, and show it, the cursor where it was."""
        try:
            self._register = registers.read(self.ksa.store)
        except KsaError as error:
            if self.is_current:
                self.dismiss(None)
            self.show_error(error)
            return
        self.watch(self._table, "cursor", self.follow_cursor, init=False)
        self._show(self._register)

    def reload(self) -> None:
        """The same, after undo and when another screen has been left."""
        self.fill()

    def _show(self, register: Register) -> None:
        is_empty = not register.entries
        self.set_class(is_empty, "-empty")
        self._lay_out(register)
        self._field.placeholder = hint(len(register.entries))
        self._find()
        if not self._field.has_focus:
            self.set_focus(None if is_empty else self._table)

    def _lay_out(self, register: Register) -> None:
        models = register.models.values()
        with_department = NORMAL <= self.size.width < WIDE
        columns = columns_of(letters_of(models), self.ksa.today(), with_department=with_department)
        self._table.set_columns(columns, lines=2 if len(register.models) > 1 else 1)

    def _find(self) -> None:
        """Show what the words and the filter let through."""
        register = self._register
        if register is None:
            return
        self._wanted = replace(self._wanted, words=tuple(self._field.words))
        self._table.set_rows(register.find(self._wanted, self.ksa.today()))
        self.follow_cursor()
        self._tell_what_is_found(register)
        if self._has_found != bool(self._table.rows):
            self._has_found = not self._has_found
            self.refresh_bindings()

    def _tell_what_is_found(self, register: Register) -> None:
        count, total = len(self._table.rows), len(register.entries)
        words = _("{done} of {total}")
        found = words.format(done=number(count), total=number(total)) if self._is_narrowed else ""
        width = self.size.width - (MARGINS if self.size.width >= NORMAL else NARROW_MARGINS)
        facets = facets_line(register, self._wanted, width - len(found) - 4)
        gap = " " * (width - facets.cell_length - len(found))
        line = Content.assemble(facets, gap, (found, "$text-muted"))
        self.query_one("#facets", SteadyLine).say(line)

    def on_resize(self) -> None:
        """Columns and facets follow the width."""
        if self._register is None:
            return
        try:
            self._lay_out(self._register)
            self._tell_what_is_found(self._register)
        except NoMatches:  # resized before it was composed
            return
        self.query_one(RegisterRail).tell()

    @property
    def _table(self) -> ListTable[RegisterRow]:
        return self.query_one("#assets", ListTable)

    @property
    def _field(self) -> SearchField:
        return self.query_one("#search", SearchField)

    @property
    def _is_narrowed(self) -> bool:
        return bool(self._wanted.words) or self._wanted.narrows

    # ---------------------------------------------------------------- the row under the cursor

    def follow_cursor(self) -> None:
        """The rail tells about the row under the cursor, in the frame that shows the cursor there."""
        several = self._register is not None and len(self._register.models) > 1
        self.query_one(RegisterRail).follow(self._table.current, with_model=several)

    # ---------------------------------------------------------------- search and filter

    @on(Input.Changed, "#search")
    def typed(self, event: Input.Changed) -> None:
        """Keep the assets that have every word."""
        self._search = event.value
        self._find()

    @on(Input.Submitted, "#search")
    def leave_field(self) -> None:
        """To the list; what was found stays."""
        self._table.focus()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The search field takes the letters, the list makes commands of them: the key bar says which."""
        is_field = event.widget.id == "search"
        self.query_one(KeyBar).show(SEARCHING if is_field else self.commands())

    def action_search(self) -> None:
        """Put the cursor in the search field."""
        self._field.focus()

    @work(exclusive=True, group="register")
    async def action_filter(self) -> None:
        """Ask what is filtered, then by which value."""
        from ksa_tui.ui.dialogs.pick import PickPanel

        if self._register is None:
            return
        register, wanted, today = self._register, self._wanted, self.ksa.today()
        facets: list[tuple[Facet, str, str]] = [
            (facet, _(label), value_words(register, facet, getattr(wanted, facet)))
            for facet, label in FACETS.items()
        ]
        facet = await self.ksa.push_screen_wait(PickPanel[Facet](_("Filter by"), facets))
        if facet is None:
            return
        options = choices(register, facet, wanted, today)
        panel = PickPanel[RegisterFilter](_(FACETS[facet]), options, wanted)
        chosen = await self.ksa.push_screen_wait(panel)
        if chosen is not None:
            self._wanted = chosen
            self._find()

    def action_back(self) -> None:
        """Show everything again; from there, back to the workshops."""
        if self._field.has_focus or self._is_narrowed:
            if not self._field.has_focus:
                self._wanted = RegisterFilter()
            self._field.value = ""
            self._find()
            self._table.focus()
        else:
            self.dismiss(None)

    # ---------------------------------------------------------------- commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what makes no sense without rows, or of an excluded asset."""
        if action in {"search", "filter", "report"}:
            return self._register is None or bool(self._register.entries)
        if action in {"open", "export"}:
            return self.is_mounted and bool(self._table.rows)
        if action in {"history", "what_if"}:
            row = self._table.current if self.is_mounted else None
            return row is not None and row.status is not AssetStatus.STOPPED
        return True

    @on(ListTable.RowChosen, "#assets")
    async def row_chosen(self) -> None:
        """Enter or a double click opens."""
        await self.ksa.run_action("open", self)

    def action_open(self) -> None:
        """Open the workshop, the cursor on the asset."""
        if (row := self._table.current) is not None:
            self.ksa.open_workshop(row.workshop, Place(row.workshop, row.treatment))

    def action_history(self) -> None:
        """Everything that was proposed and decided."""
        from ksa_tui.ui.dialogs.history import HistoryPanel

        if (row := self._table.current) is not None:
            self.ksa.push_screen(HistoryPanel(row.treatment))

    def action_report(self) -> None:
        """The year in figures."""
        self.ksa.push_screen(routes.year_report())

    def action_what_if(self) -> None:
        """The systems that change with the asset."""
        if (row := self._table.current) is not None:
            self.ksa.open_what_changes(row.asset)

    @work(exclusive=True, group="register")
    async def action_export(self) -> None:
        """Write what is shown, in a thread, and say where it is."""
        from ksa_tui.services.register_export import Target, export
        from ksa_tui.ui.dialogs.progress import ProgressPanel
        from ksa_tui.ui.dialogs.sensitive_written import RegisterWritten

        found: Any = self._table.rows
        if self._register is None or not isinstance(found, RegisterRows):
            return
        store = self.ksa.store
        target = Target(about=filter_words(self._register, self._wanted, self._search))
        written = await self.ksa.push_screen_wait(
            ProgressPanel(
                _("Writing the register …"),
                lambda progress: export(store, found, target, progress),
            )
        )
        if written is not None:
            await self.ksa.push_screen_wait(RegisterWritten(written, len(found)))

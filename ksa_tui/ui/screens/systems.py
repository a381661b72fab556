"""Systems: what lies in each, which levels it inherits, and what changes with it."""

from __future__ import annotations

from typing import ClassVar, Final
from uuid import UUID

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.css.query import NoMatches
from textual.timer import Timer
from textual.widgets import Input, Static

from ksa_tui.errors import KsaError
from ksa_tui.i18n import _, number
from ksa_tui.services import systems
from ksa_tui.services.system_effects import measures_of
from ksa_tui.services.systems import SystemLine
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.screens.systems_commands import COMMANDS, HELP_TEXT, HELP_TITLE, SEARCHING
from ksa_tui.ui.screens.systems_ways import SystemsWays
from ksa_tui.ui.sizes import NORMAL, WIDE
from ksa_tui.ui.system_words import about, columns_of, measures_words
from ksa_tui.ui.widgets.bars import KeyBar
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.search_field import SearchField
from ksa_tui.ui.widgets.unpainted import Box, Row
from ksa_tui.ui.widgets.words import EmptyState, alert

REST: Final = 0.15
"""Seconds the cursor rests on a system before its measures are counted."""
OF_A_SYSTEM: Final = frozenset(
    {"open", "links", "levels", "what_if", "edit", "merge", "retire", "measures"}
)


class SystemsPage(SystemsWays):
    """From a workshop first the systems of its assets; else all."""

    CSS_PATH = "systems.tcss"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = HELP_TITLE
    HELP_TEXT: ClassVar[tuple[str, ...]] = HELP_TEXT
    AUTO_FOCUS = ""

    def __init__(self, workshop_id: UUID | None = None, system: UUID | None = None) -> None:
        """``system`` is where the cursor stands first."""
        super().__init__(workshop_id)
        self._first = system
        self._only_here = workshop_id is not None
        self._search = ""
        self._rest: Timer | None = None

    def place(self) -> str:
        """The page, and whose systems are shown."""
        return _("Systems")

    def pace(self) -> Content:
        """That all systems together are not for the wall."""
        if self._only_here:
            return Content("")
        return Content.assemble(alert("! "), (_("Sensitive: not for the projector"), "$text"))

    # ---------------------------------------------------------------- what is on screen

    def compose_page(self) -> ComposeResult:
        """Search, the table, and where the levels of its current row come from."""
        with Row(id="filter-row"):
            yield Static(_("Search"), id="filter-label", markup=False)
            yield SearchField(
                self._search, _("name, supplier, owner or department of a system"), id="search"
            )
            yield Static(id="found", markup=False)
        with Box(id="body"):
            yield ListTable[SystemLine]((), key=lambda line: line.key, id="systems")
            with VerticalScroll(id="rail", can_focus=False):
                yield Static(id="about", markup=False)
                yield Static(id="measures", markup=False)
        yield _nothing_here()

    def fill(self) -> None:
        """Read the systems if anything was changed, and show them, the cursor where it was."""
        self._found = systems.read(self.ksa.store, self._workshop_id)
        self.set_class(not self._found.facts, "-empty")
        self._lay_out()
        self._find()
        self._stand_on_first()
        if not self._field.has_focus:
            self.set_focus(self._table if self._found.facts else None)

    def reload(self) -> None:
        """The same, after undo and when another screen has been left."""
        self.fill()

    def arrive(self, system: UUID) -> None:
        """Show all systems, the cursor on the new one."""
        self._only_here, self._first, self._field.value = False, system, ""
        self.fill()
        self.refresh_bar()

    def _stand_on_first(self) -> None:
        first, self._first = self._first, None
        key = next((line.key for line in self._table.rows if line.system.id == first), None)
        if key is not None:
            self._table.move_to(key)

    def _lay_out(self) -> None:
        if self._found is None:
            return
        with_links = NORMAL <= self.size.width < WIDE
        several = len(self._found.models) > 1
        self._table.set_columns(
            columns_of(self._found, with_links=with_links), lines=2 if several else 1
        )

    def _find(self) -> None:
        """Show the systems that have every word."""
        found = self._found
        if found is None:
            return
        among = found.around(self._workshop_id) if self._workshop_id and self._only_here else None
        shown = found.lines(self._field.words, among)
        self._table.set_empty(self._nothing())
        self._table.set_rows(shown)
        count, total = len({line.system.id for line in shown}), len(found.facts)
        words = _("{done} of {total}").format(done=number(count), total=number(total))
        if self._only_here:
            words = _("{found}: this workshop's").format(found=words)
        told = self.query_one("#found", Static)
        told.update(words)
        told.display = count < total or self._only_here
        self.refresh_bindings()

    def _nothing(self) -> str:
        if self._field.value:
            return _("Nothing like that. esc shows everything.")
        return _("No information asset of this workshop lies in a system. v shows all systems.")

    def on_resize(self) -> None:
        """The columns follow the width, and so does what is told about the row."""
        try:
            self._lay_out()
            self._tell()
        except NoMatches:  # resized before it was composed
            return

    @property
    def _field(self) -> SearchField:
        return self.query_one("#search", SearchField)

    # ---------------------------------------------------------------- the row under the cursor

    @on(ListTable.RowHighlighted, "#systems")
    def follow_cursor(self) -> None:
        """Say where the levels come from at once; the measures are counted when the cursor rests."""
        self._tell()
        self.refresh_bindings()
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(REST, self._count_measures)

    def _tell(self) -> None:
        line, found = self._table.current, self._found
        wide = self.size.width >= WIDE
        words = about(found, line, wide=wide) if found and line else Content("")
        self.query_one("#about", Static).update(words)
        self.query_one("#measures", Static).update("")
        self.query_one("#rail", VerticalScroll).scroll_home(animate=False)

    def _count_measures(self) -> None:
        line, found, store = self._table.current, self._found, self.ksa.session.store
        if line is None or found is None or store is None or line.system.id not in found.facts:
            return
        try:
            words = measures_words(measures_of(store, found, line.system.id), line.model_id)
        except KsaError as error:
            self.show_error(error)
            return
        self.query_one("#measures", Static).update(words)

    # ---------------------------------------------------------------- search

    @on(Input.Changed, "#search")
    def typed(self, event: Input.Changed) -> None:
        """Keep the systems that have every word."""
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

    def action_back(self) -> None:
        """Show everything again; from there, back."""
        if self._field.has_focus or self._field.value:
            self._field.value = ""
            self._find()
            self._table.focus()
        else:
            self.dismiss(None)

    def action_scope(self) -> None:
        """The systems of the workshop's assets, or all."""
        self._only_here = not self._only_here
        self._find()
        self.refresh_bar()

    # ---------------------------------------------------------------- commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what makes no sense without systems, or outside a workshop."""
        if action in OF_A_SYSTEM:
            return self.is_mounted and self._table.current is not None
        if action == "scope":
            return self._workshop_id is not None
        if action == "search":
            return self._found is None or bool(self._found.facts)
        return True

    @on(ListTable.RowChosen, "#systems")
    async def row_chosen(self) -> None:
        """Enter or a double click opens."""
        await self.ksa.run_action("open", self)


def _nothing_here() -> EmptyState:
    return EmptyState(
        _("There are no systems yet."),
        _(
            "Systems come with the information assets that lie in them: name them in the form of an asset."
        ),
        (
            ("n", _("Make a system that holds no information asset of its own.")),
            ("esc", _("Back.")),
        ),
        id="empty",
    )

"""Home: what needs attention on top, then every workshop, the one last worked in under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.css.query import NoMatches
from textual.geometry import Size
from textual.timer import Timer
from textual.widgets import Static

from ksa_tui.i18n import N_, _, long_date, ngettext
from ksa_tui.services.home import HomeRow, HomeView
from ksa_tui.ui import routes
from ksa_tui.ui.base import Page
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.home_words import Attention, attention, needs_somebody, without_backup
from ksa_tui.ui.screens.home_commands import COMMANDS, HELP_TEXT
from ksa_tui.ui.screens.home_table import attention_lines, details, home_columns
from ksa_tui.ui.sizes import NORMAL, TALL, WIDE
from ksa_tui.ui.widgets.heat_map import HeatMap, tallies
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.unpainted import Row
from ksa_tui.ui.widgets.words import EmptyState, Heading

if TYPE_CHECKING:
    from ksa_tui.services.history import Done

REST: Final = 0.15
"""Seconds the cursor rests on a workshop before its map is counted."""
LINES_TO_ONE_NEED: Final = 5
"""What needs somebody takes one line in so many of the screen at most."""


class HomeScreen(Page[None]):
    """The workshops of a workspace."""

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("Your workshops")
    HELP_TEXT: ClassVar[tuple[str, ...]] = HELP_TEXT

    def __init__(self, view: HomeView) -> None:
        super().__init__()
        self._view = view
        self._here = view.last
        self._rail_timer: Timer | None = None
        self._shown_at = Size()

    # ------------------------------------------------------------ words

    def place(self) -> str:
        """The page, or that it is the example."""
        if (made := self.ksa.session.copy_of) is not None:
            return _("of {day} at {time}").format(day=long_date(made.date()), time=f"{made:%H:%M}")
        return _("Example") if self.ksa.session.is_example else _("Workshops")

    def pace(self) -> Content:
        """The promise of the product."""
        if self.ksa.session.is_example:
            return Content(_("nothing here is real"))
        if self.ksa.session.copy_of is not None:
            return Content(_("nothing done here is kept"))
        return Content(_("everything stays on this computer"))

    # ------------------------------------------------------------ what is on screen

    def compose_page(self) -> ComposeResult:
        """Attention, list and rail; without workshops :meth:`_show` puts the empty state in their place."""
        self._set_classes()  # before there are widgets whose styles would all be worked out again
        yield Heading(_("Needs you"), id="attention-head")
        yield Static(id="attention", markup=False)
        yield Heading("", id="list-head")
        with Row(id="body"):
            yield ListTable[HomeRow]((), key=lambda row: row.id, id="workshops")
            with Vertical(id="rail"):
                yield Static(id="rail-words", markup=False)
                yield HeatMap(id="rail-map")

    def fill(self) -> None:
        """Show the view read last, the cursor on the workshop last worked in or stood on."""
        here = self._here
        self._show()
        if here is not None:
            self._table.move_to(here)

    def reload(self) -> None:
        """Read the workshops again; the cursor stays."""
        before, self._view = self._view, self.ksa.session.view()
        if self._view != before:
            self._show()
        self.refresh_bar()
        self.refresh_bindings()

    def go_to(self, done: Done) -> None:
        """The cursor follows the workshop that came back."""
        if done.workshop is not None:
            self._table.move_to(done.workshop)

    @property
    def _table(self) -> ListTable[HomeRow]:
        return self.query_one("#workshops", ListTable)

    def _show(self) -> None:
        rows = self._view.rows
        self._shown_at = self.size
        self._set_classes()
        self._show_emptiness(is_empty=not rows)
        self.show_attention()
        self.query_one("#list-head", Heading).say(_("All workshops"), _remark(len(rows)))
        self._lay_out()
        self._table.set_rows(rows)
        self._table.focus()

    def _set_classes(self) -> None:
        self.set_class(not self._view.rows, "-empty")
        needed = any(needs_somebody(self._view.rows, self.ksa.today()))
        self.set_class(needed or bool(self._about_backups()), "-attention")

    def _show_emptiness(self, *, is_empty: bool) -> None:
        shown = self.query(EmptyState)
        if is_empty and not shown:
            self.query_one("#page").mount(_empty_state())
        elif not is_empty:
            shown.remove()

    def show_attention(self) -> None:
        """The most urgent, and how many more there are: the list below them keeps its room."""
        room = max(self.size.height // LINES_TO_ONE_NEED, 2)
        first = self._about_backups()
        shown, left = attention(self._view.rows, self.ksa.today(), max(room - len(first), 1))
        self.set_class(bool(first or shown), "-attention")
        self._show_attention([*first, *shown], left)

    def _about_backups(self) -> list[Attention]:
        if (store := self.ksa.session.store) is None:
            return []
        from ksa_tui.services.backups import safety

        return without_backup(safety(store), self.ksa.today())

    def _show_attention(self, shown: list[Attention], left: int) -> None:
        said = attention_lines(shown, left, narrow=self.size.width < NORMAL)
        self.query_one("#attention", Static).update(said)

    def on_resize(self, event: events.Resize) -> None:
        """Columns and density follow the size."""
        if self.size == self._shown_at:
            return
        try:
            self._lay_out()
        except NoMatches:  # resized before it was composed
            return
        self.show_attention()

    def _lay_out(self) -> None:
        two_lines = self.size.height >= TALL
        columns = home_columns(self._view, self.ksa.today(), self.size.width, two_lines=two_lines)
        self._table.set_columns(columns, lines=1 + two_lines)

    @on(ListTable.RowHighlighted, "#workshops")
    def follow_cursor(self) -> None:
        """The rail tells about the workshop under the cursor; its map comes when the cursor rests."""
        row = self._table.current
        self._here = row.id if row else None
        self.query_one("#rail-words", Static).update(details(row) if row else "")
        self.query_one("#rail-map", HeatMap).show((), "")
        if self._rail_timer is not None:
            self._rail_timer.stop()
        self._rail_timer = self.set_timer(REST, self._show_map)

    def _show_map(self) -> None:
        row, store = self._table.current, self.ksa.session.store
        if row is None or store is None or not row.total or self.size.width < WIDE:
            return
        from ksa_tui.services import workshops

        model = workshops.model_of(store, row.id)
        levels = [asset.levels for asset in workshops.table(store, row.id).rows]
        self.query_one("#rail-map", HeatMap).show(tallies(model, levels), _("So far"))

    # ------------------------------------------------------------ commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what makes no sense: without workshops, or in the example."""
        if action in {"open", "edit", "delete", "decide", "by_hand", "register"}:
            return bool(self._view.rows)
        return True

    @on(ListTable.RowChosen, "#workshops")
    def row_chosen(self) -> None:
        """Enter or a double click opens."""
        self.action_open()

    @work(exclusive=True, group="home")
    async def action_open(self) -> None:
        """Open the workshop under the cursor at the place it was left."""
        store = await self.ksa.store_ready()
        if (row := self._table.current) is not None:
            from ksa_tui.services import classify

            self.ksa.open_workshop(row.id, classify.last_place(store, row.id))

    @work(exclusive=True, group="home")
    async def action_new(self) -> None:
        """Ask for a workshop and make it; the cursor is put on it."""
        await self.ksa.store_ready()
        from ksa_tui.ui.dialogs.workshop_form import WorkshopForm

        made = await self.ksa.push_screen_wait(WorkshopForm())
        if made is not None:
            self._table.move_to(made)

    @work(exclusive=True, group="home")
    async def action_edit(self) -> None:
        """Change what was said about the workshop."""
        await self.ksa.store_ready()
        from ksa_tui.ui.dialogs.workshop_form import WorkshopForm

        if (row := self._table.current) is not None:
            await self.ksa.push_screen_wait(WorkshopForm(row.id))

    @work(exclusive=True, group="home")
    async def action_decide(self) -> None:
        """Read a returned workbook back, whichever workshop it is of."""
        await self.ksa.store_ready()
        from ksa_tui.ui.dialogs.returned_file import ReturnedFilePicker

        await self.ksa.push_screen_wait(ReturnedFilePicker())

    @work(exclusive=True, group="home")
    async def action_register(self) -> None:
        """Go to the register of all assets."""
        await self.ksa.store_ready()
        self.ksa.push_screen(routes.register())

    @work(exclusive=True, group="home")
    async def action_by_hand(self) -> None:
        """Record a decision about the workshop under the cursor."""
        await self.ksa.store_ready()
        from ksa_tui.ui.screens.by_hand import ByHandPage

        if (row := self._table.current) is not None:
            await self.ksa.push_screen_wait(ByHandPage(row.id))

    @work(exclusive=True, group="home")
    async def action_delete(self) -> None:
        """Remove the workshop when asked twice."""
        store = await self.ksa.store_ready()
        if (row := self._table.current) is None:
            return
        from ksa_tui.services import workshops
        from ksa_tui.ui.dialogs.confirm import ConfirmPanel

        assets = ngettext(
            "It has {count} information asset. Ctrl+z brings it back until ksa is closed.",
            "It has {count} information assets. Ctrl+z brings it back until ksa is closed.",
            row.total,
        )
        question = _("Remove {title}?").format(title=row.title)
        if await self.ksa.push_screen_wait(ConfirmPanel(question, assets.format(count=row.total))):
            workshops.delete(store, row.id)
            self.reload()
            self.ksa.say(_("{title} was removed. Ctrl+z brings it back.").format(title=row.title))

    def action_settings(self) -> None:
        """Go to the settings."""
        self.ksa.push_screen(routes.settings())


def _empty_state() -> EmptyState:
    return EmptyState(
        _("There are no workshops here yet."),
        _(
            "A workshop is about one object, for instance an activity or a system, and has an "
            "information owner who decides."
        ),
        (
            ("n", _("Make the first one. A title and an information owner are enough.")),
            (
                "o",
                _(
                    "Look at a finished example. It lies in a folder of its own and can be thrown away."
                ),
            ),
            ("l", _("Lock the store with a passphrase, if others can get at this computer.")),
            ("?", _("Read how a workshop goes, on one page.")),
        ),
    )


def _remark(count: int) -> str:
    words = ngettext("{count} workshop", "{count} workshops, latest change first", count)
    return words.format(count=count)

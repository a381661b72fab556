"""Home: what needs attention on top, then every workshop, the one last worked in under the cursor."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.css.query import NoMatches
from textual.timer import Timer
from textual.widgets import Static

from ksa_tui.domain.workshop import WorkshopStatus
from ksa_tui.i18n import N_, _, long_date, ngettext
from ksa_tui.services.home import HomeRow, HomeView
from ksa_tui.ui import routes
from ksa_tui.ui.base import Page
from ksa_tui.ui.commands import TABLE_KEYS, Command, bindings
from ksa_tui.ui.home_words import MARKS, Attention, attention, next_step, place_words, status_words
from ksa_tui.ui.texts import one_line, plain
from ksa_tui.ui.widgets.heat_map import HeatMap, tallies
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.meter import meter
from ksa_tui.ui.widgets.table_line import Column
from ksa_tui.ui.widgets.words import EmptyState, Heading

WIDE: Final = 116
NORMAL: Final = 96
TALL: Final = 28
"""The breakpoints of the app, for what a stylesheet cannot say."""
REST: Final = 0.15
"""Seconds the cursor rests on a workshop before its map is counted."""


class HomeScreen(Page[None]):
    """The workshops of a workspace."""

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "home.open", "enter", N_("open"),
            N_("Open the workshop where you left it."), "open", shown=True,
        ),
        Command("home.new", "n", N_("new"), N_("Make a new workshop."), "new", shown=True),
        Command(
            "home.edit", "e", N_("edit"),
            N_("Change title, department, owner or date of the workshop."), "edit", shown=True,
        ),
        Command(
            "home.delete", "delete", N_("remove"),
            N_("Remove the workshop; ctrl+z brings it back."), "delete",
        ),
        Command(
            "home.example", "o", N_("example"),
            N_("Open a worked example in a folder of its own."), "app.example", shown=True,
        ),
        Command(
            "home.back", "escape", N_("leave the example"),
            N_("Go back to your own workshops; the example is thrown away."),
            "app.leave_example", shown=True,
        ),
        Command(
            "home.settings", "comma", N_("settings"),
            N_("Choose language, theme, facilitator and export folder."), "settings",
        ),
        Command(
            "home.quit", "q", N_("quit"), N_("Close ksa; everything is already saved."),
            "app.quit", shown=True,
        ),
        *TABLE_KEYS,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("Your workshops")
    HELP_TEXT = (
        N_("A workshop is about one object, for instance an activity or a system, and has an "
           "information owner who decides."),
        N_("You bring a list of information assets. The group rates them one at a time, you send the "
           "owner a workbook, and the owner decides."),
        N_("Everything is saved as you go, and only on this computer. Ctrl+z undoes."),
    )  # fmt: skip

    def __init__(self, view: HomeView) -> None:
        super().__init__()
        self._view = view
        self._here = view.last
        self._rail_timer: Timer | None = None

    # ------------------------------------------------------------ words

    def place(self) -> str:
        """The page, or that it is the example."""
        return _("Example") if self.ksa.session.is_example else _("Workshops")

    def pace(self) -> Content:
        """The promise of the product."""
        if self.ksa.session.is_example:
            return Content(_("nothing here is real"))
        return Content(_("everything stays on this computer"))

    # ------------------------------------------------------------ what is on screen

    def compose_page(self) -> ComposeResult:
        """Attention, list and rail; one of list and empty state is shown."""
        yield Heading(_("Needs you"), id="attention-head")
        yield Static(id="attention", markup=False)
        yield Heading("", id="list-head")
        with Horizontal(id="body"):
            yield ListTable[HomeRow]((), key=lambda row: row.id, id="workshops")
            with Vertical(id="rail"):
                yield Static(id="rail-words", markup=False)
                yield HeatMap(id="rail-map")
        yield EmptyState(
            _("There are no workshops here yet."),
            _("A workshop is about one object, for instance an activity or a system, and has an "
              "information owner who decides."),
            (
                ("n", _("Make the first one. A title and an information owner are enough.")),
                ("o", _("Look at a finished example. It lies in a folder of its own and can be thrown away.")),
                ("?", _("Read how a workshop goes, on one page.")),
            ),
            id="empty",
        )  # fmt: skip

    def fill(self) -> None:
        """Show the view read last, the cursor on the workshop last worked in or stood on."""
        here = self._here
        self._show()
        if here is not None:
            self._table.move_to(here)

    def reload(self) -> None:
        """Read the workshops again; the cursor stays."""
        self._view = self.ksa.session.view()
        self._show()
        self.refresh_bar()
        self.refresh_bindings()

    @property
    def _table(self) -> ListTable[HomeRow]:
        return self.query_one("#workshops", ListTable)

    def _show(self) -> None:
        rows = self._view.rows
        self.set_class(not rows, "-empty")
        self._show_attention(attention(rows, self.ksa.today()))
        self.query_one("#list-head", Heading).say(_("All workshops"), _remark(len(rows)))
        self._lay_out()
        self._table.set_rows(rows)
        self._table.focus()

    def _show_attention(self, needed: list[Attention]) -> None:
        self.set_class(bool(needed), "-attention")
        narrow = self.size.width < NORMAL
        titles = min(max((len(a.title) for a in needed), default=0), 32) + 3
        what = max((len(a.what) for a in needed), default=0) + 3
        lines = [
            Content.assemble(
                _padded(plain(a.title, "bold"), titles),
                a.what if narrow else a.what.ljust(what),
                "" if narrow else (a.detail, "$text-muted"),
            )
            for a in needed
        ]
        self.query_one("#attention", Static).update(Content("\n").join(lines))

    def on_resize(self, event: events.Resize) -> None:
        """Columns and density follow the size."""
        try:
            self._lay_out()
        except NoMatches:  # resized before it was composed
            return
        self._show_attention(attention(self._view.rows, self.ksa.today()))

    def _lay_out(self) -> None:
        two_lines = self.size.height >= TALL
        self._table.set_columns(self._columns(two_lines=two_lines), lines=1 + two_lines)

    def _columns(self, *, two_lines: bool) -> list[Column[HomeRow]]:
        width = self.size.width
        today, last = self.ksa.today(), self._view.last
        bar = 8 if width >= NORMAL else 6
        figures = max((len(_figures(row)) for row in self._view.rows), default=0)

        def title(row: HomeRow) -> Content:
            return plain(row.title, "bold" if two_lines else "")

        def status(row: HomeRow) -> Content:
            return _status(row, is_last=row.id == last and not two_lines)

        def step(row: HomeRow) -> Content:
            return Content.styled("  " + next_step(row, today), "$text-muted")

        columns = [
            Column[HomeRow](_("Workshop"), title, detail=_department_and_owner),
            Column[HomeRow](
                _("Classified"), lambda row: _progress(row, bar, figures), bar + 1 + max(figures, 5)
            ),
            Column[HomeRow](_("Status"), status, 27 if two_lines else 18, detail=step),
        ]
        if width < WIDE:
            columns.append(Column[HomeRow](_("Date"), _date, 10))
        return columns

    @on(ListTable.RowHighlighted, "#workshops")
    def follow_cursor(self) -> None:
        """The rail tells about the workshop under the cursor; its map comes when the cursor rests."""
        row = self._table.current
        self._here = row.id if row else None
        self.query_one("#rail-words", Static).update(_details(row) if row else "")
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
        if action in {"open", "edit", "delete"}:
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


def _remark(count: int) -> str:
    words = ngettext("{count} workshop", "{count} workshops, latest change first", count)
    return words.format(count=count)


def _padded(text: Content, width: int) -> Content:
    cut = text.truncate(width - 2, ellipsis=True)
    return cut.pad_right(width - cut.cell_length)


def _department_and_owner(row: HomeRow) -> Content:
    return plain(", ".join(part for part in (row.department, row.owner) if part), "$text-muted")


def _figures(row: HomeRow) -> str:
    return f"{row.classified}/{row.total}"


def _progress(row: HomeRow, bar: int, figures: int) -> Content:
    if not row.total:
        return Content.styled("–", "$text-muted")
    return Content.assemble(
        meter(row.classified, row.total, bar), " ", _figures(row).rjust(figures)
    )


def _status(row: HomeRow, *, is_last: bool) -> Content:
    waits_for_me = row.status in {WorkshopStatus.OPEN, WorkshopStatus.READY}
    place = place_words(row) if is_last else ""
    words = f"{MARKS[row.status]} {place}" if place else status_words(row)
    return Content.styled(words, "bold" if waits_for_me else "")


def _date(row: HomeRow) -> Content:
    day = row.held_on or row.created.date()
    return Content.styled(day.isoformat(), "$text-muted")


def _details(row: HomeRow) -> Content:
    """What the rail says in words; nothing of any asset."""
    day = row.held_on or row.created.date()
    owner = _("Information owner {name}").format(name=one_line(row.owner)) if row.owner else ""
    muted = [part for part in (one_line(row.department), owner, long_date(day)) if part]
    parts = [plain(row.title, "bold"), *(Content.styled(part, "$text-muted") for part in muted)]
    if row.status is WorkshopStatus.OPEN and row.next_number is not None:
        words = _("Continue with asset {number} of {total}")
        parts += [
            Content(""),
            Content.assemble(
                ("▸ ", "bold $accent"), words.format(number=row.next_number, total=row.total)
            ),
        ]
        if row.next_aspect:
            aspect = _("aspect {letter}").format(letter=row.next_aspect)
            parts.append(Content.styled(f"  {aspect}", "$text-muted"))
    return Content("\n").join(parts)

"""The workshop: one table of information assets, and in the margin what is still to be done."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import ClassVar, Final
from uuid import UUID

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.css.query import NoMatches
from textual.widgets import Input

from ksa_tui.domain.workshop import AssetStatus
from ksa_tui.errors import KsaError
from ksa_tui.i18n import _, language, ngettext
from ksa_tui.services import assets, classify, workshops
from ksa_tui.services.overview import overview
from ksa_tui.services.workshops import TableRows, WorkshopTable
from ksa_tui.ui.base import Page
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.screens import workshop_ways as ways
from ksa_tui.ui.screens.workshop_commands import COMMANDS, HELP_TEXT, HELP_TITLE, SEARCHING
from ksa_tui.ui.screens.workshop_margin import Margin
from ksa_tui.ui.screens.workshop_rail import WorkshopRail
from ksa_tui.ui.screens.workshop_remarks import LookedOver, look_over
from ksa_tui.ui.screens.workshop_table import AssetTable, nothing_here
from ksa_tui.ui.screens.workshop_words import pace_of
from ksa_tui.ui.stop_flow import emptied, stop_asset
from ksa_tui.ui.texts import one_line
from ksa_tui.ui.widgets.bars import KeyBar
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.unpainted import Box

ON_AN_ASSET: Final = frozenset({"classify", "edit", "remove", "defer", "stop"})
ON_ASSETS: Final = frozenset({"filter", "export"})


class WorkshopScreen(Page[None]):
    """All assets of a workshop. Everything it changes is saved before it is shown."""

    CSS_PATH = "workshop.tcss"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = HELP_TITLE
    HELP_TEXT: ClassVar[tuple[str, ...]] = HELP_TEXT
    AUTO_FOCUS = ""

    def __init__(self, workshop_id: UUID, place: classify.Place | None = None) -> None:
        super().__init__()
        self._workshop_id = workshop_id
        self._cursor: UUID | None = place.treatment if place else None
        """The asset under the cursor."""
        self._is_on_asset = False
        """Whether the cursor is on any; not in an empty table or one where nothing was found."""
        self._needle = ""
        self._title = ""
        self._read: WorkshopTable | None = None
        self._read_at = -1
        """The generation of the store that was read."""
        self._looked_over: tuple[int, str] | None = None
        """The generation of the store that was looked over, and the language of the remarks."""
        self._stopped: frozenset[UUID] = frozenset()
        self._seen = LookedOver()
        self._is_classifying = False
        """Whether the page was left for Classify, which may come back from another asset."""

    # ---------------------------------------------------------------- words

    def place(self) -> str:
        """The workshop."""
        return self._title

    def pace(self) -> Content:
        """How many assets are classified."""
        return pace_of(self._rows)

    # ---------------------------------------------------------------- what is on screen

    def compose_page(self) -> ComposeResult:
        """The table with its rail, or what an empty workshop says."""
        with Box(id="body"):
            yield AssetTable(self._needle, id="left")
            yield WorkshopRail(id="rail")
        yield nothing_here()

    def fill(self) -> None:
        """Show the workshop; read it the first time."""
        if self._read is None:
            self.reload()
        else:
            self._show(self._read)

    def reload(self) -> None:
        """Read the workshop again if anything was changed, and show it, the cursor where one was."""
        try:
            table = self._read_again()
            self._come_back()
        except KsaError as error:
            self._give_up(error)
            return
        self._show(table)

    def _read_again(self) -> WorkshopTable:
        store = self.ksa.store
        if self._read is None or self._read_at != store.generation:
            self._title = workshops.draft_of(store, self._workshop_id).title
            self._read = workshops.table(store, self._workshop_id)
            self._read_at = store.generation
        return self._read

    def _come_back(self) -> None:
        """From Classify, to the asset that was left there."""
        if self._is_classifying:
            place = classify.last_place(self.ksa.store, self._workshop_id)
            self._cursor = place.treatment if place else self._cursor
            self._is_classifying = False

    def _give_up(self, error: KsaError) -> None:
        """The workshop cannot be read, or is gone: say so on the page one came from."""
        if self.is_current:
            self.dismiss(None)
        self.show_error(error)

    @property
    def _rows(self) -> TableRows:
        return self._read.rows if self._read else TableRows()

    @property
    def _table(self) -> AssetTable:
        return self.query_one(AssetTable)

    def _show(self, table: WorkshopTable) -> None:
        self.set_class(not table.rows, "-empty")
        self._table.show(table, self._cursor)
        self.query_one(WorkshopRail).show(table)
        if not self._table.field.has_focus:
            self.set_focus(self._table.list if table.rows else None)
        self.refresh_bar()
        self.refresh_bindings()
        self._forget_stopped(table)
        self._look_over(table)

    def _forget_stopped(self, table: WorkshopTable) -> None:
        """What the margin tells of an asset that was stopped since is gone before the page is seen."""
        stopped = table.rows.stopped
        if stopped != self._stopped:
            self._stopped = stopped
            self.query_one(WorkshopRail).tell(table, LookedOver(), self.ksa.today())

    @work(
        exclusive=True, group="work", description="look over"
    )  # else Textual writes out every row
    async def _look_over(self, table: WorkshopTable) -> None:
        """Find what blocks and what is to be looked over, without holding up the keys."""
        if not table.rows:
            return
        now = (self.ksa.store.generation, language())
        if now != self._looked_over:
            self._seen = await asyncio.to_thread(self._look)
            self._looked_over = now
        with suppress(NoMatches):  # composed anew meanwhile: then it is told again
            self.query_one(WorkshopRail).tell(table, self._seen, self.ksa.today())

    def _look(self) -> LookedOver:
        return look_over(overview(self.ksa.store, self._workshop_id))

    # ---------------------------------------------------------------- where one is

    @on(ListTable.RowHighlighted, "#assets")
    def follow_cursor(self, event: ListTable.RowHighlighted) -> None:
        """Keep which asset the cursor is on; some commands need one."""
        if isinstance(event.key, UUID):
            self._cursor = event.key
        if self._is_on_asset != (event.key is not None):
            self._is_on_asset = not self._is_on_asset
            self.refresh_bindings()

    @on(Input.Changed, "#filter")
    def follow_search(self, event: Input.Changed) -> None:
        """Keep what was searched for."""
        self._needle = event.value

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The search field takes the letters, the list makes commands of them: the key bar says which."""
        is_field = event.widget.id == "filter"
        self.query_one(KeyBar).show(SEARCHING if is_field else self.commands())

    @on(Margin.Pointed)
    async def section_clicked(self, event: Margin.Pointed) -> None:
        """A click on a section of the margin shows all of it."""
        await self.ksa.run_action(event.command, self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what makes no sense just now."""
        if action in ON_AN_ASSET or parameters in {("history",), ("split",)}:
            return self._is_on_asset
        if action in ON_ASSETS or parameters in {("checks",), ("by_hand",), ("merge",)}:
            return bool(self._rows)
        if action == "pool":
            return self._read is not None and self._read.pool > 0
        return True

    def action_filter(self) -> None:
        """Put the cursor in the search field."""
        self._table.field.focus()

    def action_back(self) -> None:
        """Show all assets again; from there, back to the workshops."""
        if self._table.is_searching:
            self._table.show_all()
        else:
            self.dismiss(None)

    # ---------------------------------------------------------------- one asset

    @on(ListTable.RowChosen, "#assets")
    async def row_chosen(self) -> None:
        """Enter or a double click classifies."""
        await self.ksa.run_action("classify", self)

    def action_classify(self) -> None:
        """Go to the asset under the cursor, where it was left if it is the one worked on last."""
        if (row := self._table.current) is None:
            return
        if row.status is AssetStatus.STOPPED:
            self.action_stop()
            return
        self._is_classifying = True
        place = classify.last_place(self.ksa.store, self._workshop_id)
        self.ksa.open_classify(self._workshop_id, row.id, place)

    @work(exclusive=True, group="workshop")
    async def action_edit(self) -> None:
        """Change what was said about the asset under the cursor."""
        if (row := self._table.current) is not None:
            await self.ksa.push_screen_wait(ways.edit_asset(self._workshop_id, row.id))

    def action_remove(self) -> None:
        """Take the asset under the cursor out of the workshop; undo brings it back."""
        if (row := self._table.current) is None:
            return
        assets.remove(self.ksa.store, row.id)
        self.reload()
        said = _("{title} was removed. Ctrl+z brings it back.")
        self.ksa.say(said.format(title=one_line(row.name)))

    def action_defer(self) -> None:
        """Put the asset under the cursor off to the next session, or take it back."""
        if (row := self._table.current) is None:
            return
        assets.defer(self.ksa.store, row.id, not row.deferred)
        self.reload()
        off = _("{name} is put off to the next session; until then it stops no export.")
        said = _("{name} is taken up again.") if row.deferred else off
        self.ksa.say(said.format(name=one_line(row.name)))

    @work(exclusive=True, group="workshop")
    async def action_stop(self) -> None:
        """The asset under the cursor may concern Sweden's security; one excluded already tells what is kept."""
        if (row := self._table.current) is not None and self._read is not None:
            with emptied(self):
                await stop_asset(self.ksa, self._title, self._read.model, row.id)
                self.reload()

    # ---------------------------------------------------------------- new assets

    @work(exclusive=True, group="workshop")
    async def action_add(self) -> None:
        """Write in assets, one after another."""
        form = ways.add_assets(self._workshop_id)
        await self.ksa.push_screen_wait(form)
        self._arrived(form.added)

    @work(exclusive=True, group="workshop")
    async def action_catalogue(self) -> None:
        """Take assets from the catalogue."""
        self._arrived(await self.ksa.push_screen_wait(ways.catalogue(self._workshop_id)) or ())

    @work(exclusive=True, group="workshop")
    async def action_pool(self) -> None:
        """Take in assets that an import left outside."""
        self._arrived(await self.ksa.push_screen_wait(ways.pool(self._workshop_id)) or ())

    @work(exclusive=True, group="workshop")
    async def action_anew(self) -> None:
        """Take in assets that were decided before."""
        self._arrived(await self.ksa.push_screen_wait(ways.anew(self._workshop_id)) or ())

    def _arrived(self, treatments: tuple[UUID, ...]) -> None:
        """Put the cursor on the first of the new assets, and say how many there are."""
        if not treatments:
            return
        self._cursor = treatments[0]
        if self._table.is_searching:
            self._table.show_all()
        self.reload()
        said = ngettext(
            "{count} information asset was added.",
            "{count} information assets were added.",
            len(treatments),
        )
        self.ksa.say(said.format(count=len(treatments)))

    @work(exclusive=True, group="workshop")
    async def action_import_list(self) -> None:
        """Read in a list."""
        await self.ksa.push_screen_wait(ways.import_list(self._workshop_id))

    # ---------------------------------------------------------------- what surrounds them

    @work(exclusive=True, group="workshop")
    async def action_export(self) -> None:
        """Make the owner's workbook."""
        await self.ksa.push_screen_wait(ways.export_workbook(self._workshop_id))

    def action_mail(self) -> None:
        """The words that go with the workbook handed out last."""
        from ksa_tui.services.letters import covering_mail

        self.ksa.push_screen(ways.mail(covering_mail(self.ksa.store, self._workshop_id)))

    def action_pause(self) -> None:
        """A break, with nothing of any asset on screen."""
        self.ksa.push_screen(ways.pause(self._workshop_id, self._title))

    def action_show(self, way: ways.Way) -> None:
        """What surrounds the table: checks, participants, decisions and the rest."""
        row = self._table.current
        self.ksa.push_screen(ways.SURROUNDINGS[way](self._workshop_id, row.id if row else None))

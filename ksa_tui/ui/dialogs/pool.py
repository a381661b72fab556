"""The assets that an import left outside the workshop, to take in."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.binding import BindingType
from textual.content import Content

from ksa_tui.i18n import N_, _
from ksa_tui.services import assets
from ksa_tui.services.assets import PoolRow
from ksa_tui.ui.commands import TABLE_KEYS, Command, bindings
from ksa_tui.ui.dialogs.list_panel import ListPanel
from ksa_tui.ui.texts import lines, one_line, plain
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.table_line import Column

COMMANDS: tuple[Command, ...] = (
    Command(
        "pool.take", "enter", N_("take in"),
        N_("Take the marked information assets into the workshop, or the one under the cursor."),
        "take", shown=True,
    ),
    Command(
        "pool.mark", "space", N_("mark"), N_("Mark several to take in at once."), "", shown=True
    ),
    *TABLE_KEYS,
)  # fmt: skip


class PoolPanel(ListPanel[tuple[UUID, ...], PoolRow]):
    """Returns the treatments of what was taken in."""

    PANEL_WIDTH = 88
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("Left outside")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("When a list was read in, these rows were not chosen. They wait here and stop nothing."),
        N_("Mark with space, take in with enter."),
    )
    MARKABLE = True

    def __init__(self, workshop_id: UUID) -> None:
        super().__init__()
        self._workshop_id = workshop_id

    def heading(self) -> str:
        """What the panel is about."""
        return _("Left outside the workshop")

    def read(self) -> Sequence[PoolRow]:
        """The assets in the list's order."""
        return assets.pool(self.ksa.store, self._workshop_id)

    def columns(self) -> Sequence[Column[PoolRow]]:
        """Name and description."""
        return [
            Column(_("Information asset"), lambda row: row.name),
            Column(_("Description"), lambda row: plain(row.description, "$text-muted"), 30),
        ]

    def key_of(self, row: PoolRow) -> Hashable:
        """The asset."""
        return row.id

    def empty_words(self) -> str:
        """That all were taken in."""
        return _("Nothing is left outside.")

    def detail(self, row: PoolRow) -> Content:
        """Name and description in full."""
        return Content.assemble((one_line(row.name), "bold"), "\n", lines(row.description))

    @on(ListTable.RowChosen, "#list")
    async def chosen(self) -> None:
        """Enter takes in."""
        await self.ksa.run_action("take", self)

    def action_take(self) -> None:
        """Take in the marked assets, in the list's order, or the one under the cursor."""
        wanted = self.list.marked or {self.list.current_key}
        ids = [row.id for row in self.list.rows if row.id in wanted]
        if ids:
            self.dismiss(assets.take_from_pool(self.ksa.store, self._workshop_id, ids))

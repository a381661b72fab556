"""Assets of the right size: one split into parts, or several made one."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar, Final
from uuid import UUID

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import TextArea

from ksa_tui.domain.workshop import AssetStatus
from ksa_tui.i18n import N_, _
from ksa_tui.services import lineage, workshops
from ksa_tui.services.classify import load
from ksa_tui.services.shapes import TableRow
from ksa_tui.ui.commands import TABLE_KEYS, Command, bindings
from ksa_tui.ui.dialogs.form import CANCEL, NEXT_FIELD, SAVE_TEXT, FormPanel
from ksa_tui.ui.dialogs.list_panel import ListPanel
from ksa_tui.ui.texts import one_line, plain
from ksa_tui.ui.widgets.form import AreaField, TextField
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.table_line import Column

NEEDS_NAME: Final = N_("The new information asset needs a name.")


class SplitForm(FormPanel[tuple[UUID, ...]]):
    """The parts of an asset, one name on each line; returns the new treatments."""

    PANEL_WIDTH: ClassVar[int] = 84
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (SAVE_TEXT, NEXT_FIELD, CANCEL)
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("Split an information asset")
    HELP_TEXT = (
        N_("Worth it when one part needs much more protection than the rest: protected identities in a "
           "register, for instance. Every part begins with all the answers; then rate down what may be lower."),
        N_("The whole leaves the workshop. What was proposed and decided about it stays in the history."),
    )  # fmt: skip
    parts = getters.query_one("#parts", AreaField)
    reason = getters.query_one("#reason", TextField)

    def __init__(self, treatment: UUID) -> None:
        super().__init__()
        self._treatment = treatment

    @property
    def _asset_name(self) -> str:
        return load(self.ksa.store, self._treatment).name

    def heading(self) -> str:
        """What is split."""
        return _("Split {name}").format(name=one_line(self._asset_name))

    def compose_fields(self) -> ComposeResult:
        """The parts and why."""
        yield AreaField(
            _("Parts"),
            f"{self._asset_name}\n",
            id="parts",
            height=4,
            required=lineage.TOO_FEW_PARTS,
        )
        yield TextField(_("Why"), id="reason", placeholder=_("for whoever reads the history"))

    def on_mount(self) -> None:
        """The first part keeps the name, as most do; the next is written below."""
        super().on_mount()
        area = self.parts.query_one(TextArea)
        area.move_cursor(area.document.end)

    def save(self) -> tuple[UUID, ...]:
        """Split it."""
        names = [name for line in self.parts.read().splitlines() if (name := line.strip())]
        return lineage.split(self.ksa.store, self._treatment, names, self.reason.read())


MERGE_COMMANDS: Final = (
    Command(
        "merge.mark", "space", N_("mark"), N_("Mark those that are to become one."), "", shown=True
    ),
    Command(
        "merge.go", "enter", N_("make one"), N_("Name the new information asset."), "go", shown=True
    ),
    *TABLE_KEYS,
)


class MergePanel(ListPanel[UUID, TableRow]):
    """Returns the treatment of the asset that several were made."""

    PANEL_WIDTH: ClassVar[int] = 84
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = MERGE_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("Make several information assets one")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("Worth it when they are always handled together and protected alike. The new one has the highest "
           "level of each area, all facts and all motivations."),
        N_("The old ones leave the workshop. What was proposed and decided about them stays in the history."),
    )  # fmt: skip
    MARKABLE = True

    def __init__(self, workshop: UUID, treatment: UUID | None = None) -> None:
        super().__init__()
        self._workshop, self._first = workshop, treatment

    def heading(self) -> str:
        """What is done."""
        return _("Make several information assets one")

    def fill(self) -> None:
        """Mark the one that stood under the cursor."""
        super().fill()
        if self._first is not None and self.list.move_to(self._first):
            self.list.set_marked([self._first])

    def read(self) -> Sequence[TableRow]:
        """The assets that can be taken."""
        rows = workshops.table(self.ksa.store, self._workshop).rows
        return [row for row in rows if row.status is not AssetStatus.STOPPED]

    def columns(self) -> Sequence[Column[TableRow]]:
        """The name."""
        return [Column(_("Information asset"), lambda row: plain(row.name))]

    def detail(self, row: TableRow) -> Content:
        """The whole name."""
        return plain(row.name)

    def key_of(self, row: TableRow) -> Hashable:
        """The treatment."""
        return row.id

    @on(ListTable.RowChosen, "#list")
    @work(exclusive=True, group="merge")
    async def action_go(self) -> None:
        """Ask for the name."""
        marked = [row for row in self.list.rows if row.id in self.list.marked]
        if len(marked) < 2:
            self.ksa.say(_(lineage.TOO_FEW))
            return
        made = await self.ksa.push_screen_wait(MergeForm(marked))
        if made is not None:
            self.dismiss(made)


class MergeForm(FormPanel[UUID]):
    """The name of the asset that several become."""

    PANEL_WIDTH: ClassVar[int] = 84
    HELP_TITLE = N_("Make several information assets one")
    HELP_TEXT = (N_("The name must say what information it is, not in which system it lies."),)
    new_name = getters.query_one("#new-name", TextField)
    reason = getters.query_one("#reason", TextField)

    def __init__(self, rows: Sequence[TableRow]) -> None:
        super().__init__()
        self._rows = tuple(rows)

    def heading(self) -> str:
        """What becomes one."""
        return ", ".join(one_line(row.name) for row in self._rows)

    def compose_fields(self) -> ComposeResult:
        """Name and why."""
        yield TextField(_("Name"), self._rows[0].name, id="new-name", required=NEEDS_NAME)
        yield TextField(_("Why"), id="reason", placeholder=_("for whoever reads the history"))

    def save(self) -> UUID:
        """Make them one."""
        treatments = [row.id for row in self._rows]
        return lineage.merge(self.ksa.store, treatments, self.new_name.read(), self.reason.read())

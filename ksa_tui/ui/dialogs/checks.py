"""One list of what stops an export and what to look over; each leads to its place."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar, Final
from uuid import UUID

from textual import on
from textual.binding import BindingType
from textual.content import Content

from ksa_tui.domain.checks import CheckCode
from ksa_tui.domain.standing import Block
from ksa_tui.i18n import N_, _, ngettext
from ksa_tui.services import workshops
from ksa_tui.services.classify import Place
from ksa_tui.ui.commands import TABLE_KEYS, Command, bindings
from ksa_tui.ui.dialogs.list_panel import UNDO, ListPanel
from ksa_tui.ui.screens.workshop_notes import split
from ksa_tui.ui.screens.workshop_words import Remark, remarks
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.table_line import Column
from ksa_tui.ui.widgets.words import alert

WHAT_WIDTH: Final = 38
ONE_LINE: Final = 96
"""From this screen width on, what and why stand on one line."""

COMMANDS: Final = (
    Command(
        "checks.go", "enter", N_("go there"),
        N_("Go to the place where it is mended; esc comes back to this list."), "go", shown=True,
    ),
    *UNDO,
    *TABLE_KEYS,
)  # fmt: skip


class ChecksPanel(ListPanel[None, Remark]):
    """What blocks stands first; nothing else does."""

    PANEL_WIDTH = 104
    HEADER = False
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("Checks")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("!  stops the workbook for decision: an aspect not rated, a motivation missing, below the "
           "lowest level without a reason, no information owner."),
        N_("○  should be looked over, and travels with the workbook as it is."),
        N_("Enter goes to the place. Esc comes back to the list, which is then read again."),
    )  # fmt: skip

    def __init__(self, workshop_id: UUID) -> None:
        super().__init__()
        self._workshop_id = workshop_id

    # ---------------------------------------------------------------- what is on screen

    def heading(self) -> str:
        """What the panel is about."""
        return _("Checks")

    def read(self) -> Sequence[Remark]:
        """What blocks, then what to look over."""
        store = self.ksa.store
        model = workshops.model_of(store, self._workshop_id)
        return remarks(model, workshops.load(store, self._workshop_id))

    def columns(self) -> Sequence[Column[Remark]]:
        """Sign and place, aspects, what; the last below the first where it is narrow."""
        if self.row_lines() == 2:
            return [Column("", _about, detail=_what_below), Column("", _letters, 8)]
        return [Column("", _about), Column("", _letters, 8), Column("", _what, WHAT_WIDTH)]

    def row_lines(self) -> int:
        """Two where it is narrow."""
        return 2 if self.size.width < ONE_LINE else 1

    def key_of(self, row: Remark) -> Hashable:
        """What it is about, and in which respect."""
        return (row.code, row.asset, row.subject, row.about)

    def above(self) -> Content:
        """How many of each."""
        blocking, review = split(self.list.rows)
        waiting = len(self.list.rows) - len(blocking) - len(review)
        parts = [
            ngettext("{count} stops export", "{count} stop export", len(blocking)).format(
                count=len(blocking)
            ),
            ngettext("{count} to look over", "{count} to look over", len(review)).format(
                count=len(review)
            ),
            ngettext("{count} parked question", "{count} parked questions", waiting).format(
                count=waiting
            ),
        ]
        return Content.styled(", ".join(parts), "$text-muted")

    def empty_words(self) -> str:
        """That all is well."""
        return _("✓ Nothing stops the export, and nothing needs looking over.")

    def detail(self, row: Remark) -> Content:
        """The remark in full."""
        place = ", ".join(part for part in (row.about, row.letters) if part)
        return Content.assemble(_sign(row), (place, "bold"), "\n", (row.what, "$text-muted"))

    # ---------------------------------------------------------------- going there

    @on(ListTable.RowChosen, "#list")
    async def chosen(self) -> None:
        """Enter goes there."""
        await self.ksa.run_action("go", self)

    def action_go(self) -> None:
        """Go to the place where the remark under the cursor is mended."""
        row = self.list.current
        if row is None:
            return
        if row.asset is not None:
            aspect = row.aspects[0].id if row.aspects else None
            place = Place(self._workshop_id, row.asset, aspect)
            self.ksa.open_classify(self._workshop_id, row.asset, place)
        elif row.code is CheckCode.MISSING_ROLES:
            self._show_people()
        elif row.code is CheckCode.PARKED:
            self._show_parked()
        elif row.code is CheckCode.UPLIFT_OVERTAKEN:
            self._show_together()
        elif row.code is Block.NO_OWNER:
            self._show_form()
        else:
            self.dismiss(None)  # the table of the workshop itself is the place

    def _show_people(self) -> None:
        from ksa_tui.ui.dialogs.participants import ParticipantsPanel

        self.ksa.push_screen(ParticipantsPanel(self._workshop_id))

    def _show_parked(self) -> None:
        from ksa_tui.ui.dialogs.parked import ParkedPanel

        self.ksa.push_screen(ParkedPanel(self._workshop_id))

    def _show_together(self) -> None:
        from ksa_tui.ui.dialogs.together import TogetherPanel

        self.ksa.push_screen(TogetherPanel(self._workshop_id))

    def _show_form(self) -> None:
        from ksa_tui.ui.dialogs.workshop_form import WorkshopForm

        self.ksa.push_screen(WorkshopForm(self._workshop_id))


def _sign(row: Remark) -> Content:
    return alert("! ") if row.blocks else Content("○ ")


def _about(row: Remark) -> Content:
    return Content.assemble(_sign(row), (row.about, "bold" if row.blocks else ""))


def _letters(row: Remark) -> str:
    return row.letters if row.asset is not None else ""


def _what(row: Remark) -> Content:
    return Content.styled(row.what, "$text-muted")


def _what_below(row: Remark) -> Content:
    return Content.styled(f"  {row.what}", "$text-muted")

"""The receipts of a workshop: every decision that was recorded, by file or by hand."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.binding import BindingType
from textual.content import Content

from ksa_tui.i18n import N_, _
from ksa_tui.services import letters
from ksa_tui.services.letters import Filed
from ksa_tui.ui.commands import TABLE_KEYS, Command, bindings
from ksa_tui.ui.dialogs.list_panel import ListPanel
from ksa_tui.ui.dialogs.owner_receipt import OwnerReceiptPanel
from ksa_tui.ui.texts import one_line
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.table_line import Column

DAY_WIDTH = 10


class ReceiptsPanel(ListPanel[None, Filed]):
    """The newest first; enter shows the text that the owner gets."""

    PANEL_WIDTH = 92
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "receipts.open", "enter", N_("open"), N_("The owner's receipt, to copy or to save as a file."),
            "open", shown=True,
        ),
        *TABLE_KEYS,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("Receipts")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_(
            "One receipt for every time that decisions were recorded. Send it to the owner to file."
        ),
    )

    def __init__(self, workshop_id: UUID) -> None:
        super().__init__()
        self._workshop_id = workshop_id

    def heading(self) -> str:
        """What the panel is about."""
        return _("Receipts")

    def read(self) -> Sequence[Filed]:
        """The newest first."""
        return letters.receipts(self.ksa.store, self._workshop_id)

    def columns(self) -> Sequence[Column[Filed]]:
        """Day, who, and how it came."""
        return [
            Column(_("Day"), _day, DAY_WIDTH),
            Column(
                _("Decided by"), lambda row: ", ".join(filter(None, (row.signed_by, row.title)))
            ),
            Column(_("How"), _how, 28),
        ]

    def key_of(self, row: Filed) -> Hashable:
        """The receipt."""
        return row.id

    def empty_words(self) -> str:
        """That nothing is decided."""
        return _("No decision has been recorded yet.")

    def detail(self, row: Filed) -> Content:
        """How it came, in full."""
        said = [Content(one_line(row.file_name) if row.file_name else _how(row))]
        if row.registry_ref:
            said.append(Content(_("Reference: {text}").format(text=one_line(row.registry_ref))))
        return Content("\n").join(said)

    @on(ListTable.RowChosen, "#list")
    async def chosen(self) -> None:
        """Enter opens."""
        await self.ksa.run_action("open", self)

    def action_open(self) -> None:
        """Show the receipt."""
        if (row := self.list.current) is not None:
            self.ksa.push_screen(OwnerReceiptPanel(row.id))


def _day(row: Filed) -> str:
    return row.signed_on.isoformat() if row.signed_on else ""


def _how(row: Filed) -> str:
    if row.by_hand:
        return _("by hand, {who}").format(who=one_line(row.by_hand))
    return one_line(row.file_name)

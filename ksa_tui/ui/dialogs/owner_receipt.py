"""The owner's receipt: what they decided, as a text that they can file."""

from __future__ import annotations

import asyncio
from typing import ClassVar
from uuid import UUID

from textual import work
from textual.binding import BindingType

from ksa_tui.i18n import N_, _
from ksa_tui.services import letters
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.dialogs.letter import COPY, SCROLL, LetterPanel


class OwnerReceiptPanel(LetterPanel):
    """Shown when a decision has been recorded, and whenever it is looked up."""

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "receipt.file", "k", N_("save as a file"),
            N_("Save the receipt among the exports, to send to the owner."), "save", shown=True,
        ),
        COPY,
        *SCROLL,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("The owner's receipt")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("Send it to the owner: it says what was recorded, row by row, and how to tell the file that it "
           "came from. They can file it, and see at once if something became wrong."),
    )  # fmt: skip

    def __init__(self, receipt_id: UUID) -> None:
        super().__init__()
        self._receipt_id = receipt_id

    def heading(self) -> str:
        """What it is."""
        return _("The owner's receipt")

    def text(self) -> str:
        """The receipt in the owner's language."""
        return letters.owner_receipt(self.ksa.store, self._receipt_id)

    @work(exclusive=True, group="save")
    async def action_save(self) -> None:
        """Write the file, and say where it lies."""
        path = await asyncio.to_thread(
            letters.write_owner_receipt, self.ksa.store, self._receipt_id
        )
        self.ksa.say(_("The receipt is saved: {path}").format(path=path))

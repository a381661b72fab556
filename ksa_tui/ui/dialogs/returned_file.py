"""Read a decision back, first step: which file. The receipt stands on top of it, and esc comes back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from textual.content import Content

from ksa_tui.i18n import N_, _
from ksa_tui.services import decisions
from ksa_tui.services.decisions import Receipt
from ksa_tui.ui.dialogs.file_picker import PathPicker
from ksa_tui.ui.dialogs.progress import ProgressPanel
from ksa_tui.ui.folders import starting_folder
from ksa_tui.ui.screens.receipt import ReceiptPage
from ksa_tui.ui.texts import one_line


class ReturnedFilePicker(PathPicker[UUID]):
    """Returns the id of the receipt that was recorded, or None when nothing was."""

    HELP_TITLE = N_("Read a decision back: the file")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("Choose the workbook that the information owner sent back. Save it from the mail first."),
        N_("Nothing is recorded by looking: first you see what the owner decided, and whether anything "
           "else in the file was changed."),
        *PathPicker.HELP_TEXT,
    )  # fmt: skip

    # The kinds that are not taken are shown too: each is told what it is and what to ask for.
    SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})

    def place(self) -> str:
        """What is being done."""
        return _("Read a decision back")

    def pace(self) -> Content:
        """Looking is safe."""
        return Content(_("nothing is recorded yet"))

    def beginning(self) -> Path:
        """The folder used last."""
        return starting_folder(self.ksa.settings.return_folder)

    async def take(self, path: Path) -> None:
        """Read the file, and show what it says."""
        self.ksa.remember(return_folder=str(path.parent))
        words = _("Reading {name} …").format(name=one_line(path.name))
        read = partial(decisions.read, self.ksa.store, path)
        receipt = await self.ksa.push_screen_wait(
            ProgressPanel[Receipt](words, lambda _progress: read())
        )
        if receipt is None:
            return
        recorded = await self.ksa.push_screen_wait(ReceiptPage(receipt))
        if recorded is not None:
            self.dismiss(recorded)

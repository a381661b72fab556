"""Read in a list, first step: which file. The other steps stand on top of it, and esc comes back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from textual.content import Content

from ksa_tui.domain.importing import Choices, ImportPlan, ImportResult
from ksa_tui.i18n import N_, _
from ksa_tui.services import imports
from ksa_tui.ui.dialogs.file_picker import PathPicker
from ksa_tui.ui.dialogs.import_columns import ColumnsPage
from ksa_tui.ui.dialogs.import_rows import STEPS
from ksa_tui.ui.dialogs.progress import ProgressPanel
from ksa_tui.ui.folders import starting_folder
from ksa_tui.ui.import_row_words import done
from ksa_tui.ui.texts import one_line
from ksa_tui.ui.widgets.steps import step_meter


class ImportPanel(PathPicker[ImportResult]):
    """Returns what was read in, or None when nothing was."""

    HELP_TITLE = N_("Read in a list: the file")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("Choose the list you already have: .xlsx, .xls, .ods or .csv, in whatever form it is."),
        *PathPicker.HELP_TEXT,
    )

    SUFFIXES = frozenset({".csv", ".ods", ".xls", ".xlsx"})

    def __init__(self, workshop_id: UUID) -> None:
        super().__init__()
        self._workshop_id = workshop_id

    def place(self) -> str:
        """What is being done."""
        return _("Read in a list")

    def pace(self) -> Content:
        """The first of the steps."""
        return step_meter(1, STEPS)

    def beginning(self) -> Path:
        """The folder used last."""
        return starting_folder(self.ksa.settings.import_folder)

    async def take(self, path: Path) -> None:
        """Read the file, and go through what is in it."""
        self.ksa.remember(import_folder=str(path.parent))
        words = _("Reading {name} …").format(name=one_line(path.name))
        read = partial(imports.plan, self.ksa.store, self._workshop_id, path, Choices())
        plan = await self.ksa.push_screen_wait(
            ProgressPanel[ImportPlan](words, lambda progress: read(progress=progress))
        )
        if plan is None:
            return
        page = ColumnsPage(self._workshop_id, path, plan)
        result = await self.ksa.push_screen_wait(page)
        if result is not None:
            self.dismiss(result)
            self.ksa.call_later(self.ksa.say, done(result))

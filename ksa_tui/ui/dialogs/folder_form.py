"""A form that ends in a file: the folder it is put in, looked for and remembered, and who else gets it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from textual import getters, on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ScreenResultType
from textual.widgets import Input, Static

from ksa_tui.i18n import N_, _
from ksa_tui.ui.commands import Command
from ksa_tui.ui.dialogs.folder_picker import FolderPicker
from ksa_tui.ui.dialogs.form import FormPanel
from ksa_tui.ui.export_words import folder_note
from ksa_tui.ui.folders import typed
from ksa_tui.ui.widgets.form import TextField

OTHER_FOLDER: Final = Command(
    "export.folder", "ctrl+b", N_("other folder"), N_("Choose another folder for the file."),
    "choose_folder", shown=True,
)  # fmt: skip


class FolderForm(FormPanel[ScreenResultType]):
    """Subclasses put ``compose_folder`` last among their fields."""

    DEFAULT_CSS = """
    FolderForm {
        #folder-note { height: auto; padding-left: 23; }
    }
    """
    folder = getters.query_one("#folder", TextField)

    def compose_folder(self) -> ComposeResult:
        """The folder, and room to say who else gets what is put there."""
        known = self.ksa.settings.export_folder or str(self.exports_folder)
        yield TextField(_("Folder"), known, id="folder")
        yield Static(id="folder-note", markup=False)

    @property
    def exports_folder(self) -> Path:
        """The workspace's own."""
        return self.ksa.session.workspace.exports

    @property
    def chosen_folder(self) -> Path:
        """The folder written; a bare name is a folder in the workspace's own."""
        written = self.folder.read()
        return typed(written, self.exports_folder).path if written else self.exports_folder

    @property
    def other_folder(self) -> Path | None:
        """The same, None when it is the workspace's own."""
        return None if self.chosen_folder == self.exports_folder else self.chosen_folder

    @on(Input.Changed, "#folder Input")
    def note_folder(self) -> None:
        """Say when the folder is one that leaves the computer."""
        words = folder_note(self.chosen_folder)
        note = self.query_one("#folder-note", Static)
        note.update(Content.assemble(("○ ", "bold"), words))
        note.display = bool(words)

    @work(exclusive=True, group="folder")
    async def action_choose_folder(self) -> None:
        """Look for another folder."""
        picker = FolderPicker(N_("Where the workbook is put"), self.chosen_folder)
        chosen = await self.ksa.push_screen_wait(picker)
        if chosen is not None:
            self.query_one("#folder Input", Input).value = str(chosen)

"""Choose a folder, one that is there or one that is to be made."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from ksa_tui.i18n import N_, _
from ksa_tui.ui.dialogs.file_picker import PathPicker
from ksa_tui.ui.folders import starting_folder


class FolderPicker(PathPicker[Path]):
    """Returns the folder; nothing is made yet. ``purpose`` is a message id."""

    HELP_TITLE = N_("Choose a folder")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("The first line is the folder you are in: enter takes it. Enter on another goes there."),
        N_("Write the name of a folder that is not there, and it is made when it is needed."),
        N_("A whole path works too, written or pasted, and so does a drive: G: and a slash."),
    )

    def __init__(self, purpose: str, start: Path) -> None:
        super().__init__()
        self._purpose, self._start = purpose, start

    def place(self) -> str:
        """What the folder is for."""
        return _(self._purpose)

    def beginning(self) -> Path:
        """The folder chosen so far, if it is there."""
        return starting_folder(str(self._start))

    async def take(self, path: Path) -> None:
        """That was the question."""
        self.dismiss(path)

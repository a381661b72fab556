"""What was written to a folder: where it lies, and what to do with it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Final

from textual import work
from textual.binding import BindingType

from ksa_tui.i18n import N_, _
from ksa_tui.ui.base import Page
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.desktop import open_folder

WRITTEN_COMMANDS: Final = (
    Command(
        "exported.done", "enter,escape", N_("done"), N_("Back to where you were."), "done", shown=True
    ),
    Command(
        "exported.open", "o", N_("open the folder"), N_("Show the file in the file manager."), "open",
        shown=True,
    ),
    Command(
        "exported.copy", "c", N_("copy the path"), N_("Put the path on the clipboard."), "copy",
        shown=True,
    ),
)  # fmt: skip


class WrittenPage(Page[None]):
    """Shown when files have been written; subclasses say which ``paths`` and tell about them."""

    CSS_PATH = "written.tcss"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = WRITTEN_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)

    @property
    def paths(self) -> Sequence[Path]:
        """The files, the first one first."""
        raise NotImplementedError

    @work(exclusive=True, group="desktop")
    async def action_open(self) -> None:
        """Open the folder; when that cannot be done it is said."""
        await asyncio.to_thread(open_folder, self.paths[0].parent)

    def action_copy(self) -> None:
        """Hand the paths to the terminal's clipboard, one on each line."""
        self.ksa.copy_to_clipboard("\n".join(map(str, self.paths)))
        self.ksa.say(
            _("The path has been sent to the clipboard. Some terminals do not allow that.")
        )

    def action_done(self) -> None:
        """Back to where one came from."""
        self.dismiss(None)

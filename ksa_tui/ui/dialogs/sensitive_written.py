"""Something sensitive has been written: where it is, how much it holds, and what to mind."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from ksa_tui.i18n import N_, _, ngettext, number
from ksa_tui.ui.base import Panel
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.desktop import open_folder
from ksa_tui.ui.export_words import folder_note
from ksa_tui.ui.texts import plain
from ksa_tui.ui.widgets.words import Definition, alert

COMMANDS: Final = (
    Command("sensitive.done", "enter,escape", N_("done"), N_("Back to where you were."), "close", shown=True),
    Command(
        "sensitive.open", "o", N_("open the folder"), N_("Show the file in the file manager."), "open",
        shown=True,
    ),
    Command(
        "sensitive.copy", "c", N_("copy the path"), N_("Put the path on the clipboard."), "copy", shown=True
    ),
)  # fmt: skip


class SensitiveWritten(Panel[None]):
    """Shown when a workbook of many assets is in its place; subclasses say what it is."""

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(COMMANDS)

    DEFAULT_CSS = """
    SensitiveWritten Static.spaced { height: auto; }
    """
    PANEL_WIDTH = 84
    FILLS = False

    def __init__(self, path: Path, count: int) -> None:
        super().__init__()
        self._path, self._count = path, count

    def compose_panel(self) -> ComposeResult:
        """Where, how much, and what to mind."""
        words = ngettext("{count} information asset", "{count} information assets", self._count)
        yield Definition(_("File"), plain(str(self._path)))
        yield Definition(_("Holds"), words.format(count=number(self._count)))
        warning = _("Sensitive: assess secrecy before it leaves this computer.")
        yield Static(Content.assemble(alert("! "), warning), classes="spaced", markup=False)
        if note := folder_note(self._path.parent):
            yield Static(Content.assemble(("○ ", "bold"), note), markup=False)

    @work(exclusive=True, group="desktop")
    async def action_open(self) -> None:
        """Open the folder; when that cannot be done it is said."""
        await asyncio.to_thread(open_folder, self._path.parent)

    def action_copy(self) -> None:
        """Hand the path to the terminal's clipboard."""
        self.ksa.copy_to_clipboard(str(self._path))
        self.ksa.say(
            _("The path has been sent to the clipboard. Some terminals do not allow that.")
        )


class RegisterWritten(SensitiveWritten):
    """The register as it was shown."""

    HELP_TITLE = N_("The register is written")
    HELP_TEXT = (
        N_("The workbook holds what the register showed. Sensitive stands on its first row and on every "
           "printed page."),
    )  # fmt: skip

    def heading(self) -> str:
        """That it is done."""
        return "✓ " + _("The register is written.")


class ReportWritten(SensitiveWritten):
    """The yearly report."""

    HELP_TITLE = N_("The report is written")
    HELP_TEXT = (
        N_("The workbook holds a summary on one page, the figures with their charts, and the information "
           "assets behind every number. Sensitive stands on every printed page."),
    )  # fmt: skip

    def heading(self) -> str:
        """That it is done."""
        return "✓ " + _("The report is written.")

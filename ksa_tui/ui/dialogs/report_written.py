"""The yearly report has been written: where it is, and that it is sensitive."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from ksa_tui.i18n import N_, _
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.dialogs.sensitive_written import SensitiveWritten


class ReportWritten(SensitiveWritten):
    """Shown when the workbook is in its place."""

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "report-written.done", "enter,escape", N_("done"), N_("Back to the report."), "close",
            shown=True,
        ),
        Command(
            "report-written.open", "o", N_("open the folder"), N_("Show the file in the file manager."),
            "open", shown=True,
        ),
        Command(
            "report-written.copy", "c", N_("copy the path"), N_("Put the path on the clipboard."), "copy",
            shown=True,
        ),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("The report is written")
    HELP_TEXT = (
        N_("The workbook holds a summary on one page, the figures with their charts, and the information "
           "assets behind every number. Sensitive stands on every printed page."),
    )  # fmt: skip

    def heading(self) -> str:
        """That it is done."""
        return "✓ " + _("The report is written.")

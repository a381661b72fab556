"""The covering mail of a decision workbook: what, why, by when, what to do."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from ksa_tui.i18n import N_, _
from ksa_tui.services.letters import Mail
from ksa_tui.ui.commands import bindings
from ksa_tui.ui.dialogs.letter import LetterPanel
from ksa_tui.ui.texts import plain
from ksa_tui.ui.widgets.words import Definition


class MailPanel(LetterPanel):
    """In the owner's language, with the subject to copy above it."""

    DEFAULT_CSS = "MailPanel #letter { margin-top: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = bindings(LetterPanel.OWN_COMMANDS)
    HELP_TITLE = N_("Words for the mail")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("Copy the text into your mail, attach the workbook, and change the words as you like. "
           "ksa sends nothing itself."),
    )  # fmt: skip

    def __init__(self, mail: Mail) -> None:
        super().__init__()
        self._mail = mail

    def heading(self) -> str:
        """What it is."""
        return _("Words for the mail")

    def text(self) -> str:
        """The body."""
        return self._mail.body

    def compose_panel(self) -> ComposeResult:
        """To whom, about what, and the body."""
        yield Definition(_("To"), plain(self._mail.to or _("the information owner")))
        yield Definition(_("Subject"), plain(self._mail.subject))
        yield from super().compose_panel()

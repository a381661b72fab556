"""A password for the workbooks that are handed out."""

from __future__ import annotations

from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from ksa_tui.i18n import N_, _
from ksa_tui.services.workbook_files import check_password
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.dialogs.form import CANCEL, NEXT_FIELD, FormPanel
from ksa_tui.ui.widgets.form import SecretField

TAKE = Command(
    "form.save", "ctrl+s,enter", N_("take it"), N_("Lock what is handed out with it."), "save",
    shown=True, display="enter",
)  # fmt: skip


class PasswordForm(FormPanel[str]):
    """Returns the password; None leaves everything as it was."""

    PANEL_WIDTH: ClassVar[int] = 72
    DEFAULT_CSS = "PasswordForm .words { margin-bottom: 1; }"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (TAKE, NEXT_FIELD, CANCEL)
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("A password for the workbook")
    HELP_TEXT = (
        N_("The file can then be opened in Excel and LibreOffice with the password alone. Tell it to the owner "
           "in another way than the one that the file goes."),
        N_("ksa does not keep the password, and nobody can find it again."),
    )  # fmt: skip
    first = getters.query_one("#password", SecretField)
    again = getters.query_one("#again", SecretField)

    def heading(self) -> str:
        """What it is for."""
        return _("A password for the workbook")

    def compose_fields(self) -> ComposeResult:
        """What to know, and the password twice."""
        yield Static(
            _(
                "Tell it to the owner in another way than the one that the file goes. ksa does not keep it."
            ),
            classes="words",
            markup=False,
        )
        yield SecretField(_("Password"), id="password")
        yield SecretField(_("The same once more"), id="again")

    def save(self) -> str:
        """The password, when it is long enough and typed alike."""
        password = self.first.read()
        check_password(password, self.again.read())
        return password

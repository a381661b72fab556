"""The page of a locked store: asks for the passphrase, and opens Home with it."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, Static

from ksa_tui.i18n import N_, _
from ksa_tui.ui.base import Page
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.texts import one_line
from ksa_tui.ui.widgets.form import SecretField
from ksa_tui.ui.widgets.words import Definition


class UnlockScreen(Page[None]):
    """Nothing of the store is on screen before the passphrase fits."""

    DEFAULT_CSS = """
    UnlockScreen {
        #lead { text-style: bold; margin-bottom: 1; }
        SecretField { margin: 1 0; max-width: 76; }
        Definition > .label { width: 22; color: $text-muted; }
    }
    """
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "unlock.open", "ctrl+s,enter", N_("open"), N_("Open the store with the passphrase."),
            "unlock", shown=True, display="enter",
        ),
        Command("unlock.quit", "escape", N_("quit"), N_("Close ksa."), "app.quit", shown=True),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("A locked store")
    HELP_TEXT = (
        N_("The store was locked with a passphrase: nobody reads it, or its backups, without."),
        N_("A forgotten passphrase cannot be recovered, neither by a person nor by a program."),
    )
    secret = getters.query_one("#passphrase", SecretField)

    def place(self) -> str:
        """The name of the page."""
        return _("Locked")

    def compose_page(self) -> ComposeResult:
        """What is asked for, and of which store."""
        yield Static(_("The store is locked with a passphrase."), id="lead", markup=False)
        yield Definition(_("Store"), one_line(str(self.ksa.session.workspace.store)))
        yield SecretField(_("Passphrase"), id="passphrase")
        yield Static(
            _("A forgotten passphrase cannot be recovered."), classes="muted measure", markup=False
        )

    def on_mount(self) -> None:
        """One can begin to type."""
        self.secret.focus()

    @on(Input.Submitted)
    @work(exclusive=True, group="unlock")
    async def action_unlock(self) -> None:
        """Open the store; what is wrong is told beside the field."""
        typed = self.secret.read()
        if not typed:
            self.secret.complain(_("Type the passphrase."))
            return
        self.secret.complain("")
        error = await self.ksa.unlock(typed)
        self.secret.clear()
        if error is not None:
            self.secret.complain(_("The passphrase is wrong, or the file is not a ksa store."))
            self.secret.focus()

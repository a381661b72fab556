"""Locking the store: the passphrase, what to know before, what was done; and why it cannot be done here."""

from __future__ import annotations

from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from ksa_tui.i18n import N_, _
from ksa_tui.services.encrypting import (
    DISK,
    ELSEWHERE,
    FORGOTTEN,
    INSTALL,
    Locked,
    check_passphrase,
    outcome_lines,
)
from ksa_tui.ui.base import Panel
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.dialogs.form import CANCEL, NEXT_FIELD, FormPanel
from ksa_tui.ui.texts import lines, one_line
from ksa_tui.ui.widgets.form import SecretField

LOCK = Command(
    "form.save", "ctrl+s,enter", N_("lock"), N_("Lock the store."), "save", shown=True,
    display="enter",
)  # fmt: skip
CLOSE = Command("locked.close", "enter,escape", N_("go on"), N_("Go on."), "close", shown=True)


class EncryptForm(FormPanel[str]):
    """Asks for the new passphrase twice; returns it."""

    PANEL_WIDTH: ClassVar[int] = 76
    DEFAULT_CSS = "EncryptForm .words { margin-bottom: 1; }"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (LOCK, NEXT_FIELD, CANCEL)
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("Locking the store")
    HELP_TEXT = (
        N_("The store and every backup that ksa knows of are locked with the passphrase, and nothing readable "
           "is left of them. It is asked for at each start."),
        FORGOTTEN,
        ELSEWHERE,
    )  # fmt: skip
    first = getters.query_one("#passphrase", SecretField)
    again = getters.query_one("#again", SecretField)

    def __init__(self, *, is_change: bool) -> None:
        super().__init__()
        self._is_change = is_change

    def heading(self) -> str:
        """Locking, or another passphrase."""
        return _("Change the passphrase") if self._is_change else _("Lock the store")

    def compose_fields(self) -> ComposeResult:
        """What follows from it, and the passphrase twice."""
        yield Static(
            _(
                "The store and its backups are locked; the passphrase is asked for at each start. "
                "Twelve characters at least: three or four words that have nothing to do with one another."
            ),
            classes="words",
            markup=False,
        )
        yield Static(_(FORGOTTEN), classes="words", markup=False)
        yield SecretField(_("New passphrase"), id="passphrase")
        yield SecretField(_("The same once more"), id="again")

    def save(self) -> str:
        """The passphrase, when it is long enough and typed alike."""
        passphrase = self.first.read()
        check_passphrase(passphrase, self.again.read())
        return passphrase


class LockedPanel(Panel[None]):
    """What was locked, and what was not."""

    PANEL_WIDTH = 76
    FILLS = False
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (CLOSE,)
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("The store is locked")
    HELP_TEXT = (ELSEWHERE,)

    def __init__(self, locked: Locked) -> None:
        super().__init__()
        self._locked = locked

    def heading(self) -> str:
        """That it is done."""
        if self._locked.is_change:
            return _("The store has a new passphrase")
        return _("The store is locked")

    def compose_panel(self) -> ComposeResult:
        """The copies of it, then what could not be done, then what it does not help against."""
        said = [one_line(line) for line in outcome_lines(self._locked)]
        problems = [f"! {one_line(str(problem))}" for problem in self._locked.copies.left]
        if said or problems:
            yield Static(lines("\n".join((*said, *problems))), markup=False)
        yield Static(_(ELSEWHERE), classes="spaced", markup=False)


class CannotLockPanel(Panel[str]):
    """Without the extra ksa cannot lock: what protects the store then, and how to get it."""

    PANEL_WIDTH = 76
    FILLS = False
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (CLOSE,)
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("Locking the store")
    HELP_TEXT = (
        N_("The disk's own encryption protects what lies on the computer when it is off."),
    )

    def heading(self) -> str:
        """What cannot be done."""
        return _("The store cannot be locked here")

    def compose_panel(self) -> ComposeResult:
        """The honest line, and what to install."""
        yield Static(_(DISK), markup=False)
        yield Static(_(INSTALL), classes="spaced", markup=False)

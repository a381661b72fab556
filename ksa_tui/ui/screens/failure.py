"""A whole page for what stops the app: in words, with what to do; never a traceback."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from ksa_tui.errors import KsaError, StoreError
from ksa_tui.i18n import N_, _
from ksa_tui.services.backups import Backup, newest
from ksa_tui.ui.backup_words import made_words
from ksa_tui.ui.base import Page
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.texts import lines, one_line
from ksa_tui.ui.widgets.words import Definition


class FailureScreen(Page[None]):
    """Why the app cannot go on."""

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "failure.quit", "q,enter,escape", N_("quit"), N_("Close ksa."), "app.quit", shown=True
        ),
        Command(
            "failure.again", "r", N_("try again"),
            N_("Open the store anew, when what was in the way may be gone."), "again", shown=True,
        ),
        Command(
            "failure.copy", "k", N_("look at a copy"),
            N_("Open a copy of the newest backup to look at; nothing done there is kept."),
            "copy", shown=True,
        ),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("ksa cannot go on")
    HELP_TEXT = (
        N_("The page says what happened and what to do. Nothing that was saved has been lost."),
        N_(
            "A copy of the newest backup can be looked at meanwhile. Every screen of it is headed COPY."
        ),
    )

    def __init__(self, error: KsaError) -> None:
        super().__init__()
        self._error = error
        self._newest: Backup | None = None

    def place(self) -> str:
        """The name of the page."""
        return _("ksa cannot go on")

    def compose_page(self) -> ComposeResult:
        """The reason, and where the store lies."""
        workspace = self.ksa.session.workspace
        yield Static(lines(str(self._error)), id="reason", classes="measure", markup=False)
        yield Definition(_("Store"), one_line(str(workspace.store)))
        self._newest = newest(workspace) if self._concerns_store else None
        if self._newest is not None:
            yield Definition(_("Newest backup"), made_words(self._newest))
            yield Definition("", one_line(str(self._newest.path)))

    @property
    def _concerns_store(self) -> bool:
        """Whether it is the store that could not be opened, and not a fault in ksa."""
        return isinstance(self._error, StoreError) and self.ksa.session.store is None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What cannot help is not offered."""
        if action == "again":
            return self._concerns_store
        if action == "copy":
            return self._newest is not None
        return True

    async def action_again(self) -> None:
        """Try to open the store again; when it still cannot be, say why it cannot now."""
        error = await self.ksa.try_again()
        if error is not None:
            self._error = error
            await self.recompose()
            self.refresh_bindings()
            self.ksa.say(_("It still cannot be opened."))

    def action_copy(self) -> None:
        """Look at the newest backup."""
        self.ksa.look_at_copy()

"""An excluded asset taken up again: it is empty, so it needs a name."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from textual.app import ComposeResult
from textual.binding import BindingType

from ksa_tui.i18n import N_, _
from ksa_tui.services import stop
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.dialogs.asset_form import NAME_NEEDED
from ksa_tui.ui.dialogs.form import CANCEL, SAVE, FormPanel
from ksa_tui.ui.widgets.form import TextField


class LiftForm(FormPanel[bool]):
    """True when the stop was lifted."""

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (SAVE, CANCEL)
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("Lift the stop")
    HELP_TEXT = (
        N_("When the head of protective security has said that it may be classified here, the asset is taken "
           "up again. It is empty: nothing of what was removed comes back."),
    )  # fmt: skip

    def __init__(self, treatment: UUID) -> None:
        super().__init__()
        self._treatment = treatment

    def heading(self) -> str:
        """That it is empty."""
        return _("Lift the stop; the asset is empty and needs a name")

    def compose_fields(self) -> ComposeResult:
        """Nothing is filled in."""
        yield TextField(_("Name"), id="name", required=NAME_NEEDED)

    def save(self) -> bool:
        """Lift it under the new name."""
        stop.lift(self.ksa.store, self._treatment, self.query_one("#name", TextField).read())
        return True

"""A view that differs from the room's: it need not agree, and the owner reads it."""

from __future__ import annotations

from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType

from ksa_tui.domain.model import Aspect
from ksa_tui.domain.workshop import Asset
from ksa_tui.i18n import N_, _
from ksa_tui.services import classify
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.dialogs.form import CANCEL, NEXT_FIELD, SAVE_TEXT, FormPanel
from ksa_tui.ui.widgets.form import AreaField, ChoiceField, TextField
from ksa_tui.ui.widgets.levels import level_word


class DissentForm(FormPanel[Asset]):
    """A view that differs: which level, why, and from which role."""

    PANEL_WIDTH: ClassVar[int] = 84
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (SAVE_TEXT, NEXT_FIELD, CANCEL)
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("A differing view")
    HELP_TEXT = (
        N_("Not everybody has to agree. What is written here stands in the owner's workbook, by role and "
           "without a name."),
    )  # fmt: skip
    level = getters.query_one("#level", ChoiceField)
    reason = getters.query_one("#reason", AreaField)
    role = getters.query_one("#role", TextField)

    def __init__(self, aspect: Aspect, asset: Asset) -> None:
        super().__init__()
        self._aspect, self._asset = aspect, asset

    def heading(self) -> str:
        """What is written down."""
        return _("A differing view")

    def compose_fields(self) -> ComposeResult:
        """Level, reason, role."""
        levels = [(one.value, level_word(self._aspect, one.value)) for one in self._aspect.levels]
        needed = N_("Choose the level of the differing view.")
        yield ChoiceField[int](_("Level"), levels, id="level", stacked=True, required=needed)
        why = N_("A differing view needs a reason: the owner reads it.")
        yield AreaField(_("Why"), id="reason", required=why)
        yield TextField(_("Role"), id="role", placeholder=_("not the name"))

    def save(self) -> Asset:
        """Keep it."""
        return classify.add_dissent(
            self.ksa.store,
            self._asset.id,
            self._aspect.id,
            self.level.read() or 0,
            self.reason.read(),
            self.role.read(),
        )

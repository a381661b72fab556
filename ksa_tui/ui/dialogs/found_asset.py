"""An information asset found while talking: a name is enough, it comes right after the present one."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType

from ksa_tui.i18n import N_, _
from ksa_tui.services import assets
from ksa_tui.services.assets import AssetDraft
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.dialogs.asset_form import NAME_NEEDED
from ksa_tui.ui.dialogs.form import CANCEL, NEXT_FIELD, SAVE, FormPanel
from ksa_tui.ui.widgets.form import TextField


class FoundAsset(FormPanel[UUID]):
    """Returns the treatment of the new asset."""

    PANEL_WIDTH: ClassVar[int] = 80
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (SAVE, NEXT_FIELD, CANCEL)
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("An asset found while talking")
    name_field = getters.query_one("#name", TextField)
    description = getters.query_one("#description", TextField)

    def __init__(self, workshop_id: UUID, after: UUID) -> None:
        super().__init__()
        self._workshop_id = workshop_id
        self._after = after

    def heading(self) -> str:
        """That it comes next."""
        return _("A new information asset, next in turn")

    def compose_fields(self) -> ComposeResult:
        """Nothing is filled in."""
        yield TextField(_("Name"), id="name", required=NAME_NEEDED)
        yield TextField(_("Description"), id="description")

    def save(self) -> UUID:
        """Add it after the asset the room is at."""
        draft = AssetDraft(self.name_field.read(), description=self.description.read())
        return assets.add(self.ksa.store, self._workshop_id, draft, after=self._after)

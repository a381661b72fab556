"""Which information is in which system."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from textual.content import Content

from ksa_tui.domain.workshop import System
from ksa_tui.i18n import N_, _, ngettext
from ksa_tui.services import workshops
from ksa_tui.ui.dialogs.list_panel import ListPanel
from ksa_tui.ui.texts import one_line, plain
from ksa_tui.ui.widgets.table_line import Column


@dataclass(frozen=True, slots=True)
class SystemUse:
    """A system and the workshop's assets in it."""

    system: System
    assets: tuple[str, ...]


class SystemsPanel(ListPanel[None, SystemUse]):
    """Only to look at: an asset's systems are changed in its own form."""

    PANEL_WIDTH = 88
    HELP_TITLE = N_("Systems")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("The systems that the workshop's information assets are handled in."),
        N_("A system needs the protection of the most sensitive information in it. "
           "It is not classified itself."),
        N_("Change the systems of an information asset in its own form: e in the workshop."),
    )  # fmt: skip

    def __init__(self, workshop_id: UUID) -> None:
        super().__init__()
        self._workshop_id = workshop_id

    def heading(self) -> str:
        """What the panel is about."""
        return _("Systems")

    def read(self) -> Sequence[SystemUse]:
        """The systems in the order of their names."""
        found = workshops.systems(self.ksa.store, self._workshop_id)
        return [SystemUse(system, names) for system, _count, names in found]

    def columns(self) -> Sequence[Column[SystemUse]]:
        """Name and number of assets, then which."""
        return [
            Column(_("System"), lambda use: use.system.name, 24),
            Column(_("Assets"), lambda use: str(len(use.assets)), 8, "right"),
            Column(_("Which"), lambda use: plain(", ".join(use.assets), "$text-muted")),
        ]

    def key_of(self, row: SystemUse) -> Hashable:
        """The system."""
        return row.system.id

    def empty_words(self) -> str:
        """How systems come here."""
        return _("No system is named yet. Name them in the form of an information asset.")

    def detail(self, row: SystemUse) -> Content:
        """The system with the names of all its assets."""
        count = ngettext("{count} asset", "{count} assets", len(row.assets))
        return Content.assemble(
            (one_line(row.system.name), "bold"),
            "  ",
            (count.format(count=len(row.assets)), "$text-muted"),
            "\n",
            one_line(", ".join(row.assets)),
        )

"""What the panels about one system have in common: which system, and in which workshop's light."""

from __future__ import annotations

from typing import Generic
from uuid import UUID

from textual.screen import ScreenResultType

from ksa_tui.services import systems
from ksa_tui.services.systems import Systems
from ksa_tui.ui.dialogs.list_panel import ListPanel
from ksa_tui.ui.texts import one_line
from ksa_tui.ui.widgets.table_line import RowT


class SystemPanel(ListPanel[ScreenResultType, RowT], Generic[ScreenResultType, RowT]):
    """A list about one system; without a workshop it is seen as all of them together leave it."""

    def __init__(self, system: UUID, workshop_id: UUID | None = None) -> None:
        super().__init__()
        self._system, self._workshop_id = system, workshop_id

    def _look(self) -> Systems:
        return systems.read(self.ksa.store, self._workshop_id)

    @property
    def _of(self) -> str:
        """The system's name; empty when it is not there any more."""
        facts = self._look().facts.get(self._system)
        return one_line(facts.name) if facts else ""

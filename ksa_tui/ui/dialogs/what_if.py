"""What changes: the systems whose level follows if an asset or a system gets another one."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar
from uuid import UUID

from textual.content import Content

from ksa_tui.i18n import N_, _
from ksa_tui.services import systems
from ksa_tui.services.system_effects import WhatIf, what_if
from ksa_tui.services.systems import Systems
from ksa_tui.ui.dialogs.list_panel import ListPanel
from ksa_tui.ui.system_words import model_of_row, moved_line, step_words
from ksa_tui.ui.texts import one_line
from ksa_tui.ui.widgets.table_line import Column


class WhatIfPanel(ListPanel[None, WhatIf]):
    """Only to look at: nothing is changed here."""

    PANEL_WIDTH = 96
    HELP_TITLE = N_("What changes")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("Each row asks: if this level were another one, which systems would need another level too? "
           "Nothing is changed here."),
        N_("A system that holds something higher already, or that is raised or lowered with a reason, may "
           "stay as it is."),
    )  # fmt: skip

    def __init__(self, subject: UUID, workshop_id: UUID | None = None) -> None:
        """``subject`` is an asset (``Asset.asset_id``) or a system."""
        super().__init__()
        self._subject, self._workshop_id = subject, workshop_id

    def _look(self) -> Systems:
        return systems.read(self.ksa.store, self._workshop_id)

    def heading(self) -> str:
        """Of what."""
        found = self._look()
        place, facts = found.places.get(self._subject), found.facts.get(self._subject)
        name = place.held.name if place else facts.name if facts else ""
        return _("What changes with {name}").format(name=one_line(name))

    def read(self) -> Sequence[WhatIf]:
        """Every other level, the lowest first, aspect by aspect."""
        return what_if(self._look(), self._subject)

    def columns(self) -> Sequence[Column[WhatIf]]:
        """The step, and what it moves."""
        found = self._look()
        width = max(
            (step_words(w.aspect, w.before, w.after).cell_length for w in self.read()), default=8
        )
        return [
            Column(_("If"), lambda row: step_words(row.aspect, row.before, row.after), width),
            Column(
                _("then"),
                lambda row: moved_line(found, row.moved),
                detail=lambda row: Content.styled(model_of_row(found, row.model_id), "$text-muted"),
            ),
        ]

    def row_lines(self) -> int:
        """A second line with the model's name where there are several."""
        return 2 if len(self._look().models) > 1 else 1

    def key_of(self, row: WhatIf) -> Hashable:
        """The step."""
        return row.model_id, row.aspect.id, row.after

    def empty_words(self) -> str:
        """That nothing can follow."""
        return _("Nothing lies there, so nothing can change.")

    def detail(self, row: WhatIf) -> Content:
        """The step with every system."""
        return Content.assemble(
            step_words(row.aspect, row.before, row.after), "\n", moved_line(self._look(), row.moved)
        )

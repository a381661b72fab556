"""What surrounds the table: the map, the margin notes, and where there is no room for those, both in brief."""

from __future__ import annotations

from collections import Counter
from datetime import date

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from ksa_tui.i18n import _
from ksa_tui.services.workshops import WorkshopTable
from ksa_tui.ui.screens.workshop_margin import Margin
from ksa_tui.ui.screens.workshop_notes import (
    around,
    brief_checks,
    brief_parked,
    margin_sections,
)
from ksa_tui.ui.screens.workshop_remarks import LookedOver
from ksa_tui.ui.widgets.heat_map import HeatMap, Tally


class WorkshopRail(Container):
    """A rail at the right, or a strip below the table."""

    def compose(self) -> ComposeResult:
        """Map and notes; the stylesheet chooses between the long and the brief ones."""
        yield HeatMap(id="map")
        yield Margin(id="margin")
        yield Static(id="around", markup=False)
        yield Static(id="brief-checks", classes="brief", markup=False)
        yield Static(id="brief-parked", classes="brief", markup=False)

    def show(self, table: WorkshopTable) -> None:
        """What the table itself tells."""
        self.query_one(HeatMap).show(_tallies(table), _("Map"))
        self.query_one("#around", Static).update(around(table))

    def tell(self, table: WorkshopTable, seen: LookedOver, today: date) -> None:
        """What was found when the whole workshop had been looked over."""
        self.query_one(Margin).show(margin_sections(seen.found, seen.parked, seen.together, today))
        self.query_one("#brief-checks", Static).update(brief_checks(seen.found))
        brief: Content = brief_parked(seen.parked, table.pool, seen.together, today)
        self.query_one("#brief-parked", Static).update(brief)


def _tallies(table: WorkshopTable) -> list[Tally]:
    """How the levels spread; what a stop excluded is not counted."""
    counted = table.rows.levels or (Counter[int | None](),) * len(table.model.aspects)
    return [
        Tally(aspect, {v: n for v, n in levels.items() if v is not None}, levels[None])
        for aspect, levels in zip(table.model.aspects, counted, strict=True)
    ]

"""A list with something of everything, and the way to its columns and rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

from textual.pilot import Pilot

from ksa_tui.services import assets, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.store import Store
from ksa_tui.ui.dialogs.import_columns import ColumnsPage
from ksa_tui.ui.dialogs.import_list import ImportPanel
from ksa_tui.ui.dialogs.import_rows import RowsPage
from ksa_tui.ui.widgets.list_table import ListTable
from tests.spreadsheets.listmaking import Row, Sheet, write
from tests.ui.running import app_of, press, type_text
from tests.ui.waiting import arrive, until

ROWS: tuple[Row, ...] = (
    ("Förteckning över informationsmängder",),
    (),
    ("Nr", "Informationsmängd *", "Beskrivning", "Sekretess", "System", "Gallras", "Upprättad av"),
    (1, "Elevhälsojournal", "Journaler om elever", "OSL 25:1", "PMO", "Bevaras", "Lisa"),
    (2, "Skolskjuts [/x]", "Adresser och turer", "", "Skjutsplan; Edlevo", "2 år", "Lisa"),
    (3, "Schema", "Vem som undervisar när", "kanske", "SchoolSoft", "2 år", "Lisa"),
    (4, "", "En rad utan namn", "", "PMO", "2 år", "Lisa"),
    (5, "skolskjuts  [/X]", "En gång till", "", "Edlevo", "2 år", "Lisa"),
    (6, "Klasslistor", "Namn och klass", "", "Edlevo", "2 år", "Lisa"),
    (7, "Specialkost", "Allergier och tro", "OSL 23:2", "Kost", "2 år", "Lisa"),
)
NEW = ("Elevhälsojournal", "Skolskjuts [/x]", "Klasslistor", "Specialkost")
"""The workshop has Schema already."""


@dataclass
class Importing:
    """A workshop with one asset, and a folder with a list."""

    folder: Path
    workshop: UUID = field(default_factory=uuid4)

    def build(self, store: Store) -> None:
        self.workshop = workshops.create(store, WorkshopDraft("Elevhälsan", "Maria Holm"))
        assets.add(store, self.workshop, AssetDraft("Schema"))

    def write(self, kind: str = "xlsx", *sheets: Sheet) -> Path:
        return write(self.folder, kind, *(sheets or (Sheet(ROWS, name="Förteckning"),)))

    async def to_columns(self, pilot: Pilot[None], name: str = "lista") -> ColumnsPage:
        """Open the import and choose the list."""
        app_of(pilot).push_screen(ImportPanel(self.workshop))
        picker = await arrive(pilot, ImportPanel)
        table = picker.query_one("#entries", ListTable)
        await until(pilot, lambda: bool(table.rows))
        await type_text(pilot, name)
        await press(pilot, "enter")
        return await arrive(pilot, ColumnsPage)

    async def to_rows(self, pilot: Pilot[None], name: str = "lista") -> RowsPage:
        """Go on to the rows."""
        await self.to_columns(pilot, name)
        await press(pilot, "n")
        return await arrive(pilot, RowsPage)

    def names(self, pilot: Pilot[None]) -> list[str]:
        """The workshop's assets."""
        return [row.name for row in workshops.table(app_of(pilot).store, self.workshop).rows]

    def pool(self, pilot: Pilot[None]) -> list[str]:
        """What was kept beside the workshop."""
        return [row.name for row in assets.pool(app_of(pilot).store, self.workshop)]


Fill = Callable[[Callable[[Store], object]], object]

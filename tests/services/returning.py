"""A workshop that was handed out, and workbooks that come back from its owner."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from uuid import UUID

from openpyxl import Workbook, load_workbook

from ksa_tui.domain.exporting import ExportScope
from ksa_tui.services import assets, classify, exports, workshops
from ksa_tui.store import Store
from tests.services.making import NOON, a_workshop
from tests.spreadsheets.returns import headers

TODAY = NOON.date()


def classified(store: Store, workshop: UUID, name: str, levels: tuple[int, int] = (1, 3)) -> UUID:
    """An asset with both aspects of the small model rated and explained."""
    treatment = assets.add(store, workshop, assets.AssetDraft(name))
    for aspect, level in zip(("s", "m"), levels, strict=True):
        classify.rate(store, treatment, aspect, "folk", level)
        classify.save_text(store, treatment, aspect, "motivation", "Det drabbar många.")
    return treatment


def ready(store: Store, *names: str) -> UUID:
    """A workshop in which nothing blocks."""
    workshop = a_workshop(store)
    for name in names or ("Elevregister", "Frånvaro", "Betyg"):
        classified(store, workshop, name)
    return workshop


def hand_out(store: Store, workshop: UUID, scope: ExportScope = "all") -> Path:
    return exports.export(store, workshop, exports.ExportOptions(scope=scope)).path


Row = tuple[str, Mapping[str, object], str]


class Answer:
    """The owner fills in a workbook; rows by the asset's name."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.workbook: Workbook = load_workbook(path)
        self.sheet = self.workbook["Beslut"]
        self.columns = headers(self.sheet)

    def row(self, name: str) -> int:
        column = self.columns["Informationsmängd"]
        return next(n for n in range(6, 60) if self.sheet.cell(n, column).value == name)

    def decide(
        self, name: str, choice: str, level: int | str | None = None, comment: str = ""
    ) -> Answer:
        row = self.row(name)
        self.sheet.cell(row, self.columns["Beslut"]).value = choice
        self.sheet.cell(row, self.columns["Beslut"] + 1).value = level
        self.sheet.cell(row, self.columns["Kommentar"]).value = comment or None
        return self

    def set(self, sheet: str, place: str, value: object) -> Answer:
        self.workbook[sheet][place].value = value
        return self

    def sign(self, name: str = "Maria Holm", day: date = TODAY) -> Answer:
        return (
            self.set("Underskrift", "B14", name)
            .set("Underskrift", "B15", "skolchef")
            .set("Underskrift", "B16", day)
        )

    def save(self, path: Path) -> Path:
        self.workbook.save(path)
        return path


def answer(path: Path, target: Path, **choices: str) -> Path:
    """A signed answer that approves, changes to level 2, or returns."""
    filled = Answer(path).sign()
    for name, choice in choices.items():
        level = 2 if choice == "Ändra" else None
        filled.decide(name, choice, level, "" if choice == "Godkänn" else "Därför att det är så.")
    return filled.save(target)


def statuses(store: Store, workshop: UUID) -> list[str]:
    return [row.status.value for row in workshops.table(store, workshop).rows]

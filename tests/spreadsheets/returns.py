"""Workbooks as an owner sends them back: filled in, handled in all kinds of ways, judged against the book."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Final
from uuid import uuid5

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from ksa_tui.domain.deciding import judge
from ksa_tui.domain.exporting import DecisionBook
from ksa_tui.domain.handed import Asked, Handed
from ksa_tui.domain.receipt import ExportName, Receipt
from ksa_tui.domain.returned import Returned, header_key
from ksa_tui.spreadsheets.decision.book import make
from ksa_tui.spreadsheets.decision.contract import Headers, Sheets
from ksa_tui.spreadsheets.decision.words import Words
from ksa_tui.spreadsheets.returned.opening import open_bytes
from ksa_tui.spreadsheets.returned.reading import read_opened
from tests.spreadsheets.books import NOW, book

TODAY: Final = date(2026, 12, 1)
ID_COLUMN: Final = "N"
Change = Callable[[Workbook], object]


def filled(data: bytes, *changes: Change, sign: bool = True) -> bytes:
    """The workbook with a signature and these changes, as openpyxl saves it."""
    workbook = load_workbook(BytesIO(data))
    if sign:
        sheet = workbook["Underskrift"]
        sheet["B14"], sheet["B15"] = "Maria Holm", "skolchef"
        sheet["B16"], sheet["B17"] = TODAY, "BUN 2026/88"
    for change in changes:
        change(workbook)
    target = BytesIO()
    workbook.save(target)
    return target.getvalue()


def cell(sheet: str, place: str, value: object) -> Change:
    """A change of one cell."""

    def change(workbook: Workbook) -> None:
        workbook[sheet][place].value = value

    return change


def decide(
    row: int, choice: str, levels: Mapping[str, object] | None = None, comment: str = ""
) -> Change:
    """The owner's cells of a row on the sheet Beslut; ``levels`` by column."""

    def change(workbook: Workbook) -> None:
        sheet = workbook["Beslut"]
        sheet[f"H{row}"] = choice
        for column, level in (levels or {}).items():
            sheet[f"{column}{row}"].value = level
        sheet[f"L{row}"] = comment or None

    return change


ANSWERS: Final = (
    decide(6, "Godkänn"),
    decide(7, "Ändra", {"I": 1}, "Uppgifter om betyg är inte öppna före beslut."),
    decide(8, "Återremiss", comment="Vem äger matsedeln?"),
)
"""One answer of each kind."""


def handed(source: DecisionBook, *, language: str = "sv") -> Handed:
    """What the store would know of a book that nothing has happened to since."""
    made = make(source)
    new = Words(source.language, source.model).new_headers
    headers = {header_key(h): a.id for h, a in zip(new, source.model.aspects, strict=True)}
    common = (Headers.DECISION, Headers.COMMENT, Headers.LEFT, Headers.ROW_ID)
    rows = {row.row_key: row for row in made.rows if row.proposal is not None}
    return Handed(
        name=ExportName(source.id, source.number),
        workshop=source.workshop.id,
        workshop_title=source.workshop.title,
        day=NOW.date(),
        language=source.language,
        control_code=made.control_code,
        model=source.model,
        rows=made.rows,
        asked=tuple(
            Asked(
                row=uuid5(source.id, str(asset.id)),
                key=str(asset.id),
                asset=asset.id,
                thing=asset.asset_id,
                number=asset.number,
                name=asset.name,
                proposal=dict(rows[str(asset.id)].proposal or {}),
                now=dict(rows[str(asset.id)].proposal or {}),
            )
            for asset in source.assets
        ),
        sheet=Sheets.DECIDE.get(source.language),
        new_headers=headers,
        owners=frozenset(
            {header_key(w.get(lang)) for w in common for lang in ("sv", "en")} | headers.keys()
        ),
    )


def returned(data: bytes, name: str = "svar.xlsx") -> Returned:
    """The bytes of a file, read."""
    return read_opened(open_bytes(data, name))


def judged(data: bytes, source: DecisionBook | None = None) -> Receipt:
    """The receipt of the bytes of a file, as an answer to a book."""
    return judge(returned(data), handed(source or book()), TODAY)


def with_asked(known: Handed, number: int, change: Callable[[Asked], Asked]) -> Handed:
    """The same export, something having happened to one of its assets."""
    asked = list(known.asked)
    asked[number] = change(asked[number])
    return replace(known, asked=tuple(asked))


def choices(receipt: Receipt) -> list[str]:
    return [decision.choice.value for decision in receipt.decisions]


def states(receipt: Receipt) -> list[str]:
    return [decision.state.value for decision in receipt.decisions]


def sentences(receipt: Receipt) -> list[str]:
    """Everything that is wrong, in words."""
    return [p.text for p in receipt.problems] + [d.text for d in receipt.differences]


def drop_properties(workbook: Workbook) -> None:
    """Lose the custom document properties."""
    vars(workbook)["custom_doc_props"].props.clear()


def drop_ids(workbook: Workbook) -> None:
    """Lose the hidden row ids."""
    for sheet, column in (("Beslut", "N"), ("Klassning", "I"), ("Öppna frågor", "H")):
        for one in workbook[sheet][column]:
            one.value = None


def headers(sheet: Worksheet, row: int = 5) -> dict[str, int]:
    """The column of each header word, from 1."""
    return {str(one.value): number for number, one in enumerate(sheet[row], start=1)}


def codes(receipt: Receipt) -> set[str]:
    """The codes of everything that is wrong."""
    return {p.code for p in receipt.problems} | {d.code for d in receipt.differences}

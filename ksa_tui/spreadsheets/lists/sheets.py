"""A file's sheets as grids, for all four formats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Final

import python_calamine as calamine

from ksa_tui.domain.importing import FileKind
from ksa_tui.errors import SpreadsheetError
from ksa_tui.spreadsheets import archive
from ksa_tui.spreadsheets.archive import DAMAGED, ENCRYPTED, Refused
from ksa_tui.spreadsheets.guard import WORKBOOK, Vetted
from ksa_tui.spreadsheets.lists import ods_scan, xls_scan, xlsx_scan
from ksa_tui.spreadsheets.lists.grid import TOO_LARGE, Cell, Grid, Merge, SheetFacts

_ODS_CONTENT: Final = "content.xml"


def read_grids(vetted: Vetted) -> list[Grid]:
    """Every worksheet of an .xlsx, .xls or .ods, in its order, hidden ones too."""
    try:
        data, facts = _prepare(vetted)
    except Refused as refused:
        raise SpreadsheetError(refused.message, name=vetted.name) from None
    try:
        return _read(data, facts)
    except calamine.PasswordError:
        raise SpreadsheetError(ENCRYPTED, name=vetted.name) from None
    except MemoryError:
        raise SpreadsheetError(TOO_LARGE, name=vetted.name) from None
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # the library's panics are no Exceptions
        raise SpreadsheetError(DAMAGED, name=vetted.name) from error


def _prepare(vetted: Vetted) -> tuple[bytes, Mapping[str, SheetFacts] | Sequence[SheetFacts]]:
    """What the library is given, and what it will not tell, by the sheet's name or place."""
    if vetted.kind is FileKind.XLSX:
        return vetted.data, xlsx_scan.scan(vetted.parts)
    if vetted.kind is FileKind.XLS:
        return vetted.data, xls_scan.scan(vetted.parts[WORKBOOK[0]])
    content = ods_scan.with_plain_breaks(vetted.parts[_ODS_CONTENT])
    return archive.pack({**vetted.parts, _ODS_CONTENT: content}), ods_scan.scan(content)


def _read(data: bytes, facts: Mapping[str, SheetFacts] | Sequence[SheetFacts]) -> list[Grid]:
    grids: list[Grid] = []
    with calamine.load_workbook(BytesIO(data)) as book:
        for place, meta in enumerate(book.sheets_metadata):
            if meta.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            if isinstance(facts, Mapping):
                known = facts.get(meta.name, SheetFacts())
            else:
                known = facts[place] if place < len(facts) else SheetFacts()
            hidden = meta.visible != calamine.SheetVisibleEnum.Visible
            grids.append(_grid(book.get_sheet_by_index(place), meta.name, hidden, known))
    return grids


def _grid(sheet: calamine.CalamineSheet, name: str, hidden: bool, facts: SheetFacts) -> Grid:
    top, left = sheet.start or (0, 0)
    merges = facts.merges + tuple(
        Merge(*first, *last) for first, last in sheet.merged_cell_ranges or ()
    )
    grid = Grid(name, sheet.to_python(), top, left, hidden, merges)
    return _patched(grid, facts.patches) if facts.patches else grid


def _patched(grid: Grid, patches: Mapping[tuple[int, int], Cell]) -> Grid:
    """The grid with the cells that the library left empty, grown to hold them."""
    top = (
        min(grid.top, *(row for row, _ in patches)) if grid.rows else min(row for row, _ in patches)
    )
    left = min(grid.left, *(c for _, c in patches)) if grid.rows else min(c for _, c in patches)
    width = (
        max(grid.left + max(map(len, grid.rows), default=0), *(c + 1 for _, c in patches)) - left
    )
    height = max(grid.top + len(grid.rows), *(row + 1 for row, _ in patches)) - top
    rows: list[list[Cell]] = [[""] * width for _ in range(height)]
    for number, row in enumerate(grid.rows, grid.top - top):
        rows[number][grid.left - left : grid.left - left + len(row)] = row
    for (row_number, column), value in patches.items():
        rows[row_number - top][column - left] = value
    return Grid(grid.name, rows, top, left, grid.hidden, grid.merges)

"""What a workbook of ours wrote, written again by XlsxWriter and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final
from unittest.mock import patch

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from ksa_tui.spreadsheets.workbook.quick_sheet import QuickSheet

_CELLS: Final = (
    "write_blank",
    "write_number",
    "write_string",
    "write_datetime",
    "write_formula",
    "write_url",
    "write_rich_string",
)


@dataclass(slots=True)
class Written:
    """The formats and the cells of a workbook, in the order in which they were written."""

    formats: list[tuple[Any, dict[str, Any]]] = field(default_factory=list)
    sheets: list[Worksheet] = field(default_factory=list)
    cells: list[tuple[Worksheet, str, tuple[Any, ...]]] = field(default_factory=list)

    def again(self) -> Callable[[], bytes]:
        """Writes the same cells with the same formats; what is not XlsxWriter's own is done before.

        On XlsxWriter's own sheets, whatever sheets the workbook was written on.
        """
        target = BytesIO()
        book = Workbook(target, {"in_memory": True})
        used = {id(part) for _sheet, _method, parts in self.cells for part in parts}
        formats = {
            id(old): book.add_format(properties)
            for old, properties in self.formats
            if id(old) in used
        }
        sheets = {id(old): book.add_worksheet(old.name) for old in self.sheets}
        calls = [
            (getattr(sheets[id(sheet)], method), [formats.get(id(part), part) for part in parts])
            for sheet, method, parts in self.cells
        ]

        def write() -> bytes:
            for call, parts in calls:
                call(*parts)
            book.close()
            return target.getvalue()

        return write


@contextmanager
def recorded() -> Iterator[Written]:
    """Notes what is written while this lasts."""
    written, is_inside = Written(), False
    patches = [
        patch.object(Workbook, "add_format", _noting(Workbook.add_format, written.formats)),
        patch.object(Workbook, "add_worksheet", _noting_sheets(written)),
    ]

    def noting_cells(method: str, real: Any) -> Any:
        def note(sheet: Worksheet, *parts: Any) -> Any:
            nonlocal is_inside
            if is_inside:
                return real(sheet, *parts)
            written.cells.append((sheet, method, parts))
            is_inside = True
            try:
                return real(sheet, *parts)
            finally:
                is_inside = False

        return note

    patches += [
        patch.object(owner, method, noting_cells(method, getattr(owner, method)))
        for owner in (Worksheet, QuickSheet)
        for method in _CELLS
        if method in vars(owner)
    ]
    for each in patches:
        each.start()
    try:
        yield written
    finally:
        for each in patches:
            each.stop()


def _noting(real: Any, formats: list[tuple[Any, dict[str, Any]]]) -> Any:
    def add_format(book: Workbook, properties: dict[str, Any] | None = None) -> Any:
        made = real(book, properties)
        formats.append((made, dict(properties or {})))
        return made

    return add_format


def _noting_sheets(written: Written) -> Any:
    real = Workbook.add_worksheet

    def add_worksheet(book: Workbook, *parts: Any) -> Worksheet:
        sheet: Worksheet = real(book, *parts)
        written.sheets.append(sheet)
        return sheet

    return add_worksheet

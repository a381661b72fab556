"""Lists as municipalities keep them, written by the tests themselves in all four formats."""

from __future__ import annotations

import csv
import io
import random
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

Row = Sequence[object]
Merge = tuple[int, int, int, int]
"""Top, left, bottom, right, from 0, corners included."""

FORMATS: Final = ("xlsx", "xls", "ods", "csv")
BINARY_FORMATS: Final = ("xlsx", "xls", "ods")

HEADER: Final = (
    "Nr",
    "Informationsmängd",
    "Beskrivning",
    "Sekretess",
    "Personuppgifter",
    "System",
    "Förvaltning",
    "Informationsägare",
)


@dataclass(frozen=True)
class Sheet:
    """One sheet to be written."""

    rows: Sequence[Row]
    name: str = "Blad1"
    hidden: bool = False
    merges: Sequence[Merge] = field(default_factory=tuple)


def write(folder: Path, kind: str, *sheets: Sheet, name: str = "lista") -> Path:
    """The sheets as a file of ``kind``; a .csv file holds the first."""
    path = folder / f"{name}.{kind}"
    {"xlsx": _write_xlsx, "xls": _write_xls, "ods": _write_ods, "csv": _write_csv}[kind](
        path, sheets
    )
    return path


def write_csv(
    path: Path, rows: Sequence[Row], *, delimiter: str = ";", encoding: str = "utf-8-sig"
) -> Path:
    """The rows as text, quoted where that is needed, with the line ends of Windows."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter).writerows(
        [["" if value is None else value for value in row] for row in rows]
    )
    path.write_bytes(buffer.getvalue().encode(encoding))
    return path


def _write_csv(path: Path, sheets: Sequence[Sheet]) -> None:
    write_csv(path, sheets[0].rows)


def _write_xlsx(path: Path, sheets: Sequence[Sheet]) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        page.sheet_state = "hidden" if sheet.hidden else "visible"
        for number, row in enumerate(sheet.rows, 1):
            for column, value in enumerate(row, 1):
                if value is None:
                    continue
                cell: Any = page.cell(number, column)
                cell.value = value
                if isinstance(value, str):  # never a formula; "_x000D_" would be a carriage return
                    cell.value = value.replace("_x", "_x005F_x")
                    cell.data_type = "s"
        for top, left, bottom, right in sheet.merges:
            page.merge_cells(
                start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
            )
    book.save(path)


def _write_xls(path: Path, sheets: Sequence[Sheet]) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for sheet in sheets:
        page = book.add_sheet(sheet.name, cell_overwrite_ok=True)
        page.visibility = int(sheet.hidden)
        for number, row in enumerate(sheet.rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    page.write(number, column, value, day)
                elif value is not None:
                    page.write(number, column, value)
        for top, left, bottom, right in sheet.merges:
            value = sheet.rows[top][left]
            page.write_merge(top, bottom, left, right, "" if value is None else value)
    book.save(str(path))


def _write_ods(path: Path, sheets: Sequence[Sheet]) -> None:
    book = OpenDocumentSpreadsheet()
    for sheet in sheets:
        table = Table(name=sheet.name)
        starts = {
            (top, left): (bottom - top + 1, right - left + 1)
            for top, left, bottom, right in sheet.merges
        }
        covered = {
            (row, column)
            for top, left, bottom, right in sheet.merges
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        } - starts.keys()
        width = max(map(len, sheet.rows), default=0)
        for number, row in enumerate(sheet.rows):
            line = TableRow()
            for column in range(
                max(width, 1 + max((c for r, c in covered if r == number), default=0))
            ):
                value = row[column] if column < len(row) else None
                spans: dict[str, Any] = {}
                if (number, column) in starts:
                    down, across = starts[number, column]
                    spans = {"numberrowsspanned": down, "numbercolumnsspanned": across}
                line.addElement(_ods_cell(value, (number, column) in covered, spans))
            table.addElement(line)
        book.spreadsheet.addElement(table)
    book.save(str(path))
    if any(sheet.hidden for sheet in sheets):
        _hide_in_ods(path, [sheet.name for sheet in sheets if sheet.hidden])


def _ods_cell(value: object, covered: bool, spans: dict[str, Any]) -> Any:
    kind: Any = CoveredTableCell if covered else TableCell
    if value is None or value == "":
        return kind(**spans)
    if isinstance(value, bool):
        return kind(valuetype="boolean", booleanvalue=str(value).lower(), **spans)
    if isinstance(value, (int, float)):
        return kind(valuetype="float", value=str(value), **spans)
    if isinstance(value, date):
        return kind(valuetype="date", datevalue=value.isoformat(), **spans)
    cell = kind(valuetype="string", **spans)
    for line in str(value).split("\n"):
        cell.addElement(P(text=line))
    return cell


def _hide_in_ods(path: Path, names: Sequence[str]) -> None:
    """odfpy has no way to hide a table: the style is written into the content."""
    parts = read_parts(path)
    content = parts["content.xml"].decode()
    style = (
        '<style:style style:name="dold" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    content = content.replace(
        "<office:automatic-styles/>", "<office:automatic-styles></office:automatic-styles>"
    )
    content = content.replace("</office:automatic-styles>", f"{style}</office:automatic-styles>", 1)
    for name in names:
        quoted = f"table:name={quoteattr(name)}"
        content = content.replace(quoted, f'{quoted} table:style-name="dold"')
    write_parts(path, {**parts, "content.xml": content.encode()})


def read_parts(path: Path) -> dict[str, bytes]:
    """The parts of an archive."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_parts(path: Path, parts: dict[str, bytes]) -> Path:
    """An archive of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def xlsx_with_sheet(path: Path, rows_xml: str, *, before: str = "") -> Path:
    """An .xlsx whose one sheet has exactly this inside its sheetData."""
    write(path.parent, "xlsx", Sheet([["Informationsmängd"]]), name=path.stem)
    parts = read_parts(path)
    sheet = (
        f'{before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows_xml}</sheetData></worksheet>"
    )
    return write_parts(path, {**parts, "xl/worksheets/sheet1.xml": sheet.encode()})


def text_cell(place: str, text: str) -> str:
    """One cell with an inline text."""
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


_KINDS: Final = (
    "Ärenden om",
    "Protokoll från",
    "Avtal om",
    "Register över",
    "Journal för",
    "Underlag till",
)
_THINGS: Final = (
    "skolskjuts", "försörjningsstöd", "bygglov", "hemtjänst", "lokalbokning", "elevhälsa", "färdtjänst",
    "livsmedelskontroll", "löner", "upphandling", "vattenprover", "biblioteksl\u00e5n", "särskilt stöd",
)  # fmt: skip
_LAWS: Final = (
    "OSL 26:1",
    "25 kap. 1 §",
    "23:2 OSL",
    "26 kap 1§ OSL",
    "OSL 21 kap. 3 a §",
    "",
    "OSL 26:1; OSL 21:3",
)
_PERSONAL: Final = ("Ja", "Nej", "J", "x", "Ja, känsliga", "Delvis", "", "känsliga")
_SYSTEMS: Final = (
    "Treserva",
    "Procapita",
    "Treserva; Lifecare",
    "Platina\nTreserva",
    "Vklass, Lifecare",
    "",
)
_DEPARTMENTS: Final = (
    "Socialförvaltningen",
    "Barn- och utbildningsförvaltningen",
    "Kommunledningskontoret",
)
_OWNERS: Final = ("Socialchef", "Rektor Åsa Öberg", "Kanslichef")


def realistic_rows(count: int, seed: int = 1) -> list[list[object]]:
    """``count`` rows under ``HEADER`` as a municipality might have them, no name twice."""
    chance = random.Random(seed)
    return [
        [
            f"{number // 20 + 1}.{number % 20 + 1}",
            f"{chance.choice(_KINDS)} {chance.choice(_THINGS)} {number}",
            chance.choice(("", "Handlingar i ärendet, även e-post", "Se arkivplanen")),
            chance.choice(_LAWS),
            chance.choice(_PERSONAL),
            chance.choice(_SYSTEMS),
            chance.choice(_DEPARTMENTS),
            chance.choice(_OWNERS),
        ]
        for number in range(1, count + 1)
    ]

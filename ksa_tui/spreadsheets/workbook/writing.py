"""Writes a plan as an .xlsx file: the one module here that drives XlsxWriter."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from io import BytesIO
from typing import Final, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from ksa_tui.spreadsheets.workbook.cleaning import clean, clip
from ksa_tui.spreadsheets.workbook.formats import TABS, Formats
from ksa_tui.spreadsheets.workbook.measuring import row_height
from ksa_tui.spreadsheets.workbook.plan import (
    Cell,
    Choice,
    ControlCode,
    Formula,
    Jump,
    Limit,
    Rich,
    Sheet,
    letters,
)
from ksa_tui.spreadsheets.workbook.quick_sheet import GrowingSheet

_EARLIEST: Final = date(2020, 1, 1)
_A4: Final = 9
_FORMULA_LIKE: Final = tuple("=+-@\t\n")
_HEADER_CODES: Final = '&"Calibri,Regular"&8&K5A6B7B'
_ALLOWED: Final = {"autofilter": True, "format_columns": True, "format_rows": True, "sort": False}


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands round the sheets: properties, and the texts at the edges of every printed page."""

    title: str
    subject: str
    author: str
    created: datetime
    header_left: str
    header_right: str
    footer_left: str
    footer_middle: str
    footer_right: str
    """May hold the codes &A (sheet), &P (page) and &N (pages)."""
    properties: Mapping[str, str] = field(default_factory=dict)
    """Custom document properties."""
    code: str = ""
    """What is written where the plan leaves room for a control code."""


def write(sheets: Sequence[Sheet], cover: Cover, tick: Callable[[], None]) -> bytes:
    """The workbook's bytes; the same plan and cover give the same bytes. ``tick`` is called per sheet."""
    target = BytesIO()
    workbook = Workbook(target, {"in_memory": True})
    _describe(workbook, cover)
    formats = Formats(workbook)
    for sheet in sheets:
        _Writer(workbook, formats, sheet, cover).write()
        tick()
    workbook.close()
    return target.getvalue()


def _describe(workbook: Workbook, cover: Cover) -> None:
    workbook.set_properties(
        {
            "title": cover.title,
            "subject": cover.subject,
            "author": cover.author,
            "created": cover.created.replace(tzinfo=None, microsecond=0),
        }
    )
    for name, value in cover.properties.items():
        workbook.set_custom_property(name, value, "text")
    workbook.set_size(2400, 1500)


class _Writer:
    """Writes one sheet."""

    def __init__(self, workbook: Workbook, formats: Formats, sheet: Sheet, cover: Cover) -> None:
        self._workbook = workbook
        self._formats = formats
        self._sheet = sheet
        self._cover = cover
        self._target = workbook.add_worksheet(sheet.name, GrowingSheet)

    def write(self) -> None:
        for index, column in enumerate(self._sheet.columns):
            self._target.set_column(index, index, column.width, None, {"hidden": column.hidden})
        for number, row in enumerate(self._sheet.rows):
            self._target.set_row(number, row_height(row, self._sheet.columns))
            for index, cell in enumerate(row.cells):
                if cell.style:
                    self._write_cell(number, index, cell)
        if self._sheet.secret:
            self._target.very_hidden()
        self._protect()
        self._guide()
        self._print_setup()

    def _write_cell(self, row: int, column: int, cell: Cell) -> None:
        target, look = self._target, self._formats.get(cell.style, cell.number)
        match cell.content:
            case None:
                _done(target.write_blank(row, column, None, look))
            case int():
                _done(target.write_number(row, column, cell.content, look))
            case str():
                self._write_text(row, column, cell.content, cell)
            case date():
                _done(target.write_datetime(row, column, cell.content, look))
            case Formula(text, cached):
                _done(target.write_formula(row, column, text, look, cached))
            case Jump(text, sheet):
                _done(target.write_url(row, column, f"internal:'{sheet}'!A1", look, clean(text)))
            case ControlCode():
                _done(target.write_string(row, column, self._cover.code, look))
            case Rich():
                self._write_rich(row, column, cell.content, cell)

    def _write_text(self, row: int, column: int, text: str, cell: Cell) -> None:
        look = Look(self._formats, cell.style, cell.number)
        write_text(self._target, row, column, text, look)

    def _write_rich(self, row: int, column: int, rich: Rich, cell: Cell) -> None:
        runs = [(style, clean(text)) for style, text in rich.runs if text]
        whole = "".join(text for _, text in runs)
        if len(runs) < 2 or clip(whole) != whole:
            style = runs[0][0] if len(runs) == 1 else ""
            self._write_text(row, column, whole, replace(cell, style=f"{cell.style} {style}"))
            return
        parts: list[object] = []
        for style, text in runs:
            parts += [self._formats.get(f"{cell.style} {style}"), text]
        look = self._formats.get(cell.style, cell.number, whole.startswith(_FORMULA_LIKE))
        _done(self._target.write_rich_string(row, column, *parts, look))

    def _protect(self) -> None:
        self._target.protect("", _ALLOWED)
        used = f"A1:{letters(len(self._sheet.columns) - 1)}{max(len(self._sheet.rows), 1)}"
        self._target.ignore_errors({"number_stored_as_text": used})

    def _guide(self) -> None:
        """Filter, freeze, validations, conditional formats, names."""
        table = self._sheet.table
        if table:
            last_row, last_column = (
                max(len(self._sheet.rows), table.header + 1),
                len(self._sheet.columns) - 1,
            )
            self._target.autofilter(table.header - 1, 0, last_row - 1, last_column)
            self._target.freeze_panes(table.header, table.fixed_columns)
        for choice in self._sheet.choices:
            _done(self._target.data_validation(choice.area, _list_of(choice)))
        for limit in self._sheet.limits:
            _done(self._target.data_validation(limit.area, _limit_of(limit)))
        for condition in self._sheet.conditions:
            look = self._formats.condition(condition.style)
            rule = {"type": "formula", "criteria": condition.formula, "format": look}
            _done(self._target.conditional_format(condition.area, rule))
        for name, cell in self._sheet.names.items():
            self._workbook.define_name(name, f"='{self._sheet.name}'!{cell}")

    def _print_setup(self) -> None:
        target, cover = self._target, self._cover
        target.hide_gridlines(2)
        target.set_tab_color(TABS[self._sheet.tab])
        target.set_landscape()
        target.set_paper(_A4)
        target.set_margins(left=0.45, right=0.45, top=0.7, bottom=0.65)
        target.fit_to_pages(1, 1 if self._sheet.one_page else 0)
        if not self._sheet.secret:
            target.print_area(0, 0, len(self._sheet.rows) - 1, self._sheet.printed - 1)
        if self._sheet.table:
            target.repeat_rows(self._sheet.table.legend - 1, self._sheet.table.header - 1)
        header = f"&L{edge(cover.header_left)}&R{edge(cover.header_right)}"
        left, middle = edge(cover.footer_left), edge(cover.footer_middle)
        footer = f"&L{left}&C{middle}&R{_HEADER_CODES}{cover.footer_right}"
        target.set_header(header, {"margin": 0.35})
        target.set_footer(footer, {"margin": 0.3})


class Look(NamedTuple):
    """How a text looks: a style, a number format, and where XlsxWriter's formats are kept."""

    formats: Formats
    style: str
    number: str = ""


def write_text(target: Worksheet, row: int, column: int, text: str, look: Look) -> None:
    """User text as text, whatever it looks like."""
    text = clip(clean(text)) if text else ""
    if not text:
        _done(target.write_blank(row, column, None, look.formats.get(look.style)))
        return
    made = look.formats.get(look.style, look.number, text.startswith(_FORMULA_LIKE))
    if text.startswith("<r>") and text.endswith("</r>"):
        # XlsxWriter takes a plain string of this form for its own markup and writes it unescaped.
        _done(target.write_rich_string(row, column, made, text[:1], made, text[1:], made))
        return
    _done(target.write_string(row, column, text, made))


def _done(code: int) -> None:
    """XlsxWriter says by a code, and a warning nobody sees, that it left something out."""
    if code:
        raise RuntimeError(f"XlsxWriter left out a cell or a rule: {code}")


def edge(text: str) -> str:
    """Text at the edge of a page. The invisible blank keeps XlsxWriter from taking "R&G" for a picture."""
    return _HEADER_CODES + re.sub(r"\s+", " ", clean(text)).replace("&", "&&\u200b")


def _list_of(choice: Choice) -> dict[str, object]:
    return {
        "validate": "list",
        "source": list(choice.words),
        "input_title": choice.title,
        "input_message": choice.prompt,
        "error_title": choice.title,
        "error_message": choice.error,
    }


def _limit_of(limit: Limit) -> dict[str, object]:
    rule: dict[str, object] = {
        "input_title": limit.title,
        "input_message": limit.prompt,
        "error_title": limit.title,
        "error_message": limit.error,
    }
    if limit.kind == "date":
        return rule | {"validate": "date", "criteria": ">=", "value": _EARLIEST}
    return rule | {"validate": "length", "criteria": "<=", "value": limit.longest}

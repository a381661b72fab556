"""Our shorter ways through XlsxWriter give the file that its own ways give, byte for byte."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from ksa_tui.spreadsheets.workbook.formats import Formats
from ksa_tui.spreadsheets.workbook.quick_sheet import GrowingSheet, QuickSheet

TEXTS = (
    "vanlig", "=1+1", "a & b < c > \"d\"", " blanka ", "rad\nrad", "_x0041_", "\x07\t", "Å" * 40_000,
    "<r>x</r>", "</t></si>", "\ufffe", "smiley 🙂",
)  # fmt: skip
NUMBERS = (0, -1, 3, 2**53, 0.1, 1e300, 12345678901234567890, -0.0, 1 / 3)
FORMULAS = (
    '=IF($H6="",IF(COUNTA($I6:$K6)>0,"Välj Ändra","Välj"),"Klar")',
    "=SUM(A1:A3)", "=1+1", "SUM(A1)", "{=SUM(A1:A3*2)}", "=SORT(A1:A3)", "=XLOOKUP(A1,A2,A3)", "=sort(A1)",
    '=IF(A1="LET(",1,0)', "=_xlfn.XOR(A1)", '="}"', "=IF(A1,{1,2})", "=ANCHORARRAY(A1)", "=ISORT(A1)",
    "=IF(SINGLE(A1),1,2)", "=A.LEN(1)", "=IF (A1)", "=LAMBDA(x,x)(1)",
)  # fmt: skip


def fill(sheet: Worksheet, formats: Formats) -> None:
    """One of everything that a cell can be, with a format and without."""
    bold, plain = formats.get("cell bold ink"), formats.get("cell wrap")
    for row, text in enumerate(TEXTS):
        sheet.write_string(row, 0, text, plain)
        sheet.write_string(row, 1, text)
        sheet.write_blank(row, 2, None, plain)
        sheet.write_rich_string(row, 3, bold, "fet ", plain, text[:50], bold, "& fet", plain)
        sheet.write_rich_string(row, 4, "utan ", bold, text[:50], formats.get("cell link"))
    for row, number in enumerate(NUMBERS):
        sheet.write_number(row, 27, number, bold)
        sheet.write_number(row, 28, number)
    for row, formula in enumerate(FORMULAS):
        sheet.write_formula(row, 703, formula, plain, row if row % 2 else "text")
    sheet.write_datetime(0, 5, date(2026, 11, 24), formats.get("cell date"))
    sheet.write_datetime(
        1, 5, datetime(2026, 11, 24, 1, 2, 3, tzinfo=UTC).replace(tzinfo=None), plain
    )
    sheet.write_boolean(2, 5, True, plain)
    sheet.write_url(3, 5, "internal:'Blad'!A1", plain, "länk")
    sheet.write("F5", "efter namn", plain)
    sheet.set_row(50, 30, bold)
    sheet.write_string(50, 0, "radens format")
    sheet.set_column(6, 6, 12, plain)
    sheet.write_number(2, 6, 7)
    sheet.set_row(60, 40)
    sheet.data_validation("A70", {"validate": "custom", "value": '=IF(SORT(A1:A2)="",1,LEN(A1)>2)'})
    rule = {
        "type": "formula",
        "criteria": "=AND($A1<>2,XOR(1,0))",
        "format": formats.condition("needed"),
    }
    sheet.conditional_format("A1:B9", rule)


def written(
    kind: type[Worksheet],
    options: dict[str, Any],
    what: Callable[[Worksheet, Formats], None] = fill,
) -> dict[str, bytes]:
    """The parts of a workbook with one sheet of this kind."""
    target = BytesIO()
    workbook = Workbook(target, options)
    workbook.set_properties({"created": datetime(2026, 11, 24, tzinfo=UTC).replace(tzinfo=None)})
    what(workbook.add_worksheet("Blad", kind), Formats(workbook))
    workbook.close()
    with zipfile.ZipFile(target) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(
    "options",
    [{"in_memory": True}, {"constant_memory": True}, {"use_future_functions": True}],
    ids=lambda options: next(iter(options)),
)
@pytest.mark.filterwarnings("ignore")
def test_the_file_is_the_same_to_the_byte(options: dict[str, Any]) -> None:
    assert written(QuickSheet, options) == written(Worksheet, options)


@pytest.mark.filterwarnings("ignore")
def test_rows_that_grow_differ_in_nothing_else() -> None:
    usual, growing = written(Worksheet, {}), written(GrowingSheet, {})
    sheet = "xl/worksheets/sheet1.xml"
    assert growing.pop(sheet) == re.sub(rb' customHeight="1"', b"", usual.pop(sheet))
    assert growing == usual


def test_a_cell_outside_the_sheet_is_refused_as_ever() -> None:
    def outside(sheet: Worksheet, formats: Formats) -> None:
        look = formats.get("cell")
        assert sheet.write_string(1_048_576, 0, "x", look) == -1
        assert sheet.write_number(0, 16_384, 1, look) == -1
        assert sheet.write_blank(-1, 0, None, look) == -1
        assert sheet.write_string(0, 0, "x" * 32_768, look) == -2

    assert written(QuickSheet, {}, outside) == written(Worksheet, {}, outside)

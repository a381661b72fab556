"""XlsxWriter's sheet with shorter ways to the same file.

Most of what it does for a cell or a formula is for what is never written here, and a long table has a hundred
thousand cells. The file is the same to the byte, which a test looks after; what is not known here goes
XlsxWriter's own way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ksa_tui.spreadsheets.workbook.plan import letters

_FUNCTION: Final = re.compile(r"[A-Z.]+(?=\()")
_OLD_FUNCTIONS: Final = frozenset(
    {"AND", "COUNTA", "COUNTIF", "IF", "LEN", "OR", "REPT", "ROUND", "SUM", "SUMPRODUCT", "TRIM"}
)
"""They were there in Excel 2007 and are written as they are; XlsxWriter looks thirty times for younger ones."""


class QuickSheet(Worksheet):
    """A sheet of a long table; tried with XlsxWriter 3.2.5 to 3.3.1."""

    write_blank = Worksheet._write_blank  # without the look whether "A1" was meant
    write_number = Worksheet._write_number
    write_string = Worksheet._write_string

    def __init__(self) -> None:
        super().__init__()
        self._fonts: dict[Format, str] = {}

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        kind = type(cell).__name__
        if cell.format is None or self.constant_memory:
            super()._write_cell(row, col, cell)
            return
        start = f'<c r="{letters(col)}{row + 1}" s="{cell.format._get_xf_index()}"'
        if kind in ("String", "RichString"):
            self.fh.write(f'{start} t="s"><v>{cell.string}</v></c>')
        elif kind in ("Number", "Datetime"):
            self.fh.write(f"{start}><v>{cell.number:.16G}</v></c>")
        elif kind == "Blank":
            self.fh.write(f"{start}/>")
        else:
            super()._write_cell(row, col, cell)

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        is_old = _OLD_FUNCTIONS.issuperset(_FUNCTION.findall(formula))
        is_plain = formula.startswith("=") and not formula.endswith("}")
        if is_old and is_plain and not expand_future_functions:
            return formula[1:]
        return str(super()._prepare_formula(formula, expand_future_functions))

    def _write_font(self, xf_format: Format) -> None:
        """The font of a run of text: the same few formats in every row, worked out once."""
        target = self.rstring.fh
        if xf_format not in self._fonts:
            began = target.tell()
            super()._write_font(xf_format)
            self._fonts[xf_format] = target.getvalue()[began:]
        else:
            target.write(self._fonts[xf_format])


class GrowingSheet(QuickSheet):
    """A sheet whose rows open at the height they are given and still grow with what is typed in them.

    XlsxWriter marks every row that has a height as fixed, and a program that opens the file then never
    fits it again; without any height LibreOffice shows one line of it.
    """

    def _xml_start_tag_unencoded(
        self, tag: str, attributes: Sequence[tuple[str, object]] = ()
    ) -> None:
        super()._xml_start_tag_unencoded(tag, _without_fixed_height(tag, attributes))

    def _xml_empty_tag_unencoded(
        self, tag: str, attributes: Sequence[tuple[str, object]] = ()
    ) -> None:
        super()._xml_empty_tag_unencoded(tag, _without_fixed_height(tag, attributes))


def _without_fixed_height(
    tag: str, attributes: Sequence[tuple[str, object]]
) -> Sequence[tuple[str, object]]:
    if tag != "row":
        return attributes
    return [pair for pair in attributes if pair[0] != "customHeight"]

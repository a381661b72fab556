"""How high a row must be: Calibri's own widths, greedy word wrap, and some air.

The height is what the row opens with, not a fixed one: it grows when something longer is typed.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from math import ceil
from typing import Final

from xlsxwriter.utility import xl_pixel_width

from ksa_tui.spreadsheets.workbook.formats import properties_of
from ksa_tui.spreadsheets.workbook.plan import Cell, Column, Row

HIGHEST: Final = 409.0
"""Points; no program shows a higher row."""

_PIXELS_PER_CHARACTER: Final = 7
_INDENT: Final = 9
_MEASURED_SIZE: Final = 11
_SAFETY: Final = 1.03
_BOLD: Final = 1.06
_LINE: Final = 1.28
_AIR: Final = 8.0
_LOWEST: Final = 22.0


def row_height(row: Row, columns: tuple[Column, ...]) -> float:
    """Points for ``row`` to show all its wrapped texts with some air, at most :data:`HIGHEST`."""
    needed = [_cell_height(cell, column) for cell, column in zip(row.cells, columns, strict=False)]
    return min(HIGHEST, max([row.lowest or _LOWEST, *needed]))


def _cell_height(cell: Cell, column: Column) -> float:
    if column.hidden or not cell.style:
        return 0.0
    text = cell.shown
    if not text:
        return 0.0
    look = _look(cell.style)
    room = column.width * _PIXELS_PER_CHARACTER - look.indent
    lines = line_count(text, room, look.size, bold=look.bold) if look.wraps else 1
    return ceil(lines * look.size * _LINE + lines // 8 * look.size) + _AIR


@dataclass(frozen=True, slots=True)
class _Look:
    """What of a style decides how high a text is; ``indent`` in pixels."""

    size: float
    bold: bool
    wraps: bool
    indent: int


@cache
def _look(style: str) -> _Look:
    properties = properties_of(style)
    return _Look(
        size=float(str(properties["font_size"])),
        bold=bool(properties.get("bold")),
        wraps=bool(properties.get("text_wrap")),
        indent=_INDENT if properties.get("indent") else 0,
    )


def line_count(text: str, room: float, size: float, *, bold: bool = False) -> int:
    """How many lines ``text`` takes in ``room`` pixels at ``size`` points."""
    scale = size / _MEASURED_SIZE * _SAFETY * (_BOLD if bold else 1)
    return sum(_wrapped(paragraph, room / scale) for paragraph in text.split("\n"))


@lru_cache(maxsize=4096)
def _width(text: str) -> int:
    """Pixels at the measured size. XlsxWriter knows the ASCII signs: å counts as a, an emoji as two signs."""
    if text.isascii():
        return int(xl_pixel_width(text))
    plain = "".join(map(_plain, text))
    return int(xl_pixel_width(plain)) + sum(
        _PIXELS_PER_CHARACTER for char in text if char > "\u2e7f"
    )


@cache
def _plain(char: str) -> str:
    return unicodedata.normalize("NFD", char)[0]


def _wrapped(paragraph: str, room: float) -> int:
    widths = [*map(_width, paragraph.split(" "))]
    blank = _width(" ")
    if sum(widths) + blank * len(widths) <= room:
        return 1
    lines, used = 1, 0.0
    for width in widths:
        if used and used + blank + width > room:
            lines, used = lines + 1, 0.0
        more = ceil(width / room) - 1 if width > room else 0
        lines += more
        used += int(width - more * room) + (blank if used else 0)
    return lines

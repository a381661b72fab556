"""What must be known of an .xls before it is read: how far its cells reach, its texts, and its error cells.

Record numbers and layouts: [MS-XLS] 2.3 and 2.4. The reading library loads all sheets at once, so the
limits hold for the whole file.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

from ksa_tui.domain.importing import Code
from ksa_tui.spreadsheets import compound
from ksa_tui.spreadsheets.archive import DAMAGED, ENCRYPTED, Refused
from ksa_tui.spreadsheets.lists.grid import (
    MAX_CELLS,
    MAX_SHEETS,
    MAX_TEXT,
    TOO_LARGE,
    Cell,
    Fault,
    Position,
    SheetFacts,
)

_BOF: Final = frozenset({0x0809, 0x0409, 0x0209, 0x0009})
_FILE_PASS: Final = 0x002F
_BOUND_SHEET: Final = 0x0085
_DIMENSIONS: Final = 0x0200
_SST: Final = 0x00FC
_CONTINUE: Final = 0x003C
_LABEL_SST: Final = 0x00FD
_MULTIPLE_RK: Final = 0x00BD
_BOOL_OR_ERROR: Final = 0x0205
_FORMULA: Final = frozenset({0x0006, 0x0206, 0x0406})
_ONE_CELL: Final = (
    frozenset({0x0203, 0x0204, 0x00D6, 0x027E, _BOOL_OR_ERROR, _LABEL_SST}) | _FORMULA
)
_MAX_COLUMNS: Final = 256
_MAX_ROWS: Final = 65_536
_ERRORS: Final = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}

Record = tuple[int, int, bytes]
"""Offset, number and content of a record."""


def scan(data: bytes) -> list[SheetFacts]:
    """The facts of every sheet, in the workbook's order. ``Refused`` when reading would take too much."""
    try:
        return _Walk().facts(compound.read_stream(data, "Workbook", "Book"))
    except (compound.Damaged, struct.error, IndexError) as error:
        raise Refused(DAMAGED) from error


def _records(stream: bytes) -> Iterator[Record]:
    at = 0
    while at + 4 <= len(stream):
        number, length = struct.unpack_from("<HH", stream, at)
        yield at, number, stream[at + 4 : at + 4 + length]
        at += 4 + length


class _Walk:
    """One pass through the records."""

    def __init__(self) -> None:
        self._places: list[int] = []
        self._patches: dict[int, dict[Position, Cell]] = {}
        self._sheet = -1
        self._rows = self._columns = 0
        self._cells = 0
        self._strings: list[bytes] = []
        self._in_strings = False
        self._used: dict[int, int] = {}

    def facts(self, stream: bytes) -> list[SheetFacts]:
        for at, number, content in _records(stream):
            if number in _ONE_CELL or number == _MULTIPLE_RK:
                self._cell(number, content)
            elif number in _BOF:
                self._begin(at)
            elif number == _FILE_PASS:
                raise Refused(ENCRYPTED)
            elif number == _DIMENSIONS:
                _check_dimensions(content)
            else:
                self._globals(number, content)
        self._end_sheet()
        if len(self._places) > MAX_SHEETS or self._characters() > MAX_TEXT:
            raise Refused(TOO_LARGE)
        return [SheetFacts(self._patches.get(place, {})) for place in self._places]

    def _globals(self, number: int, content: bytes) -> None:
        if number == _BOUND_SHEET:
            self._places.append(struct.unpack_from("<I", content)[0])
        if number == _SST or (self._in_strings and number == _CONTINUE):
            self._strings.append(content)
        self._in_strings = number == _SST or (self._in_strings and number == _CONTINUE)

    def _begin(self, at: int) -> None:
        self._end_sheet()
        self._sheet = at
        self._rows = self._columns = 0

    def _end_sheet(self) -> None:
        self._cells += self._rows * self._columns
        if self._cells > MAX_CELLS:
            raise Refused(TOO_LARGE)

    def _cell(self, number: int, content: bytes) -> None:
        row, column = struct.unpack_from("<HH", content)
        last = (
            struct.unpack_from("<H", content, len(content) - 2)[0]
            if number == _MULTIPLE_RK
            else column
        )
        self._rows, self._columns = (
            max(self._rows, row + 1),
            max(self._columns, last + 1, column + 1),
        )
        if number == _LABEL_SST:
            index = struct.unpack_from("<I", content, 6)[0]
            self._used[index] = self._used.get(index, 0) + 1
            return
        error = _error_of(number, content)
        if error is not None:
            faults = self._patches.setdefault(self._sheet, {})
            faults[row, column] = Fault(Code.ERROR_CELL, _ERRORS.get(error, "#"))

    def _characters(self) -> int:
        """The characters of all cells with shared texts; 0 when there are certainly few."""
        total = sum(map(len, self._strings))
        if total * max(self._used.values(), default=0) <= MAX_TEXT:
            return 0
        lengths = _string_lengths(self._strings)
        return sum(
            lengths[index] * times for index, times in self._used.items() if index < len(lengths)
        )


def _check_dimensions(content: bytes) -> None:
    """The library reserves room for what this record claims: no more than the format can hold."""
    layout = "<IIHH" if len(content) >= 14 else "<HHHH"
    _, rows, _, columns = struct.unpack_from(layout, content)
    if rows > _MAX_ROWS or columns > _MAX_COLUMNS:
        raise Refused(TOO_LARGE)


def _error_of(number: int, content: bytes) -> int | None:
    """The error code of a cell, or None when it holds a value."""
    if number == _BOOL_OR_ERROR:
        return content[6] if content[7] else None
    if number in _FORMULA and content[12:14] == b"\xff\xff" and content[6] == 2:
        return content[8]
    return None


def _string_lengths(records: list[bytes]) -> list[int]:
    """The characters of each text of the shared table ([MS-XLS] 2.5.293).

    A text may run on into the next record, which then begins with a byte that says how wide the rest is.
    """
    table = b"".join(records)
    ends = list(accumulate(map(len, records)))
    lengths: list[int] = []
    at = 8
    while at + 3 <= len(table):
        characters, flags = struct.unpack_from("<HB", table, at)
        at += 3
        tail = 0
        if flags & 8:
            tail += 4 * struct.unpack_from("<H", table, at)[0]
            at += 2
        if flags & 4:
            tail += struct.unpack_from("<I", table, at)[0]
            at += 4
        at = _after_characters(table, ends, at, characters, flags & 1) + tail
        lengths.append(characters)
    return lengths


def _after_characters(table: bytes, ends: list[int], at: int, characters: int, wide: int) -> int:
    end = ends[bisect_right(ends, at)]
    while characters > (end - at) >> wide:
        characters -= (end - at) >> wide
        wide = table[end] & 1
        at = end + 1
        end = ends[bisect_right(ends, at)]
    return at + (characters << wide)

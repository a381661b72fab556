"""What must be known of an .xls before it is read: how far its cells reach, its texts, and its error cells.

Record numbers and layouts: [MS-XLS] 2.3 and 2.4. The reading library loads all sheets at once, so the
limits hold for the whole file.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import Final

from ksa_tui.domain.importing import Code
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

_EOF: Final = 0x000A
_FILE_PASS: Final = 0x002F
_BOUND_SHEET: Final = 0x0085
_DIMENSIONS: Final = 0x0200
_SST: Final = 0x00FC
_CONTINUE: Final = 0x003C
_LABEL: Final = 0x0204
_LABEL_SST: Final = 0x00FD
_STRING: Final = 0x0207
_MULTIPLE_RK: Final = 0x00BD
_BOOL_OR_ERROR: Final = 0x0205
_FORMULA: Final = frozenset({0x0006, 0x0206, 0x0406})
_ONE_CELL: Final = (
    frozenset({0x0203, _LABEL, 0x00D6, 0x027E, _BOOL_OR_ERROR, _LABEL_SST}) | _FORMULA
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

Record = tuple[int, bytes]
"""Number and content of a record."""


def scan(stream: bytes) -> list[SheetFacts]:
    """The facts of every sheet, in the workbook's order. ``Refused`` when reading would take too much."""
    try:
        return _scan(stream)
    except (struct.error, IndexError) as error:
        raise Refused(DAMAGED) from error


def _scan(stream: bytes) -> list[SheetFacts]:
    book = _Globals(stream)
    sheets = [_Sheet(stream, place) for place in book.places]
    cells = sum(sheet.box for sheet in sheets)
    used: Counter[int] = Counter()
    for sheet in sheets:
        used.update(sheet.used)
    if cells > MAX_CELLS or book.characters(used) > MAX_TEXT:
        raise Refused(TOO_LARGE)
    return [SheetFacts(sheet.patches) for sheet in sheets]


def _records(stream: bytes, place: int) -> Iterator[Record]:
    """The records from ``place`` to the end of its part of the stream, as the reading library takes them."""
    while place + 4 <= len(stream):
        number, length = struct.unpack_from("<HH", stream, place)
        if number == _EOF:
            return
        yield number, stream[place + 4 : place + 4 + length]
        place += 4 + length


class _Globals:
    """What the first part of the stream says of the whole workbook."""

    def __init__(self, stream: bytes) -> None:
        self.places: list[int] = []
        self._strings: list[bytes] = []
        last = 0
        for number, content in _records(stream, 0):
            number = last if number == _CONTINUE else number  # noqa: PLW2901 - it goes on with that one
            if number == _FILE_PASS:
                raise Refused(ENCRYPTED)
            if number == _BOUND_SHEET:
                self.places.append(struct.unpack_from("<I", content)[0])
            elif number == _SST:
                self._strings.append(content)
            last = number
        self._check(stream)

    def _check(self, stream: bytes) -> None:
        """``Refused`` for sheets that are read twice or lie outside, and more texts than there is room for."""
        if len(set(self.places)) != len(self.places) or max(self.places, default=0) >= len(stream):
            raise Refused(DAMAGED)
        if len(self.places) > MAX_SHEETS:
            raise Refused(TOO_LARGE)
        if self._strings:
            (count,) = struct.unpack_from("<i", self._strings[0], 4)
            if not 0 <= count <= sum(map(len, self._strings)) // 3:
                raise Refused(DAMAGED)

    def characters(self, used: Mapping[int, int]) -> int:
        """The characters of all cells with shared texts; 0 when there are certainly few."""
        total = sum(map(len, self._strings))
        if total * max(used.values(), default=0) <= MAX_TEXT:
            return 0
        lengths = _string_lengths(self._strings)
        return sum(lengths[index] * times for index, times in used.items() if index < len(lengths))


class _Sheet:
    """One sheet's part of the stream."""

    def __init__(self, stream: bytes, place: int) -> None:
        self.patches: dict[Position, Cell] = {}
        self.used: Counter[int] = Counter()
        self._rows = self._columns = 0
        for number, content in _records(stream, place):
            if number == _DIMENSIONS:
                _check_dimensions(content)
            elif number in _ONE_CELL or number == _MULTIPLE_RK:
                self._cell(number, content)
            elif number == _STRING:
                _check_length(content, 0)

    @property
    def box(self) -> int:
        """Cells of the box from A1 round everything."""
        return self._rows * self._columns

    def _cell(self, number: int, content: bytes) -> None:
        row, column = struct.unpack_from("<HH", content)
        last = (
            struct.unpack_from("<H", content, len(content) - 2)[0] if number == _MULTIPLE_RK else 0
        )
        self._rows = max(self._rows, row + 1)
        self._columns = max(self._columns, last + 1, column + 1)
        if number == _LABEL_SST:
            self.used[struct.unpack_from("<I", content, 6)[0]] += 1
            return
        if number == _LABEL:
            _check_length(content, 6)
        error = _error_of(number, content)
        if error is not None:
            self.patches[row, column] = Fault(Code.ERROR_CELL, _ERRORS.get(error, "#"))


def _check_length(content: bytes, at: int) -> None:
    """A text claims no more characters than its record has bytes: room is made for what it claims."""
    if struct.unpack_from("<H", content, at)[0] > len(content):
        raise Refused(DAMAGED)


def _check_dimensions(content: bytes) -> None:
    """The library reserves room for what this record claims: no more than the format can hold."""
    if len(content) not in (10, 14):
        raise Refused(DAMAGED)
    top, bottom, left, right = struct.unpack_from(
        "<IIHH" if len(content) == 14 else "<HHHH", content
    )
    if bottom and right and (top > bottom or left > right):
        raise Refused(DAMAGED)
    if bottom > _MAX_ROWS or right > _MAX_COLUMNS:
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

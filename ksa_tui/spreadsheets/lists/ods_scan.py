"""What must be known of an .ods before it is read: how far it reaches with its repetitions, merges, errors.

A cell or row may say "repeat me a million times"; the reading library does. Names are compared with the
customary prefixes, as that library does.
"""

from __future__ import annotations

from typing import Final
from xml.parsers import expat

from ksa_tui.domain.importing import Code
from ksa_tui.spreadsheets.archive import DAMAGED, ODD, Refused
from ksa_tui.spreadsheets.lists.grid import (
    MAX_CELLS,
    MAX_SHEETS,
    MAX_TEXT,
    TOO_LARGE,
    Cell,
    Fault,
    Merge,
    Position,
    SheetFacts,
)

_CELLS: Final = frozenset({"table:table-cell", "table:covered-table-cell"})


def scan(content: bytes) -> dict[str, SheetFacts]:
    """The facts of every sheet, by name. ``Refused`` when reading the file would take too much."""
    try:
        return _Walk().facts(content)
    except (expat.ExpatError, LookupError) as error:  # or an encoding that is not known
        raise Refused(DAMAGED) from error
    except ValueError as error:  # a repetition that is no number
        raise Refused(ODD) from error


def with_plain_breaks(content: bytes) -> bytes:
    """The content with line breaks and tabs inside a paragraph as characters; the library drops the marks."""
    return content.replace(b"<text:line-break/>", b"\n").replace(b"<text:tab/>", b"\t")


class _Walk:
    """One pass through the content, cell by cell."""

    def __init__(self) -> None:
        self._sheets: dict[str, SheetFacts] = {}
        self._depth = 0
        self._cells = 0
        self._characters = 0
        self._begin_sheet("")

    def facts(self, content: bytes) -> dict[str, SheetFacts]:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(content, True)
        return self._sheets

    def _begin_sheet(self, name: str) -> None:
        self._name = name
        self._row = 0
        self._rows = self._columns = 0
        self._patches: dict[Position, Cell] = {}
        self._merges: list[Merge] = []
        self._begin_row(1)

    def _begin_row(self, repeat: int) -> None:
        self._row_repeat = repeat
        self._column = self._filled = 0
        self._row_patches: list[tuple[range, Cell]] = []
        self._texts: list[str] | None = None
        self._in_comment = False

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self._depth += 1
            if self._depth == 1:
                self._begin_sheet(attributes.get("table:name", ""))
        elif self._depth != 1:
            return
        elif tag == "table:table-row":
            self._begin_row(int(attributes.get("table:number-rows-repeated", 1)))
        elif tag in _CELLS:
            self._begin_cell(attributes)
        elif tag == "office:annotation":
            self._in_comment = True
        elif tag == "text:p" and self._texts:
            self._texts.append("\n")

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._repeat = int(attributes.get("table:number-columns-repeated", 1))
        self._has_value = "office:value-type" in attributes
        self._is_error = attributes.get("calcext:value-type") == "error"
        self._texts = []
        down = int(attributes.get("table:number-rows-spanned", 1))
        across = int(attributes.get("table:number-columns-spanned", 1))
        if down > 1 or across > 1:
            self._merges.append(
                Merge(self._row, self._column, self._row + down - 1, self._column + across - 1)
            )

    def _text(self, text: str) -> None:
        if self._texts is not None and not self._in_comment:
            self._texts.append(text)

    def _end(self, tag: str) -> None:
        if tag == "office:annotation":
            self._in_comment = False
        elif tag == "table:table":
            self._depth -= 1
            if self._depth == 0:
                self._sheets[self._name] = SheetFacts(self._patches, tuple(self._merges))
                self._check()
        elif self._depth == 1 and tag in _CELLS:
            self._end_cell()
        elif self._depth == 1 and tag == "table:table-row":
            self._end_row()

    def _end_cell(self) -> None:
        text = "".join(self._texts or ()).strip()
        across = range(self._column, self._column + self._repeat)
        if self._is_error:
            self._row_patches.append((across, Fault(Code.ERROR_CELL, text)))
        elif text and not self._has_value:
            self._row_patches.append((across, text))
        if self._has_value or text:
            self._filled = across.stop
            self._characters += len(text) * self._repeat * self._row_repeat
        self._column = across.stop
        self._texts = None
        self._check()

    def _end_row(self) -> None:
        down = range(self._row, self._row + self._row_repeat)
        self._row = down.stop
        if not self._filled:
            return
        before = self._rows * self._columns
        self._rows, self._columns = self._row, max(self._columns, self._filled)
        self._cells += self._rows * self._columns - before
        self._check()
        for across, value in self._row_patches:
            self._patches.update(((row, column), value) for row in down for column in across)

    def _check(self) -> None:
        """``Refused`` as soon as the reading library would have to hold too much."""
        too_far = self._cells > MAX_CELLS or self._filled > MAX_CELLS
        if too_far or self._characters > MAX_TEXT or len(self._sheets) > MAX_SHEETS:
            raise Refused(TOO_LARGE)

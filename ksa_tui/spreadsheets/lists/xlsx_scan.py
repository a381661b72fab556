"""What must be known of an .xlsx before it is read: how far its cells reach, and the cells without a value.

The reading library allocates the whole box round the cells, copies a shared text for each cell that uses it,
and leaves error cells empty. Whether a sheet needs a closer look is told from its bytes; few do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from operator import itemgetter, methodcaller, sub
from posixpath import normpath
from typing import Final
from xml.parsers import expat

from ksa_tui.domain.importing import Code
from ksa_tui.spreadsheets.archive import DAMAGED, MAX_TOTAL, ODD, Refused
from ksa_tui.spreadsheets.lists.grid import (
    MAX_CELLS,
    MAX_SHEETS,
    MAX_TEXT,
    TOO_LARGE,
    Cell,
    Fault,
    Position,
    SheetFacts,
    column_number,
)

_PLACE: Final = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*)(\d+)["']""")
_ROW: Final = re.compile(rb"<(?:\w+:)?row\b")
_CELL: Final = re.compile(rb"<(?:\w+:)?c[\s/>]")
_STRING: Final = re.compile(rb"<(?:\w+:)?si\b")
_ERROR_OR_FORMULA: Final = (b't="e"', b"t='e'", b"f>", b"<f", b":f")
_SUSPECT: Final = re.compile(
    rb"""\st\s*=\s*["']e["']"""
    rb"""|(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</|</(?:\w+:)?c>)"""
)
_PLACE_TEXT: Final = re.compile(r"([A-Za-z]{1,7})(\d{1,9})")


def scan(parts: Mapping[str, bytes]) -> dict[str, SheetFacts]:
    """The facts of every sheet, by name. ``Refused`` when reading one would take too much."""
    try:
        sheets = _sheet_parts(parts)
        if len(sheets) > MAX_SHEETS or sum(len(part) for part in sheets.values()) > MAX_TOTAL:
            raise Refused(TOO_LARGE)
        lengths = _string_lengths(parts)
        return {name: _scan_sheet(part, lengths) for name, part in sheets.items()}
    except (expat.ExpatError, LookupError) as error:  # or an encoding that is not known
        raise Refused(DAMAGED) from error
    except ValueError as error:  # a place such as ZZZZZZZZ1, or a number of thousands of digits
        raise Refused(ODD) from error


def _sheet_parts(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The part of each sheet, by the sheet's name."""
    targets = {
        attributes.get("Id", ""): attributes.get("Target", "")
        for tag, attributes in _elements(parts.get("xl/_rels/workbook.xml.rels", b"<x/>"))
        if tag == "Relationship"
    }
    found: dict[str, bytes] = {}
    for tag, attributes in _elements(parts["xl/workbook.xml"]):
        if tag != "sheet":
            continue
        target = targets.get(next((v for k, v in attributes.items() if k.endswith(":id")), ""), "")
        path = target.lstrip("/") if target.startswith("/") else normpath(f"xl/{target}")
        found[attributes.get("name", "")] = parts.get(path, b"") or parts.get(target, b"")
    return found


def _elements(xml: bytes) -> list[tuple[str, dict[str, str]]]:
    """Every element's name without prefix, with its attributes, in order."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, attributes: found.append((_local(tag), attributes))
    parser.Parse(xml, True)
    return found


def _string_lengths(parts: Mapping[str, bytes]) -> list[int]:
    """The bytes of each shared text, mark-up included."""
    part = parts.get("xl/sharedStrings.xml", b"")
    edges = [*map(methodcaller("start"), _STRING.finditer(part)), len(part)]
    return list(map(sub, edges[1:], edges))


def _scan_sheet(part: bytes, lengths: list[int]) -> SheetFacts:
    cells = len(_CELL.findall(part))
    within = _reach(part, cells) <= MAX_CELLS and max(lengths, default=0) * cells <= MAX_TEXT
    may_lack_values = any(mark in part for mark in _ERROR_OR_FORMULA) and _SUSPECT.search(part)
    if within and not may_lack_values:
        return SheetFacts()
    return _Walk(lengths).facts(part)


def _reach(part: bytes, cells: int) -> int:
    """At most how many cells the box from A1 holds, styled empty ones included."""
    places = _PLACE.findall(part)
    letters = list(map(itemgetter(0), places))
    rows = max(map(int, set(map(itemgetter(1), places))), default=0)
    columns = max((column_number(text.decode()) + 1 for text in {*letters} - {b""}), default=0)
    if len(places) - letters.count(b"") < cells:  # some cells stand where they follow
        pieces = _ROW.split(part)
        rows += len(pieces)
        columns += max(len(_CELL.findall(piece)) for piece in pieces)
    return rows * columns


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


class _Walk:
    """One pass through a sheet's XML, cell by cell."""

    def __init__(self, lengths: list[int]) -> None:
        self._lengths = lengths
        self._patches: dict[Position, Cell] = {}
        self._at: Position = (-1, -1)
        self._type = ""
        self._texts: dict[str, str] = {}
        self._inside = ""
        self._top = self._left = MAX_CELLS
        self._bottom = self._right = -1
        self._characters = 0

    def facts(self, part: bytes) -> SheetFacts:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(part, True)
        box = (
            (self._bottom - self._top + 1) * (self._right - self._left + 1)
            if self._bottom >= 0
            else 0
        )
        if box > MAX_CELLS or self._characters > MAX_TEXT:
            raise Refused(TOO_LARGE)
        return SheetFacts(self._patches)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        local = _local(tag)
        if local == "row":
            number = attributes.get("r", "")
            self._at = (int(number) - 1 if number.isdecimal() else self._at[0] + 1, -1)
        elif local == "c":
            self._at = self._place(attributes.get("r"))
            self._type = attributes.get("t", "n")
            self._texts = {}
        elif local in ("v", "f", "is"):
            self._inside = local
            self._texts.setdefault(local, "")

    def _place(self, text: str | None) -> Position:
        if text is None:
            return self._at[0], self._at[1] + 1
        match = _PLACE_TEXT.fullmatch(text)
        if match is None:
            raise Refused(ODD)
        return int(match[2]) - 1, column_number(match[1])

    def _text(self, text: str) -> None:
        if self._inside:
            self._texts[self._inside] += text

    def _end(self, tag: str) -> None:
        local = _local(tag)
        if local == self._inside:
            self._inside = ""
        elif local == "c":
            self._close_cell()

    def _close_cell(self) -> None:
        value = self._texts.get("v", "").strip()
        formula = self._texts.get("f")
        if self._type == "e":
            self._patches[self._at] = Fault(Code.ERROR_CELL, value)
        elif formula is not None and not value and self._type != "str":
            self._patches[self._at] = Fault(Code.FORMULA_WITHOUT_VALUE, f"={formula}")
        if value or "is" in self._texts or self._at in self._patches:
            row, column = self._at
            self._top, self._bottom = min(self._top, row), max(self._bottom, row)
            self._left, self._right = min(self._left, column), max(self._right, column)
        if self._type == "s" and value.isdecimal() and int(value) < len(self._lengths):
            self._characters += self._lengths[int(value)]

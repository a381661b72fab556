"""The XML of a sheet as cells: one pass by expat, within bounds, empty cells left out."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from ksa_tui.domain.returned import Value
from ksa_tui.spreadsheets.workbook.canonical import canon

MAX_ROW: Final = 1_048_576
MAX_COLUMN: Final = 16_384

_PLACE: Final = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")


class TooMuchError(Exception):
    """More text than any workbook of ours holds."""


class DoctypeError(Exception):
    """A document type, in a part whose name hid it from the guard."""


@dataclass(slots=True)
class Walk:
    """One pass through a sheet's XML, cell by cell; empty cells are left out."""

    texts: list[str]
    room: int
    rows: dict[int, dict[int, Value]] = field(default_factory=dict)
    characters: int = 0
    _row: int = 0
    _column: int = -1
    _type: str = "n"
    _inside: str = ""
    _formula: bool = False
    _value: list[str] = field(default_factory=list)
    _phonetic: bool = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        name = local(tag)
        if name == "c":
            self._begin_cell(attributes)
        elif name == "row":
            number = attributes.get("r", "")
            self._row = int(number) if number.isdecimal() and len(number) < 9 else self._row + 1
            self._column = -1
        elif name == "f":
            self._formula = True
            self._inside = ""
        elif name in ("v", "t"):
            self._inside = "" if self._phonetic else name
        elif name == "rPh":
            self._phonetic = True

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        place = _PLACE.fullmatch(attributes.get("r", ""))
        if place:
            self._row, self._column = int(place[2]), column_number(place[1])
        else:
            self._column += 1
        self._type = attributes.get("t", "n")
        self._formula = False
        self._value = []

    def text(self, data: str) -> None:
        """Text within an element."""
        if self._inside:
            self._value.append(data)

    def end(self, tag: str) -> None:
        """An element ends."""
        name = local(tag)
        if name in ("v", "t", "f"):
            self._inside = ""
        elif name == "rPh":
            self._phonetic = False
        elif name == "c":
            self._end_cell()

    def _end_cell(self) -> None:
        value = self._made("".join(self._value))
        if not value.filled or not (0 < self._row <= MAX_ROW and self._column < MAX_COLUMN):
            return
        self.characters += len(value.text)
        if self.characters > self.room:
            raise TooMuchError
        self.rows.setdefault(self._row, {})[self._column] = value

    def _made(self, raw: str) -> Value:
        formula = self._formula
        match self._type:
            case "s":
                index = int(raw) if raw.strip().isdecimal() and len(raw) < 9 else -1
                known = 0 <= index < len(self.texts)
                return Value(self.texts[index] if known else "", formula=formula)
            case "str" | "inlineStr" | "d":
                return Value(canon(raw), formula=formula)
            case "b":
                return Value({"1": "TRUE", "0": "FALSE"}.get(raw.strip(), ""), formula=formula)
            case "e":
                return Value(canon(raw), formula=formula, error=True)
            case _:
                return _number(raw.strip(), formula=formula)


def _number(raw: str, *, formula: bool) -> Value:
    if not raw:
        return Value(formula=formula)
    try:
        number = float(raw)
    except ValueError:
        return Value(canon(raw), formula=formula)
    if not math.isfinite(number):
        return Value(canon(raw), formula=formula)
    return Value(canon(number), number=number, formula=formula)


def shared_texts(part: bytes | None) -> list[str]:
    """The shared texts in order, without the reading aids of Japanese."""
    found: list[str] = []
    pieces: list[str] = []
    inside = phonetic = False

    def start(tag: str, _attributes: Mapping[str, str]) -> None:
        nonlocal inside, phonetic
        name = local(tag)
        if name == "si":
            pieces.clear()
        elif name == "rPh":
            phonetic = True
        elif name == "t":
            inside = not phonetic

    def end(tag: str) -> None:
        nonlocal inside, phonetic
        name = local(tag)
        if name == "si":
            found.append("".join(pieces))
        elif name == "rPh":
            phonetic = False
        elif name == "t":
            inside = False

    def text(data: str) -> None:
        if inside:
            pieces.append(data)

    if part:
        parse(part, start, end, text)
    return found


def parse(
    part: bytes,
    start: Callable[[str, Mapping[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    """Run through a part; ``ExpatError`` when it is broken, :class:`DoctypeError` for a document type."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.Parse(part, True)


def _refuse_doctype(*_declared: object) -> None:
    raise DoctypeError


def local(tag: str) -> str:
    """A name without its prefix."""
    return tag.rpartition(":")[2]


def column_number(letters: str) -> int:
    """A column from 0.

    >>> column_number("A"), column_number("ab")
    (0, 27)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1

"""The parts of an .xlsx as cells: read by expat within bounds, no library that trusts a file's own sizes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from posixpath import normpath
from typing import Final
from xml.parsers import expat

from ksa_tui.domain.returned import Row
from ksa_tui.spreadsheets.archive import DAMAGED, ODD
from ksa_tui.spreadsheets.returned.cells import (
    DoctypeError,
    TooMuchError,
    Walk,
    column_number,
    local,
    parse,
    shared_texts,
)
from ksa_tui.spreadsheets.returned.opening import MAX_TAGS, TOO_LARGE, Opened, RefusedFileError
from ksa_tui.spreadsheets.workbook.canonical import canon

MAX_SHEETS: Final = 60
MAX_CHARACTERS: Final = 12_000_000
"""Characters in all cells together, a shared text counted each time it is used."""
_READ: Final = (
    "[Content_Types].xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/sharedStrings.xml",
    "docProps/custom.xml",
)
_NAME: Final = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class SheetCells:
    """One sheet as it stands in the file."""

    name: str
    rows: Mapping[int, Row]


@dataclass(frozen=True, slots=True)
class Book:
    """An .xlsx as far as it is read."""

    sheets: tuple[SheetCells, ...]
    properties: Mapping[str, str]
    names: Mapping[str, tuple[str, int, int]]
    """Defined names that name one cell: sheet, row from 1, column from 0."""
    counts_from_1904: bool


def read_book(opened: Opened) -> Book:
    """All cells of all sheets; :class:`RefusedFileError` when the XML is broken or endless."""
    try:
        return _Reader(opened).book()
    except DoctypeError:
        raise RefusedFileError("odd_archive", ODD, name=opened.name) from None
    except (expat.ExpatError, ValueError, LookupError) as error:  # the latter two: odd encodings
        raise RefusedFileError("damaged", DAMAGED, name=opened.name) from error


class _Reader:
    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._parts = opened.parts
        self._characters = 0

    def book(self) -> Book:
        sheets, names, from_1904 = self._workbook()
        read = [*(self._parts.get(name, b"") for name in _READ), *sheets.values()]
        if len(sheets) > MAX_SHEETS or sum(part.count(b"<") for part in read) > MAX_TAGS:
            raise self._too_large()
        texts = [canon(text) for text in shared_texts(self._parts.get("xl/sharedStrings.xml"))]
        found = tuple(
            SheetCells(name, self._cells(part, texts)) for name, part in sheets.items() if part
        )
        return Book(found, self._properties(), names, from_1904)

    def _cells(self, part: bytes, texts: list[str]) -> Mapping[int, Row]:
        walk = Walk(texts, MAX_CHARACTERS - self._characters)
        try:
            parse(part, walk.start, walk.end, walk.text)
        except TooMuchError:
            raise self._too_large() from None
        self._characters += walk.characters
        return dict(sorted(walk.rows.items()))

    def _workbook(self) -> tuple[dict[str, bytes], dict[str, tuple[str, int, int]], bool]:
        """The part of each sheet by its name, the names of single cells, the calendar."""
        if len(self._parts["xl/workbook.xml"]) > MAX_TAGS:
            raise self._too_large()
        targets = self._targets()
        sheets: dict[str, bytes] = {}
        names: dict[str, tuple[str, int, int]] = {}
        from_1904 = False
        for tag, attributes, text in _elements(self._parts["xl/workbook.xml"]):
            if tag == "sheet":
                key = next((v for k, v in attributes.items() if k.endswith(":id")), "")
                sheets.setdefault(attributes.get("name", ""), targets.get(key, b""))
            elif tag == "workbookPr":
                from_1904 = attributes.get("date1904") in ("1", "true")
            elif tag == "definedName" and (place := _NAME.fullmatch(text.strip())):
                sheet = (place[1] or place[2]).replace("''", "'")
                where = (sheet, int(place[4]), column_number(place[3]))
                names[attributes.get("name", "")] = where
        return sheets, names, from_1904

    def _targets(self) -> dict[str, bytes]:
        found = {}
        rels = self._parts.get("xl/_rels/workbook.xml.rels", b"")
        if len(rels) > MAX_TAGS:
            raise self._too_large()
        for tag, attributes, _text in _elements(rels or b"<none/>"):
            if tag == "Relationship":
                target = attributes.get("Target", "")
                path = target[1:] if target.startswith("/") else normpath(f"xl/{target}")
                found[attributes.get("Id", "")] = self._parts.get(path, b"")
        return found

    def _properties(self) -> dict[str, str]:
        found: dict[str, str] = {}
        name = ""
        for tag, attributes, text in _elements(self._parts.get("docProps/custom.xml", b"<none/>")):
            if tag == "property":
                name = attributes.get("name", "")
                found.setdefault(name, "")
            elif name and text.strip():
                found[name] = canon(text)
        return found

    def _too_large(self) -> RefusedFileError:
        return RefusedFileError("too_large", TOO_LARGE, name=self._opened.name)


def _elements(part: bytes) -> Iterator[tuple[str, Mapping[str, str], str]]:
    """Every element of a small part: name without prefix, attributes, its own text; in order of their ends
    for those with text, so that a child follows its parent."""
    found: list[tuple[str, Mapping[str, str], list[str]]] = []
    open_ones: list[list[str]] = []

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        pieces: list[str] = []
        found.append((local(tag), attributes, pieces))
        open_ones.append(pieces)

    def end(_tag: str) -> None:
        open_ones.pop()

    def text(data: str) -> None:
        open_ones[-1].append(data)

    parse(part, start, end, text)
    return ((tag, attributes, "".join(pieces)) for tag, attributes, pieces in found)

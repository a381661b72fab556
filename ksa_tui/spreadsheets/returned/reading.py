"""From cells to what they are: the marks of identity, the rows that answer, the signature."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from ksa_tui.domain.returned import (
    NOTHING,
    Answer,
    Answers,
    Page,
    Returned,
    Row,
    Value,
    header_key,
)
from ksa_tui.domain.texts import Text
from ksa_tui.i18n import LANGUAGES
from ksa_tui.spreadsheets.decision.contract import MACHINE_SHEET, Headers, Properties, Sheets
from ksa_tui.spreadsheets.decision.machine import ROW_MARK
from ksa_tui.spreadsheets.returned.opening import Opened, open_file
from ksa_tui.spreadsheets.returned.parts import Book, SheetCells, read_book
from ksa_tui.spreadsheets.returned.signing import read_signature

_CODE: Final = re.compile(r"[A-Z2-7]{4}-[A-Z2-7]{4}")
_KEY: Final = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(#.*)?"
    r"|(parked|collection|uplift|model|measure|requirement):.+"
)
_MARK_NAMES: Final = frozenset(
    value for name, value in vars(Properties).items() if not name.startswith("_")
)
_LOOKED_THROUGH: Final = 60
"""Rows from the top in which headers and marks are looked for."""
_BESIDE: Final = {
    "comments": ("xl/comments", "xl/threadedcomments", "xl/persons"),
    "pictures": ("xl/media/",),
}


def read(path: Path, password: str = "") -> Returned:
    """What a returned workbook says; :class:`RefusedFileError` when the file is not to be read."""
    return read_opened(open_file(path, password))


def read_opened(opened: Opened) -> Returned:
    """The same for a file that was checked."""
    book = read_book(opened)
    visible = [sheet for sheet in book.sheets if not _is_machine(sheet)]
    pages = tuple(Page(sheet.name, sheet.rows, _keys(sheet)) for sheet in visible)
    return Returned(
        file_name=opened.name,
        digest=opened.digest,
        marks=tuple(_marks(book)),
        codes=frozenset(_codes(visible)),
        pages=pages,
        answers=_answers(pages),
        signature=read_signature(book, pages),
        beside=frozenset(_beside(opened.parts)),
        counts_from_1904=book.counts_from_1904,
    )


def words(text: Text) -> frozenset[str]:
    """A word of the contract as a header or label is recognised, in both languages."""
    return frozenset(header_key(text.get(language)) for language in LANGUAGES)


def _is_machine(sheet: SheetCells) -> bool:
    return sheet.name == MACHINE_SHEET or Properties.WORKBOOK in _named_values(sheet)


def _marks(book: Book) -> Iterator[Mapping[str, str]]:
    """What each carrier says of the workbook; one that says nothing is left out."""
    if found := {name: book.properties[name] for name in _MARK_NAMES & book.properties.keys()}:
        yield found
    for sheet in book.sheets:
        if found := _named_values(sheet):
            yield found


def _named_values(sheet: SheetCells) -> dict[str, str]:
    """Name and value side by side, as the hidden sheet has them; its list of rows is not read."""
    found: dict[str, str] = {}
    for number, row in sheet.rows.items():
        values = [row[column].text for column in sorted(row)]
        if number > _LOOKED_THROUGH or (values and values[0] == ROW_MARK):
            break
        if len(values) > 1 and values[0] in _MARK_NAMES:
            found[values[0]] = values[1]
    return found


def _codes(sheets: Iterable[SheetCells]) -> Iterator[str]:
    for sheet in sheets:
        for row in sheet.rows.values():
            yield from (
                v.text for v in row.values() if len(v.text) == 9 and _CODE.fullmatch(v.text)
            )


def _beside(parts: Iterable[str]) -> Iterator[str]:
    names = [part.lower() for part in parts]
    for kind, starts in _BESIDE.items():
        if any(name.startswith(starts) for name in names):
            yield kind


def _keys(sheet: SheetCells) -> dict[int, str]:
    """The row ids: those under the header "Rad-id", else in the column that holds most of them."""
    wanted = words(Headers.ROW_ID)
    for number, row in sheet.rows.items():
        if number > _LOOKED_THROUGH:
            break
        for column, value in row.items():
            if header_key(value.text) in wanted:
                return _column_of_keys(sheet, column, number)
    count: dict[int, int] = {}
    for row in sheet.rows.values():
        for column, value in row.items():
            if _KEY.fullmatch(value.text):
                count[column] = count.get(column, 0) + 1
    if not count:
        return {}
    return _column_of_keys(sheet, max(count, key=lambda column: (count[column], column)), 0)


def _column_of_keys(sheet: SheetCells, column: int, header: int) -> dict[int, str]:
    return {
        number: row[column].text
        for number, row in sheet.rows.items()
        if number > header and column in row and row[column].text
    }


def _answers(pages: Iterable[Page]) -> Answers | None:
    """The sheet that is decided in: by its name first, then any that has the columns."""
    names = {Sheets.DECIDE.get(language) for language in LANGUAGES}
    for page in sorted(pages, key=lambda page: page.name not in names):
        for number, row in page.rows.items():
            if number > _LOOKED_THROUGH:
                break
            if _is_header(row):
                return _answers_of(page, number, row)
    return None


def _is_header(row: Row) -> bool:
    found = {header_key(value.text) for value in row.values()}
    return all(words(header) & found for header in (Headers.DECISION, Headers.COMMENT))


def _answers_of(page: Page, header_row: int, header: Row) -> Answers:
    columns: dict[str, int] = {}
    doubled = []
    owners = words(Headers.DECISION) | words(Headers.COMMENT)
    new = tuple(words(Headers.NEW))
    for column in sorted(header):
        text = header_key(header[column].text)
        if text not in columns:
            columns[text] = column
        elif text in owners or text.startswith(new):
            doubled.append(header[column].text)
    decision, comment = (
        next(columns[text] for text in words(word) if text in columns)
        for word in (Headers.DECISION, Headers.COMMENT)
    )
    levels = {text: columns[text] for text in columns if text.startswith(new)}
    rows = tuple(
        Answer(
            row=number,
            key=page.keys.get(number, ""),
            decision=row.get(decision, NOTHING),
            levels={text: row[at] for text, at in levels.items() if _given(row.get(at))},
            comment=row.get(comment, NOTHING),
        )
        for number, row in page.rows.items()
        if number > header_row
    )
    return Answers(page.name, columns, header_row, rows, tuple(doubled))


def _given(value: Value | None) -> bool:
    return value is not None and value.filled

"""What each column of a sheet is: as its header is known, or as the person chose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from ksa_tui.domain.importing import Choices, Column, Field, Match
from ksa_tui.domain.texts import fold
from ksa_tui.spreadsheets.lists.grid import letter
from ksa_tui.spreadsheets.lists.header_rows import HeaderRows
from ksa_tui.spreadsheets.lists.headers import Known
from ksa_tui.spreadsheets.lists.table import SheetText

_ONCE: Final = (Field.NAME, Field.DESCRIPTION, Field.DEPARTMENT, Field.OWNER, Field.MEDIUM)
"""Fields that hold one column: the others that look like it go to the note, with their headers."""
_LABEL_LENGTH: Final = 60
_EXAMPLES: Final = 3
_EXAMPLE_LENGTH: Final = 60


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one sheet, by number."""

    columns: Mapping[int, Column]
    homes: tuple[tuple[int, Field], ...]
    """The columns whose cells go into drafts, from left to right."""
    labels: Mapping[int, str]
    """What a column's cells are called in a note."""

    def of(self, field: Field) -> list[int]:
        """The columns of a field, from left to right."""
        return [number for number, column in sorted(self.columns.items()) if column.field is field]

    @property
    def name(self) -> int | None:
        """The column that names the assets."""
        return next(iter(self.of(Field.NAME)), None)


def lay_out(sheet: SheetText, header: HeaderRows, choices: Choices) -> Layout:
    """What every column with something in it is."""
    known = {number: found.known for number, found in header.columns.items() if found.known}
    columns = {
        number: column
        for number in range(sheet.left, sheet.right)
        if (column := _column(sheet, header, number, known.get(number), choices)) is not None
    }
    for field in _ONCE:
        columns.update(_settle(field, columns, known))
    if header.rows and not any(column.field is Field.NAME for column in columns.values()):
        columns.update(_guess_name(sheet, header, columns))
    return Layout(
        columns,
        tuple((number, c.field) for number, c in sorted(columns.items()) if c.has_home and c.field),
        {number: column.header[:_LABEL_LENGTH].rstrip(" :") for number, column in columns.items()},
    )


def _column(
    sheet: SheetText, header: HeaderRows, number: int, known: Known | None, choices: Choices
) -> Column | None:
    cells = sheet.column_texts(number, header.below)
    found = header.columns.get(number)
    if not cells and found is None:
        return None
    field, match = (
        (known.field, known.match) if known else (None, Match.UNKNOWN if found else Match.NO_HEADER)
    )
    place = (sheet.name, letter(number))
    if place in choices.columns:
        field, match = choices.columns[place], Match.CHOSEN
    text = found.text if found else ""
    examples = tuple(cell[:_EXAMPLE_LENGTH] for cell in dict.fromkeys(cells[:50]))[:_EXAMPLES]
    return Column(sheet.name, place[1], text, field, match, len(cells), examples=examples)


def _settle(
    field: Field, columns: Mapping[int, Column], known: Mapping[int, Known]
) -> dict[int, Column]:
    """The columns that lose ``field`` to a better one."""
    rivals = [number for number, column in columns.items() if column.field is field]
    if len(rivals) < 2:
        return {}

    def order(number: int) -> tuple[bool, bool, int, int, int]:
        column, found = columns[number], known.get(number)
        strength, rank = (found.strength, found.rank) if found else (0, 0)
        return column.match is not Match.CHOSEN, not column.filled, -strength, rank, number

    winner, *losers = sorted(rivals, key=order)
    return {
        number: replace(
            columns[number], field=Field.NOTE, match=Match.SECOND, other=columns[winner].letter
        )
        for number in losers
    }


def _guess_name(
    sheet: SheetText, header: HeaderRows, columns: Mapping[int, Column]
) -> dict[int, Column]:
    """The one column that may name the assets when no header says so: a different text on nearly every row."""
    likely = [
        number
        for number, column in columns.items()
        if column.field is None
        and column.match is not Match.CHOSEN
        and _names_things(sheet, header, number)
    ]
    if len(likely) != 1:
        return {}
    return {likely[0]: replace(columns[likely[0]], field=Field.NAME, match=Match.ONLY_TEXT)}


def _names_things(sheet: SheetText, header: HeaderRows, number: int) -> bool:
    rows = [row for row in range(header.below, sheet.bottom) if sheet.texts(row)]
    cells = sheet.column_texts(number, header.below)
    worded = [text for text in cells if any(map(str.isalpha, text)) and len(text) > 3]
    different = len({fold(text) for text in worded})
    return len(rows) > 1 and len(worded) * 10 >= len(rows) * 6 and different * 10 >= len(cells) * 9

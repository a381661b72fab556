"""A workbook as a plan: what stands in which cell, and what each sheet allows. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Final, TypeAlias
from uuid import UUID

from ksa_tui.spreadsheets.workbook.canonical import canon


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, and the value it has on the day it is written: what a reader in Protected View sees."""

    text: str
    cached: str | int


@dataclass(frozen=True, slots=True)
class Rich:
    """Text in runs of (style tokens, text)."""

    runs: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """The whole text, as a reader gets it."""
        return "".join(text for _, text in self.runs)


@dataclass(frozen=True, slots=True)
class Jump:
    """A link to the top of another sheet."""

    text: str
    sheet: str


class ControlCode:
    """Stands where the control code is written once it is known."""


CODE: Final = ControlCode()

Content: TypeAlias = "str | int | date | Formula | Rich | Jump | ControlCode | None"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. ``style`` is a list of tokens of ``formats.TOKENS``; ``number`` a number format."""

    content: Content = None
    style: str = "cell"
    number: str = ""

    @property
    def value(self) -> str | int | date | None:
        """What counts for the comparison; None for an empty, computed or input cell."""
        if _is_input(self.style):
            return None
        content = self.content
        if isinstance(content, str):  # most are
            return content
        match content:
            case Rich() | Jump():
                return content.text
            case Formula() | ControlCode():
                return None
            case _:
                return content

    @property
    def shown(self) -> str:
        """What the cell shows when it is opened, for measuring."""
        content = self.content
        if isinstance(content, str):
            return content
        match content:
            case Rich() | Jump():
                return content.text
            case Formula():
                return str(content.cached)
            case None | ControlCode():
                return ""
            case _:
                return str(content)


BLANK: Final = Cell(style="")
"""No cell at all."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: at least ``lowest`` points high, and as high as its texts need."""

    cells: tuple[Cell, ...]
    key: str = ""
    """Names the row in the snapshot; without one its number does."""
    lowest: float = 0.0
    treatment: UUID | None = None
    asset: UUID | None = None
    proposal: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``width`` in characters. ``header`` names its values in the snapshot."""

    width: float
    header: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A cell range where one of ``words`` is chosen."""

    area: str
    words: tuple[str, ...]
    title: str
    prompt: str
    error: str


@dataclass(frozen=True, slots=True)
class Limit:
    """A cell range that takes a date or a text of at most ``longest`` characters."""

    area: str
    kind: str
    title: str
    prompt: str
    error: str
    longest: int = 0


@dataclass(frozen=True, slots=True)
class Condition:
    """A format that a formula turns on."""

    area: str
    formula: str
    style: str


@dataclass(frozen=True, slots=True)
class Table:
    """Where a sheet's table lies, in rows counted from 1: legend and header repeat on each printed page."""

    legend: int
    header: int
    fixed_columns: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of the workbook."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    printed: int
    """How many columns are printed."""
    table: Table | None = None
    one_page: bool = False
    tab: str = "ink"
    choices: tuple[Choice, ...] = ()
    limits: tuple[Limit, ...] = ()
    conditions: tuple[Condition, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    """Defined name to cell, as "$B$14"."""
    secret: bool = False
    """Hidden, for the machine alone, and no part of the snapshot."""

    def recorded(self) -> Iterator[tuple[str, Row, dict[str, str]]]:
        """Key, row and canonical values of each row that says something, in order."""
        above, below = self._names(in_table=False), self._names(in_table=True)
        last_above = self.table.header if self.table else len(self.rows)
        for number, row in enumerate(self.rows, start=1):
            names = below if number > last_above else above
            values = {
                name: value
                for name, cell in zip(names, row.cells, strict=False)
                if name and (value := canon(cell.value))
            }
            if values:
                yield row.key or f"#{number}", row, values

    def _names(self, *, in_table: bool) -> list[str]:
        """What the values of each column are called in the snapshot; nothing where they are hidden."""
        return [
            "" if column.hidden else (in_table and column.header) or letters(index)
            for index, column in enumerate(self.columns)
        ]


@cache
def _is_input(style: str) -> bool:
    return "input" in style.split()


@cache
def letters(index: int) -> str:
    """The letters of a column counted from 0.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    found = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("A") + rest) + found
    return found

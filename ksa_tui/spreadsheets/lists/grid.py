"""A sheet as a grid of values, the same for every format, and what bounds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Final

from ksa_tui.domain.importing import Code
from ksa_tui.i18n import N_

MAX_CELLS: Final = 4_000_000
"""Cells of the box round everything on a sheet: 65,536 rows of 60 columns. About 100 MB while it is read."""
MAX_ROWS: Final = 100_000
"""Rows from the first filled one to the last; the longest real lists have some thousands."""
MAX_TEXT: Final = 100 * 1024 * 1024
"""Characters of all cells together, a text that is used twice counted twice."""
MAX_SHEETS: Final = 200

TOO_LARGE: Final = N_(
    "{name} has cells far away from each other, or too many of them, and was not read. "
    "Copy the list alone to a new file and choose that."
)

Position = tuple[int, int]
"""Row and column, both from 0."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell without a usable value: an error such as #N/A, or a formula that was never calculated."""

    code: Code
    text: str


Cell = str | float | bool | date | time | timedelta | Fault
"""A value as the file has it; an empty string is an empty cell. Integers and datetimes are among these."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, its corners included, from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What the reading library does not tell of a sheet."""

    patches: Mapping[Position, Cell] = field(default_factory=dict)
    """Cells that the library leaves empty though something stands in them."""
    merges: tuple[Merge, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet. ``rows[0][0]`` stands at row ``top`` and column ``left``, from 0."""

    name: str
    rows: Sequence[Sequence[Cell]]
    top: int = 0
    left: int = 0
    hidden: bool = False
    merges: tuple[Merge, ...] = ()


def letter(column: int) -> str:
    """The letters of a column, from 0: A, B, … Z, AA.

    >>> letter(0), letter(25), letter(26), letter(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The column that ``letters`` names, from 0; ``ValueError`` for anything else.

    >>> column_number("AA")
    26
    """
    number = 0
    for char in letters.upper():
        if not "A" <= char <= "Z" or len(letters) > 7:
            raise ValueError(letters)
        number = number * 26 + ord(char) - 64
    if not number:
        raise ValueError(letters)
    return number - 1

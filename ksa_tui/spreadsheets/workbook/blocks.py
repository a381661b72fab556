"""The first sheet of a workbook: blocks side by side, what to do to the left and facts to the right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from ksa_tui.spreadsheets.workbook import frame
from ksa_tui.spreadsheets.workbook.plan import BLANK, Cell, Column, Content, Row

COLUMNS: Final = (Column(6), Column(21), Column(67), Column(4), Column(22), Column(50))

Left = tuple[Cell, Cell, Cell]
Right = tuple[Cell, Cell]
Block = tuple[tuple[str, list[Left]], tuple[str, list[Right]]]


def fact(label: str, value: Content, style: str = "wrap bold ink") -> Right:
    """A label and what it says."""
    return Cell(label, "wrap muted"), Cell(value, f"{style} left")


def side_by_side(
    left: tuple[str, Sequence[Left]], right: tuple[str, Sequence[Right]]
) -> Iterator[Row]:
    """A block of two headed lists, row by row."""
    yield frame.heading((left[0], 3), ("", 1), (right[0], 2))
    for mine, yours in zip_longest(left[1], right[1], fillvalue=()):
        yield Row((*(mine or [BLANK] * 3), BLANK, *yours), lowest=25)

"""A grid as texts, with what merged ranges cover: what headers and rows are read from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from unicodedata import normalize

from ksa_tui.spreadsheets.lists.cells import text_of
from ksa_tui.spreadsheets.lists.grid import Cell, Grid, Merge, Position

_MOST_COVERED: Final = 500_000
"""Cells under merged ranges that are looked at; a list has some thousands."""


class SheetText:
    """One sheet. Rows and columns count from 0 at the sheet's own corner, not at its first filled cell."""

    def __init__(self, grid: Grid) -> None:
        self.name: Final = grid.name
        self.hidden: Final = grid.hidden
        self.top: Final = grid.top
        self.left: Final = grid.left
        self.odd: Final[set[Position]] = set()
        """Cells that control characters were taken out of."""
        self._values = grid.rows
        self._texts = [
            self._row_texts(number, row) for number, row in enumerate(grid.rows, grid.top)
        ]
        self.right: Final = grid.left + max(map(len, grid.rows), default=0)
        self.bottom: Final = grid.top + len(grid.rows)
        self._merges: Mapping[Position, Merge] = self._covered(grid.merges)
        self.has_merges: Final = bool(self._merges)

    def _row_texts(self, number: int, row: Sequence[Cell]) -> list[str]:
        texts = []
        for column, value in enumerate(row, self.left):
            if not value and isinstance(value, str):
                texts.append("")
                continue
            if isinstance(value, str) and value[-1].isalnum() and value.isprintable():
                # most cells: what ``text_of`` says of a text that is no dash and hides nothing
                texts.append((value if value.isascii() else normalize("NFC", value)).lstrip())
                continue
            text, odd = text_of(value)
            if odd:
                self.odd.add((number, column))
            texts.append(text)
        return texts

    def _covered(self, merges: Sequence[Merge]) -> dict[Position, Merge]:
        """The merge over each cell, for the part of it that lies on the filled sheet."""
        covered: dict[Position, Merge] = {}
        for merge in merges:
            rows = range(max(merge.top, self.top), min(merge.bottom + 1, self.bottom))
            columns = range(max(merge.left, self.left), min(merge.right + 1, self.right))
            if len(covered) + len(rows) * len(columns) > _MOST_COVERED:
                break
            covered.update(((row, column), merge) for row in rows for column in columns)
        return covered

    def texts(self, row: int) -> Mapping[int, str]:
        """The filled cells of a row, by column, without what merged ranges cover."""
        if not self.top <= row < self.bottom:
            return {}
        return {
            column: text
            for column, text in enumerate(self._texts[row - self.top], self.left)
            if text
        }

    def text(self, row: int, column: int) -> str:
        """One cell's own text, empty outside the sheet."""
        if not (self.top <= row < self.bottom and column >= self.left):
            return ""
        texts = self._texts[row - self.top]
        return texts[column - self.left] if column - self.left < len(texts) else ""

    def column_texts(self, column: int, below: int) -> list[str]:
        """The filled cells of a column from row ``below`` on."""
        place = column - self.left
        rows = self._texts[max(below - self.top, 0) :]
        return [row[place] for row in rows if place < len(row) and row[place]]

    def value(self, row: int, column: int) -> Cell:
        """One filled cell's value as the file has it."""
        return self._values[row - self.top][column - self.left]

    def merge(self, row: int, column: int) -> Merge | None:
        """The merged range that covers a cell."""
        return self._merges.get((row, column))

    def spread_text(self, row: int, column: int) -> str:
        """A cell's text, or that of the merged range which covers it."""
        merge = self._merges.get((row, column))
        return self.text(merge.top, merge.left) if merge else self.text(row, column)

    def filled_rows(self) -> int:
        """How many rows have something in them."""
        return sum(any(texts) for texts in self._texts)

"""From every number to the assets behind it: which rows of the sheet of assets a figure counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final
from uuid import UUID

from ksa_tui.domain.year_report import Line, State

ROOM: Final = 500
"""Characters of row numbers in one cell: more go on in the next row, so that a page shows them all."""


@dataclass(frozen=True, slots=True)
class Traced:
    """One figure: where it stands, what it says, and the rows of its assets in one year's sheet."""

    code: str
    where: str
    what: str
    year: int
    rows: tuple[int, ...]


@dataclass(slots=True)
class Trail:
    """The figures as they are written, each with its assets."""

    rows_of: dict[int, dict[UUID, int]]
    """By year: the number of each asset in that year's sheet."""
    found: list[Traced] = field(default_factory=list)

    def add(self, code: str, where: str, what: str, year: int, lines: Iterable[Line]) -> int:
        """Note a figure; returns how much it is."""
        return self.add_assets(code, where, what, year, (line.asset for line in lines))

    def add_assets(
        self, code: str, where: str, what: str, year: int, assets: Iterable[UUID]
    ) -> int:
        """The same of assets by id."""
        numbers = self.rows_of[year]
        rows = tuple(sorted(numbers[asset] for asset in assets))
        if rows:
            self.found.append(Traced(code, where, what, year, rows))
        return len(rows)


def rows_of(state: State) -> dict[UUID, int]:
    """The assets by the number of their row, from 1."""
    return {line.asset: number for number, line in enumerate(state.lines, start=1)}


def ranges(rows: Sequence[int]) -> Iterator[str]:
    """Ascending numbers as people write them, in portions of at most :data:`ROOM` characters.

    >>> list(ranges([1, 2, 3, 7, 9, 10]))
    ['1–3, 7, 9–10']
    """
    line = ""
    for part in _parts(rows):
        if line and len(line) + len(part) + 2 > ROOM:
            yield line
            line = ""
        line = f"{line}, {part}" if line else part
    if line:
        yield line


def _parts(rows: Sequence[int]) -> Iterator[str]:
    if not rows:
        return
    start = rows[0]
    for row, after in pairwise((*rows, None)):
        if row is not None and after != row + 1:
            yield f"{start}" if start == row else f"{start}–{row}"
            if after is not None:
                start = after

"""The scale: impact areas by levels where there is room, a grid of areas with their level where not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.message import Message

from ksa_tui.domain.rating import NOT_RELEVANT, Rating
from ksa_tui.i18n import _, language
from ksa_tui.ui.widgets.levels import (
    NOT_RATED_SIGN,
    NOT_RELEVANT_SIGN,
    chip,
    level_names_width,
    level_word,
)
from ksa_tui.ui.widgets.painted_lines import PaintedLines
from ksa_tui.ui.widgets.sight import Sight

CURSOR: Final = "▸ "
MARK_WIDTH: Final = len(CURSOR)
GRID_COLUMNS: Final = 3
MATRIX_FROM: Final = 90
"""Cells of width from which areas get a row each; below, they stand in a grid."""
DIGIT_WIDTH: Final = 5
"""Width of a level's column when its word does not fit."""


@dataclass(frozen=True, slots=True)
class LevelColumns:
    """The columns of the levels: where the first begins, and how wide each is."""

    start: int
    width: int


def grid_rows(areas: int) -> int:
    """How many rows the grid needs for so many areas."""
    return -(-areas // GRID_COLUMNS)


class AreaMatrix(PaintedLines):
    """Draws the ratings of one aspect; only repaints when they change, its height never does."""

    DEFAULT_CSS = "AreaMatrix { height: auto; width: 1fr; }"
    AIRY: ClassVar[str] = "-airy"
    """The class that puts a blank row between the areas."""

    @dataclass
    class Pointed(Message):
        """An area was clicked, and a level of it if the click was in a level's column."""

        cursor: int
        level: int | None

    def __init__(self, sight: Sight) -> None:
        super().__init__()
        self._sight = sight

    def show(self, sight: Sight) -> None:
        """Draw another moment."""
        self._sight = sight
        self.repaint()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A head and a row for each area; two rows for six areas in the grid."""
        areas = len(self._sight.areas)
        if width < MATRIX_FROM and not self._is_airy:
            return grid_rows(areas)
        return areas * 2 + 1 if self.has_class(self.AIRY) else areas + 1

    def outgrows(self, lines: int) -> bool:
        """Whether there are more or fewer areas."""
        return lines != self.size.height

    @property
    def _is_airy(self) -> bool:
        return self.has_class(self.AIRY)

    @property
    def _is_grid(self) -> bool:
        return self.size.width < MATRIX_FROM and not self._is_airy

    def lines(self, width: int) -> list[Content]:
        """The matrix or the grid, as the width allows."""
        return self._grid_lines() if self._is_grid else self._matrix_lines()

    # ---------------------------------------------------------------- matrix

    @property
    def level_columns(self) -> LevelColumns | None:
        """Where the levels stand on the screen; None while the areas stand in a grid."""
        columns = self._measured
        if self._is_grid or columns.width == DIGIT_WIDTH:
            return None
        return LevelColumns(self.region.x + MARK_WIDTH + columns.start, columns.width)

    @property
    def _column(self) -> int:
        aspect, width = self._sight.aspect, self.size.width
        wide = level_names_width(aspect) + 2
        names = [_("Consequence for"), *self._names(short=True)]
        room = width - MARK_WIDTH - max(len(name) for name in names) - 1
        return wide if wide * len(aspect.levels) <= room else DIGIT_WIDTH

    def _matrix_lines(self) -> list[Content]:
        gap = [Content("")] if self._is_airy else []
        columns = self._measured
        lines = [self._head(columns)]
        for index, name in enumerate(self._fitting_names(columns.start)):
            lines += [*gap, self._row(index, name, columns)]
        return lines

    @property
    def _measured(self) -> LevelColumns:
        column, levels = self._column, self._sight.aspect.levels
        return LevelColumns(self.size.width - MARK_WIDTH - column * len(levels), column)

    def _head(self, columns: LevelColumns) -> Content:
        sight, column = self._sight, columns.width
        words = _("Consequence for")  # a call inside an f-string is not seen by the extractor
        label = f"{'':{MARK_WIDTH}}{words:{columns.start}}"
        parts = [Content.styled(label, "$text-muted")]
        for level in sight.aspect.levels:
            word = level_word(sight.aspect, level.value) if column > DIGIT_WIDTH else level.value
            style = "bold" if sight.rating == level.value else "$text-muted"
            parts.append(Content.styled(f"{word:^{column}}", style))
        return Content.assemble(*parts)

    def _names(self, *, short: bool) -> list[str]:
        texts = (area.short if short else area.name for area in self._sight.areas)
        return [text.get(language()) for text in texts]

    def _fitting_names(self, room: int) -> list[str]:
        """The areas' full names where all of them fit, else the short ones."""
        full = self._names(short=False)
        return full if max(len(name) for name in full) < room else self._names(short=True)

    def _row(self, index: int, area_name: str, columns: LevelColumns) -> Content:
        sight = self._sight
        here = index == sight.cursor
        mark = Content.styled(CURSOR if here else "  ", "bold $accent")
        name = area_name[: columns.start - 1].ljust(columns.start)
        cells = self._cells(sight.rating_of(sight.areas[index]), columns.width)
        line = Content.assemble(mark, Content.styled(name, "bold" if here else ""), *cells)
        return line.stylize_before("on $selection") if here else line

    def _cells(self, rating: Rating, column: int) -> list[Content]:
        aspect = self._sight.aspect
        if rating == NOT_RELEVANT:
            words = _("not relevant").center(column * (len(aspect.levels) - 1))
            return [Content.styled(f"{NOT_RELEVANT_SIGN:^{column}}{words}", "$text-muted")]
        word = column > DIGIT_WIDTH
        return [
            chip(level.value, aspect, word=word, width=column)
            if rating == level.value
            else Content.styled(f"{NOT_RATED_SIGN:^{column}}", "$text-muted")
            for level in aspect.levels
        ]

    # ---------------------------------------------------------------- grid

    @property
    def _cell_width(self) -> int:
        return self.size.width // GRID_COLUMNS

    def _grid_lines(self) -> list[Content]:
        rows = grid_rows(len(self._sight.areas))
        return [
            Content.assemble(
                *(self._grid_cell(index) for index in range(row, len(self._sight.areas), rows))
            )
            for row in range(rows)
        ]

    def _grid_cell(self, index: int) -> Content:
        sight, area = self._sight, self._sight.areas[index]
        here = index == sight.cursor
        level = chip(sight.rating_of(area), sight.aspect, word=False)
        room = self._cell_width - MARK_WIDTH - level.cell_length - 1
        name = area.short.get(language())[:room].ljust(room)
        mark = Content.styled(CURSOR if here else "  ", "bold $accent")
        body = Content.assemble(mark, Content.styled(name, "bold" if here else ""), level)
        cell = body.stylize_before("on $selection") if here else body
        return Content.assemble(cell, " ")

    # ---------------------------------------------------------------- mouse

    def on_click(self, event: Click) -> None:
        """Point at an area, or at a level of it."""
        event.stop()
        hit = self._grid_hit(event) if self._is_grid else self._matrix_hit(event)
        if hit is not None:
            self.post_message(hit)

    def _grid_hit(self, event: Click) -> Pointed | None:
        rows = grid_rows(len(self._sight.areas))
        index = event.x // self._cell_width * rows + event.y
        return self.Pointed(index, None) if index < len(self._sight.areas) else None

    def _matrix_hit(self, event: Click) -> Pointed | None:
        step = 2 if self._is_airy else 1
        index = (event.y - step) // step
        if event.y < step or index >= len(self._sight.areas):
            return None
        columns = self._measured
        column = (event.x - MARK_WIDTH - columns.start) // columns.width
        levels = self._sight.aspect.levels
        level = levels[column].value if 0 <= column < len(levels) else None
        return self.Pointed(index, level)

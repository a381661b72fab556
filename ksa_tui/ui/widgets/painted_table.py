"""Rows painted line by line: only what is visible is ever made, and kept until something changes.

A :class:`ScrollView` on Textual's line API. The columns make the cells of a row when one of its lines is
painted; the line is kept until the rows, the columns, the width or the theme change.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import ClassVar, Final, Generic, Protocol, runtime_checkable

from rich.segment import Segment
from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from ksa_tui.ui.widgets.table_line import (
    Align,
    Cell,
    Column,
    RowT,
    line_segments,
    segments_of,
    widths_of,
)

CURSOR_SIGN: Final = "▸"
MARKED_SIGN: Final = "●"
UNMARKED_SIGN: Final = "○"
SIGN_WIDTH: Final = 2
KEPT_LINES: Final = 1500
"""Painted lines that are kept; more than any screen shows."""
HEADER: Final = -1
BEYOND: Final = -2
"""What stands before the rows, and behind them."""
KEPT_CELLS: Final = 2000
"""Texts of single cells that are kept."""


@runtime_checkable
class RowsInPages(Protocol):
    """Rows that are read only when they are seen."""

    def look(self, places: range) -> None:
        """Be told which rows are going to be asked for, as far as there are so many."""

    def index_of(self, key: Hashable) -> int | None:
        """The place of the row with this key, or None; found without reading any."""


class PaintedTable(ScrollView, Generic[RowT]):
    """Rows of one or two lines under a muted heading; the cursor row has a sign, weight and a tint."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "table--header",
        "table--row",
        "table--hover",
        "table--cursor",
        "table--blurred",
        "table--empty",
    }
    DEFAULT_CSS = """
    PaintedTable {
        width: 1fr; height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1;
        background: $background; color: $text;
        & > .table--row { background: $background; color: $text; }
        & > .table--header { background: $background; color: $text-muted; }
        & > .table--hover { background: $surface; color: $text; }
        & > .table--cursor { background: $selection; color: $text; text-style: bold; }
        & > .table--blurred { background: $surface; color: $text; text-style: bold; }
        & > .table--empty { background: $background; color: $text-muted; }
    }
    """
    cursor: reactive[int] = reactive(0, repaint=False, init=False)
    """The row under the cursor, from 0; 0 also when there are no rows."""

    def __init__(
        self,
        columns: Sequence[Column[RowT]],
        rows: Sequence[RowT] = (),
        *,
        key: Callable[[RowT], Hashable],
        lines: int = 1,
        header: bool = True,
        markable: bool = False,
        empty: Cell = "",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._columns = tuple(columns)
        self._rows: Sequence[RowT] = rows
        self._key = key
        self._lines = lines
        self._header = int(header)
        self._markable = markable
        self._empty = empty
        self._marked: set[Hashable] = set()
        self._hovered: int | None = None
        self._strips: dict[tuple[int, int, str], Strip] = {}
        self._cells: dict[tuple[Hashable, ...], Sequence[Segment]] = {}
        self._styles: dict[str, Style] = {}
        self._widths: list[int] = []
        self._width = 0

    # ------------------------------------------------------------ what is in view

    def _reveal(self) -> bool:
        """Scroll until the cursor row is in view; whether that was needed."""
        top, start = self.scroll_offset.y, self.cursor * self._lines
        page = self._page_lines
        if start < top:
            target = start
        elif start + self._lines > top + page:
            target = start + self._lines - page
        else:
            return False
        self.scroll_to(y=target, animate=False, immediate=True, force=True)
        self.refresh()
        return True

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Move the rows; of the scroll bar only what is seen to move, an eighth of a cell at least."""
        if self.show_vertical_scrollbar:
            step = max(self.virtual_size.height // (8 * max(self.size.height, 1)), 1)
            is_last = new_value >= self.max_scroll_y
            self.vertical_scrollbar.position = new_value if is_last else new_value // step * step
        if round(old_value) != round(new_value):
            self._look()
            self.refresh(self.size.region)

    def _look(self) -> None:
        """Have rows that must be read first read together, as many as are in view."""
        if isinstance(self._rows, RowsInPages):
            first, seen = self.scroll_offset.y // self._lines, -(-self._page_lines // self._lines)
            self._rows.look(range(first, first + seen))

    def _refresh_rows(self, *indices: int) -> None:
        width, top = self.size.width, self.scroll_offset.y
        self.refresh(
            *(
                Region(0, self._header + index * self._lines - top, width, self._lines)
                for index in indices
            )
        )

    @property
    def _page_lines(self) -> int:
        return max(self._lines, self.scrollable_content_region.height - self._header)

    # ------------------------------------------------------------ painting

    def on_mount(self) -> None:
        """Measure before the first paint."""
        self._measure()

    def on_resize(self) -> None:
        """The flexible column has another width."""
        self._measure()

    def on_focus(self) -> None:
        """The cursor row is tinted."""
        self._refresh_rows(self.cursor)

    def on_blur(self) -> None:
        """The cursor row keeps its sign and weight."""
        self._refresh_rows(self.cursor)

    def notify_style_update(self) -> None:
        """Forget what was painted in the colours of another theme."""
        super().notify_style_update()
        self._styles.clear()
        self._cells.clear()
        self._repaint()

    def _repaint(self) -> None:
        self._strips.clear()
        self.refresh()

    def _measure(self) -> None:
        room = self.scrollable_content_region.width - self._sign_width - 1
        self._widths = widths_of(self._columns, room)
        height = self._header + max(len(self._rows), 1) * self._lines
        self._reserve(Size(self.scrollable_content_region.width, height))
        self._repaint()
        self._reveal()
        self._look()

    def _reserve(self, size: Size) -> None:
        """The room that all rows take. The screen is laid out anew only when a scroll bar comes or goes."""
        is_longer = size.height > self.container_size.height
        if not self.container_size or is_longer != self.show_vertical_scrollbar:
            self.virtual_size = size
        else:
            self.set_reactive(PaintedTable.virtual_size, size)
            if is_longer:
                self.vertical_scrollbar.window_virtual_size = size.height
        self.scroll_target_y = self.scroll_y = self.validate_scroll_y(self.scroll_y)

    @property
    def _sign_width(self) -> int:
        return SIGN_WIDTH * (1 + self._markable)

    def _style(self, kind: str) -> Style:
        if (style := self._styles.get(kind)) is None:
            style = self._styles[kind] = self.get_visual_style(f"table--{kind}")
        return style

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines as they are kept, where there is neither border nor padding to put them into."""
        if (width := self.size.width) != self._width:
            self._width = width
            self._strips.clear()
        if self.styles.gutter or self.opacity != 1:
            return super().render_lines(crop)
        background = self.background_colors[1]
        strips = [self.render_line(y) for y in crop.line_range]
        if crop.column_span != (0, width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """One line of the viewport, under the scroll bar too."""
        if y < self._header:
            return self._kept(HEADER, 0, "header")
        index, line = divmod(round(self.scroll_y) + y - self._header, self._lines)
        if index < len(self._rows):
            return self._kept(index, line, self._kind(index))
        return self._kept(BEYOND, int(y == self._header and not self._rows), "empty")

    def _kept(self, index: int, line: int, kind: str) -> Strip:
        kept = self._strips.get((index, line, kind))
        if kept is None:
            if len(self._strips) > KEPT_LINES:
                self._strips.clear()
            made = Strip(self._segments(index, line, kind))
            kept = made.adjust_cell_length(self._width, self._style(kind).rich_style)
            self._strips[index, line, kind] = kept
        return kept

    def _kind(self, index: int) -> str:
        if index == self.cursor:
            return "cursor" if self.has_focus else "blurred"
        return "hover" if index == self._hovered else "row"

    def _segments(self, index: int, line: int, kind: str) -> list[Segment]:
        if index == HEADER:
            titles: list[Cell] = [column.title for column in self._columns]
            return self._line(Content.blank(self._sign_width), titles, kind)
        if index == BEYOND:
            return self._why_empty() if line else []
        row = self._rows[index]
        if line:
            details: list[Cell] = [c.detail(row) if c.detail else "" for c in self._columns]
            return self._line(Content.blank(self._sign_width), details, kind)
        cells = [column.cell(row) for column in self._columns]
        return self._line(self._signs(index, self._key(row)), cells, kind)

    def _why_empty(self) -> list[Segment]:
        style, room = self._style("empty"), max(self._width - SIGN_WIDTH, 1)
        words = segments_of(self._empty, room, "left", style, self.app.stylesheet.parse_style)
        return [Segment(" " * SIGN_WIDTH, style.rich_style), *words]

    def _signs(self, index: int, key: Hashable) -> Content:
        cursor = Content.styled(f"{CURSOR_SIGN} ", "bold $accent")
        signs = cursor if index == self.cursor else Content.blank(SIGN_WIDTH)
        if not self._markable:
            return signs
        if key in self._marked:
            return signs + Content.styled(f"{MARKED_SIGN} ", "bold $accent")
        return signs + Content.styled(f"{UNMARKED_SIGN} ", "$text-muted")

    def _line(self, sign: Content, cells: Sequence[Cell], kind: str) -> list[Segment]:
        base = self._style(kind)
        fill = partial(self._fill, kind)
        widths, room = self._widths, self._width
        return line_segments(
            sign, cells, self._columns, widths=widths, room=room, base=base, fill=fill
        )

    def _fill(self, kind: str, cell: Cell, width: int, align: Align) -> Sequence[Segment]:
        """The text of a cell, kept: levels and states are the same in many rows."""
        if isinstance(cell, str):
            return segments_of(
                cell, width, align, self._style(kind), self.app.stylesheet.parse_style
            )
        key = (kind, cell.plain, tuple(cell.spans), width, align)
        if (kept := self._cells.get(key)) is None:
            if len(self._cells) > KEPT_CELLS:
                self._cells.clear()
            parse = self.app.stylesheet.parse_style
            kept = self._cells[key] = segments_of(cell, width, align, self._style(kind), parse)
        return kept

"""A table that costs the same with ten rows and ten thousand: only visible lines are ever made.

It is a :class:`ScrollView` on Textual's line API. Cells are made by the columns when a line is painted and
kept until the rows, the width or the theme change.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Generic

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from ksa_tui.ui.commands import CHOOSE
from ksa_tui.ui.widgets.table_line import Cell, Column, RowT, line_segments, segments_of, widths_of

CURSOR_SIGN: Final = "▸"
MARKED_SIGN: Final = "●"
UNMARKED_SIGN: Final = "○"
SIGN_WIDTH: Final = 2
KEPT_LINES: Final = 1500
"""Painted lines that are kept; more than any screen shows."""


class ListTable(ScrollView, Generic[RowT], can_focus=True, inherit_bindings=False):
    """Rows of one or two lines under a muted heading; the cursor row has a sign, weight and a tint."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "list-table--header",
        "list-table--row",
        "list-table--hover",
        "list-table--cursor",
        "list-table--blurred",
        "list-table--empty",
    }
    DEFAULT_CSS = """
    ListTable {
        width: 1fr; height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1;
        background: $background; color: $text;
        & > .list-table--row { background: $background; color: $text; }
        & > .list-table--header { background: $background; color: $text-muted; }
        & > .list-table--hover { background: $surface; color: $text; }
        & > .list-table--cursor { background: $selection; color: $text; text-style: bold; }
        & > .list-table--blurred { background: $surface; color: $text; text-style: bold; }
        & > .list-table--empty { background: $background; color: $text-muted; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
        Binding("enter", CHOOSE, show=False),
        Binding("space", "mark", show=False),
    ]

    cursor: reactive[int] = reactive(0, repaint=False, init=False)
    """The row under the cursor, from 0; 0 also when there are no rows."""

    @dataclass
    class RowHighlighted(Message):
        """The cursor stands on another row, or on other content; ``key`` is None without rows."""

        table: ListTable[Any]
        key: Hashable

        @property
        def control(self) -> ListTable[Any]:
            """The table."""
            return self.table

    class RowChosen(RowHighlighted):
        """Enter or a double click on a row."""

    @dataclass
    class MarksChanged(Message):
        """Rows were marked or unmarked; ``ListTable.marked`` has their keys."""

        table: ListTable[Any]

        @property
        def control(self) -> ListTable[Any]:
            """The table."""
            return self.table

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
        id: str | None = None,  # noqa: A002 - Textual's own name for it
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
        self._styles: dict[str, Style] = {}
        self._widths: list[int] = []

    # ------------------------------------------------------------ content

    @property
    def rows(self) -> Sequence[RowT]:
        """The rows shown, in order."""
        return self._rows

    @property
    def current(self) -> RowT | None:
        """The row under the cursor, or None without rows."""
        return self._rows[self.cursor] if self._rows else None

    @property
    def current_key(self) -> Hashable:
        """The key of the row under the cursor, or None without rows."""
        return None if (row := self.current) is None else self._key(row)

    @property
    def marked(self) -> frozenset[Hashable]:
        """The keys of the marked rows, also of those a filter hides."""
        return frozenset(self._marked)

    def set_rows(self, rows: Sequence[RowT]) -> None:
        """Show other rows; the cursor stays on the same key, else on the same line."""
        key = self.current_key
        self._rows = rows
        self._hovered = None
        found = None if key is None else self._index_of(key)
        index = self.validate_cursor(self.cursor if found is None else found)
        self.set_reactive(ListTable.cursor, index)
        self._measure()
        self._announce()

    def set_columns(self, columns: Sequence[Column[RowT]], *, lines: int = 1) -> None:
        """Show other columns, or rows of another height."""
        self._columns, self._lines = tuple(columns), lines
        self._measure()

    def set_empty(self, text: Cell) -> None:
        """What is said where there are no rows."""
        self._empty = text
        self._repaint()

    def set_marked(self, keys: Sequence[Hashable] | frozenset[Hashable]) -> None:
        """Mark exactly these rows."""
        self._marked = set(keys)
        self._repaint()
        self.post_message(self.MarksChanged(self))

    def move_to(self, key: Hashable) -> bool:
        """Put the cursor on the row with this key; False when it is not shown."""
        if (index := self._index_of(key)) is None:
            return False
        self.cursor = index
        return True

    def row_changed(self) -> None:
        """Paint again what is shown: a row has other content than when it was set."""
        self._repaint()

    def _index_of(self, key: Hashable) -> int | None:
        own_key = self._key
        return next((i for i, row in enumerate(self._rows) if own_key(row) == key), None)

    # ------------------------------------------------------------ cursor

    def validate_cursor(self, index: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(index, len(self._rows) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint the two rows concerned, or scroll."""
        if not self._reveal():
            self._refresh_rows(old, new)
        self._announce()

    def _announce(self) -> None:
        self.post_message(self.RowHighlighted(self, self.current_key))

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

    def action_move(self, rows: int) -> None:
        """Move the cursor by so many rows."""
        self.cursor += rows

    def action_page(self, pages: int) -> None:
        """Move the cursor by so many screenfuls."""
        self.cursor += pages * max(self._page_lines // self._lines, 1)

    def action_first(self) -> None:
        """Go to the first row."""
        self.cursor = 0

    def action_last(self) -> None:
        """Go to the last row."""
        self.cursor = len(self._rows) - 1

    def action_choose(self) -> None:
        """Say that the current row is the one."""
        if self._rows:
            self.post_message(self.RowChosen(self, self.current_key))

    def action_mark(self) -> None:
        """Mark or unmark the current row, and go to the next."""
        if (key := self.current_key) is None:
            return
        self.set_marked(frozenset(self._marked ^ {key}))
        self.cursor += 1

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Rows are marked only in tables made for it."""
        return self._markable if action == "mark" else True

    # ------------------------------------------------------------ mouse

    def _row_at(self, event: events.MouseEvent) -> int | None:
        line = event.y - self._header + self.scroll_offset.y
        index = line // self._lines
        return index if event.y >= self._header and index < len(self._rows) else None

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor, on the sign it marks; a double click chooses."""
        if (index := self._row_at(event)) is None:
            return
        self.cursor = index
        if event.chain == 2:
            self.action_choose()
        elif self._markable and event.x < self._sign_width:
            self.action_mark()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Tint the row under the mouse."""
        self._hover(self._row_at(event))

    def on_leave(self) -> None:
        """Take the tint away."""
        self._hover(None)

    def _hover(self, index: int | None) -> None:
        if index == self._hovered:
            return
        touched = [row for row in (self._hovered, index) if row is not None]
        self._hovered = index
        self._refresh_rows(*touched)

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
        self._repaint()

    def _repaint(self) -> None:
        self._strips.clear()
        self.refresh()

    def _measure(self) -> None:
        room = self.scrollable_content_region.width - self._sign_width - 1
        self._widths = widths_of(self._columns, room)
        height = self._header + max(len(self._rows), 1) * self._lines
        self.virtual_size = Size(self.scrollable_content_region.width, height)
        self._repaint()
        self._reveal()

    @property
    def _sign_width(self) -> int:
        return SIGN_WIDTH * (1 + self._markable)

    def _style(self, kind: str) -> Style:
        if (style := self._styles.get(kind)) is None:
            style = self._styles[kind] = self.get_visual_style(f"list-table--{kind}")
        return style

    def render_line(self, y: int) -> Strip:
        """One line of the viewport."""
        width = self.scrollable_content_region.width
        if y < self._header:
            return self._fit(self._header_segments(), width, "header")
        index, line = divmod(self.scroll_offset.y + y - self._header, self._lines)
        if index >= len(self._rows):
            return self._beyond(y, width)
        kind = self._kind(index)
        kept = self._strips.get((index, line, kind))
        if kept is None:
            if len(self._strips) > KEPT_LINES:
                self._strips.clear()
            kept = self._fit(self._row_segments(index, line, kind), width, kind)
            self._strips[index, line, kind] = kept
        return kept

    def _kind(self, index: int) -> str:
        if index == self.cursor:
            return "cursor" if self.has_focus else "blurred"
        return "hover" if index == self._hovered else "row"

    def _fit(self, segments: list[Segment], width: int, kind: str) -> Strip:
        return Strip(segments).adjust_cell_length(width, self._style(kind).rich_style)

    def _beyond(self, y: int, width: int) -> Strip:
        """A line below the last row; the first one says why there are none."""
        style = self._style("empty")
        if self._rows or y != self._header or not self._empty:
            return Strip.blank(width, self._style("row").rich_style)
        room = max(width - SIGN_WIDTH, 1)
        words = segments_of(self._empty, room, "left", style, self.app.stylesheet.parse_style)
        return self._fit([Segment(" " * SIGN_WIDTH, style.rich_style), *words], width, "empty")

    def _header_segments(self) -> list[Segment]:
        titles: list[Cell] = [column.title for column in self._columns]
        return self._line(Content.blank(self._sign_width), titles, "header")

    def _row_segments(self, index: int, line: int, kind: str) -> list[Segment]:
        row = self._rows[index]
        if line:
            details: list[Cell] = [c.detail(row) if c.detail else "" for c in self._columns]
            return self._line(Content.blank(self._sign_width), details, kind)
        cells = [column.cell(row) for column in self._columns]
        return self._line(self._signs(index, self._key(row)), cells, kind)

    def _signs(self, index: int, key: Hashable) -> Content:
        cursor = Content.styled(f"{CURSOR_SIGN} ", "bold $accent")
        signs = cursor if index == self.cursor else Content.blank(SIGN_WIDTH)
        if not self._markable:
            return signs
        if key in self._marked:
            return signs + Content.styled(f"{MARKED_SIGN} ", "bold $accent")
        return signs + Content.styled(f"{UNMARKED_SIGN} ", "$text-muted")

    def _line(self, sign: Content, cells: Sequence[Cell], kind: str) -> list[Segment]:
        parse, base = self.app.stylesheet.parse_style, self._style(kind)
        return line_segments(sign, cells, self._columns, self._widths, base, parse)

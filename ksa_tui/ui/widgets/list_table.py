"""A table that costs the same with ten rows and ten thousand: cursor, marks and mouse."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from ksa_tui.ui.commands import CHOOSE
from ksa_tui.ui.widgets.painted_table import PaintedTable, RowsInPages
from ksa_tui.ui.widgets.table_line import Cell, Column, RowT


class ListTable(PaintedTable[RowT], can_focus=True, inherit_bindings=False):
    """Rows of one or two lines under a muted heading; the cursor row has a sign, weight and a tint."""

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

    @dataclass
    class _About(Message):
        table: ListTable[Any]

        @property
        def control(self) -> ListTable[Any]:
            """The table, for ``@on`` with a selector."""
            return self.table

    @dataclass
    class RowHighlighted(_About):
        """The cursor stands on another row, or on other content; ``key`` is None without rows."""

        key: Hashable

    @dataclass
    class RowChosen(_About):
        """Enter or a double click on the row with this key."""

        key: Hashable

    class MarksChanged(_About):
        """Rows were marked or unmarked; ``ListTable.marked`` has their keys."""

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
        if isinstance(self._rows, RowsInPages):
            return self._rows.index_of(key)
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
        self._toggle_mark()
        self.cursor += 1

    def _toggle_mark(self) -> None:
        if (key := self.current_key) is not None:
            self.set_marked(frozenset(self._marked ^ {key}))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Rows are marked only in tables made for it, and chosen only where there are some."""
        if action == "mark":
            return self._markable
        return bool(self._rows) if action == CHOOSE else True

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
            self._toggle_mark()

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

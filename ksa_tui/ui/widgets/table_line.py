"""Columns, cells and how one line of a table is laid out; pure, no widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, Literal, TypeAlias, TypeVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.content import Content
from textual.style import Style

from ksa_tui.ui.texts import ELLIPSIS, one_line

RowT = TypeVar("RowT")
Cell: TypeAlias = "str | Content"
Align: TypeAlias = Literal["left", "center", "right"]
ParseStyle: TypeAlias = "Callable[[str | Style], Style]"
Fill: TypeAlias = "Callable[[Cell, int, Align], Sequence[Segment]]"
"""A cell as styled text of exactly so many cells."""

GAP: Final = 2
"""Blank cells between two columns."""
MIN_FLEXIBLE: Final = 8
"""The flexible column never gets narrower than this."""


@dataclass(frozen=True)  # no slots: Column[Row](…) sets an attribute
class Column(Generic[RowT]):
    """One column: its heading (already translated) and how a row fills it.

    ``width`` is in cells; None takes what the others leave, for one column at most. ``detail`` fills the
    second line of rows that have two.
    """

    title: str
    cell: Callable[[RowT], Cell]
    width: int | None = None
    align: Align = "left"
    detail: Callable[[RowT], Cell] | None = None


def widths_of(columns: Sequence[Column[Any]], room: int) -> list[int]:
    """The width of every column when the whole line, gaps included, has ``room`` cells."""
    fixed = sum(column.width or 0 for column in columns)
    gaps = GAP * max(len(columns) - 1, 0)
    rest = max(room - fixed - gaps, MIN_FLEXIBLE)
    return [rest if column.width is None else column.width for column in columns]


def line_segments(
    sign: Content,
    cells: Sequence[Cell],
    columns: Sequence[Column[Any]],
    *,
    widths: Sequence[int],
    room: int,
    base: Style,
    fill: Fill,
) -> list[Segment]:
    """A whole line of ``room`` cells: the sign as it is, then every cell in its width with gaps between."""
    blank = Segment(" " * GAP, base.rich_style)
    parts = [*fill(sign, sign.cell_length, "left")]
    for position, (cell, column) in enumerate(zip(cells, columns, strict=True)):
        if position:
            parts.append(blank)
        parts += fill(cell, widths[position], column.align)
    rest = room - sign.cell_length - sum(widths) - GAP * max(len(cells) - 1, 0)
    parts.append(Segment(" " * rest, base.rich_style))
    return _joined(parts)


def _joined(parts: Sequence[Segment]) -> list[Segment]:
    """The same text in as few pieces as it has styles side by side; these are few objects, shared by many."""
    segments = []
    text, style = "", parts[0].style
    for part in parts:
        if part.style is not style:
            segments.append(Segment(text, style))
            text, style = "", part.style
        text += part.text
    segments.append(Segment(text, style))
    return segments


def segments_of(
    cell: Cell, width: int, align: Align, base: Style, parse_style: ParseStyle
) -> list[Segment]:
    """A cell as exactly ``width`` cells of styled text: harmless, cut with an ellipsis, aligned."""
    if isinstance(cell, str):
        text = one_line(cell)
        return [Segment(_aligned(_cut(text, width), width, align), base.rich_style)]
    content = _harmless(cell)
    if content.cell_length > width:
        content = content.truncate(width, ellipsis=True)
    left, right = _padding(width - content.cell_length, align)
    style = base.rich_style
    pieces = content.render(base, end="", parse_style=parse_style)
    return [
        *([Segment(" " * left, style)] if left else []),
        *(Segment(text, piece.rich_style) for text, piece in pieces),
        *([Segment(" " * right, style)] if right else []),
    ]


def _harmless(content: Content) -> Content:
    """The same spans over text without control characters; ``one_line`` keeps the length."""
    text = content.plain
    return content if text.isprintable() else Content(one_line(text), spans=list(content.spans))


def _cut(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(width - 1, 0)).rstrip() + ELLIPSIS


def _aligned(text: str, width: int, align: Align) -> str:
    left, right = _padding(width - cell_len(text), align)
    return " " * left + text + " " * right


def _padding(space: int, align: Align) -> tuple[int, int]:
    space = max(space, 0)
    if align == "left":
        return 0, space
    if align == "right":
        return space, 0
    return space // 2, space - space // 2

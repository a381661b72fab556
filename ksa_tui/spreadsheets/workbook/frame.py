"""What the sheets of all workbooks share: the banner with the title in A1, headings, a header row."""

from __future__ import annotations

from collections.abc import Sequence

from ksa_tui.spreadsheets.workbook.plan import BLANK, Cell, Content, Row

TITLE_HEIGHT = 36.0
BAND_HEIGHT = 20.0
CALL_HEIGHT = 27.0
GAP_HEIGHT = 9.0


def banner(
    width: int, title: str, lines: Sequence[Content], call: Content = "", style: str = ""
) -> list[Row]:
    """The title in A1, the lines under it, and what is asked for; ``style`` is added to all of it."""
    rows = [_across(Cell(title, f"title {style}"), width, TITLE_HEIGHT)]
    rows += [_across(Cell(line, f"band {style}"), width, BAND_HEIGHT) for line in lines]
    if call:
        rows.append(_across(Cell(call, f"band call {style}"), width, CALL_HEIGHT))
    return rows


def _across(first: Cell, width: int, height: float) -> Row:
    return Row((first, *(Cell(None, first.style) for _ in range(width - 1))), lowest=height)


def gap(height: float = GAP_HEIGHT) -> Row:
    """An empty row."""
    return Row((), lowest=height)


def heading(*groups: tuple[str, int]) -> Row:
    """Headings in one row, each over so many columns; an empty one leaves the columns bare."""
    cells: list[Cell] = []
    for text, width in groups:
        if text:
            cells += [Cell(text, "section"), *(Cell(None, "section") for _ in range(width - 1))]
        else:
            cells += [BLANK] * width
    return Row(tuple(cells), lowest=28.0)


def header(titles: Sequence[str], style: str = "head") -> Row:
    """A header row."""
    return Row(tuple(Cell(text, style) for text in titles), lowest=24.0)

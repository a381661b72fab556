"""Where the header of a sheet is: one row or two, anywhere near the top."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from ksa_tui.domain.importing import Match
from ksa_tui.spreadsheets.lists import headers
from ksa_tui.spreadsheets.lists.answers import is_plain_answer
from ksa_tui.spreadsheets.lists.headers import Header
from ksa_tui.spreadsheets.lists.table import SheetText

SEARCHED_ROWS: Final = 60
"""Rows from the first filled one in which a header is looked for."""
_ENOUGH: Final = 4
"""The score of two columns known by words in their headers."""
_CERTAIN: Final = 8
"""The score of the name and another column, each known by its whole header."""
_LONGEST_CHILD: Final = 60


@dataclass(frozen=True, slots=True)
class HeaderRows:
    """The header of a sheet."""

    rows: tuple[int, ...]
    """One row or two that follow each other, from 0; none when the person said that there is no header."""
    columns: Mapping[int, Header]
    """By column, those with a header text."""

    @property
    def below(self) -> int:
        """The first row under the header."""
        return self.rows[-1] + 1 if self.rows else 0


NO_HEADER: Final = HeaderRows((), {})


def find(sheet: SheetText) -> HeaderRows | None:
    """The header that looks most like one, or None."""
    best, best_score, sure = -1, _ENOUGH - 1, sheet.bottom
    for row in range(sheet.top, min(sheet.bottom, sheet.top + SEARCHED_ROWS)):
        if row > sure + 1:  # a second row may still belong to it; further down begins another table
            break
        score = _score(sheet, row)
        if score >= _CERTAIN:
            sure = min(sure, row)
        if score > best_score:
            best, best_score = row, score
    return None if best < 0 else _with_second_row(sheet, best)


def at(sheet: SheetText, row: int) -> HeaderRows:
    """The header whose last row the person says is ``row``."""
    if _is_parent_row(sheet, row - 1, row):
        return _header(sheet, (row - 1, row))
    return _header(sheet, (row,))


def table_begins(texts: Iterable[str]) -> bool:
    """Whether a row looks like the header of another table: the name and something else, as whole headers."""
    return headers.score([text for text in texts if len(text) <= _LONGEST_CHILD]) >= _CERTAIN


def _score(sheet: SheetText, row: int) -> int:
    texts = sheet.texts(row)
    values = sum(not isinstance(sheet.value(row, column), str) for column in texts)
    answers = sum(map(is_plain_answer, texts.values()))
    return headers.score(list(texts.values())) - 2 * values - 3 * answers


def _with_second_row(sheet: SheetText, row: int) -> HeaderRows:
    if _is_child_row(sheet, row, row + 1):
        return _header(sheet, (row, row + 1))
    return at(sheet, row)


def _is_child_row(sheet: SheetText, parent: int, child: int) -> bool:
    """Whether ``child`` holds sub-headers only: each under a spanning or empty cell, or known by itself."""
    below = sheet.texts(child)
    if not below or not _are_short_texts(sheet, child):
        return False
    return all(
        _spans(sheet, parent, column) or headers.know(text) is not None or headers.is_generic(text)
        for column, text in below.items()
    ) and any(_spans(sheet, parent, column) for column in below)


def _is_parent_row(sheet: SheetText, parent: int, child: int) -> bool:
    """Whether ``parent`` holds headers above groups of columns, and not a title, and adds something."""
    above = sheet.texts(parent)
    if (
        not above
        or not _are_short_texts(sheet, parent)
        or any(t.endswith(":") for t in above.values())
    ):
        return False
    if all(_speaks_for_itself(text) for text in sheet.texts(child).values()) and not any(
        not sheet.text(child, column) for column in above
    ):
        return False
    if len(above) > 1:
        return True
    (column,) = above
    merge = sheet.merge(parent, column)
    first = min(sheet.texts(child), default=column)
    return column > first and merge is not None and merge.right > merge.left


def _speaks_for_itself(text: str) -> bool:
    known = headers.know(text)
    return known is not None and known.match is Match.EXACT and not headers.is_generic(text)


def _are_short_texts(sheet: SheetText, row: int) -> bool:
    return all(
        len(text) <= _LONGEST_CHILD
        and not is_plain_answer(text)
        and isinstance(sheet.value(row, column), str)
        for column, text in sheet.texts(row).items()
    )


def _spans(sheet: SheetText, row: int, column: int) -> bool:
    """Whether a header cell reaches over ``column`` from the left, or down; or there is none of its own."""
    merge = sheet.merge(row, column)
    return (merge is not None and merge.right > merge.left) or not sheet.spread_text(row, column)


def _header(sheet: SheetText, rows: tuple[int, ...]) -> HeaderRows:
    found: dict[int, Header] = {}
    for column in range(sheet.left, sheet.right):
        child = sheet.spread_text(rows[-1], column)
        parent = _parent_text(sheet, rows[0], rows[-1], column) if len(rows) == 2 else ""
        parent = "" if parent == child else parent
        if parent or child:
            text = " · ".join(headers.shown(part) for part in (parent, child) if part)
            found[column] = Header(text, headers.know_below(parent, child))
    return HeaderRows(rows, found)


def _parent_text(sheet: SheetText, parent: int, child: int, column: int) -> str:
    """The upper header over a column: its own, that of a merged range, or the last one to the left.

    The left one only where that stands over a sub-header itself: then it is a header over several columns
    that lost its merged range, as in a .csv file.
    """
    own = sheet.spread_text(parent, column)
    if own or not sheet.text(child, column):
        return own
    for left in range(column - 1, sheet.left - 1, -1):
        text = sheet.text(parent, left)
        if text:
            merge = sheet.merge(parent, left)
            spans_itself = merge is not None and merge.right > merge.left
            return text if sheet.text(child, left) and not spans_itself else ""
    return ""

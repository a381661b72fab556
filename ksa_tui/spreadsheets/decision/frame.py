"""What all sheets share: the banner with the title in A1, headings, labelled facts."""

from __future__ import annotations

from collections.abc import Sequence

from ksa_tui.domain.exporting import DecisionBook
from ksa_tui.domain.model import Aspect
from ksa_tui.domain.texts import Text
from ksa_tui.spreadsheets.decision.contract import Headers
from ksa_tui.spreadsheets.decision.words import Words
from ksa_tui.spreadsheets.workbook import frame as shared
from ksa_tui.spreadsheets.workbook.formats import level_format, ramp_step
from ksa_tui.spreadsheets.workbook.frame import gap, heading
from ksa_tui.spreadsheets.workbook.plan import Cell, Column, Content, Row

__all__ = ["banner", "gap", "header", "heading", "id_column", "level_cell"]


def banner(
    book: DecisionBook, width: int, title: str, lines: Sequence[Content], call: str = ""
) -> list[Row]:
    """The title in A1, the lines under it, and what is asked for; a draft says so and is grey."""
    if book.kind != "draft":
        return shared.banner(width, title, lines, call)
    marked = Words.of(book).gettext("DRAFT · {title}").format(title=title)
    return shared.banner(width, marked, lines, call, "draft")


def header(titles: Sequence[Text | str], words: Words, style: str = "head") -> Row:
    """A header row."""
    texts = [words.of_text(title) if isinstance(title, Text) else title for title in titles]
    return shared.header(texts, style)


def level_cell(
    words: Words, aspect: Aspect, level: int | None, style: str = "center", *, worded: bool = True
) -> Cell:
    """A level as a number in its shade that shows digit and word; a dash when nothing is rated."""
    if level is None:
        return Cell("–", f"cell muted {style}")
    number = level_format(words.level(aspect.level(level)) if worded else "")
    return Cell(level, f"{ramp_step(aspect, level)} {style}", number)


def id_column(words: Words) -> Column:
    """The hidden column that names each row."""
    return Column(12, words.of_text(Headers.ROW_ID), hidden=True)

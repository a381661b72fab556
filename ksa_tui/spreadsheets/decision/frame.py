"""What all sheets share: the banner with the title in A1, headings, labelled facts."""

from __future__ import annotations

from collections.abc import Sequence

from ksa_tui.domain.exporting import DecisionBook
from ksa_tui.domain.model import Aspect
from ksa_tui.domain.texts import Text
from ksa_tui.spreadsheets.decision.contract import Headers
from ksa_tui.spreadsheets.decision.formats import level_format, ramp_step
from ksa_tui.spreadsheets.decision.plan import BLANK, Cell, Column, Content, Row
from ksa_tui.spreadsheets.decision.words import Words

TITLE_HEIGHT = 36.0
BAND_HEIGHT = 20.0
CALL_HEIGHT = 27.0
GAP_HEIGHT = 9.0


def banner(
    book: DecisionBook, width: int, title: str, lines: Sequence[Content], call: str = ""
) -> list[Row]:
    """The title in A1, the lines under it, and what is asked for; a draft says so and is grey."""
    _ = Words.of(book).gettext
    draft = " draft" if book.kind == "draft" else ""
    if draft:
        title = _("DRAFT · {title}").format(title=title)
    rows = [_across(Cell(title, f"title{draft}"), width, TITLE_HEIGHT)]
    rows += [_across(Cell(line, f"band{draft}"), width, BAND_HEIGHT) for line in lines]
    if call:
        rows.append(_across(Cell(call, f"band call{draft}"), width, CALL_HEIGHT))
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


def header(titles: Sequence[Text | str], words: Words, style: str = "head") -> Row:
    """A header row."""
    texts = [words.of_text(title) if isinstance(title, Text) else title for title in titles]
    return Row(tuple(Cell(text, style) for text in texts), lowest=24.0)


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

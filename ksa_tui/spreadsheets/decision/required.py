"""The sheet "Upphandlingskrav": what the levels ask of a supplier, to read; nothing is filled in here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ksa_tui.domain.exporting import DecisionBook
from ksa_tui.domain.measure_book import MeasureBook
from ksa_tui.domain.requiring import Requirement, Section
from ksa_tui.spreadsheets.decision import frame
from ksa_tui.spreadsheets.decision.contract import Headers, Sheets
from ksa_tui.spreadsheets.decision.words import Words
from ksa_tui.spreadsheets.workbook.plan import Cell, Column, Row, Sheet, Table

_HEADERS: Final = (Headers.NUMBER, Headers.AREA, Headers.REQUIREMENT, Headers.CONTROLS)
_WIDTHS: Final = (6.0, 30.0, 108.0, 20.0)
_HEADER_ROW: Final = 5


def sheet(book: DecisionBook) -> Sheet:
    """The sheet of a book that says something of measures."""
    if book.measures is None:
        raise ValueError("a book without measures")
    words = Words.of(book)
    columns = [
        Column(width, words.of_text(title)) for width, title in zip(_WIDTHS, _HEADERS, strict=True)
    ]
    banner = frame.banner(
        book,
        len(_HEADERS),
        words.gettext("What is required of a supplier"),
        tuple(_lines(words, book.measures)),
    )
    return Sheet(
        name=words.of_text(Sheets.REQUIREMENTS),
        columns=(*columns, frame.id_column(words)),
        rows=(
            *banner,
            frame.gap(),
            frame.header([*_HEADERS, Headers.ROW_ID], words),
            *_rows(words, book.measures),
        ),
        printed=len(_HEADERS),
        table=Table(legend=_HEADER_ROW, header=_HEADER_ROW, fixed_columns=0),
    )


def _lines(words: Words, measures: MeasureBook) -> Iterator[str]:
    _ = words.gettext
    yield _(
        "Follows from the levels when a supplier handles the information. Nothing to fill in: for a tender the "
        "requirements are handed out as a workbook of their own."
    )
    count = sum(len(section.requirements) for section in measures.sections)
    asked = words.ngettext("{count} requirement", "{count} requirements", count)
    yield _("{requirements}. Left out: {unworded} without a wording, {other} not relevant.").format(
        requirements=asked.format(count=count),
        unworded=measures.unworded,
        other=measures.not_relevant,
    )


def _rows(words: Words, measures: MeasureBook) -> Iterator[Row]:
    for section in measures.sections:
        for position, requirement in enumerate(section.requirements):
            yield _row(words, section, requirement, first=position == 0)
    if not measures.sections:
        cells = [Cell(None, "cell") for _column in _HEADERS]
        text = words.gettext("The levels bring no requirement for a supplier.")
        cells[2] = Cell(text, "cell wrap muted")
        yield Row((*cells, Cell(None, "muted")), lowest=30.0)


def _row(words: Words, section: Section, requirement: Requirement, *, first: bool) -> Row:
    cell = "cell group" if first else "cell"
    key = f"requirement:{requirement.number}"
    cells = (
        Cell(requirement.number, f"{cell} muted center"),
        Cell(words.of_text(section.name), f"{cell} wrap {'bold ink' if first else 'muted'}"),
        Cell(words.of_text(requirement.text), f"{cell} wrap"),
        Cell(", ".join(requirement.iso) or "–", f"{cell} wrap muted"),
        Cell(key, "muted"),
    )
    return Row(cells, key=key)

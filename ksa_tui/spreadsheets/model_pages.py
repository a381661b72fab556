"""The model on paper, to lie on the table: one landscape A4 page for each aspect, as large as it can be read.

A page holds the question, every descriptor, and the guiding questions where there is room for them too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import count
from typing import Final

from ksa_tui.domain.model import GENERAL, Aspect, Model
from ksa_tui.spreadsheets.decision.words import Words
from ksa_tui.spreadsheets.workbook import frame
from ksa_tui.spreadsheets.workbook.cleaning import clean, clip, pieces
from ksa_tui.spreadsheets.workbook.formats import ramp_step
from ksa_tui.spreadsheets.workbook.measuring import row_height
from ksa_tui.spreadsheets.workbook.plan import BLANK, Cell, Column, Row, Sheet
from ksa_tui.spreadsheets.workbook.writing import Cover, write

_WIDTHS: Final = (200, 180, 165, 145, 135, 120)
"""Characters across a page, of which the widest is taken that shrinks least."""
_AREA_WIDTH: Final = 20
_PAPER: Final = (10.7, 6.8)
"""Inches of an A4 page that may be printed on, as ``writing`` sets the margins."""
_SIZE: Final = 12.0
"""Points of the descriptors before the page is shrunk to fit."""
_SMALLEST: Final = 9.0
"""Points that the descriptors keep when the guiding questions are added."""
_PIXELS: Final = (7, 5, 96)
"""Of one character, of a column's edges, and to an inch."""
_QUESTION_LINE, _DEFINITION_LINE = 88, 120
_SHEET_NAME: Final = 31
_FORBIDDEN: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def build(model: Model, language: str, created: datetime) -> bytes:
    """The workbook's bytes; the same model, language and moment give the same bytes."""
    words = Words(language, model)
    name = words.name(words.of_text(model.name))
    title = f"{name} {words.name(model.version)}"
    _ = words.gettext
    cover = Cover(
        title=name,
        subject=_("Classification model"),
        author="",
        created=created,
        properties={},
        code="",
        header_left=title,
        header_right="",
        footer_left=words.of_text(model.rule),
        footer_middle="",
        footer_right=_("&A  ·  page &P of &N"),
    )
    return write(pages(model, language), cover, lambda: None)


def pages(model: Model, language: str) -> list[Sheet]:
    """One page for each aspect, in the model's order."""
    words = Words(language, model)
    names = _names([words.aspect(aspect) for aspect in model.aspects])
    return [_page(words, aspect, name) for aspect, name in zip(model.aspects, names, strict=True)]


def _names(wanted: Sequence[str]) -> list[str]:
    """Names that a sheet may have, no two alike."""
    taken: set[str] = set()
    names = []
    for text in wanted:
        plain = clip(" ".join(clean(text).translate(_FORBIDDEN).split()), _SHEET_NAME - 4) or "–"
        name = next(
            each
            for number in count(1)
            if (each := plain if number == 1 else f"{plain} {number}").casefold() not in taken
        )
        taken.add(name.casefold())
        names.append(name)
    return names


def _page(words: Words, aspect: Aspect, name: str) -> Sheet:
    """With the guiding questions if it stays readable, else without; as wide as shrinks it least."""
    full = max((_sheet(words, aspect, name, w, asks=True) for w in _WIDTHS), key=_scale)
    if _SIZE * _scale(full) >= _SMALLEST:
        return full
    return max((_sheet(words, aspect, name, w, asks=False) for w in _WIDTHS), key=_scale)


def _scale(sheet: Sheet) -> float:
    """How much of its size a sheet keeps when it is printed on one page."""
    per_character, edges, to_inch = _PIXELS
    width = sum(column.width * per_character + edges for column in sheet.columns) / to_inch
    height = sum(row_height(row, sheet.columns) for row in sheet.rows) / 72
    return min(1.0, _PAPER[0] / width, _PAPER[1] / height)


def _sheet(words: Words, aspect: Aspect, name: str, width: int, *, asks: bool) -> Sheet:
    levels = len(aspect.levels)
    each = (width - _AREA_WIDTH) / levels
    columns = (Column(_AREA_WIDTH), *(Column(each) for _ in range(levels)))
    rows = [*_banner(words, aspect, len(columns)), *_table(words, aspect)]
    if asks:
        rows += _questions(words, aspect, len(columns))
    return Sheet(name, columns, tuple(rows), printed=len(columns), one_page=True)


def _banner(words: Words, aspect: Aspect, width: int) -> Iterator[Row]:
    """Letter and name, the question, what the aspect means."""
    texts = [(f"{aspect.letter}   {words.aspect(aspect)}", "title", frame.TITLE_HEIGHT)]
    for text, style, height, line in (
        (aspect.question, "band call", frame.CALL_HEIGHT, _QUESTION_LINE),
        (aspect.definition, "band", frame.BAND_HEIGHT, _DEFINITION_LINE),
    ):
        texts += [(part, style, height) for part in pieces(words.of_text(text), line, 1)]
    for part, style, height in texts:
        yield Row(
            (Cell(part, style), *(Cell(None, style) for _ in range(width - 1))), lowest=height
        )


def _table(words: Words, aspect: Aspect) -> Iterator[Row]:
    """The levels on top, the areas down the side, the descriptors between."""
    yield frame.gap()
    head = [
        Cell(words.level_of(aspect, each.value), f"{ramp_step(aspect, each.value)} wrap huge")
        for each in aspect.levels
    ]
    yield Row((Cell(words.gettext("Impact area"), "head large"), *head), lowest=32)
    for area in words.model.areas:
        texts = (words.model.descriptor(area.id, aspect.id, each.value) for each in aspect.levels)
        yield Row(
            (
                Cell(words.of_text(area.name), "cell wrap bold ink large"),
                *(Cell(words.of_text(text), "cell wrap large") for text in texts),
            )
        )


def _questions(words: Words, aspect: Aspect, width: int) -> Iterator[Row]:
    """The guiding questions side by side: those of the aspect, then those about everything."""
    texts = [
        words.of_text(question.text)
        for belongs_to in (aspect.id, GENERAL)
        for question in words.model.questions
        if question.aspect == belongs_to and question.scope == "asset"
    ]
    if not texts:
        return
    yield frame.gap()
    yield frame.heading((words.gettext("Ask when the group hesitates"), width))
    beside = width - 1
    for first in range(0, len(texts), beside):
        cells = (Cell(text, "wrap") for text in texts[first : first + beside])
        yield Row((BLANK, *cells))

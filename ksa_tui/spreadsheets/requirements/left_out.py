"""The sheet "Utelämnat" of the buyer's own copy: the measures that did not become requirements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ksa_tui.domain.requiring import Annex, Background, InternalCopy
from ksa_tui.spreadsheets.requirements import behind
from ksa_tui.spreadsheets.workbook import frame
from ksa_tui.spreadsheets.workbook.plan import Cell, Column, Row, Sheet, Table
from ksa_tui.spreadsheets.workbook.speech import Speech

_WIDTHS: Final = (36.0, 50.0, 50.0, 22.0, 26.0)
_HEADER_ROW: Final = 4


def name(speech: Speech) -> str:
    """What the sheet is called."""
    return speech.gettext("Left out")


def sheet(annex: Annex, internal: InternalCopy) -> Sheet:
    """The sheet; when nothing was left out it says so."""
    speech = Speech(annex.language)
    _ = speech.gettext
    titles = (
        _("Measure"),
        _("What it means"),
        _("Follows from"),
        _("Responsible"),
        _("Today"),
    )
    line = _("They still follow from the levels: see to them yourselves, or in the agreement.")
    title = _("INTERNAL · {title}").format(title=_("Measures that are no requirements"))
    return Sheet(
        name=name(speech),
        columns=tuple(Column(w, title) for w, title in zip(_WIDTHS, titles, strict=True)),
        rows=(
            *frame.banner(len(_WIDTHS), title, [line], style="draft"),
            frame.gap(),
            frame.header(titles),
            *_rows(speech, internal),
        ),
        printed=len(_WIDTHS),
        table=Table(_HEADER_ROW, _HEADER_ROW, fixed_columns=1),
        tab="grey",
    )


def _rows(speech: Speech, internal: InternalCopy) -> Iterator[Row]:
    _ = speech.gettext
    parts = (
        (_("Answered as not relevant"), internal.not_relevant),
        (_("Without a wording for a supplier"), internal.unworded),
    )
    for title, left_out in parts:
        if left_out:
            yield _heading(f"{title}: {len(left_out)}")
            yield from (_row(speech, each) for each in left_out)
    if not any(left_out for _title, left_out in parts):
        empty = [Cell(None, "cell") for _width in _WIDTHS[1:]]
        yield Row((Cell(_("Nothing was left out."), "cell wrap muted"), *empty))


def _heading(title: str) -> Row:
    style = "about bold ink left cell"
    blank = [Cell(None, "about cell") for _width in _WIDTHS[1:]]
    return Row((Cell(title, style), *blank), lowest=26.0)


def _row(speech: Speech, each: Background) -> Row:
    return Row(
        (
            Cell(speech.of_text(each.title), "cell wrap bold ink"),
            Cell(speech.of_text(each.is_text), "cell wrap"),
            *behind.cells(speech, each),
        )
    )

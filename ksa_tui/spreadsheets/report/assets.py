"""The assets behind the figures: one row for each, what it was counted as, and in which figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ksa_tui.domain.model import Aspect, Model
from ksa_tui.domain.register import aspect_at, letters_of
from ksa_tui.domain.report_words import CODES, STANDS, gap_code
from ksa_tui.domain.year_report import Line, State
from ksa_tui.domain.year_standing import Undecided
from ksa_tui.i18n import _
from ksa_tui.spreadsheets.report.context import Book, sensitive
from ksa_tui.spreadsheets.report.page import Layout, Page
from ksa_tui.spreadsheets.report.wording import (
    NOT_RATED,
    PROPOSED,
    department_names,
    model_words,
)
from ksa_tui.spreadsheets.workbook.formats import ramp_step

_LEVEL: Final = 5.0


def sheet_name(year: int) -> str:
    """The name of a year's sheet of assets."""
    return _("Assets {year}").format(year=year)


def write(book: Book, year: int, state: State, progress: Callable[[], None]) -> None:
    """The sheet of one year; ``progress`` is called for each asset."""
    letters = letters_of(book.report.models.values())
    before = [(_("Row"), 6.0), (_("Information asset"), 40.0), (_("Department"), 24.0)]
    after = [
        (_("Status"), 15.0), (_("Classified"), 11.0), (_("Decided"), 11.0), (_("Review date"), 11.0),
        (_("Counted in"), 36.0), *([(_("Model"), 26.0)] if len(book.report.models) > 1 else []),
        (_("Id"), 38.0),
    ]  # fmt: skip
    heads = [*before, *((letter, _LEVEL) for letter in letters), *after]
    layout = Layout(
        sheet_name(year),
        tuple(width for _title, width in heads),
        printed=len(heads) - 1,
        tab="grey",
    )
    legend = _("Decided levels   ○ proposed, not decided   – not rated, which is no level")
    title = sensitive(_("The information assets behind the figures of {year}").format(year=year))
    page = book.page_of(layout, year, state.day, title, legend)
    head = page.row
    centered = range(len(before), len(before) + len(letters))
    styles = ["head center" if index in centered else "head" for index in range(len(heads))]
    page.heads([title for title, _width in heads], styles=styles)
    rows = _Rows(book, page, letters, year == book.report.year)
    for number, line in enumerate(state.lines, start=1):
        rows.write(number, line)
        progress()
    page.filter(head)
    page.finish()


class _Rows:
    """Writes the rows, all from the same names and codes."""

    def __init__(self, book: Book, page: Page, letters: tuple[str, ...], with_gaps: bool) -> None:
        self._book, self._page, self._letters = book, page, letters
        self._several = len(book.report.models) > 1
        self._departments = department_names(book.report.departments)
        self._gaps: dict[object, list[str]] = {}
        if with_gaps:
            for place, gap in enumerate(book.report.gaps, start=1):
                for asset in gap.assets:
                    self._gaps.setdefault(asset, []).append(gap_code(place))

    def write(self, number: int, line: Line) -> None:
        """One asset."""
        page, model = self._page, self._book.report.models[line.model]
        department = self._departments.get(line.department, "")
        codes = self._codes(line)
        last = 3 + len(self._letters)
        told = [model_words(model)] if self._several else []
        page.fit(
            [(1, line.name), (2, department), (last + 4, codes), *((last + 5, t) for t in told)]
        )
        page.number(0, number, "cell center muted")
        page.text(1, line.name, "cell wrap bold")
        page.text(2, department, "cell wrap")
        for column, letter in enumerate(self._letters, start=3):
            self._level(column, line, model, letter)
        page.text(last, _(STANDS[line.status]), "cell wrap")
        page.day(last + 1, line.classified_on, "cell left")
        page.day(last + 2, line.standing.decided_on, "cell left")
        page.day(last + 3, line.standing.review_on, "cell left")
        page.text(last + 4, codes, "cell wrap muted small")
        for column, text in enumerate([*told, str(line.asset)], start=last + 5):
            page.text(column, text, "cell wrap muted small")
        page.next()

    def _level(self, column: int, line: Line, model: Model, letter: str) -> None:
        aspect: Aspect | None = aspect_at(model, letter)
        if aspect is None:
            self._page.text(column, "", "cell center")
            return
        slot = line.slot(aspect.id)
        if isinstance(slot, int):
            self._page.number(column, slot, f"cell {ramp_step(aspect, slot)} center")
        else:
            sign = PROPOSED if slot is Undecided.PROPOSED else NOT_RATED
            self._page.text(column, sign, "cell muted center")

    def _codes(self, line: Line) -> str:
        codes = [code for kind, code in CODES.items() if kind in line.kinds]
        return " ".join([*codes, *self._gaps.get(line.asset, ())])

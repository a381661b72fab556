"""The reviews: those overdue, what is left of the year, and next year's month by month."""

from __future__ import annotations

from typing import Final

from ksa_tui.domain.report_words import CODES
from ksa_tui.domain.year_report import REVIEWS, Kind, Line
from ksa_tui.i18n import _, month_name
from ksa_tui.spreadsheets.report.charts import Axes, Range, Series, side_by_side
from ksa_tui.spreadsheets.report.context import Book, sensitive
from ksa_tui.spreadsheets.report.page import DASHED, Layout, Page
from ksa_tui.spreadsheets.report.wording import SHORT, department_names
from ksa_tui.spreadsheets.workbook.formats import INK

_WIDTHS: Final = (14.0, 8.0, 58.0, 34.0, 26.0)


def write(book: Book) -> None:
    """The sheet: the months with their chart, then each asset by its date."""
    year = book.report.year + 1
    name = _("Reviews {year}").format(year=year)
    title = sensitive(_("Reviews due, {year} above all").format(year=year))
    page = book.page(Layout(name, _WIDTHS), title)
    _months(book, page, year)
    page.gap()
    _table(book, page)
    page.finish()


def _months(book: Book, page: Page, year: int) -> None:
    head = page.row
    page.text(0, _("Month"), "head")
    page.text(1, str(year), "head center")
    page.fit([], lowest=20)
    page.next()
    for month, lines in book.report.reviews_by_month():
        name = month_name(month)
        page.text(0, name, "cell left")
        what = _("to be reviewed in {month} {year}").format(month=name, year=year)
        code = CODES[Kind.NEXT_YEAR]
        count = book.trail.add(code, page.name, what, book.report.year, lines)
        page.number(1, count, "cell center bold", DASHED)
        page.fit([], lowest=17)
        page.next()
    if book.report.now.of(Kind.NEXT_YEAR):
        axes = Axes(
            _("Reviews by month, {year}").format(year=year), _("Month"), _("Information assets")
        )
        names = Range(page.name, (head + 1, 0, head + 12, 0))
        values = Range(page.name, (head + 1, 1, head + 12, 1))
        series = [Series((page.name, head, 1), values, INK)]
        chart = side_by_side(book.workbook, "column", axes, names, series)
        page.chart_at(chart, row=head, column=2, width=780, height=290)


def _table(book: Book, page: Page) -> None:
    found = [(kind, line) for kind in REVIEWS for line in _by_date(book.report.now.of(kind))]
    if not found:
        page.across(_("No review is overdue, and none is due next year."), "wrap")
        return
    titles = [_("Review date"), _("Row"), _("Information asset"), _("Department"), _("Review")]
    page.heads(titles, height=22, styles=["head", "head center", "head", "head", "head"])
    names = department_names(book.report.departments)
    numbers = book.trail.rows_of[book.report.year]
    for kind, line in found:
        department = names[line.department]
        page.fit([(2, line.name), (3, department)])
        page.day(0, line.standing.review_on, "cell left")
        page.number(1, numbers[line.asset], "cell center muted")
        page.text(2, line.name, "cell wrap")
        page.text(3, department, "cell wrap")
        page.text(4, _(SHORT[kind]), "cell wrap bold" if kind is Kind.OVERDUE else "cell wrap")
        page.next()


def _by_date(lines: tuple[Line, ...]) -> list[Line]:
    return sorted(
        lines, key=lambda line: (line.standing.review_on is None, line.standing.review_on)
    )

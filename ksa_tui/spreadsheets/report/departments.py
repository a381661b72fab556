"""The figures by department, and where each department's assets stand."""

from __future__ import annotations

from typing import Final

from ksa_tui.domain.report_words import CODES, KINDS
from ksa_tui.domain.year_report import STATE, Department, Kind, Line
from ksa_tui.i18n import _
from ksa_tui.spreadsheets.report.charts import STATES, Axes, Range, Series, stacked
from ksa_tui.spreadsheets.report.context import Book, sensitive
from ksa_tui.spreadsheets.report.page import DASHED, Layout, Page
from ksa_tui.spreadsheets.report.wording import SHORT, department_words

_COLUMNS: Final = (
    Kind.ALL,
    *STATE,
    Kind.WAITED_LONG,
    Kind.CLASSIFIED,
    Kind.DECIDED,
    Kind.RETURNED,
    Kind.OVERDUE,
    Kind.NEXT_YEAR,
)
_WIDTHS: Final = (30.0, *[11.5] * len(_COLUMNS))
_IN_CHART: Final = 24
"""Departments that a chart on one page can show: the first in the table, which are the largest."""
_INK_ON: Final = ("#FFFFFF", "#FFFFFF", "#06222F", "#0B2936", "#12303F")


def write(book: Book) -> None:
    """The sheet: the departments with most assets first."""
    page = book.page(Layout(_("Departments"), _WIDTHS), sensitive(_("The figures by department")))
    departments = sorted(book.report.departments, key=lambda each: -len(_all(book, each)))
    head = page.row
    titles = [_("Department"), *(f"{_(SHORT[kind])} ({CODES[kind]})" for kind in _COLUMNS)]
    page.heads(titles, height=58, styles=["head", *["head small center"] * len(_COLUMNS)])
    for department in departments:
        _row(book, page, department)
    _total(book, page)
    page.gap()
    _chart(book, page, head, min(len(departments), _IN_CHART))
    if len(departments) > _IN_CHART:
        words = _("The chart shows the {count} departments with most information assets.")
        page.across(words.format(count=_IN_CHART), "wrap muted small")
    page.freeze(head)
    page.finish()


def _all(book: Book, department: Department) -> tuple[Line, ...]:
    return book.report.now.within(Kind.ALL, department)


def _row(book: Book, page: Page, department: Department) -> None:
    name = department_words(department)
    page.fit([(0, name)])
    page.text(0, name, "cell wrap")
    for column, kind in enumerate(_COLUMNS, start=1):
        lines = book.report.now.within(kind, department)
        what = f"{name}: {_(KINDS[kind])}"
        count = book.trail.add(CODES[kind], page.name, what, book.report.year, lines)
        page.number(column, count, _style(kind), DASHED)
    page.next()


def _total(book: Book, page: Page) -> None:
    """The same figures as on the summary, which is where they are traced."""
    page.text(0, _("All departments"), "cell wrap bold about")
    for column, kind in enumerate(_COLUMNS, start=1):
        page.number(column, len(book.report.now.of(kind)), "cell center bold about", DASHED)
    page.next()


def _style(kind: Kind) -> str:
    return "cell center bold" if kind is Kind.ALL else "cell center"


def _chart(book: Book, page: Page, head: int, count: int) -> None:
    first = 1 + _COLUMNS.index(STATE[0])
    series = [
        Series(
            (page.name, head, column),
            Range(page.name, (head + 1, column, head + count, column)),
            STATES[place],
            _INK_ON[place],
        )
        for place, column in enumerate(range(first, first + len(STATE)))
    ]
    axes = Axes(_("Where each department's information assets stand"))
    names = Range(page.name, (head + 1, 0, head + count, 0))
    chart = stacked(book.workbook, "bar", axes, names, series)
    page.charts([chart], width=min(page.pixels(), 1000), height=110 + 26 * count)

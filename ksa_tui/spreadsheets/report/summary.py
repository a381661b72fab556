"""The first sheet: one page for the committee, in words, in figures, and as one chart."""

from __future__ import annotations

from typing import Final

from ksa_tui.domain.report_words import CODES, KINDS
from ksa_tui.domain.year_report import STATE, Kind
from ksa_tui.i18n import _
from ksa_tui.spreadsheets.report.charts import GREY, Axes, Range, Series, side_by_side
from ksa_tui.spreadsheets.report.context import Book, sensitive
from ksa_tui.spreadsheets.report.page import CHANGE, Layout, Page
from ksa_tui.spreadsheets.report.sentences import about_levels, against_before, in_short
from ksa_tui.spreadsheets.workbook.formats import INK

_WIDTHS: Final = (7.0, 66.0, 13.0, 13.0, 13.0)
_MOST_LEVELS: Final = 6
"""Sentences about levels that have room; the rest is on the sheet of levels."""


def write(book: Book) -> None:
    """The sheet."""
    report = book.report
    layout = Layout(_("Summary"), _WIDTHS, portrait=True, one_page=True)
    title = _("Yearly report {year}: classification of information").format(year=report.year)
    page = book.page(layout, sensitive(title))
    _words(book, page)
    page.gap()
    rows = _figures(book, page)
    page.gap()
    _chart(book, page, rows)
    page.gap()
    for note in _notes(book):
        page.across(note, "wrap muted small")
    page.finish()


def _words(book: Book, page: Page) -> None:
    report = book.report
    levels = about_levels(report)[:_MOST_LEVELS]
    for heading, sentences in (
        (_("In short"), in_short(report)),
        (_("Levels"), levels),
        (_("Against the year before"), against_before(report)),
    ):
        if sentences:
            page.section(heading)
            for sentence in sentences:
                page.across(sentence, "wrap")


def _figures(book: Book, page: Page) -> dict[Kind, int]:
    """The table of figures; returns the row of each."""
    report = book.report
    titles = ["", _("Figure"), str(report.year), str(report.year - 1), _("Change")]
    page.heads(titles, height=22, styles=["head", "head", *["head center"] * 3])
    rows = {}
    for kind, words in KINDS.items():
        if kind is Kind.REST_OF_YEAR and not report.is_running:
            continue
        rows[kind] = page.row
        _figure(book, page, kind, _(words))
    return rows


def _figure(book: Book, page: Page, kind: Kind, words: str) -> None:
    report, code = book.report, CODES[kind]
    weight = " bold" if kind is Kind.ALL else ""
    page.fit([(1, words)], lowest=17)
    page.text(0, code, "cell muted small center")
    page.text(1, words, f"cell wrap{weight}")
    where = _("Summary")
    now = book.trail.add(code, where, words, report.year, report.now.of(kind))
    page.number(2, now, f"cell center bold{weight}")
    if report.before is None or kind is Kind.REST_OF_YEAR:
        page.text(3, "–", "cell center muted")
        page.text(4, "", "cell center muted")
    else:
        then = book.trail.add(code, where, words, report.year - 1, report.before.of(kind))
        page.number(3, then, "cell center")
        page.number(4, now - then, "cell center muted", CHANGE)
    page.next()


def _chart(book: Book, page: Page, rows: dict[Kind, int]) -> None:
    first, last = rows[STATE[0]], rows[STATE[-1]]
    head = rows[Kind.CLASSIFIED] - 1
    report = book.report
    series = [
        Series((page.name, head, 2), Range(page.name, (first, 2, last, 2)), INK),
    ]
    if report.before is not None:
        then = Series((page.name, head, 3), Range(page.name, (first, 3, last, 3)), GREY)
        series.append(then)
    axes = Axes(_("Where the information assets stand"))
    names = Range(page.name, (first, 1, last, 1))
    chart = side_by_side(book.workbook, "bar", axes, names, series)
    page.charts([chart], width=page.pixels(), height=250)


def _notes(book: Book) -> list[str]:
    running = _("So far this year stands beside the whole of the year before.")
    return [
        _("An information asset counts once, however many workshops it was in. What is not rated is never "
          "counted as level 0, and levels of two models are never compared. What a stop has excluded is not "
          "in the report."),
        _("The codes lead to the assets: the sheet Trail names the rows behind each number, and the sheet "
          "of assets holds them."),
        *([running] if book.report.is_running and book.report.before is not None else []),
    ]  # fmt: skip

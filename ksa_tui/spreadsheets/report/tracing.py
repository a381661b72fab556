"""The trail: every number of the report with the rows of its assets."""

from __future__ import annotations

from typing import Final

from ksa_tui.i18n import _
from ksa_tui.spreadsheets.report.assets import sheet_name
from ksa_tui.spreadsheets.report.context import Book, sensitive
from ksa_tui.spreadsheets.report.page import Layout
from ksa_tui.spreadsheets.report.trail import ranges

_WIDTHS: Final = (8.0, 22.0, 52.0, 9.0, 16.0, 60.0)


def write(book: Book) -> None:
    """The sheet, in the order of the sheets before it."""
    about = _(
        "The rows are those of the sheet of assets that is named. A figure that is nothing is not here."
    )
    title = sensitive(_("From every number to its information assets"))
    page = book.page(Layout(_("Trail"), _WIDTHS, tab="grey"), title, about)
    head = page.row
    titles = [_("Code"), _("Sheet"), _("Figure"), _("Number"), _("Sheet of assets"), _("Rows")]
    page.heads(titles, height=22, styles=["head", "head", "head", "head center", "head", "head"])
    for traced in book.trail.found:
        for place, rows in enumerate(ranges(traced.rows)):
            page.fit([(1, traced.where), (2, traced.what), (5, rows)])
            page.text(0, traced.code, "cell muted small center")
            page.text(1, traced.where, "cell wrap muted")
            page.text(2, traced.what, "cell wrap")
            if place:
                page.text(3, "", "cell center")
            else:
                page.number(3, len(traced.rows), "cell center bold")
            page.text(4, sheet_name(traced.year), "cell left muted")
            page.text(5, rows, "cell wrap")
            page.next()
    page.filter(head)
    page.finish()

"""What every sheet of the report is made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from xlsxwriter import Workbook

from ksa_tui.domain.year_report import YearReport
from ksa_tui.i18n import _, long_date
from ksa_tui.spreadsheets.report.page import Edges, Layout, Page
from ksa_tui.spreadsheets.report.trail import Trail
from ksa_tui.spreadsheets.report.wording import state_words
from ksa_tui.spreadsheets.workbook.formats import Formats


@dataclass(frozen=True, slots=True)
class Book:
    """The workbook on its way, the report, and where every figure is noted with its assets."""

    workbook: Workbook
    formats: Formats
    report: YearReport
    trail: Trail
    edges: Edges

    def page(self, layout: Layout, title: str, *bands: str) -> Page:
        """A new sheet with its title and the day that it tells of."""
        return self.page_of(layout, self.report.year, self.report.day, title, *bands)

    def page_of(self, layout: Layout, year: int, day: date, title: str, *bands: str) -> Page:
        """The same of one of the two years."""
        is_running = self.report.is_running and year == self.report.year
        page = Page(self.workbook, self.formats, layout, self.edges)
        page.begin(title, state_words(year, long_date(day), is_running=is_running), *bands)
        return page


def sensitive(title: str) -> str:
    """A title that says that the sheet is sensitive."""
    return _("SENSITIVE · {title}").format(title=title)

"""What every sheet of the report is made from."""

from __future__ import annotations

from dataclasses import dataclass

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
        page = Page(self.workbook, self.formats, layout, self.edges)
        page.begin(title, self.told_of(), *bands)
        return page

    def told_of(self) -> str:
        """The day that the figures are of."""
        report = self.report
        return state_words(report.year, long_date(report.day), is_running=report.is_running)


def sensitive(title: str) -> str:
    """A title that says that the sheet is sensitive."""
    return _("SENSITIVE · {title}").format(title=title)

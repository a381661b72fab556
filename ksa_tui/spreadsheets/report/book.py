"""The report's workbook: its sheets in the order in which they are read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook

from ksa_tui.domain.year_report import YearReport
from ksa_tui.i18n import _
from ksa_tui.spreadsheets.report import (
    assets,
    departments,
    gaps,
    levels,
    reviews,
    summary,
    tracing,
)
from ksa_tui.spreadsheets.report.context import Book
from ksa_tui.spreadsheets.report.page import Edges
from ksa_tui.spreadsheets.report.trail import Trail, rows_of
from ksa_tui.spreadsheets.workbook.formats import Formats

_STEP = 100


def build(
    report: YearReport, made: datetime, progress: Callable[[int, int], None] | None = None
) -> bytes:
    """The workbook's bytes. ``progress`` is told (done, total) now and then; it may raise to stop."""
    target = BytesIO()
    workbook = Workbook(target, {"in_memory": True})
    title = _("Yearly report {year}: classification of information").format(year=report.year)
    workbook.set_properties({"title": title, "created": made.replace(tzinfo=None, microsecond=0)})
    workbook.set_size(2400, 1500)
    states = {report.year: report.now}
    if report.before is not None:
        states[report.year - 1] = report.before
    trail = Trail({year: rows_of(state) for year, state in states.items()})
    edges = Edges(title, made.astimezone().date())
    book = Book(workbook, Formats(workbook), report, trail, edges)
    for sheet in (summary, levels, departments, gaps, reviews):
        sheet.write(book)
    tick = _ticking(sum(len(state.lines) for state in states.values()), progress)
    for year, state in states.items():
        assets.write(book, year, state, tick)
    tracing.write(book)
    workbook.close()
    return target.getvalue()


def _ticking(total: int, progress: Callable[[int, int], None] | None) -> Callable[[], None]:
    """Counts assets, and tells of every hundredth and the last."""
    done = 0

    def tick() -> None:
        nonlocal done
        done += 1
        if progress is not None and (done % _STEP == 0 or done == total):
            progress(done, total)

    return tick

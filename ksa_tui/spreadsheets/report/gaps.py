"""The most frequent gaps: measures that follow from the levels and are met in part, or not at all."""

from __future__ import annotations

from typing import Final

from ksa_tui.domain.common_gaps import Gap
from ksa_tui.domain.report_words import gap_code
from ksa_tui.i18n import _, language
from ksa_tui.spreadsheets.report.charts import MISSING, Axes, Range, Series, stacked
from ksa_tui.spreadsheets.report.context import Book, sensitive
from ksa_tui.spreadsheets.report.page import DASHED, Layout, Page

_WIDTHS: Final = (7.0, 11.0, 62.0, 12.0, 12.0, 21.0, 10.0)
_IN_CHART: Final = 10
_INK_ON: Final = ("#FFFFFF", "#0B2936")


def write(book: Book) -> None:
    """The sheet: what concerns most assets first."""
    gaps = book.report.gaps
    about = _(
        "Measures that follow from the levels and are marked as partly or not met, as answered today."
    )
    page = book.page(Layout(_("Gaps"), _WIDTHS), sensitive(_("The most frequent gaps")), about)
    if not gaps:
        page.across(
            _("No measure that follows from the levels is marked as partly or not met."), "wrap"
        )
        page.finish()
        return
    page.across(
        _("Places are the organisation, departments, systems and single assets that the answers are about. "
          "An answer nearer an asset says more about it. A measure that nobody has answered is no gap here."),
        "wrap muted small",
    )  # fmt: skip
    head = page.row
    titles = [
        "", _("Measure"), _("What it is"), _("Not met"), _("Partly"), _("Information assets"), _("Places"),
    ]  # fmt: skip
    page.heads(titles, styles=["head", "head", "head", *["head center"] * 4])
    for place, gap in enumerate(gaps, start=1):
        _row(book, page, gap, place)
    page.gap()
    _chart(book, page, head, min(len(gaps), _IN_CHART))
    page.freeze(head)
    page.finish()


def _row(book: Book, page: Page, gap: Gap, place: int) -> None:
    code, title = gap_code(place), gap.measure.title.get(language())
    year, where = book.report.year, page.name
    page.fit([(2, title)])
    page.text(0, code, "cell muted small center")
    page.text(1, gap.measure.id, "cell left")
    page.text(2, title, "cell wrap")
    for column, words, assets in (
        (3, _("{measure}: not met"), gap.not_met),
        (4, _("{measure}: partly met"), gap.partly),
        (5, _("{measure}: not or partly met"), gap.assets),
    ):
        what = words.format(measure=f"{gap.measure.id} {title}")
        count = book.trail.add_assets(code, where, what, year, assets)
        page.number(column, count, f"cell center{' bold' if column == 5 else ''}", DASHED)
    page.number(6, gap.places, "cell center muted")
    page.next()


def _chart(book: Book, page: Page, head: int, count: int) -> None:
    series = [
        Series(
            (page.name, head, column),
            Range(page.name, (head + 1, column, head + count, column)),
            MISSING[place],
            _INK_ON[place],
        )
        for place, column in enumerate((3, 4))
    ]
    axes = Axes(_("Information assets that lack the measure"))
    names = Range(page.name, (head + 1, 2, head + count, 2))
    chart = stacked(book.workbook, "bar", axes, names, series)
    page.charts([chart], width=min(page.pixels(), 920), height=76 + 22 * count)

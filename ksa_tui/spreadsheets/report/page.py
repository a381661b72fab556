"""One sheet of the report, written from top to bottom, and how it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart
from xlsxwriter.worksheet import Worksheet

from ksa_tui.i18n import _
from ksa_tui.spreadsheets.workbook.formats import INK, TABS, Formats
from ksa_tui.spreadsheets.workbook.frame import BAND_HEIGHT, TITLE_HEIGHT
from ksa_tui.spreadsheets.workbook.measuring import HIGHEST, line_count
from ksa_tui.spreadsheets.workbook.writing import Look, edge, write_text

DASHED: Final = '0;-0;"–"'
"""A number that is a dash when it is nothing: easier to look past."""
CHANGE: Final = '+0;−0;"±0"'
_FIRST_YEAR: Final = 1900
"""Spreadsheets know no earlier dates."""
_A4: Final = 9
_PIXELS: Final = 7
_LINE: Final = 13.5
_AIR: Final = 7.0
_SIZE: Final = 10.0
_PORTRAIT: Final = (530.0, 735.0)
_LANDSCAPE: Final = (777.0, 492.0)
"""Points between the margins of an A4 page."""
_ROOM: Final = 0.94
"""What is left of them: programs draw the same columns a little wider or narrower."""
_CHART_ROW: Final = 20
_POINTS_PER_PIXEL: Final = 0.75
_EDGE_CODES: Final = '&"Calibri,Bold"&9'


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet's name, the widths of its columns in characters, and how it lies on paper."""

    name: str
    widths: tuple[float, ...]
    portrait: bool = False
    one_page: bool = False
    printed: int | None = None
    """How many columns are printed; None is all."""
    tab: str = "ink"


@dataclass(frozen=True, slots=True)
class Edges:
    """What stands at the edges of every printed page."""

    title: str
    made: date


class Page:
    """Knows where the next row is; cells are written by row and column."""

    def __init__(self, workbook: Workbook, formats: Formats, layout: Layout, edges: Edges) -> None:
        self.row = 0
        self.name = layout.name
        self._formats, self._layout, self._edges = formats, layout, edges
        self._target: Worksheet = workbook.add_worksheet(layout.name)
        self._last = 0
        self._breaks: list[int] = []
        self._filled = 0.0
        self._has_charts = False
        for index, width in enumerate(layout.widths):
            self._target.set_column(index, index, width)

    @property
    def width(self) -> int:
        """How many columns the sheet has."""
        return len(self._layout.widths)

    @property
    def _printed(self) -> int:
        return self._layout.printed or self.width

    def begin(self, title: str, *bands: str) -> None:
        """The title and what stands under it, on dark ground."""
        self._band(title, "title", TITLE_HEIGHT)
        for text in bands:
            self._band(text, "band", self._height(text, 0, self._printed, 11, lowest=BAND_HEIGHT))
        self.gap()

    def _band(self, text: str, style: str, height: float) -> None:
        self.across(text, f"{style} wrap" if style == "band" else style, height=height)

    def gap(self, height: float = 9.0) -> None:
        """An empty row."""
        self._set_height(height)
        self.row += 1

    def section(self, text: str) -> None:
        """A heading with a line under it, over all that is printed."""
        self.across(text, "section", height=27.0)

    def across(
        self, text: str, style: str, *, height: float | None = None, columns: int | None = None
    ) -> None:
        """A text over several columns (None: all that are printed), as high as it needs."""
        wide = columns or self._printed
        if height is None:
            height = self._height(text, 0, wide, _SIZE, bold="bold" in style)
        self._set_height(height)
        if wide > 1:
            self._target.merge_range(self.row, 0, self.row, wide - 1, "", self._formats.get(style))
        self.text(0, text, style)
        self.row += 1

    def _height(
        self,
        text: str,
        first: int,
        columns: int,
        size: float,
        *,
        bold: bool = False,
        lowest: float = 0.0,
    ) -> float:
        room = sum(self._layout.widths[first : first + columns]) * _PIXELS - 12
        lines = line_count(text, room, size, bold=bold)
        return min(HIGHEST, max(lowest, lines * _LINE * size / _SIZE + _AIR))

    def heads(
        self, titles: Sequence[str], *, height: float = 30.0, styles: Sequence[str] = ()
    ) -> None:
        """A row of column heads; ``styles`` where they are not all alike."""
        self._set_height(height)
        for index, title in enumerate(titles):
            self.text(index, title, styles[index] if styles else _head(index))
        self.row += 1

    def text(self, column: int, text: str, style: str, *, row: int | None = None) -> None:
        """A text in a cell of this row, whatever it looks like."""
        place = self.row if row is None else row
        write_text(self._target, place, column, text, Look(self._formats, style))
        self._last = max(self._last, place)

    def merged(self, column: int, columns: int, text: str, style: str) -> None:
        """A text over some columns of this row."""
        if columns > 1:
            look = self._formats.get(style)
            self._target.merge_range(self.row, column, self.row, column + columns - 1, "", look)
        self.text(column, text, style)

    def number(self, column: int, value: int, style: str, shown: str = "0") -> None:
        """A number in a cell of this row."""
        self._target.write_number(self.row, column, value, self._formats.get(style, shown))
        self._last = max(self._last, self.row)

    def day(self, column: int, day: date | None, style: str) -> None:
        """A date in a cell of this row, or nothing."""
        if day is None or day.year < _FIRST_YEAR:
            self.text(column, day.isoformat() if day else "", style)
        else:
            self._target.write_datetime(self.row, column, day, self._formats.get(f"{style} date"))

    def fit(self, texts: Sequence[tuple[int, str]], *, lowest: float = 20.0) -> None:
        """Make this row as high as the longest of its texts (column, text) needs."""
        heights = [self._height(text, column, 1, _SIZE) for column, text in texts]
        self._set_height(max([lowest, *heights]))

    def next(self) -> None:
        """To the next row."""
        self.row += 1

    def charts(self, charts: Sequence[Chart], *, width: int, height: int) -> None:
        """Put charts beside each other, in pixels each, whole on one page, and go on below them."""
        self.keep_together((height + 10) * _POINTS_PER_PIXEL)
        for number, chart in enumerate(charts):
            self.chart_at(
                chart, row=self.row, width=width, height=height, left=number * (width + 8)
            )
        for _number in range(-(-(height + 10) // _CHART_ROW)):
            self._set_height(_CHART_ROW * _POINTS_PER_PIXEL)
            self.row += 1
        self._last = max(self._last, self.row - 1)

    def chart_at(
        self, chart: Chart, *, row: int, width: int, height: int, left: int = 0, column: int = 0
    ) -> None:
        """Put a chart beside what is written already, ``left`` pixels into a column."""
        self._has_charts = True
        chart.set_size({"width": width, "height": height})
        place = {"object_position": 2, "x_offset": 4 + left, "y_offset": 4}
        self._target.insert_chart(row, column, chart, place)

    def pixels(self, columns: int | None = None) -> int:
        """How wide the first columns are (None: all), for a chart over all of them."""
        return int(sum(self._layout.widths[:columns]) * _PIXELS)

    def filter(self, header: int) -> None:
        """A filter on a table that goes on to the last row, whose head stays in sight and on every page."""
        self._target.autofilter(header, 0, max(self._last, header + 1), self.width - 1)
        self.freeze(header)

    def freeze(self, header: int) -> None:
        """Keep a row of heads in sight and on every page."""
        self._target.freeze_panes(header + 1, 0)
        self._target.repeat_rows(header)

    def keep_together(self, points: float) -> None:
        """Begin a page here, unless what comes has room on this one."""
        if self._filled % self._page_height + points > self._page_height:
            self.break_here()

    def break_here(self) -> None:
        """The next row begins a page."""
        self._breaks.append(self.row)
        self._filled = 0.0

    def _set_height(self, points: float) -> None:
        self._target.set_row(self.row, points)
        self._filled += points

    @property
    def _scale(self) -> int:
        """In percent, as large as the paper is wide: what is only fitted to it ignores breaks before charts."""
        printed = self._layout.widths[: self._printed]
        points = sum(width * _PIXELS + 5 for width in printed) * _POINTS_PER_PIXEL
        return max(10, min(100, int(100 * _ROOM * self._paper[0] / points)))

    @property
    def _paper(self) -> tuple[float, float]:
        return _PORTRAIT if self._layout.portrait else _LANDSCAPE

    @property
    def _page_height(self) -> float:
        return self._paper[1] * 100 / self._scale

    def finish(self) -> None:
        """How it is printed, the mark of sensitivity on every page."""
        target, layout = self._target, self._layout
        last = max(self._last, self.row - 1)
        target.ignore_errors({"number_stored_as_text": f"A1:ZZ{last + 1}"})
        target.hide_gridlines(2)
        target.set_tab_color(TABS.get(layout.tab, INK))
        if layout.portrait:
            target.set_portrait()
        else:
            target.set_landscape()
        target.set_paper(_A4)
        target.set_margins(left=0.45, right=0.45, top=0.75, bottom=0.65)
        target.center_horizontally()
        if layout.one_page or not self._has_charts:
            target.fit_to_pages(1, 1 if layout.one_page else 0)
        else:
            target.set_print_scale(self._scale)
            target.set_h_pagebreaks(self._breaks)
        target.print_area(0, 0, last, self._printed - 1)
        secret = _("SENSITIVE. Assess secrecy before disclosure.")
        made = edge(self._edges.made.isoformat())
        target.set_header(f"&L{_EDGE_CODES}{secret}&R{made}", {"margin": 0.35})
        pages = _("&A  ·  page &P of &N")
        target.set_footer(f"&L{edge(self._edges.title)}&R{edge('')}{pages}", {"margin": 0.3})


def _head(index: int) -> str:
    return "head" if index == 0 else "head center"

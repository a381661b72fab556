"""The report's charts, in the colours and the type of its tables. Native: they follow the cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from ksa_tui.spreadsheets.workbook.formats import INK, RAMP

PALE: Final = "#A4CAD9"
GREY: Final = "#8FA3B5"
STATES: Final = (INK, "#2B6C8A", "#79B0C6", "#A4CAD9", "#D5DCE3")
"""From what is done to what is not begun."""
MISSING: Final = (INK, PALE)

_TEXT: Final = {"name": "Calibri", "size": 9, "color": "#1F2933"}
_TITLE: Final = {"name": "Calibri", "size": 12, "bold": True, "color": INK}
_LINE: Final = {"color": "#D5DCE3", "width": 0.75}


@dataclass(frozen=True, slots=True)
class Range:
    """Cells of a sheet, counted from 0: first row and column, last row and column."""

    sheet: str
    area: tuple[int, int, int, int]

    @property
    def cells(self) -> list[Any]:
        """As XlsxWriter takes it."""
        return [self.sheet, *self.area]


@dataclass(frozen=True, slots=True)
class Series:
    """One series: the cell that names it, its values, its colour and that of its figures."""

    name: tuple[str, int, int]
    values: Range
    colour: str
    figures: str = "#1F2933"


@dataclass(frozen=True, slots=True)
class Axes:
    """What stands at a chart: its title and the names of its axes."""

    title: str
    categories: str = ""
    values: str = ""


def ramp_colours(steps: int) -> list[tuple[str, str]]:
    """Ground and text for the levels of a scale, the darkest for the gravest."""
    span = max(steps - 1, 1)
    return [RAMP[round(step * (len(RAMP) - 1) / span)] for step in range(steps)]


def stacked(
    workbook: Workbook, kind: str, axes: Axes, names: Range, series: Sequence[Series]
) -> Chart:
    """Columns or bars (``kind``) of one stack each, the figures within them."""
    return _chart(workbook, {"type": kind, "subtype": "stacked"}, axes, names, series)


def side_by_side(
    workbook: Workbook, kind: str, axes: Axes, names: Range, series: Sequence[Series]
) -> Chart:
    """Columns or bars beside each other."""
    return _chart(workbook, {"type": kind}, axes, names, series)


def _chart(
    workbook: Workbook, options: dict[str, str], axes: Axes, names: Range, series: Sequence[Series]
) -> Chart:
    chart = workbook.add_chart(options)
    is_stacked = options.get("subtype") == "stacked"
    for each in series:
        chart.add_series(
            {
                "name": list(each.name),
                "categories": names.cells,
                "values": each.values.cells,
                "fill": {"color": each.colour},
                "border": {"color": "#FFFFFF" if is_stacked else each.colour, "width": 0.75},
                "gap": 60,
                "overlap": 100 if is_stacked else -5,
                "data_labels": {
                    "value": True,
                    "num_format": "0;;",
                    "font": {**_TEXT, "color": each.figures if is_stacked else "#1F2933"},
                    "position": "center" if is_stacked else "outside_end",
                },
            }
        )
    chart.set_title({"name": axes.title, "name_font": _TITLE, "overlay": False})
    chart.set_legend({"none": True} if len(series) == 1 else {"position": "bottom", "font": _TEXT})
    chart.set_chartarea({"border": {"color": "#D5DCE3"}, "fill": {"color": "#FFFFFF"}})
    chart.set_plotarea({"fill": {"color": "#FFFFFF"}})
    if options["type"] == "bar":  # read from the top; the figures stand in the bars
        chart.set_y_axis(_categories(axes) | {"reverse": True})
        chart.set_x_axis(_values(axes) | {"visible": False, "name": ""})
    else:
        chart.set_x_axis(_categories(axes))
        chart.set_y_axis(_values(axes))
    return chart


def _categories(axes: Axes) -> dict[str, Any]:
    return {
        "name": axes.categories,
        "name_font": {**_TEXT, "bold": False},
        "num_font": _TEXT,
        "line": _LINE,
        "major_tick_mark": "none",
    }


def _values(axes: Axes) -> dict[str, Any]:
    return {
        "name": axes.values,
        "name_font": {**_TEXT, "bold": False},
        "num_font": _TEXT,
        "num_format": "0",
        "min": 0,
        "line": {"none": True},
        "major_gridlines": {"visible": True, "line": _LINE},
    }

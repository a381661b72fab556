"""The look: a handful of style tokens, one colour ramp for levels, and what they mean to XlsxWriter.

Contrast was measured: text at least 4.5:1 on its ground, the edge of a yellow cell 3:1.
Yellow means "fill in" and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from ksa_tui.domain.model import Aspect

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

INK: Final = "#16324A"
YELLOW: Final = "#F2C94C"
TABS: Final = {"ink": INK, "yellow": YELLOW, "grey": "#8FA3B5"}

RAMP: Final = (
    ("#EEF2F5", "#3D4B59"),
    ("#CFE4EC", "#12303F"),
    ("#A4CAD9", "#0B2936"),
    ("#79B0C6", "#06222F"),
    ("#174E69", "#FFFFFF"),
)
"""Ground and text of the levels, from none to the gravest; a shorter scale takes steps evenly."""

_EDGE: Final = "#D5DCE3"
_BASE: Final = {
    "font_name": "Calibri",
    "font_size": 10,
    "font_color": "#1F2933",
    "valign": "vcenter",
}
_LEFT: Final = {"align": "left", "indent": 1}

TOKENS: Final[Mapping[str, Mapping[str, object]]] = {
    "plain": {},
    "left": _LEFT,
    "center": {"align": "center", "indent": 0},
    "wrap": {"text_wrap": True, **_LEFT},
    "top": {"valign": "top"},
    "bold": {"bold": True},
    "ink": {"font_color": INK},
    "muted": {"font_color": "#5A6B7B"},
    "small": {"font_size": 9},
    "large": {"font_size": 12},
    "huge": {"font_size": 16},
    "cell": {"border": 1, "border_color": _EDGE},
    "group": {"top": 2, "top_color": "#8FA3B5"},
    "about": {"bg_color": "#F3F6F8"},
    "title": {"font_size": 20, "bold": True, "font_color": "#FFFFFF", "bg_color": INK, **_LEFT},
    "band": {"font_size": 11, "font_color": "#D7E3EC", "bg_color": INK, **_LEFT},
    "call": {"font_size": 14, "bold": True, "font_color": "#FFFFFF"},
    "draft": {"bg_color": "#5A6B7B", "font_color": "#FFFFFF"},
    "section": {
        "font_size": 13,
        "bold": True,
        "font_color": INK,
        "bottom": 2,
        "bottom_color": INK,
        "valign": "bottom",
        **_LEFT,
    },
    "head": {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": INK,
        "text_wrap": True,
        "border": 1,
        "border_color": "#3C566C",
        **_LEFT,
    },
    "yellow_head": {
        "bold": True,
        "font_color": "#3D2B00",
        "bg_color": YELLOW,
        "text_wrap": True,
        "border": 1,
        "border_color": "#B8860B",
        **_LEFT,
    },
    "yellow_legend": {"font_color": "#7A5600"},
    "input": {"bg_color": "#FFF6D6", "border": 1, "border_color": "#B8860B", "locked": False},
    "date": {"num_format": "yyyy-mm-dd"},
    "step": {
        "font_size": 16,
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": "#2B6C8A",
        "border": 1,
        "border_color": "#FFFFFF",
        "align": "center",
    },
    "link": {"bold": True, "font_color": "#0B5A83", "underline": 1},
    "approve": {"bold": True, "bg_color": "#DCEFE2", "font_color": "#1A5632"},
    "change": {"bold": True, "bg_color": "#FFE3BF", "font_color": "#7A4300"},
    "return": {"bold": True, "bg_color": "#F4D7DE", "font_color": "#86183A"},
    "unused": {"bg_color": "#EDEFF1", "font_color": "#9AA5B1"},
    "needed": {"bg_color": YELLOW, "bold": True},
    "edge": {"border": 1, "border_color": "#FFFFFF"},
    "sign_line": {"bottom": 1, "bottom_color": INK},
    **{
        f"ramp{step}": {
            "bg_color": ground,
            "font_color": text,
            "bold": True,
            "border": 1,
            "border_color": "#FFFFFF",
        }
        for step, (ground, text) in enumerate(RAMP)
    },
}


class Formats:
    """XlsxWriter's formats by style, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, str, bool], Format] = {}

    def get(self, style: str, number: str = "", quoted: bool = False) -> Format:
        """The format of a cell. ``quoted`` keeps a text that looks like a formula a text when it is edited."""
        key = (style, number, quoted)
        if key not in self._made:
            properties = properties_of(style)
            if number:
                properties["num_format"] = number
            if quoted:
                properties["quote_prefix"] = True
            self._made[key] = self._workbook.add_format(properties)
        return self._made[key]

    def condition(self, style: str) -> Format:
        """A format that is laid over a cell's own: colours and weight alone."""
        return self._workbook.add_format(dict(TOKENS[style]))


def properties_of(style: str) -> dict[str, object]:
    """The XlsxWriter properties of a list of tokens; later tokens win."""
    properties: dict[str, object] = dict(_BASE)
    for token in style.split():
        properties.update(TOKENS[token])
    return properties


def ramp_step(aspect: Aspect, level: int) -> str:
    """The token of a level's shade: the lowest of a scale is the palest, the highest the darkest."""
    values = [each.value for each in aspect.levels]
    span = max(len(values) - 1, 1)
    return f"ramp{round(values.index(level) * (len(RAMP) - 1) / span)}"


def level_format(word: str) -> str:
    """The number format that shows a level as digit and word while the cell stays a number."""
    return '0" {}"'.format(word.replace('"', "”")) if word else "0"

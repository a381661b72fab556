"""Containers that only lay out others: all their lines are one blank line, made once for each painting.

Textual paints every widget that touches a change, also those that lie behind: at each key half of them are
containers. None of these may have a border. The style sheet of the base named first is theirs.
"""

from __future__ import annotations

from textual.color import Color
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Unpainted(Widget):
    """The colour behind others, and nothing of its own."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """The same blank line so many times."""
        style = self.visual_style
        background = style.background or Color(0, 0, 0, 0)
        strip = Strip.blank(crop.width, style.rich_style)
        for line_filter in self.get_line_filters():
            strip = strip.apply_filter(line_filter, background)
        return [strip] * crop.height


class Box(Container, Unpainted):
    """Laid out as the style sheet says."""


class Row(Horizontal, Unpainted):
    """One beside another."""


class Stack(Vertical, Unpainted):
    """One below another."""


class Scroll(VerticalScroll, Unpainted):
    """One below another, as far as there is room."""

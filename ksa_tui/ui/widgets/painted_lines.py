"""Lines of text, one under another, of which only those that say something else are painted again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from ksa_tui.ui.widgets.table_line import segments_of


class PaintedLines(Widget):
    """A widget on Textual's line API; what is too long for the width is cut with an ellipsis.

    Subclasses give the :meth:`lines`, and call :meth:`repaint` when these may have changed. A plain
    ``refresh()``, of Textual or of a theme, makes and paints all of them anew.
    """

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._shown: Sequence[Content] | None = None
        self._shown_width = 0

    def lines(self, width: int) -> Sequence[Content]:
        """What to say, each line at most ``width`` cells."""
        raise NotImplementedError

    def outgrows(self, lines: int) -> bool:
        """Whether so many lines ask for another height."""
        return False

    def repaint(self) -> None:
        """Paint what changed since it was painted last."""
        before = self._shown
        if before is None:  # not painted since everything was to be made anew
            return
        if self.size.width != self._shown_width:  # resized; or hidden: nothing of it may come back
            self.refresh()
            return
        self._shown = after = self.lines(self.size.width)
        if self.outgrows(len(after)):
            self.refresh(layout=True)
            return
        width, most = self.size.width, max(len(before), len(after))
        rows = [y for y in range(most) if _line(before, y) != _line(after, y)]
        if rows:
            self.refresh(*(Region(0, y, width, 1) for y in rows))

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Paint these regions, or everything anew."""
        if repaint and not regions:
            self._shown = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_line(self, y: int) -> Strip:
        """One line, as wide as there is room."""
        width, style = self.size.width, self.visual_style
        if self._shown is None or width != self._shown_width:
            self._shown, self._shown_width = self.lines(width), width
        if y >= len(self._shown):
            return Strip.blank(width, style.rich_style)
        parse = self.app.stylesheet.parse_style
        return Strip(segments_of(self._shown[y], width, "left", style, parse), width)


class SteadyLine(PaintedLines):
    """One line, painted again only when it says something else."""

    DEFAULT_CSS = "SteadyLine { height: 1; width: 1fr; }"

    def __init__(self, words: Content, *, id: str) -> None:
        super().__init__(id=id)
        self._words = words

    def say(self, words: Content) -> None:
        """Say this from now on."""
        self._words = words
        self.repaint()

    def lines(self, width: int) -> Sequence[Content]:
        """The one line."""
        return [self._words]


class PaintedText(PaintedLines):
    """A few lines of text, wrapped where ``text-wrap`` says so; laid out anew when it has other lines."""

    DEFAULT_CSS = "PaintedText { height: auto; width: 1fr; }"

    def __init__(self, *, id: str, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._words = Content("")

    def say(self, words: Content) -> None:
        """Say this from now on."""
        self._words = words
        self.repaint()

    def lines(self, width: int) -> Sequence[Content]:
        """The lines of the text, none of them wider than ``width`` where they wrap."""
        if self.styles.text_wrap == "wrap":
            return self._words.wrap(max(width, 1))
        return self._words.split("\n")

    def outgrows(self, lines: int) -> bool:
        """Whether the height follows the text, and is another now."""
        return self.styles.is_auto_height and lines != self.size.height

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A line of the screen for each."""
        return len(self.lines(width))


def _line(lines: Sequence[Content], y: int) -> tuple[object, ...]:
    """What a line says and how it looks; ``Content`` compares its text only."""
    return (lines[y].plain, *lines[y].spans) if y < len(lines) else ()

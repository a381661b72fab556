"""What every level means for the area under the cursor: always all of them, none favoured."""

from __future__ import annotations

import textwrap
from functools import lru_cache
from typing import Final, Literal

from textual.containers import ScrollableContainer
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from ksa_tui.domain.model import Level
from ksa_tui.i18n import _, language
from ksa_tui.ui.widgets.levels import chip, level_names_width, level_word
from ksa_tui.ui.widgets.painted_lines import PaintedLines
from ksa_tui.ui.widgets.sight import Sight

CHOSEN: Final = "●"
INDENT: Final = 2
HEAD_LINES: Final = 2
"""Lines above the stairs in their rail: its heading and a blank one."""

Order = Literal["list", "stairs"]


@lru_cache(maxsize=1024)
def wrapped_in(text: str, width: int) -> list[str]:
    """The lines of a text; kept, for the same descriptors are shown again and again."""
    return textwrap.wrap(text, width)


class Definitions(PaintedLines):
    """The descriptors of one area.

    ``order`` "list" puts them in rows with the level's name to the left, the lowest first; "stairs" one
    under another with the highest on top, like the map. The chosen one has a mark, its chip and full ink.
    """

    DEFAULT_CSS = "Definitions { height: auto; width: 1fr; }"

    def __init__(self, sight: Sight, order: Order = "list") -> None:
        super().__init__()
        self._sight = sight
        self._order: Order = order

    def show(self, sight: Sight) -> None:
        """Draw another moment; nothing is laid out anew while the texts fit into the room there is."""
        self._sight = sight
        self.repaint()
        if isinstance(self.parent, ScrollableContainer) and self.parent.max_scroll_y:
            self.parent.scroll_to(y=self._chosen_line, animate=False)

    def outgrows(self, lines: int) -> bool:
        """Whether they take more than the room there is, or no longer do."""
        return max(lines, self._room) != self.size.height

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as the room there is, or as the texts take at this width."""
        return max(len(self.lines(width)), container.height - self._head)

    @property
    def _head(self) -> int:
        return HEAD_LINES if self._order == "stairs" else 0

    @property
    def _room(self) -> int:
        """Lines there are for the levels."""
        return self.parent.size.height - self._head if isinstance(self.parent, Widget) else 0

    @property
    def _chosen_line(self) -> int:
        """The line where the chosen level begins, 0 when none is chosen."""
        line = 0
        for level in self._levels:
            if level.value == self._sight.rating:
                return line
            line += len(self._level_lines(level, self.size.width)) + self._gap(self.size.width)
        return 0

    def _gap(self, width: int) -> int:
        """Blank lines between two levels: one where there is air, as long as all of them stay in view."""
        airy = self._order == "stairs" or self._is_projected
        return int(airy and self._spare(width) >= 0)

    def _spare(self, width: int) -> int:
        """Lines left below the levels with their blank lines; below 0 they do not fit."""
        lines = sum(len(self._level_lines(level, width)) + 1 for level in self._levels)
        return self._room - lines + 1

    @property
    def _levels(self) -> tuple[Level, ...]:
        levels = self._sight.aspect.levels
        return levels if self._order == "list" else levels[::-1]

    def lines(self, width: int) -> list[Content]:
        """All descriptors of the area."""
        lines: list[Content] = []
        gap = self._gap(width)
        for level in self._levels:
            if lines and gap:
                lines.append(Content(""))
            lines += self._level_lines(level, width)
            if self._order == "stairs":
                why = self._why_higher(level, width)
                lines += why if len(why) <= self._spare(width) else []
        return lines

    def _level_lines(self, level: Level, width: int) -> list[Content]:
        if self._order == "list":
            return self._beside(level, width)
        return self._under(level, width)

    def _text(self, level: Level) -> str:
        sight = self._sight
        return sight.model.descriptor(sight.area.id, sight.aspect.id, level.value).get(language())

    def _ink(self, level: Level) -> str:
        """Muted is what was not chosen; on the projector nothing is, for it may be a bad one."""
        rating = self._sight.rating
        full = rating in (None, level.value) or self._is_projected
        return "$text" if full else "$text-muted"

    @property
    def _is_projected(self) -> bool:
        return self.screen.has_class("-projector")

    def _label(self, level: Level) -> Content:
        if self._sight.rating == level.value:
            mark = Content.styled(CHOSEN, "bold $accent")
            return Content.assemble(mark, chip(level.value, self._sight.aspect))
        word = level_word(self._sight.aspect, level.value)
        return Content.styled(f"  {word}", self._ink(level))

    def _beside(self, level: Level, width: int) -> list[Content]:
        column = level_names_width(self._sight.aspect) + INDENT + 3
        wrapped = wrapped_in(self._text(level), max(width - column, 20)) or [""]
        label = self._label(level)
        first = Content.assemble(label, " " * (column - label.cell_length))
        blank = Content(" " * column)
        return [
            Content.assemble(blank if number else first, Content.styled(line, self._ink(level)))
            for number, line in enumerate(wrapped)
        ]

    def _under(self, level: Level, width: int) -> list[Content]:
        wrapped = wrapped_in(self._text(level), max(width - INDENT, 16))
        texts = [Content.styled(" " * INDENT + line, self._ink(level)) for line in wrapped]
        return [self._label(level), *texts]

    def _why_higher(self, level: Level, width: int) -> list[Content]:
        """Why it is this level and not the one below, where the model says and the level is chosen."""
        sight = self._sight
        known = sight.model.distinctions.get((sight.area.id, sight.aspect.id, level.value))
        if known is None or sight.rating != level.value:
            return []
        why = _("not {lower}, because {reason}").format(
            lower=level.value - 1, reason=known.higher.get(language())
        )
        wrapped = wrapped_in(why, max(width - INDENT, 16))
        return [Content.styled(" " * INDENT + line, "$text-muted") for line in wrapped]

"""K, R and T side by side with their levels so far: never merged, always in the model's order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from textual.content import Content
from textual.events import Click
from textual.message import Message

from ksa_tui.domain.model import Aspect
from ksa_tui.domain.standing import is_below_floor
from ksa_tui.i18n import language
from ksa_tui.ui.widgets.levels import chip
from ksa_tui.ui.widgets.painted_lines import PaintedLines
from ksa_tui.ui.widgets.sight import Sight

GAP: Final = 4
HEAVY: Final = "━"
LIGHT: Final = "─"


class AspectTabs(PaintedLines):
    """Two lines: the aspects, and a rule whose heavy part says which one the room is in."""

    DEFAULT_CSS = "AspectTabs { height: 2; width: 1fr; }"

    @dataclass
    class Pointed(Message):
        """An aspect was clicked."""

        aspect: str

    def __init__(self, sight: Sight) -> None:
        super().__init__()
        self._sight = sight

    def show(self, sight: Sight) -> None:
        """Draw another moment."""
        self._sight = sight
        self.repaint()

    def lines(self, width: int) -> list[Content]:
        """The aspects over the rule."""
        tabs = [self._tab(aspect) for aspect in self._sight.model.aspects]
        rules = [
            Content.styled(HEAVY * tab.cell_length, "$accent")
            if aspect.id == self._sight.aspect.id
            else Content.styled(LIGHT * tab.cell_length, "$hairline")
            for tab, aspect in zip(tabs, self._sight.model.aspects, strict=True)
        ]
        rest = max(width - sum(tab.cell_length for tab in tabs), 0)
        rules.append(Content.styled(LIGHT * rest, "$hairline"))
        return [Content.assemble(*tabs), Content.assemble(*rules)]

    def _tab(self, aspect: Aspect) -> Content:
        assessment = self._sight.asset.assessments[aspect.id]
        active = aspect.id == self._sight.aspect.id
        style = "bold $text" if active else "$text-muted"
        below = is_below_floor(self._sight.model, self._sight.asset, aspect.id)
        level = chip(assessment.proposed, aspect, word=False, below=below)
        words = Content.styled(f"{aspect.letter}  {self._aspect_name(aspect)}  ", style)
        return Content.assemble(words, level, " " * GAP)

    def _aspect_name(self, aspect: Aspect) -> str:
        names = [each.name.get(language()) for each in self._sight.model.aspects]
        needed = sum(len(name) + 8 + GAP for name in names)
        text = aspect.name if needed <= self.size.width else aspect.short
        return text.get(language())

    def on_click(self, event: Click) -> None:
        """Go to the aspect under the pointer."""
        event.stop()
        start = 0
        for aspect in self._sight.model.aspects:
            start += self._tab(aspect).cell_length
            if event.x < start:
                self.post_message(self.Pointed(aspect.id))
                return

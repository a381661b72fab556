"""One of a few: all alternatives in view on one line, or under each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from textual import events
from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

T = TypeVar("T")
CHOSEN, OPEN = "●", "○"
GAP = 3


class Choice(Widget, Generic[T], can_focus=True):
    """Arrow keys move the mark; nothing is marked until something has been chosen.

    Space marks the first where nothing is marked yet. What has been chosen it leaves alone: a slip of the thumb
    after a digit must not become another level.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Choice { width: 1fr; height: 1; padding: 0 1; color: $text; background: $background; }
    Choice:focus { background: $selection; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("up", "climb(-1)", show=False),
        Binding("down", "climb(1)", show=False),
    ]
    index: reactive[int] = reactive(-1, init=False)
    """The alternative marked, -1 for none."""

    @dataclass
    class Changed(Message):
        """Another alternative was marked."""

        choice: Choice[Any]

        @property
        def control(self) -> Choice[Any]:
            """The widget."""
            return self.choice

    def __init__(
        self,
        options: Sequence[tuple[T, str]],
        chosen: T | None = None,
        *,
        stacked: bool = False,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._options = tuple(options)
        self._stacked = stacked
        if stacked:
            self.styles.height = len(self._options)
        values = [value for value, _words in self._options]
        self.set_reactive(Choice.index, values.index(chosen) if chosen in values else -1)

    @property
    def value(self) -> T | None:
        """What was chosen, or None."""
        return self._options[self.index][0] if self.index >= 0 else None

    def choose(self, value: T | None) -> None:
        """Mark the alternative with this value, or none when there is no such one."""
        values = [each for each, _words in self._options]
        self.index = values.index(value) if value in values else -1

    def on_key(self, event: events.Key) -> None:
        """A digit chooses the alternative that is this number: a level; keys count in the order pressed."""
        if event.key == "space":
            event.stop()
            self.index = max(self.index, 0)
            return
        values: list[object] = [value for value, _words in self._options]
        if event.key.isdecimal() and int(event.key) in values:
            event.stop()
            self.index = values.index(int(event.key))

    def render(self) -> RenderResult:
        """Sign and words of every alternative, the chosen one bold."""
        separator = "\n" if self._stacked else " " * GAP
        return Content(separator).join(
            [self._option(index, words) for index, (_value, words) in enumerate(self._options)]
        )

    def _option(self, index: int, words: str) -> Content:
        if index == self.index:
            return Content.assemble((f"{CHOSEN} ", "bold $accent"), (words, "bold"))
        return Content.assemble((f"{OPEN} ", "$text-muted"), words)

    def watch_index(self) -> None:
        """Tell the form."""
        self.post_message(self.Changed(self))

    def action_step(self, by: int) -> None:
        """Mark the next or previous alternative, round the ends."""
        start = self.index if self.index >= 0 or by > 0 else 0
        self.index = (start + by) % len(self._options)

    def action_climb(self, by: int) -> None:
        """Mark the alternative above or below."""
        self.action_step(by)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Up and down leave a choice on one line: they go from field to field there."""
        return self._stacked if action == "climb" else True

    def on_click(self, event: events.Click) -> None:
        """Mark what was clicked."""
        if self._stacked:
            self.index = max(0, min(event.y, len(self._options) - 1))
            return
        right = 1
        for index, (_value, words) in enumerate(self._options):
            right += len(words) + 2 + GAP
            if event.x < right:
                self.index = index
                return

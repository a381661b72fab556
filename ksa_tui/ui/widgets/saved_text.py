"""A text field that is never lost: what is typed is kept within a second, and saved when it is left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.events import Blur, Resize
from textual.message import Message
from textual.timer import Timer
from textual.widgets import TextArea

KEEP_AFTER: Final = 0.6
"""Seconds of quiet, or of typing without a pause, after which what is typed is kept."""


class SavedText(TextArea):
    """Several lines of text. ``enter`` is a new line; ``esc`` and ``tab`` leave the field."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,tab,shift+tab", "leave", show=False)]

    @dataclass
    class Typed(Message):
        """What is typed so far, to be kept as a draft."""

        field: SavedText
        text: str

    @dataclass
    class Left(Message):
        """The field was left with another text than it was given."""

        field: SavedText
        text: str

    @dataclass
    class Finished(Message):
        """The person has left the field by its own key."""

        field: SavedText

    def __init__(self, *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(compact=True, placeholder=placeholder, id=id, highlight_cursor_line=False)
        self._given = ""
        self._timer: Timer | None = None

    def give(self, text: str) -> None:
        """Show ``text``, the saved one; blanks at the ends of what is being typed are left where they are."""
        self._stop()
        if text == self.text or (text and text == self.text.strip()):
            self._given = self.text
            return
        self._given = text
        self.load_text(text)
        if self.has_focus:
            self.to_end()

    def to_end(self) -> None:
        """Go on after what is written."""
        self.move_cursor(self.document.end)

    @property
    def unsaved(self) -> str | None:
        """The text when it differs from the saved one, else None."""
        return self.text if self.text != self._given else None

    def saved(self) -> None:
        """What the field shows has been saved."""
        self._stop()
        self._given = self.text

    def action_leave(self) -> None:
        """Give the focus back to the screen."""
        self.screen.set_focus(None)
        self.post_message(self.Finished(self))

    @on(TextArea.Changed)
    def _keep_soon(self) -> None:
        if self.unsaved is not None and self._timer is None:
            self._timer = self.set_timer(KEEP_AFTER, self._keep)

    def _keep(self) -> None:
        self._timer = None
        if self.unsaved is not None:
            self.post_message(self.Typed(self, self.text))

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _on_blur(self, event: Blur) -> None:
        super()._on_blur(event)
        self.scroll_home(animate=False)  # what is read is read from its beginning
        if (text := self.unsaved) is not None:
            self.post_message(self.Left(self, text))

    def on_resize(self, _: Resize) -> None:
        """Wrap anew: a breakpoint that narrows the field would leave the old line breaks."""
        self.call_after_refresh(self._wrap_again)

    def _wrap_again(self) -> None:
        self.soft_wrap = False
        self.soft_wrap = True

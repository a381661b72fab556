"""A one-line field for a name or a path: a pasted path replaces what is there."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from ksa_tui.ui.commands import CHOOSE
from ksa_tui.ui.folders import typed, unwrapped
from ksa_tui.ui.texts import one_line


class PathField(Input):
    """A field that takes pasted paths whole, and lets backspace go up when it is empty."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", CHOOSE, show=False)]

    class Emptied(Message):
        """Backspace in an empty field."""

    async def action_choose(self) -> None:
        """Enter takes what is written."""
        await self.action_submit()

    def action_delete_left(self) -> None:
        """Rub out; with nothing left, leave the folder."""
        if self.value:
            super().action_delete_left()
        else:
            self.post_message(self.Emptied())

    def on_paste(self, event: events.Paste) -> None:
        """A path takes the place of what stood there; anything else is pasted as usual."""
        text = unwrapped(event.text)
        if text and typed(text, Path.cwd()).is_path:
            event.prevent_default().stop()
            self.value = one_line(text)
            self.action_end()

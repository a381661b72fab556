"""A search field over a list: enter and the arrow key lead down to what was found."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from ksa_tui.domain.texts import fold


class SearchField(Input):
    """Submitted by enter and by ↓; its words are folded as the names that they are looked for in."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("down", "submit", show=False)]

    def __init__(self, value: str = "", placeholder: str = "", *, id: str) -> None:
        super().__init__(value, placeholder, select_on_focus=False, id=id)

    @property
    def words(self) -> list[str]:
        """What is searched for, each word by itself."""
        return fold(self.value).split()

"""A search field over a list: enter and the arrow key lead down to what was found."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.reactive import reactive
from textual.widgets import Input

from ksa_tui.domain.texts import fold


class SearchField(Input):
    """Submitted by enter and by ↓; its words are folded as the names that they are looked for in."""

    virtual_size = reactive(Size(0, 0))
    """Its text may be longer than it is; unlike other widgets it moves nothing else on the screen then."""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("down", "submit", show=False)]

    def __init__(self, value: str = "", placeholder: str = "", *, id: str) -> None:
        super().__init__(value, placeholder, select_on_focus=False, id=id)

    @property
    def words(self) -> list[str]:
        """What is searched for, each word by itself."""
        return fold(self.value).split()

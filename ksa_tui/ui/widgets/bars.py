"""The bars of every page: where one is and how it goes (top), what the keys do (bottom)."""

from __future__ import annotations

from typing import ClassVar

from textual.app import RenderResult
from textual.binding import ActiveBinding
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from ksa_tui.ui.commands import key_words
from ksa_tui.ui.texts import plain

BRAND = " ksa "


class TopBar(Widget):
    """Brand and place at the left, pace at the right; the place gives way when it is narrow."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TopBar { dock: top; width: 100%; height: 1; padding: 0 3 0 0; background: $surface; color: $text; }
    """

    place: reactive[str] = reactive("")
    """Where one is; user text."""
    pace: reactive[Content] = reactive(Content(""))
    """How it goes: counts, a meter, the clock."""

    def __init__(self, place: str = "", pace: Content | None = None) -> None:
        super().__init__()
        self.set_reactive(TopBar.place, place)
        self.set_reactive(TopBar.pace, pace or Content(""))

    def render(self) -> RenderResult:
        """One line, exactly as wide as the bar."""
        brand = Content.styled(BRAND, "bold $accent-text on $accent")
        room = self.content_size.width - len(BRAND) - 2
        pace = self.pace.stylize_before("$text-muted")
        if pace.cell_length > room // 2:
            pace = pace.truncate(room // 2, ellipsis=True)
        space = max(room - pace.cell_length - 2, 0)
        place = plain(self.place, "bold").truncate(space, ellipsis=True)
        gap = " " * (room - place.cell_length - pace.cell_length)
        return Content.assemble(brand, "  ", place, gap, pace)


class KeyBar(Widget):
    """The keys of the screen, at most five, and help at the far right; each can be clicked."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyBar {
        dock: bottom; width: 100%; height: 1; padding: 0 3; background: $surface; color: $text;
        link-color: $text; link-style: none; link-background: $surface;
        link-color-hover: $text; link-style-hover: none; link-background-hover: $selection;
    }
    """
    HELP: ClassVar[str] = "app.help"

    def on_mount(self) -> None:
        """Follow the focus: what the keys do depends on it."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def on_unmount(self) -> None:
        """Stop listening."""
        self.screen.bindings_updated_signal.unsubscribe(self)

    def _bindings_changed(self, _: object) -> None:
        self.refresh()

    def render(self) -> RenderResult:
        """The keys that fit; help always does."""
        width = self.content_size.width
        keys, help_key = self._shown()
        gap = "    " if self._needs(keys, 4) + help_key.cell_length <= width else "  "
        while keys and self._needs(keys, len(gap)) + help_key.cell_length > width:
            keys.pop()
        line = Content(gap).join(keys)
        space = " " * (width - line.cell_length - help_key.cell_length)
        return Content.assemble(line, space, help_key)

    @staticmethod
    def _needs(keys: list[Content], gap: int) -> int:
        return sum(key.cell_length + gap for key in keys)

    def _shown(self) -> tuple[list[Content], Content]:
        keys: dict[str, Content] = {}
        help_key = Content("")
        for active in self.screen.active_bindings.values():
            if not active.binding.show or active.binding.action in keys:
                continue
            if active.binding.id == self.HELP:
                help_key = _key(active)
            else:
                keys[active.binding.action] = _key(active)
        return list(keys.values()), help_key


def _key(active: ActiveBinding) -> Content:
    binding = active.binding
    words = binding.key_display or key_words(binding.key)
    key_style = "bold $accent" if active.enabled else "$text-muted"
    label_style = "$text" if active.enabled else "$text-muted"
    content = Content.assemble((words, key_style), " ", (binding.description, label_style))
    return content.stylize(f"@click=app.simulate_key('{binding.key}')")

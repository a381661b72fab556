"""The bars of every page: where one is and how it goes (top), what the keys do (bottom)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from ksa_tui.i18n import _
from ksa_tui.ui.commands import HELP, Command
from ksa_tui.ui.texts import plain

BRAND: Final = " ksa "
WIDE_GAP, NARROW_GAP = 4, 2
KEY_META: Final = "key"
PACE_SHARE: Final = (2, 3)
"""What the pace may take of the room beside the brand."""
RIGHT_PADDING: Final = 3
HELP_WHILE_TYPING: Final = replace(HELP, keys="f1", display="f1")


def room_for_pace(width: int) -> int:
    """Cells for the pace in a top bar of this width."""
    numerator, denominator = PACE_SHARE
    return (width - RIGHT_PADDING - len(BRAND) - 2) * numerator // denominator


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
    mark: reactive[str] = reactive("")
    """What every screen is headed with while it is not one's own store that is shown."""

    def __init__(self, place: str = "", pace: Content | None = None, mark: str = "") -> None:
        super().__init__()
        self.set_reactive(TopBar.mark, mark)
        self.set_reactive(TopBar.place, place)
        self.set_reactive(TopBar.pace, pace or Content(""))

    def render(self) -> RenderResult:
        """One line, exactly as wide as the bar."""
        brand = Content.styled(BRAND, "bold $accent-text on $accent")
        if self.mark:
            brand = Content.assemble(brand, (f" {self.mark} ", "bold $surface on $alert"))
        room = self.content_size.width - brand.cell_length - 2
        most = room_for_pace(self.outer_size.width - brand.cell_length + len(BRAND))
        pace = self.pace.stylize_before("$text-muted")
        if pace.cell_length > most:
            pace = pace.truncate(most, ellipsis=True)
        space = max(room - pace.cell_length - 2, 0)
        place = plain(self.place, "bold").truncate(space, ellipsis=True)
        gap = " " * (room - place.cell_length - pace.cell_length)
        return Content.assemble(brand, "  ", place, gap, pace)


class KeyBar(Widget):
    """The keys of the screen, at most five, and help at the far right; each can be clicked."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyBar { dock: bottom; width: 100%; height: 1; padding: 0 3; background: $surface; color: $text; }
    """

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self.show(commands)

    def show(self, commands: Sequence[Command]) -> None:
        """Show the keys of ``commands``, those that are meant to be shown."""
        self._commands = [command for command in commands if command.shown]
        self.refresh()

    def on_mount(self) -> None:
        """Follow the focus: what the keys do depends on it."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def on_unmount(self) -> None:
        """Stop listening."""
        self.screen.bindings_updated_signal.unsubscribe(self)

    def _bindings_changed(self, _: object) -> None:
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click on a key is the same as pressing it."""
        if (key := event.style.meta.get(KEY_META)) is not None:
            self.app.simulate_key(key)

    def render(self) -> RenderResult:
        """The keys that fit, in the order of the commands; help always does."""
        width = self.content_size.width
        active = {found.binding.id for found in self.screen.active_bindings.values()}
        here = [c for c in self._commands if not c.action or c.id in active]
        keys = [_key(command) for command in here if command is not HELP]
        help_key = _key(self._help) if HELP in here else Content("")
        room = width - help_key.cell_length
        gap = WIDE_GAP if _needs(keys, WIDE_GAP) <= room else NARROW_GAP
        while keys and _needs(keys, gap) > room:
            keys.pop()
        line = Content(" " * gap).join(keys)
        space = " " * (room - line.cell_length)
        return Content.assemble(line, space, help_key)

    @property
    def _help(self) -> Command:
        """In a text field "?" is a letter like any other: there the other key is told."""
        focused = self.screen.focused
        is_typing = focused is not None and focused.check_consume_key("question_mark", "?")
        return HELP_WHILE_TYPING if is_typing else HELP


def _needs(keys: list[Content], gap: int) -> int:
    return sum(key.cell_length + gap for key in keys)


def _key(command: Command) -> Content:
    content = Content.assemble((command.key_words, "bold $accent"), " ", _(command.label))
    if not command.action:
        return content
    return content.stylize(Style.from_meta({KEY_META: command.keys.split(",")[0]}))

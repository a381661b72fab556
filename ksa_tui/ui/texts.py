"""User text made fit for a screen, and the few words that several screens share.

Nothing here parses markup: a :class:`Content` made from user text shows what the user wrote.
"""

from __future__ import annotations

from typing import Final

from textual.content import Content

from ksa_tui.domain.texts import visible
from ksa_tui.i18n import N_

ELLIPSIS: Final = "…"

KEY_WORDS: Final = {
    "escape": N_("esc"),
    "enter": N_("enter"),
    "backspace": N_("backspace"),
    "delete": N_("delete"),
    "space": N_("space"),
    "tab": N_("tab"),
    "home": N_("home"),
    "end": N_("end"),
    "pageup": N_("page up"),
    "pagedown": N_("page down"),
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "question_mark": "?",
    "slash": "/",
    "comma": ",",
    "minus": "–",
    "plus": "+",
}
"""Words for keys: signs such as U+23CE are missing in common fonts."""


def one_line(text: str) -> str:
    """``text`` on one line, as long as before, with control and direction characters made harmless."""
    return text if text.isprintable() else visible(text)


def lines(text: str) -> str:
    """``text`` with its line breaks, and control and direction characters made harmless."""
    return "\n".join(one_line(line) for line in text.splitlines())


def plain(text: str, style: str = "") -> Content:
    """User text as content: one line, no markup, harmless."""
    return Content.styled(one_line(text), style) if style else Content(one_line(text))


def joined(parts: list[Content | str], separator: str = "  ") -> Content:
    """The parts that are not empty, side by side."""
    return Content(separator).join([part for part in parts if part])

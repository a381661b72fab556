"""User text made fit for a screen, and the few words that several screens share.

Nothing here parses markup: a :class:`Content` made from user text shows what the user wrote.
"""

from __future__ import annotations

from typing import Final

from textual.content import Content

from ksa_tui.i18n import N_

_PICTURES: Final = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}
_DIRECTIONS: Final = dict.fromkeys(
    [0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\N{MIDDLE DOT}"
)
_BROKEN: Final = dict.fromkeys(
    [*range(0x80, 0xA0), *range(0xD800, 0xE000)], "\N{REPLACEMENT CHARACTER}"
)
_BREAKS: Final = dict.fromkeys([0x2028, 0x2029], " ")
_HARMLESS: Final = {**_PICTURES, **_BROKEN, **_DIRECTIONS, **_BREAKS}
_LINES: Final = {**_HARMLESS, 0x0A: "\n", 0x09: "    "}
_ONE_LINE: Final = {**_HARMLESS, 0x0A: " ", 0x0D: " ", 0x09: " "}

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
    """``text`` on one line, with control and direction characters made visible and harmless."""
    if text.isprintable():
        return text
    return text.translate(_ONE_LINE)


def lines(text: str) -> str:
    """``text`` with its line breaks, and control and direction characters made visible and harmless."""
    return text.replace("\r\n", "\n").translate(_LINES)


def plain(text: str, style: str = "") -> Content:
    """User text as content: one line, no markup, harmless."""
    return Content.styled(one_line(text), style) if style else Content(one_line(text))


def joined(parts: list[Content | str], separator: str = "  ") -> Content:
    """The parts that are not empty, side by side."""
    return Content(separator).join([part for part in parts if part])

"""Small models for widgets: scales of 3, 4 and 5 levels, other letters than K, R and T."""

from __future__ import annotations

from ksa_tui.domain.model import Aspect, Level
from ksa_tui.domain.texts import Text

WORDS = ("Ingen", "Liten", "Märkbar", "Stor", "Katastrofal")


def aspect(steps: int, letter: str = "K") -> Aspect:
    """An aspect whose scale has so many steps."""
    blank = Text("")
    levels = tuple(
        Level(value, Text(word), Text(word, f"L{value}"), blank, blank)
        for value, word in enumerate(WORDS[:steps])
    )
    return Aspect(letter.lower(), letter, Text(letter), Text(letter), blank, blank, levels)

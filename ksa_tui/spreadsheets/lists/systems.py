"""Which systems a cell names."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from ksa_tui.domain.texts import fold

_SEPARATORS: Final = re.compile(r"[;\n]|,(?![^(]*\))")
_AND: Final = re.compile(r"\s+(?:och|samt|and)\s+", re.IGNORECASE)
_PAPER: Final = frozenset(
    {
        "papper",
        "papperspärm",
        "pärm",
        "pärmar",
        "pappersakt",
        "pappersakter",
        "närarkiv",
        "arkivskåp",
        "paper",
    }
)


def is_paper(text: str) -> bool:
    """Whether a text under "System" is paper and no system."""
    return fold(text) in _PAPER


def split_systems(text: str, known: frozenset[str]) -> tuple[tuple[str, ...], bool]:
    """The systems that a cell names, and whether it was split at an "och" by a guess.

    Line breaks and semicolons part systems, commas outside brackets too. An "och" does where the cell is a
    list already, where both sides stand alone elsewhere in the list (``known``, folded), or where both are
    single capitalised words; "Drift- och underhåll" stays whole.
    """
    pieces = [piece.strip() for piece in _SEPARATORS.split(text)]
    pieces = [piece for piece in pieces if piece]
    found: list[str] = []
    guessed = False
    for piece in pieces:
        sides = [side.strip() for side in _AND.split(piece)]
        known_sides = sum(fold(side) in known for side in sides)
        if len(sides) == 1 or not _may_part(sides):
            found.append(piece)
        elif len(pieces) > 1 or known_sides == len(sides) or all(map(_is_one_name, sides)):
            found.extend(sides)
            guessed |= known_sides < len(sides)
        else:
            found.append(piece)
    unique = {fold(system): system for system in reversed(found)}
    return tuple(reversed(unique.values())), guessed


def standing_alone(texts: Collection[str]) -> frozenset[str]:
    """The systems that cells name without an "och", folded: what ``split_systems`` may part at."""
    pieces = {piece.strip() for text in texts for piece in _SEPARATORS.split(text)}
    return frozenset(fold(piece) for piece in pieces if piece and not _AND.search(piece))


def _may_part(sides: list[str]) -> bool:
    return all(
        side and not side.endswith("-") and (side[0].isupper() or side[0].isdigit())
        for side in sides
    )


def _is_one_name(side: str) -> bool:
    return " " not in side and side[0].isupper()

"""Votes as hands on a scale, so that the spread is seen as distance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from ksa_tui.domain.model import Aspect
from ksa_tui.domain.voting import counts
from ksa_tui.ui.widgets.levels import level_word

HAND: Final = "●"
NOBODY: Final = "–"
MOST_HANDS: Final = 8
"""More hands than this on one level are told as a number only, so that the scale keeps its width."""
GAP: Final = 3


def hands(count: int) -> str:
    """A sign for every hand and their number: "●● 2"."""
    if not count:
        return NOBODY
    return f"{HAND * count} {count}" if count <= MOST_HANDS else f"{HAND} × {count}"


def in_one_line(aspect: Aspect, levels: Sequence[int]) -> Content:
    """Every level with its hands behind it."""
    parts = [
        Content.styled(f"{level_word(aspect, level.value)} {hands(count)}", _style(count))
        for level, count in zip(aspect.levels, counts(aspect, levels), strict=True)
    ]
    return Content(" " * GAP).join(parts)


def in_columns(aspect: Aspect, levels: Sequence[int], width: int) -> tuple[Content, Content]:
    """The levels, and under each its hands; columns as wide as those of the scale above."""
    counted = counts(aspect, levels)
    heads = [
        Content.styled(f"{level_word(aspect, level.value):^{width}}", _style(count))
        for level, count in zip(aspect.levels, counted, strict=True)
    ]
    below = [Content.styled(f"{hands(count):^{width}}", _style(count)) for count in counted]
    return Content.assemble(*heads), Content.assemble(*below)


def _style(count: int) -> str:
    return "bold" if count else "$text-muted"

"""A level on screen: always digit, word and shade; never by colour alone.

*Not rated* (``·``), *not relevant* (``–``) and level 0 are three different things and look it.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from textual.content import Content

from ksa_tui.domain.rating import NOT_RELEVANT, Rating
from ksa_tui.i18n import language
from ksa_tui.ui.themes import RAMP_STEPS

if TYPE_CHECKING:
    from ksa_tui.domain.model import Aspect

NOT_RATED_SIGN: Final = "·"
NOT_RELEVANT_SIGN: Final = "–"
BELOW_FLOOR_SIGN: Final = "!"
CELL_WIDTH: Final = 3
"""Cells of a level shown as a digit alone, under the letter of its aspect."""


def ramp_step(aspect: Aspect, level: int) -> int:
    """How far up its own scale a level lies, as one of the steps of the ramp."""
    position = [step.value for step in aspect.levels].index(level)
    return _nearest_step(position, max(len(aspect.levels) - 1, 1))


@cache
def _nearest_step(position: int, parts: int) -> int:
    return min(RAMP_STEPS, key=lambda step: abs(step * parts - position * 100))


def level_style(aspect: Aspect, level: int) -> str:
    """The style of a level: bold ink on its shade, as theme variables."""
    step = ramp_step(aspect, level)
    return f"bold $level-{step}-text on $level-{step}"


def level_word(aspect: Aspect, level: int) -> str:
    """Digit and word: "2 Betydande"."""
    return f"{level} {aspect.level(level).short.get(language())}"


def level_names_width(aspect: Aspect) -> int:
    """Cells that the longest "digit word" of the scale takes."""
    return max(len(level_word(aspect, level.value)) for level in aspect.levels)


def sign(rating: Rating) -> str:
    """A rating in one character: "2", "·" for not rated, "–" for not relevant."""
    if rating is None:
        return NOT_RATED_SIGN
    return NOT_RELEVANT_SIGN if rating == NOT_RELEVANT else str(rating)


def chip(
    rating: Rating,
    aspect: Aspect,
    *,
    word: bool = True,
    width: int = 0,
    below: bool = False,
    centred: bool = True,
) -> Content:
    """A level with digit, word and shade; signs without shade for what has no level.

    ``width`` gives it so many cells (0: as wide as it needs); where levels stand under each other they are not
    ``centred``, so that the digits make a column. ``word=False`` is for use under the
    letter of an aspect only. ``below`` adds the mark of a level under its floor.
    """
    if not isinstance(rating, int):
        label = f" {sign(rating)} "
        return Content.styled(label.center(width) if centred else label.ljust(width), "$text-muted")
    text = level_word(aspect, rating) if word else str(rating)
    label = f" {text}{BELOW_FLOOR_SIGN if below else ' '}"
    label = label.center(width) if centred else label.ljust(width)
    return _shaded(label, level_style(aspect, rating))


@lru_cache(maxsize=256)
def _shaded(label: str, style: str) -> Content:
    """The few labels of few levels, which stand in every row of a table."""
    return Content.styled(label, style)


def cell(level: int | None, aspect: Aspect, *, below: bool = False) -> Content:
    """A proposed level in a table, three cells wide: " 2 ", " 1!" below its floor, " · " not rated."""
    return chip(level, aspect, word=False, width=CELL_WIDTH, below=below)

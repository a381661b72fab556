"""From ratings to levels: calculated, proposed, floors, and what an aspect still lacks.

The rule is the method's own: the most serious consequence decides the level of an aspect, and the
aspects are never merged into one number. *Not rated* (``None``), *level 0* and *not relevant* are
three different things everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from ksa_tui.domain.model import Floor, Model

NotRelevant: TypeAlias = Literal["not_relevant"]
NOT_RELEVANT: Final[NotRelevant] = "not_relevant"

Rating: TypeAlias = "int | NotRelevant | None"
"""A level, ``NOT_RELEVANT``, or None for not rated."""

AdjustCode: TypeAlias = Literal["manual", "shared"]
ADJUST_CODES: Final[tuple[AdjustCode, ...]] = ("manual", "shared")
"""Why a proposed level differs from the calculated: by hand, or a shared classification."""

THIN_WORDS: Final = 3
"""A motivation of fewer words is listed as thin; it does not block."""


def calculated_level(ratings: Mapping[str, Rating]) -> int | None:
    """The highest level among ``ratings`` (area id to rating), or None when no area has a level."""
    levels = [rating for rating in ratings.values() if isinstance(rating, int)]
    return max(levels, default=None)


def deciding_areas(ratings: Mapping[str, Rating]) -> tuple[str, ...]:
    """The areas whose rating equals the calculated level, in the order given."""
    level = calculated_level(ratings)
    if level is None:
        return ()
    return tuple(area for area, rating in ratings.items() if rating == level)


def unrated_areas(model: Model, ratings: Mapping[str, Rating]) -> tuple[str, ...]:
    """The areas of the model left alone: not rated, which never means level 0."""
    return tuple(area.id for area in model.areas if ratings.get(area.id) is None)


@dataclass(frozen=True, slots=True)
class FloorHere:
    """The suggested minimum of one aspect of one asset, and the flags that imply it."""

    level: int
    floors: tuple[Floor, ...]
    """The floors that reach ``level``."""


def floor_of(model: Model, aspect_id: str, flags: Iterable[str]) -> FloorHere | None:
    """The highest floor that the confirmed ``flags`` imply for an aspect, or None.

    A floor above the aspect's own scale is capped at its top level.
    """
    confirmed = frozenset(flags)
    if not confirmed:
        return None
    top = model.aspect(aspect_id).top
    here = [f for f in model.floors if f.aspect == aspect_id and f.flag in confirmed]
    if not here:
        return None
    level = max(floor.level for floor in here)
    reaching = tuple(floor for floor in here if floor.level == level)
    return FloorHere(min(level, top), reaching)


def needs_motivation(model: Model, level: int | None) -> bool:
    """Whether the model asks for a motivation at this proposed level."""
    return level is not None and level >= model.motivation_from


def is_thin(motivation: str) -> bool:
    """Whether a motivation is there but says little (fewer than three words)."""
    return 0 < len(motivation.split()) < THIN_WORDS

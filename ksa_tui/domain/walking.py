"""How a room goes through its assets: one asset at a time, or one aspect of all of them in a row."""

from __future__ import annotations

from dataclasses import dataclass

from ksa_tui.domain.model import Aspect, Model


@dataclass(frozen=True, slots=True)
class WalkOrder:
    """The order of a workshop. Levels are always drawn in the model's order, whatever the room does."""

    by_aspect: bool = False
    """One aspect of every asset before the next aspect; else all aspects of one asset."""
    first: str | None = None
    """The id of the aspect to begin with; None, or one that the model has not, is its first."""

    def aspects(self, model: Model) -> tuple[Aspect, ...]:
        """The aspects as they are gone through: the one to begin with, then the others."""
        chosen = [aspect for aspect in model.aspects if aspect.id == self.first]
        return (*chosen, *(aspect for aspect in model.aspects if aspect not in chosen))

"""Where the room is: which asset, which aspect, which area. Pure; screens draw what it says."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from ksa_tui.domain.model import Aspect, Model


class Walk:
    """Moves through the assets of a workshop, their aspects and areas.

    The areas wrap; aspects and assets end at both ends. A new aspect or asset begins at its first area.
    """

    def __init__(self, model: Model, treatments: Sequence[UUID]) -> None:
        self._model = model
        self._treatments = list(treatments)
        self._asset = 0
        self._aspect = 0
        self.cursor = 0

    @property
    def treatment(self) -> UUID:
        """The asset the room is at."""
        return self._treatments[self._asset]

    @property
    def aspect(self) -> Aspect:
        """The aspect the room is at."""
        return self._model.aspects[self._aspect]

    @property
    def number(self) -> int:
        """Which asset in the workshop's order, from 1."""
        return self._asset + 1

    @property
    def total(self) -> int:
        """How many assets there are to walk through."""
        return len(self._treatments)

    def go(self, treatment: UUID, aspect: str | None = None, area: str | None = None) -> None:
        """Go to a place; what is no longer there is taken as the first."""
        if treatment in self._treatments:
            self._asset = self._treatments.index(treatment)
        self._aspect = self._position(aspect, [each.id for each in self._model.aspects])
        self.cursor = self._position(area, [each.id for each in self._model.areas])

    @staticmethod
    def _position(wanted: str | None, known: Sequence[str]) -> int:
        return known.index(wanted) if wanted in known else 0

    def insert_after(self, treatment: UUID) -> None:
        """An asset was found while talking: it comes right after this one."""
        self._treatments.insert(self._asset + 1, treatment)

    def drop(self) -> bool:
        """Leave this asset out; True when the room is at the next one, False when there is none behind it."""
        del self._treatments[self._asset]
        self._aspect, self.cursor = 0, 0
        if self._asset < len(self._treatments):
            return True
        self._asset = max(self._asset - 1, 0)
        return False

    def move_area(self, step: int) -> None:
        """The area ``step`` further on, wrapping."""
        self.cursor = (self.cursor + step) % len(self._model.areas)

    def move_aspect(self, step: int) -> bool:
        """The aspect ``step`` further on; False and no move at the ends."""
        target = self._aspect + step
        if not 0 <= target < len(self._model.aspects):
            return False
        self._aspect, self.cursor = target, 0
        return True

    def move_asset(self, step: int) -> bool:
        """The asset ``step`` further on, at its first aspect; False and no move at the ends."""
        target = self._asset + step
        if not 0 <= target < len(self._treatments):
            return False
        self._asset, self._aspect, self.cursor = target, 0, 0
        return True

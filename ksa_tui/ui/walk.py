"""Where the room is: which asset, which aspect, which area. Pure; screens draw what it says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from ksa_tui.domain.model import Aspect, Model
from ksa_tui.domain.walking import WalkOrder

MODELS_ORDER: Final = WalkOrder()


class Walk:
    """Moves through the assets of a workshop, their aspects and areas, in the workshop's own order.

    The areas wrap; aspects and assets end at both ends. A new aspect or asset begins at its first area.
    """

    def __init__(
        self, model: Model, treatments: Sequence[UUID], order: WalkOrder = MODELS_ORDER
    ) -> None:
        self._model = model
        self._treatments = list(treatments)
        self._by_aspect = order.by_aspect
        self._aspects = order.aspects(model)
        self._asset = 0
        self._aspect = 0
        self._detour = False
        """Whether the room came back to an asset to mend it: then its summary comes before the next one."""
        self.cursor = 0

    @property
    def treatment(self) -> UUID:
        """The asset the room is at."""
        return self._treatments[self._asset]

    @property
    def aspect(self) -> Aspect:
        """The aspect the room is at."""
        return self._aspects[self._aspect]

    @property
    def aspects(self) -> tuple[Aspect, ...]:
        """The aspects as they are gone through, which is not always as they are drawn."""
        return self._aspects

    @property
    def by_aspect(self) -> bool:
        """Whether one aspect of all assets is gone through before the next aspect."""
        return self._by_aspect

    @property
    def number(self) -> int:
        """Which asset in the workshop's order, from 1."""
        return self._asset + 1

    @property
    def total(self) -> int:
        """How many assets there are to walk through."""
        return len(self._treatments)

    # ---------------------------------------------------------------- the assets there are

    def insert_after(self, treatment: UUID) -> None:
        """An asset was found while talking: it comes right after this one."""
        if treatment not in self._treatments:
            self._treatments.insert(self._asset + 1, treatment)

    def renew(self, treatments: Sequence[UUID]) -> None:
        """These are the assets now; the room stays, or is at the next one when its asset is gone."""
        later = self._treatments[self._asset :]
        here = next((each for each in later if each in treatments), None)
        stays = here == self.treatment
        self._treatments = list(treatments)
        self._asset = self._position(here, treatments) if here else len(treatments) - 1
        if not stays:
            self._arrive()

    # ---------------------------------------------------------------- moving

    def go(self, treatment: UUID, aspect: str | None = None, area: str | None = None) -> None:
        """Go to a place; what is no longer there is taken as the first."""
        if treatment in self._treatments:
            self._asset = self._treatments.index(treatment)
        self._aspect = self._position(aspect, [each.id for each in self._aspects])
        self.cursor = self._position(area, [each.id for each in self._model.areas])

    @staticmethod
    def _position(wanted: object, known: Sequence[object]) -> int:
        return known.index(wanted) if wanted in known else 0

    def mend(self, aspect: str) -> None:
        """From the summary back to an aspect of the same asset; the walk ends in the summary again."""
        self.go(self.treatment, aspect)
        self._detour = True

    def move_area(self, step: int) -> None:
        """The area ``step`` further on, wrapping."""
        self.cursor = (self.cursor + step) % len(self._model.areas)

    def move_aspect(self, step: int) -> bool:
        """The aspect ``step`` further on in the order; False and no move at the ends."""
        target = self._aspect + step
        if not 0 <= target < len(self._aspects):
            return False
        self._aspect, self.cursor = target, 0
        return True

    def move_beside(self, step: int) -> bool:
        """The aspect drawn ``step`` beside this one; False and no move at the ends."""
        drawn = self._model.aspects
        target = drawn.index(self.aspect) + step
        if not 0 <= target < len(drawn):
            return False
        self._aspect, self.cursor = self._aspects.index(drawn[target]), 0
        return True

    def move_asset(self, step: int) -> bool:
        """The asset ``step`` further on, at the aspect its turn begins with; False, no move at the ends."""
        target = self._asset + step
        if not 0 <= target < len(self._treatments):
            return False
        self._asset = target
        self._arrive()
        return True

    def move_on(self) -> bool:
        """The next place of the order; False and no move where the asset's summary comes instead."""
        if self._by_aspect and not self._detour and self._has_next_aspect:
            if not self.move_asset(1):
                self._begin_next_row()
            return True
        return self.move_aspect(1)

    def leave_out(self) -> bool:
        """The asset is put off: on to the place that follows; False and no move where none does."""
        more = self._asset < len(self._treatments) - 1
        if not more and not (self._by_aspect and self._asset and self._has_next_aspect):
            return False
        self._treatments.pop(self._asset)
        if more:
            self._arrive()
        else:
            self._begin_next_row()
        return True

    @property
    def _has_next_aspect(self) -> bool:
        return self._aspect < len(self._aspects) - 1

    def _begin_next_row(self) -> None:
        self._asset, self._aspect, self.cursor = 0, self._aspect + 1, 0

    def _arrive(self) -> None:
        """At another asset: at its first aspect, or at the one whose row the room is going through."""
        if not self._by_aspect:
            self._aspect = 0
        elif self._detour:  # a detour begins in a summary, and that comes after the last aspect
            self._aspect = len(self._aspects) - 1
        self._detour = False
        self.cursor = 0

"""What Classify shows at one moment, as one plain value that its widgets draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ksa_tui.domain.model import Area, Aspect, Model
from ksa_tui.domain.rating import Rating
from ksa_tui.domain.workshop import Assessment, Asset


@dataclass(frozen=True, slots=True)
class Sight:
    """One asset, one aspect, one area under the cursor (by position in the model)."""

    model: Model
    asset: Asset
    aspect: Aspect
    cursor: int

    @property
    def areas(self) -> Sequence[Area]:
        """The impact areas in the model's order."""
        return self.model.areas

    @property
    def area(self) -> Area:
        """The area under the cursor."""
        return self.model.areas[self.cursor]

    @property
    def assessment(self) -> Assessment:
        """The aspect's assessment of this asset."""
        return self.asset.assessments[self.aspect.id]

    @property
    def rating(self) -> Rating:
        """The rating of the area under the cursor."""
        return self.assessment.ratings.get(self.area.id)

    def rating_of(self, area: Area) -> Rating:
        """The rating of any area in this aspect."""
        return self.assessment.ratings.get(area.id)

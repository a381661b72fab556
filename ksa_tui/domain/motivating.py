"""Words for a motivation that are there already: the deciding descriptors, and other assets' motivations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from ksa_tui.domain.model import Model
from ksa_tui.domain.rating import deciding_areas
from ksa_tui.domain.texts import Text
from ksa_tui.domain.workshop import Asset, Workshop


@dataclass(frozen=True, slots=True)
class OtherMotivation:
    """What was written about the same aspect of another asset."""

    treatment: UUID
    name: str
    level: int
    text: str


def deciding_descriptors(model: Model, asset: Asset, aspect: str) -> Sequence[Text]:
    """The descriptors of the areas that decide the aspect's level, in the model's order."""
    assessment = asset.assessments[aspect]
    level = assessment.calculated
    if level is None:
        return ()
    areas = deciding_areas(assessment.ratings)
    return [model.descriptor(area, aspect, level) for area in areas]


def other_motivations(workshop: Workshop, asset: Asset, aspect: str) -> Sequence[OtherMotivation]:
    """Motivations of the same aspect in the same workshop; first the same level, then the most alike facts.

    The same words are told once, by the asset they fit best.
    """
    here = asset.assessments[aspect].proposed
    ranked = sorted(
        (each for each in workshop.assets if each.id != asset.id and not each.excluded),
        key=lambda each: (
            each.assessments[aspect].proposed != here,
            -len(each.confirmed_flags & asset.confirmed_flags),
            abs(each.number - asset.number),
        ),
    )
    found: dict[str, OtherMotivation] = {}
    for each in ranked:
        assessment = each.assessments[aspect]
        text = assessment.motivation.strip()
        if text and assessment.proposed is not None:
            found.setdefault(text, OtherMotivation(each.id, each.name, assessment.proposed, text))
    return list(found.values())

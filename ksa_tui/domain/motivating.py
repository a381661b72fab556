"""Words for a motivation that are there already: the deciding definitions, and other assets' motivations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from ksa_tui.domain.model import Model
from ksa_tui.domain.workshop import Asset, Workshop


@dataclass(frozen=True, slots=True)
class OtherMotivation:
    """What was written about the same aspect of another asset."""

    treatment: UUID
    name: str
    level: int
    text: str


def ready_words(model: Model, asset: Asset, aspect: str, language: str) -> Sequence[str]:
    """What can be said at once of why the aspect has its proposed level, in the model's order.

    The definitions of the areas rated at that level. An adjusted level may be one that no area was rated at:
    no definition of it was found true in the room, so there the reason of the adjustment stands.
    """
    assessment = asset.assessments[aspect]
    level = assessment.proposed
    if level is None or assessment.calculated is None:
        return ()
    areas = [area for area, rating in assessment.ratings.items() if rating == level]
    texts = [model.descriptor(area, aspect, level).get(language) for area in areas]
    reason = assessment.adjust_motivation.strip() if assessment.adjusted is not None else ""
    return [*texts, *([reason] if reason else [])]


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

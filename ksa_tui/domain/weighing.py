"""What a level more or less would bring, for every asset of a workbook: counted in areas of measures."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from ksa_tui.domain.model import Aspect, Measures, Model
from ksa_tui.domain.protecting import Answer, Change, Needs, neighbours, triggered, would_change
from ksa_tui.domain.protection_plan import met_for, needs_of
from ksa_tui.domain.workshop import Asset


@dataclass(frozen=True, slots=True)
class Step:
    """What another level would bring or spare, in areas of measures, without those already met."""

    level: int
    families: int
    procured: int


@dataclass(frozen=True, slots=True)
class Around:
    """What a level less and a level more of one aspect would change; None at the ends of its scale."""

    aspect: str
    less: Step | None
    more: Step | None


@dataclass(frozen=True, slots=True)
class Weight:
    """What the proposed levels of one asset bring."""

    families: int
    around: tuple[Around, ...]
    """The rated aspects, in the model's order."""


def weights(
    measures: Measures,
    model: Model,
    assets: Sequence[Asset],
    department: UUID | None,
    given: Mapping[str, list[Answer]],
) -> Iterator[tuple[UUID, Weight]]:
    """By treatment; assets that need the same are reckoned once, since most of a workshop's do."""
    reckoned: dict[Hashable, Weight] = {}
    for asset in assets:
        if asset.excluded:
            continue
        needs, met = needs_of(model, asset), met_for(asset, department, given)
        alike = (
            tuple(needs.levels.items()),
            frozenset(needs.flags),
            needs.has_supplier,
            frozenset(met),
        )
        if alike not in reckoned:
            reckoned[alike] = _weight(measures, model, needs, met)
        yield asset.id, reckoned[alike]


def _weight(measures: Measures, model: Model, needs: Needs, met: set[str]) -> Weight:
    def step(aspect: Aspect, level: int | None) -> Step | None:
        return None if level is None else _step(would_change(measures, needs, aspect, level, met))

    rated = [aspect for aspect in model.aspects if aspect.id in needs.levels]
    sides = {aspect.id: neighbours(aspect, needs.levels[aspect.id]) for aspect in rated}
    return Weight(
        families=len({each.measure.family for each in triggered(measures, needs)}),
        around=tuple(
            Around(aspect.id, step(aspect, sides[aspect.id][0]), step(aspect, sides[aspect.id][1]))
            for aspect in rated
        ),
    )


def _step(change: Change) -> Step:
    return Step(change.level, change.families, change.procured)

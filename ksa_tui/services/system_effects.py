"""What follows for systems: which change with an asset or another system, and which measures they bring."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from ksa_tui.domain.model import Aspect, Model
from ksa_tui.domain.protecting import (
    SETTLED,
    Answer,
    Needs,
    Place,
    Scope,
    Triggered,
    by_measure,
    nearest,
    triggered,
)
from ksa_tui.domain.systems import Moved, level_of, what_changes
from ksa_tui.services.protection import answers
from ksa_tui.services.references import measures_now
from ksa_tui.services.systems import Systems
from ksa_tui.store import Store
from ksa_tui.store import systems as statements
from ksa_tui.store.quick import rows


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What follows if one aspect of an asset or a system gets another level."""

    model_id: UUID
    model: Model
    aspect: Aspect
    before: int | None
    after: int
    moved: tuple[Moved, ...]
    """The systems that change."""


def what_if(found: Systems, subject: UUID) -> list[WhatIf]:
    """Every other level of every aspect, each with what it would change; a system may have several models."""
    return list(_what_if(found, subject))


def _what_if(found: Systems, subject: UUID) -> Iterator[WhatIf]:
    for key in _models_of(found, subject):
        model, landscape, now = found.models[key], found.landscapes[key], found.standings[key]
        for aspect in model.aspects:
            before = _level(found, key, subject, aspect.id)
            for step in aspect.levels:
                if step.value != before:
                    moved = what_changes(landscape, subject, {aspect.id: step.value}, now)
                    yield WhatIf(key, model, aspect, before, step.value, moved)


def _models_of(found: Systems, subject: UUID) -> list[UUID]:
    if subject in found.places:
        return [found.places[subject].model]
    return [key for key, each in found.standings.items() if subject in each and each[subject].holds]


def _level(found: Systems, key: UUID, subject: UUID, aspect: str) -> int | None:
    if subject in found.places:
        return found.places[subject].held.levels.get(aspect)
    return level_of(found.standings[key], subject, aspect)


# ---------------------------------------------------------------- measures


@dataclass(frozen=True, slots=True)
class SystemMeasures:
    """The measures that follow from what a system inherits by one model, and what is said about them there."""

    model_id: UUID
    following: tuple[Triggered, ...]
    answers: dict[str, Answer]
    """By measure, what holds for the system: said about it, its department, or the whole organisation."""

    @property
    def settled(self) -> int:
        """How many of them leave nothing to do."""
        return sum(
            each.measure.id in self.answers and self.answers[each.measure.id].state in SETTLED
            for each in self.following
        )


def measures_of(store: Store, found: Systems, system: UUID) -> list[SystemMeasures]:
    """For each model of what lies in the system: the measures of the levels it inherits."""
    facts = found.facts[system]
    flags = _flags(store, found, system)
    places: list[Place] = [(Scope.SYSTEM, system)]
    places += [(Scope.DEPARTMENT, facts.department_id)] if facts.department_id else []
    places.append((Scope.ORGANISATION, None))
    given = by_measure(answers(store))
    holding = {
        measure: said for measure, those in given.items() if (said := nearest(those, places))
    }
    listed = []
    for key in _models_of(found, system):
        levels = found.standings[key][system].levels
        needs = Needs(
            {aspect: here.level for aspect, here in levels.items()}, flags, bool(facts.supplier)
        )
        model = found.models[key]
        listed.append(SystemMeasures(key, triggered(measures_now(store, model), needs), holding))
    return listed


def _flags(store: Store, found: Systems, system: UUID) -> frozenset[str]:
    assets = [asset.hex for each in found.below(system) for asset in found.held.get(each, ())]
    with store.driver() as connection:
        return frozenset(f for (f,) in rows(connection, statements.FLAGS, json.dumps(assets)))

"""The measures of a workshop, a system or an asset as one list, and what of it is left to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from ksa_tui.domain.model import Measure, Measures, Model
from ksa_tui.domain.protecting import (
    SETTLED,
    Answer,
    Needs,
    Place,
    Scope,
    State,
    Triggered,
    by_measure,
    in_order,
    nearest,
    triggered,
)
from ksa_tui.domain.standing import standing_level
from ksa_tui.domain.workshop import Asset

_WEAKEST = (State.NOT_MET, State.PARTLY, State.UNKNOWN, State.MET, State.NOT_RELEVANT)


@dataclass(frozen=True, slots=True)
class AssetState:
    """How it stands with a measure for one asset; ``answer`` is the one that holds there."""

    asset: Asset
    answer: Answer | None

    @property
    def state(self) -> State:
        """What the answer says; nothing said is unknown."""
        return self.answer.state if self.answer else State.UNKNOWN

    @property
    def due(self) -> date:
        """By when it is to be done; the last of all days where nothing was said."""
        return (self.answer.due if self.answer else None) or date.max


@dataclass(frozen=True, slots=True)
class Line:
    """One measure with every asset that brings it."""

    measure: Measure
    aspects: tuple[str, ...]
    """The aspects that bring it, in the model's order."""
    assets: tuple[AssetState, ...]

    @property
    def weakest(self) -> AssetState:
        """The asset it stands worst for, the one due first: what is left to do is told by it."""
        return min(self.assets, key=lambda each: (_WEAKEST.index(each.state), each.due))

    @property
    def state(self) -> State:
        """The weakest state."""
        return self.weakest.state

    @property
    def answer(self) -> Answer | None:
        """The answer of the weakest."""
        return self.weakest.answer

    @property
    def answered(self) -> tuple[AssetState, ...]:
        """The assets for which something was said."""
        return tuple(each for each in self.assets if each.state is not State.UNKNOWN)

    @property
    def states(self) -> Mapping[State, int]:
        """How many assets have which state, the weakest first."""
        count = Counter(each.state for each in self.assets)
        return {state: count[state] for state in _WEAKEST if state in count}

    def holds_somewhere(self, place: Place) -> bool:
        """Whether the answer given at a place is the one that holds for any of the assets."""
        given = [each.answer for each in self.assets if each.answer]
        return any((answer.scope, answer.place) == place for answer in given)

    @property
    def is_gap(self) -> bool:
        """Whether something is left to do or to find out."""
        return self.state not in SETTLED


def needs_of(model: Model, asset: Asset, *, procured: bool = False) -> Needs:
    """What is to be protected: decided levels where there is a decision, proposed ones before.

    What is ``procured`` will be handled by a supplier, whether or not one is known today.
    """
    levels = {
        aspect.id: level
        for aspect in model.aspects
        if (level := standing_level(model, asset, aspect.id)) is not None
    }
    has_supplier = procured or any(system.supplier.strip() for system in asset.systems)
    return Needs(levels, asset.confirmed_flags, has_supplier)


def places_of(asset: Asset, department: UUID | None) -> tuple[Place, ...]:
    """Where an answer holds for an asset, the nearest first; ``department`` is the workshop's."""
    own = asset.department.id if asset.department else department
    places: list[Place] = [(Scope.ASSET, asset.asset_id)]
    places += [(Scope.SYSTEM, system.id) for system in asset.systems]
    places += [(Scope.DEPARTMENT, own)] if own else []
    return (*places, (Scope.ORGANISATION, None))


def lines(
    measures: Measures,
    model: Model,
    assets: Sequence[Asset],
    department: UUID | None,
    answers: Iterable[Answer],
    *,
    procured: bool = False,
) -> tuple[Line, ...]:
    """Every measure that follows from ``assets``, each once; excluded assets bring none."""
    given = by_measure(answers)
    bringing: dict[str, list[Asset]] = {}
    aspects: dict[str, set[str]] = {}
    for asset in assets:
        if asset.excluded:
            continue
        for each in triggered(measures, needs_of(model, asset, procured=procured)):
            bringing.setdefault(each.measure.id, []).append(asset)
            aspects.setdefault(each.measure.id, set()).update(each.aspects)
    found = [
        Triggered(measure, tuple(a.id for a in model.aspects if a.id in aspects[measure.id]))
        for measure in measures.measures
        if measure.id in bringing
    ]
    return tuple(
        Line(
            each.measure,
            each.aspects,
            tuple(
                AssetState(
                    asset, nearest(given.get(each.measure.id, ()), places_of(asset, department))
                )
                for asset in bringing[each.measure.id]
            ),
        )
        for each in in_order(measures, found)
    )


def met_for(asset: Asset, department: UUID | None, given: Mapping[str, list[Answer]]) -> set[str]:
    """The measures that need nothing more for an asset."""
    places = places_of(asset, department)
    return {
        measure
        for measure, answers in given.items()
        if (answer := nearest(answers, places)) and answer.state in SETTLED
    }


class Order(StrEnum):
    """In which order measures are listed."""

    CATALOGUE = "catalogue"
    DUE = "due"
    ROLE = "role"


NO_ROLE: Final = ""
"""Nobody is responsible yet."""


def in_plan(found: Sequence[Line], order: Order, *, only_gaps: bool = False) -> list[Line]:
    """The lines in an order; by date or role those without one come last, the worse state first."""
    chosen = [line for line in found if line.is_gap or not only_gaps]
    if order is Order.CATALOGUE:
        return chosen
    parts = (_by_role, _by_due) if order is Order.ROLE else (_by_due, _by_role)
    return sorted(chosen, key=lambda line: (*(part(line) for part in parts), _rank(line)))


def _by_due(line: Line) -> date:
    return line.weakest.due


def _by_role(line: Line) -> tuple[bool, str]:
    role = line.answer.role if line.answer else NO_ROLE
    return not role, role.casefold()


def _rank(line: Line) -> int:
    return _WEAKEST.index(line.state)


def roles_of(found: Iterable[Line]) -> list[str]:
    """Who is responsible for something that is left to do; ``NO_ROLE`` last, where somebody is missing."""
    roles = {role for line in found for role in _open_roles(line)}
    return sorted(roles, key=lambda role: (not role, role.casefold(), role))


def of_role(found: Iterable[Line], role: str) -> list[Line]:
    """The lines in which something is left for this role to do."""
    return [line for line in found if role in _open_roles(line)]


def _open_roles(line: Line) -> set[str]:
    return {
        each.answer.role if each.answer else NO_ROLE
        for each in line.assets
        if each.state not in SETTLED
    }

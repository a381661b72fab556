"""What the yearly report's gaps are worked out from: answers about measures, and what holds for each asset.

Answers are those that stand now, whatever the year: they are written over when they change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ksa_tui.domain.common_gaps import Protected
from ksa_tui.domain.model import Measures, Model
from ksa_tui.domain.protecting import Answer, Needs, Place, Scope
from ksa_tui.domain.year_report import Line
from ksa_tui.domain.year_standing import Undecided
from ksa_tui.services.models import thawed
from ksa_tui.services.protection import answers
from ksa_tui.services.references import measures_now
from ksa_tui.store import Store
from ksa_tui.store import reporting as statements
from ksa_tui.store.quick import to_id


@dataclass(frozen=True, slots=True)
class Protecting:
    """Answers, and what each asset is protected by."""

    answers: tuple[Answer, ...]
    measures: Mapping[UUID, Measures]
    """By workshop: those frozen with it, else those of the workspace now."""
    flags: Mapping[UUID, frozenset[str]]
    systems: Mapping[UUID, tuple[UUID, ...]]
    supplied: frozenset[UUID]
    """The assets that a supplier handles."""

    def protected(self, line: Line, model: Model) -> Protected:
        """What is to be protected of an asset: decided levels, before a decision those proposed."""
        treated, asset = line.standing.treated, line.asset
        levels = {a.id: level for a in model.aspects if (level := _level(line, a.id)) is not None}
        return Protected(
            asset,
            Needs(levels, self.flags.get(asset, frozenset()), asset in self.supplied),
            self.measures[treated.workshop],
            tuple(self._places(line)),
        )

    def _places(self, line: Line) -> Iterable[Place]:
        yield Scope.ASSET, line.asset
        yield from ((Scope.SYSTEM, system) for system in self.systems.get(line.asset, ()))
        if line.department is not None:
            yield Scope.DEPARTMENT, line.department
        yield Scope.ORGANISATION, None


def _level(line: Line, aspect: str) -> int | None:
    slot = line.slot(aspect)
    if isinstance(slot, int):
        return slot
    rated = line.standing.treated.rated.get(aspect)
    return rated.proposed if rated and slot is Undecided.PROPOSED else None


def read_protecting(
    store: Store, models: Mapping[UUID, Model], treatments: Iterable[Any]
) -> Protecting | None:
    """Six statements at most; None where no measure is marked as a gap."""
    with store.driver() as connection:
        found = statements.read_measures(connection)
    if found is None:
        return None
    systems: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for asset, system, _supplier in found.systems:
        systems[to_id(asset)].append(to_id(system))
    flags: defaultdict[UUID, set[str]] = defaultdict(set)
    for asset, flag in found.flags:
        flags[to_id(asset)].add(flag)
    return Protecting(
        answers=answers(store),
        measures=_measures(store, models, treatments, found),
        flags={asset: frozenset(confirmed) for asset, confirmed in flags.items()},
        systems={asset: tuple(held) for asset, held in systems.items()},
        supplied=frozenset(
            to_id(asset) for asset, _, supplier in found.systems if supplier.strip()
        ),
    )


def _measures(
    store: Store,
    models: Mapping[UUID, Model],
    treatments: Iterable[Any],
    found: statements.MeasureRows,
) -> dict[UUID, Measures]:
    bodies = {key: thawed(store, Measures, body) for key, body in found.bodies}
    frozen = {workshop: bodies[version] for workshop, version in found.frozen}
    used = {workshop: model for _t, _a, workshop, model, *_more in treatments}
    return {
        to_id(workshop): frozen.get(workshop) or measures_now(store, models[to_id(model)])
        for workshop, model in used.items()
    }

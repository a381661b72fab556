"""Calibration: how similar assets were decided before, told once the group has rated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from ksa_tui.domain.model import Model
from ksa_tui.domain.similar import Decided, EarlierDecision, Likeness, Similar, far_apart
from ksa_tui.domain.workshop import Compared, Workshop
from ksa_tui.services.models import model_of
from ksa_tui.services.references import catalogue_now
from ksa_tui.services.treatments import Treatment, treatment_of
from ksa_tui.store import Store
from ksa_tui.store.calibrating import (
    confirmed_flags,
    decided_levels,
    place_of_workshop,
    state_of_decisions,
)


@dataclass(frozen=True, slots=True)
class SimilarAsset:
    """An earlier decision that is like the asset at hand, as far as the group has rated."""

    treatment: UUID
    name: str
    on: date
    likeness: Likeness
    levels: Mapping[str, int]
    """Decided levels by aspect id, only of aspects that are rated here."""
    far: tuple[str, ...]
    """The aspects that are two steps or more from here."""
    comparable: bool
    """Whether both were made under the same frozen model."""
    model: Model
    own: bool
    """Whether it belongs to this workshop's department; others are not named unasked."""


def similar(store: Store, treatment_id: UUID) -> tuple[SimilarAsset, ...]:
    """The earlier decisions most like an asset; nothing while no aspect of it is rated."""
    here = treatment_of(store, treatment_id)
    rated = [a for a, each in here.asset.assessments.items() if each.calculated is not None]
    if not rated:
        return ()
    place = _place(store, here.workshop)
    return tuple(_told(store, here, place, found) for found in decided(store).like(here.asset))


def compared(store: Store, workshop: Workshop) -> Workshop:
    """The workshop with what lies two steps or more from what was decided about similar assets.

    What is decided here already is left out: the owner has answered it.
    """
    model = model_of(store, workshop.id)
    version, known = _place(store, workshop.id).model_version, decided(store)
    found = tuple(
        Compared(asset.id, aspect.id, earlier.decision.levels[aspect.id], earlier.decision.on.year)
        for asset in workshop.assets
        if not asset.excluded and asset.decided_on is None
        for aspect, earlier in far_apart(model, version, asset, known.like(asset))
    )
    return replace(workshop, compared=found)


def hints(store: Store, treatment_id: UUID) -> Mapping[str, int]:
    """The catalogue's suggestions for the aspects that are rated, by aspect id; empty without any."""
    here = treatment_of(store, treatment_id)
    if here.asset.catalogue_id is None:
        return {}
    catalogue = catalogue_now(store, here.model)
    known = next((a for a in catalogue.assets if a.id == here.asset.catalogue_id), None)
    if known is None:
        return {}
    rated = here.asset.assessments
    return {a: level for a, level in known.hint.items() if rated[a].calculated is not None}


def decided(store: Store) -> Decided:
    """Everything that was decided, read again when something was decided since."""
    with store.reading() as connection:
        state = state_of_decisions(connection)
        remembered = store.remembered.decided
        if remembered is not None and remembered[0] == state:
            return remembered[1]
        rows, flags = decided_levels(connection), confirmed_flags(connection)
    index = Decided(_decisions(rows, flags))
    store.remembered.decided = (state, index)
    return index


@dataclass(frozen=True, slots=True)
class Place:
    """What a workshop's levels are compared under, and whose it is."""

    model_version: UUID
    department: UUID | None


def _place(store: Store, workshop_id: UUID) -> Place:
    model_of(store, workshop_id)  # refuses a workshop that is gone
    with store.reading() as connection:
        row = place_of_workshop(connection, workshop_id)
    return Place(row.model_version_id, row.department_id)


def _decisions(rows: Iterable[Any], flags: Iterable[Any]) -> Iterator[EarlierDecision]:
    """One for each asset: its latest treatment that was decided, each aspect by its latest decision."""
    flags_of: defaultdict[UUID, set[str]] = defaultdict(set)
    for flag in flags:
        flags_of[flag.asset_id].add(flag.flag_id)
    latest: dict[UUID, dict[str, Any]] = {}
    treatment: dict[UUID, UUID] = {}
    for row in rows:
        if treatment.get(row.asset_id) != row.workshop_asset_id:
            treatment[row.asset_id], latest[row.asset_id] = row.workshop_asset_id, {}
        latest[row.asset_id][row.aspect] = row
    for asset, aspects in latest.items():
        levels = {aspect: row.level for aspect, row in aspects.items() if row.level is not None}
        if levels:
            yield _decision(max(aspects.values(), key=_day), levels, frozenset(flags_of[asset]))


def _day(row: Any) -> date:
    day: date = row.decided_on
    return day


def _decision(row: Any, levels: Mapping[str, int], flags: frozenset[str]) -> EarlierDecision:
    return EarlierDecision(
        treatment=row.workshop_asset_id,
        asset=row.asset_id,
        workshop=row.workshop_id,
        name=row.name,
        on=row.decided_on,
        levels=levels,
        model_version=row.model_version_id,
        catalogue=row.catalogue_id,
        flags=flags,
        department=row.department_id,
    )


def _told(store: Store, here: Treatment, place: Place, found: Similar) -> SimilarAsset:
    decision = found.decision
    rated = here.asset.assessments
    far = far_apart(here.model, place.model_version, here.asset, [found])
    return SimilarAsset(
        treatment=decision.treatment,
        name=decision.name,
        on=decision.on,
        likeness=found.likeness,
        levels={
            aspect: level
            for aspect, level in decision.levels.items()
            if aspect in rated and rated[aspect].calculated is not None
        },
        far=tuple(aspect.id for aspect, _similar in far),
        comparable=decision.model_version == place.model_version,
        model=model_of(store, decision.workshop),
        own=decision.department == place.department,
    )

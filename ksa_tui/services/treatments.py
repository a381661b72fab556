"""A treatment at hand: what every change in Classify begins and ends with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from ksa_tui.domain.model import Model
from ksa_tui.domain.workshop import Asset
from ksa_tui.errors import KsaError, RuleError
from ksa_tui.i18n import N_
from ksa_tui.services.derived import level_columns, standing_columns
from ksa_tui.services.models import model_of
from ksa_tui.store import Store, Unit
from ksa_tui.store.finding import find_place
from ksa_tui.store.loading_assets import load_treatment
from ksa_tui.store.tables import AssessmentRow, WorkshopAssetRow

NO_ASSET: Final = N_(
    "There is no such information asset in the workshop. It may have been removed."
)
EXCLUDED: Final = N_(
    "This information asset was referred to the head of protective security. "
    "Nothing more is recorded about it here."
)


@dataclass(frozen=True, slots=True)
class Treatment:
    """An asset as it is treated in a workshop, with the workshop's model."""

    workshop: UUID
    model: Model
    asset: Asset


def treatment_of(store: Store, treatment_id: UUID) -> Treatment:
    """The treatment, from memory while nothing has changed since it was read."""
    now, remembered = store.generation, store.remembered.treatment
    if remembered is not None:
        generation, workshop, asset = remembered
        if generation == now and asset.id == treatment_id:
            return Treatment(workshop, model_of(store, workshop), asset)
    with store.reading() as connection:
        place = find_place(connection, treatment_id)
    if place is None:
        raise KsaError(NO_ASSET)
    model = model_of(store, place.workshop)
    with store.reading() as connection:
        loaded = load_treatment(connection, model, treatment_id)
    if loaded is None:
        raise KsaError(NO_ASSET)
    remember(store, now, place.workshop, loaded)
    return Treatment(place.workshop, model, loaded)


def open_treatment_of(store: Store, treatment_id: UUID) -> Treatment:
    """The treatment, unless a stop has closed it."""
    here = treatment_of(store, treatment_id)
    if here.asset.excluded:
        raise RuleError(EXCLUDED)
    return here


def remember(store: Store, generation: int, workshop: UUID, asset: Asset) -> Asset:
    """Keep the treatment at hand as it was in that generation of the store."""
    store.remembered.treatment = (generation, workshop, asset)
    return asset


def assessment_at(
    unit: Unit, here: Treatment, aspect: str, known: AssessmentRow | None, **columns: Any
) -> AssessmentRow:
    """The row of an aspect with these columns, made when it is the first thing said about it: one event."""
    if known is None:
        return unit.insert(
            AssessmentRow(
                id=unit.new_id(), workshop_asset_id=here.asset.id, aspect=aspect, **columns
            )
        )
    if columns:
        unit.update(known, **columns)
    return known


def derive(
    unit: Unit, model: Model, row: WorkshopAssetRow, assessment: AssessmentRow, after: Asset
) -> None:
    """Set what follows from the treatment as it is ``after`` a change of one aspect."""
    unit.derive(row, **standing_columns(model, after))
    unit.derive(assessment, **level_columns(model, after, assessment.aspect))


def with_assessment(asset: Asset, aspect: str, **changes: Any) -> Asset:
    """The asset with one aspect changed."""
    changed = replace(asset.assessments[aspect], **changes)
    return replace(asset, assessments={**asset.assessments, aspect: changed})

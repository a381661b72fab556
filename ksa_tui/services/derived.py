"""Derived columns: computed from the domain's own rules, saved with the change that moved them.

They spare the lists from loading whole workshops; they are no part of the history.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from ksa_tui.domain.model import Model
from ksa_tui.domain.reviewing import review_on
from ksa_tui.domain.standing import asset_gaps, asset_status, is_below_floor
from ksa_tui.domain.workshop import Asset
from ksa_tui.services.models import model_within
from ksa_tui.services.tables import thin_motivations
from ksa_tui.store import Store, Unit
from ksa_tui.store.finding import find_places, save_derived
from ksa_tui.store.loading_assets import load_treatment, load_treatments

_FEW: Final = 20
"""Up to so many treatments are loaded one by one, more with their whole workshop."""


def standing_columns(model: Model, asset: Asset) -> dict[str, Any]:
    """The derived columns of a treatment."""
    return {
        "status": asset_status(model, asset).value,
        "blocking": len(asset_gaps(model, asset)),
        "thin": thin_motivations(asset),
        "review_on": review_on(model.review, asset),
    }


def level_columns(model: Model, asset: Asset, aspect: str) -> dict[str, Any]:
    """The derived columns of an assessment."""
    assessment = asset.assessments[aspect]
    return {
        "calculated": assessment.calculated,
        "proposed": assessment.proposed,
        "below_floor": is_below_floor(model, asset, aspect),
    }


def refresh(store: Store, unit: Unit, asset_ids: Iterable[UUID]) -> None:
    """Compute the derived columns of all treatments of these assets anew."""
    unit.flush()
    by_workshop: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for place in find_places(unit.connection, asset_ids):
        by_workshop[place.workshop].add(place.id)
    for workshop, treatments in by_workshop.items():
        model = model_within(store, unit, workshop)
        assets = _loaded(unit, model, workshop, treatments)
        save_derived(
            unit.connection,
            [{"of": asset.id, **standing_columns(model, asset)} for asset in assets],
            [
                {"of": asset.id, "of_aspect": aspect.id, **level_columns(model, asset, aspect.id)}
                for asset in assets
                for aspect in model.aspects
            ],
        )


def _loaded(unit: Unit, model: Model, workshop: UUID, treatments: set[UUID]) -> list[Asset]:
    if len(treatments) > _FEW:
        everything = load_treatments(unit.connection, model, workshop)
        return [asset for asset in everything if asset.id in treatments]
    found = [load_treatment(unit.connection, model, treatment) for treatment in treatments]
    return [asset for asset in found if asset is not None]

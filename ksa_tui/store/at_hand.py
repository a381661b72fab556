"""The assets of the workshop at hand: kept, and of them only those are read again that were changed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import Connection

from ksa_tui.domain.model import Model
from ksa_tui.domain.workshop import Asset
from ksa_tui.store.loading_assets import load_some, load_treatments

if TYPE_CHECKING:
    from ksa_tui.store.store import Store


@dataclass(frozen=True, slots=True)
class AtHand:
    """A workshop's assets as they were in one generation of the store."""

    generation: int
    workshop: UUID
    assets: tuple[Asset, ...]
    places: Mapping[UUID, int]
    """Where each asset (``Asset.asset_id``) stands, from 0."""


def assets_at_hand(
    store: Store, connection: Connection, model: Model, workshop_id: UUID
) -> tuple[Asset, ...]:
    """The assets of a workshop; one that was not changed since they were read last is the same object.

    ``connection`` is the store's only one: while it is held nobody else writes, or reads these.
    """
    now, known = store.generation, store.remembered.assets
    read = None
    if known is not None and known.workshop == workshop_id:
        read = _renewed(store, connection, model, known)
    if read is None:
        assets = load_treatments(connection, model, workshop_id)
        places = {asset.asset_id: place for place, asset in enumerate(assets)}
        read = AtHand(now, workshop_id, assets, places)
    store.remembered.assets = replace(read, generation=now)
    store.remembered.timed.clear()
    return read.assets


def _renewed(store: Store, connection: Connection, model: Model, known: AtHand) -> AtHand | None:
    """What was read before, with those assets changed since; None where assets came or went."""
    changed = store.journal.assets_since(known.generation, store.generation)
    if changed is None:
        return None
    asked = changed | store.remembered.timed
    if not asked:
        return known
    found = load_some(connection, model, known.workshop, asked)
    if {asset.asset_id for asset in found} != asked & known.places.keys():
        return None
    assets = list(known.assets)
    for asset in found:
        place = known.places[asset.asset_id]
        assets[place] = replace(asset, number=place + 1)
    return replace(known, assets=tuple(assets))

"""In which order a workshop goes through its assets and aspects: its own choice, kept with it."""

from __future__ import annotations

from uuid import UUID

from ksa_tui.domain.walking import WalkOrder
from ksa_tui.errors import KsaError
from ksa_tui.services.models import NO_WORKSHOP, model_of
from ksa_tui.services.ratings import aspect_of
from ksa_tui.store import Store
from ksa_tui.store.loading import read_workshop
from ksa_tui.store.tables import WorkshopRow


def order_of(store: Store, workshop_id: UUID) -> WalkOrder:
    """The order chosen last; one asset at a time in the model's order until one was."""
    with store.reading() as connection:
        row = read_workshop(connection, workshop_id)
    if row is None:
        raise KsaError(NO_WORKSHOP)
    return WalkOrder(row.walk_by_aspect, row.walk_first)


def set_order(store: Store, workshop_id: UUID, order: WalkOrder) -> None:
    """Choose an order; nothing that was rated changes by it."""
    if order.first is not None:
        aspect_of(model_of(store, workshop_id), order.first)
    with store.command("workshop.order", workshop=workshop_id) as unit:
        row = unit.get(WorkshopRow, workshop_id)
        if row is None or row.deleted_at is not None:
            raise KsaError(NO_WORKSHOP)
        unit.update(row, walk_by_aspect=order.by_aspect, walk_first=order.first)

"""Where a workshop was left, and how long an asset took: kept, but no part of the history."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from ksa_tui.services.models import model_of
from ksa_tui.services.ratings import aspect_of
from ksa_tui.services.shapes import Place
from ksa_tui.store import Store
from ksa_tui.store.places import add_to_seconds, put_place
from ksa_tui.store.quick import LAST_PLACE, rows, to_id
from ksa_tui.store.sittings import touch


def remember_place(store: Store, place: Place, seconds: int = 0) -> None:
    """Keep where one is, for the next start, and count what was spent there; one place for each workshop.

    Negative seconds take back what turned out not to have been spent on the asset.
    """
    model = model_of(store, place.workshop)
    letter = aspect_of(model, place.aspect).letter if place.aspect else ""
    now = store.clock()
    with store.unrecorded() as connection:
        put_place(
            connection,
            {
                "workshop_id": place.workshop,
                "treatment_id": place.treatment,
                "aspect": place.aspect,
                "letter": letter,
                "area": place.area,
                "at": now,
            },
        )
        if seconds and place.treatment:
            add_to_seconds(connection, place.treatment, seconds)
            _note(store, place.treatment)
        if seconds > 0:
            touch(store, connection, place.workshop, now)
    if place.treatment:
        _count(store, place.treatment, seconds)


def last_place(store: Store, workshop_id: UUID | None = None) -> Place | None:
    """Where one was last, in this workshop or in any."""
    key = workshop_id.hex if workshop_id else None
    with store.driver() as connection:
        found = rows(connection, LAST_PLACE, key)
    if not found:
        return None
    workshop, treatment, aspect, area = found[0]
    return Place(to_id(workshop), to_id(treatment) if treatment else None, aspect, area)


def add_seconds(store: Store, treatment_id: UUID, seconds: int) -> None:
    """Count time spent on an asset."""
    with store.unrecorded() as connection:
        add_to_seconds(connection, treatment_id, max(0, seconds))
        _note(store, treatment_id)
    _count(store, treatment_id, max(0, seconds))


def _note(store: Store, treatment_id: UUID) -> None:
    """The assets kept of a workshop are not true any more for this one; while the connection is held."""
    remembered = store.remembered.treatment
    if remembered is not None and remembered[2].id == treatment_id:
        store.remembered.timed.add(remembered[2].asset_id)
    else:
        store.remembered.assets = None


def _count(store: Store, treatment_id: UUID, seconds: int) -> None:
    """Let the treatment at hand know of its time: it need not be read again."""
    remembered = store.remembered.treatment
    if remembered is None or remembered[2].id != treatment_id or not seconds:
        return
    generation, workshop, asset = remembered
    counted = replace(asset, seconds_spent=max(asset.seconds_spent + seconds, 0))
    store.remembered.treatment = (generation, workshop, counted)

"""The workshop as a table: one light row per asset, from derived columns in three statements."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from ksa_tui.domain.model import Model
from ksa_tui.domain.rating import is_thin
from ksa_tui.domain.standing import asset_gaps, asset_status, is_below_floor, standing_level
from ksa_tui.domain.texts import fold
from ksa_tui.domain.workshop import Asset, AssetStatus, System
from ksa_tui.errors import KsaError
from ksa_tui.services.models import NO_WORKSHOP, model_of
from ksa_tui.services.shapes import TableRow, WorkshopTable
from ksa_tui.store import Store
from ksa_tui.store.quick import COUNTS, LEVELS, SYSTEMS, TREATMENTS, rows, to_id


def table(store: Store, workshop_id: UUID) -> WorkshopTable:
    """The workshop's table."""
    model = model_of(store, workshop_id)
    key = workshop_id.hex
    with store.driver() as connection:
        counted = rows(connection, COUNTS, key)
        treatments = rows(connection, TREATMENTS, key)
        assessed = rows(connection, LEVELS, key)
    if not counted:
        raise KsaError(NO_WORKSHOP)
    place = {aspect.id: number for number, aspect in enumerate(model.aspects)}
    nothing: tuple[int | None, ...] = (None,) * len(place)
    levels: dict[str, list[int | None]] = {}
    below: dict[str, list[bool]] = {}
    for treatment, aspect, level, below_floor in assessed:
        levels.setdefault(treatment, list(nothing))[place[aspect]] = level
        below.setdefault(treatment, [False] * len(place))[place[aspect]] = bool(below_floor)
    no_floor = (False,) * len(place)
    made = tuple(
        TableRow(
            id=to_id(treatment),
            number=number,
            name=name,
            folded=folded,
            levels=tuple(levels.get(treatment, nothing)),
            below_floor=tuple(below.get(treatment, no_floor)),
            status=AssetStatus(status),
            gaps=gaps,
            thin=thin,
            deferred=bool(deferred),
        )
        for number, (treatment, name, folded, status, gaps, thin, deferred) in enumerate(
            treatments, start=1
        )
    )
    participants, parked, pool = counted[0]
    return WorkshopTable(made, participants, parked, pool, model)


def row_of(model: Model, asset: Asset) -> TableRow:
    """The row of one asset at hand: what ``table`` would say of it."""
    return TableRow(
        id=asset.id,
        number=asset.number,
        name=asset.name,
        folded=fold(asset.name),
        levels=tuple(standing_level(model, asset, aspect.id) for aspect in model.aspects),
        below_floor=tuple(is_below_floor(model, asset, aspect.id) for aspect in model.aspects),
        status=asset_status(model, asset),
        gaps=len(asset_gaps(model, asset)),
        thin=thin_motivations(asset),
        deferred=asset.deferred,
    )


def thin_motivations(asset: Asset) -> int:
    """How many motivations are there but say little."""
    return sum(is_thin(assessment.motivation) for assessment in asset.assessments.values())


def systems(store: Store, workshop_id: UUID) -> tuple[tuple[System, int, tuple[str, ...]], ...]:
    """The systems of the workshop's assets: each with how many and which, sorted as Swedish sorts."""
    found: defaultdict[System, list[str]] = defaultdict(list)
    with store.driver() as connection:
        for key, name, supplier, asset in rows(connection, SYSTEMS, workshop_id.hex):
            found[System(to_id(key), name, supplier)].append(asset)
    return tuple((system, len(names), tuple(names)) for system, names in found.items())

"""The workshop as a table: one light row per asset, from derived columns in three statements."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

from ksa_tui.domain.model import Model
from ksa_tui.domain.rating import is_thin
from ksa_tui.domain.standing import asset_gaps, asset_status, is_below_floor, standing_levels
from ksa_tui.domain.texts import fold
from ksa_tui.domain.workshop import Asset, AssetStatus, System
from ksa_tui.errors import KsaError
from ksa_tui.services.models import NO_WORKSHOP, model_of
from ksa_tui.services.shapes import TableRow, TableRows, WorkshopTable
from ksa_tui.store import Store
from ksa_tui.store.quick import (
    COUNTS,
    LEVELS,
    LEVELS_OF,
    SYSTEMS,
    TREATMENTS,
    TREATMENTS_OF,
    rows,
    to_id,
)


def table(store: Store, workshop_id: UUID) -> WorkshopTable:
    """The workshop's table. Where it was read before, only what was changed since is read again."""
    model = model_of(store, workshop_id)
    with store.driver() as connection:
        now = store.generation
        counted = rows(connection, COUNTS, workshop_id.hex)
        if not counted:
            raise KsaError(NO_WORKSHOP)
        participants, parked, pool, total = counted[0]
        read = _renewed(store, connection, (workshop_id, model), (now, total))
        if read is None:
            treatments = rows(connection, TREATMENTS, workshop_id.hex)
            read = TableRows(_rows(model, treatments, rows(connection, LEVELS, workshop_id.hex)))
        store.remembered.table = now, workshop_id, read
    return WorkshopTable(read, participants, parked, pool, model)


def _renewed(
    store: Store,
    connection: sqlite3.Connection,
    of: tuple[UUID, Model],
    state: tuple[int, int],
) -> TableRows | None:
    """The rows as they were read before, with those of the assets changed since; None if some came or went.

    ``state`` is the generation now, and how many rows there are.
    """
    (workshop_id, model), (now, total) = of, state
    if store.remembered.table is None or store.remembered.table[1] != workshop_id:
        return None
    read_at, _workshop, known = store.remembered.table
    changed = store.journal.assets_since(read_at, now)
    if changed is None or not isinstance(known, TableRows) or len(known) != total:
        return None
    if not changed:
        return known
    keys = workshop_id.hex, json.dumps([asset.hex for asset in changed])
    treatments = rows(connection, TREATMENTS_OF, *keys)
    if any(to_id(treatment) not in known.places for treatment, *_ in treatments):
        return None
    again = _rows(model, treatments, rows(connection, LEVELS_OF, *keys))
    return known.renewed(replace(row, number=known.places[row.id] + 1) for row in again)


def _rows(model: Model, treatments: Iterable[Any], assessed: Iterable[Any]) -> Iterator[TableRow]:
    """Rows of treatments and of the levels of their aspects, as the store keeps them; numbered from 1."""
    place = {aspect.id: number for number, aspect in enumerate(model.aspects)}
    nothing: tuple[int | None, ...] = (None,) * len(place)
    no_floor = (False,) * len(place)
    levels: dict[str, list[int | None]] = {}
    below: dict[str, list[bool]] = {}
    for treatment, aspect, level, below_floor in assessed:
        levels.setdefault(treatment, list(nothing))[place[aspect]] = level
        if below_floor:
            below.setdefault(treatment, list(no_floor))[place[aspect]] = True
    once: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for number, (treatment, name, folded, status, gaps, thin, deferred) in enumerate(
        treatments, start=1
    ):
        said = tuple(levels.get(treatment, nothing))
        yield TableRow(
            id=to_id(treatment),
            number=number,
            name=name,
            folded=folded,
            levels=once.setdefault(said, said),
            below_floor=tuple(below[treatment]) if treatment in below else no_floor,
            status=AssetStatus(status),
            gaps=gaps,
            thin=thin,
            deferred=bool(deferred),
        )


def row_of(model: Model, asset: Asset) -> TableRow:
    """The row of one asset at hand: what ``table`` would say of it."""
    return TableRow(
        id=asset.id,
        number=asset.number,
        name=asset.name,
        folded=fold(asset.name),
        levels=standing_levels(model, asset),
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

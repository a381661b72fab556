"""Reads what was decided about every asset of the store, to be compared with what a room says now."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Connection, func, select

from ksa_tui.store.tables import metadata

_ASSET: Final = metadata.tables["asset"]
_TREATMENT: Final = metadata.tables["workshop_asset"]
_WORKSHOP: Final = metadata.tables["workshop"]
_DECISION: Final = metadata.tables["decision"]

_DECIDED: Final = """
    SELECT d.asset_id, d.workshop_asset_id, d.aspect, d.level, d.decided_on,
        t.workshop_id, a.name, w.model_version_id, a.catalogue_id, coalesce(a.department_id, w.department_id),
        (SELECT group_concat(f.flag_id, ' ') FROM asset_flag f
         WHERE f.asset_id = a.id AND f.value AND f.confirmed_at IS NOT NULL)
    FROM decision d
    CROSS JOIN workshop_asset t ON t.id = d.workshop_asset_id AND t.removed_at IS NULL
    CROSS JOIN asset a ON a.id = d.asset_id AND a.excluded_at IS NULL AND a.deleted_at IS NULL
    CROSS JOIN workshop w ON w.id = t.workshop_id AND w.deleted_at IS NULL
    ORDER BY d.asset_id, d.recorded_at, d.id
"""
# A cross join is done in the order in which it is written: along the index of decisions by asset, so that
# SQLite sorts the decisions of one asset at a time, and not those of all assets.
_STATE: Final = select(
    select(func.count()).select_from(_DECISION).scalar_subquery(),
    select(func.max(_DECISION.c.recorded_at)).scalar_subquery(),
    select(func.count(_ASSET.c.excluded_at)).scalar_subquery(),
    select(func.count(_ASSET.c.deleted_at)).scalar_subquery(),
    select(func.count(_TREATMENT.c.removed_at)).scalar_subquery(),
    select(func.count(_WORKSHOP.c.deleted_at)).scalar_subquery(),
)


OF_DECISIONS: Final = frozenset({"decision", "asset", "workshop_asset", "workshop"})
"""The tables whose changes may make another state."""


def decided_levels(connection: sqlite3.Connection) -> Iterator[Any]:
    """Every decision on an aspect, those of an asset side by side, the newest last; a return has no level.

    With the asset's name, place and confirmed flags. Row by row, ids and dates as the store keeps them: there
    are several for every asset of the store.
    """
    yield from connection.execute(_DECIDED)


def state_of_decisions(connection: Connection) -> object:
    """A value that is another one when something was decided, stopped, removed or brought back."""
    return tuple(connection.execute(_STATE).one())


def place_of_workshop(connection: Connection, workshop_id: object) -> Any:
    """The frozen model of a workshop and its department, by their ids; None where there is no workshop."""
    query = select(_WORKSHOP.c.model_version_id, _WORKSHOP.c.department_id)
    return connection.execute(query.where(_WORKSHOP.c.id == workshop_id)).one_or_none()

"""Reads what was decided about every asset of the store, to be compared with what a room says now."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, func, select

from ksa_tui.store.tables import metadata

_ASSET: Final = metadata.tables["asset"]
_FLAG: Final = metadata.tables["asset_flag"]
_TREATMENT: Final = metadata.tables["workshop_asset"]
_WORKSHOP: Final = metadata.tables["workshop"]
_DECISION: Final = metadata.tables["decision"]

_DECIDED: Final = (
    select(
        _DECISION.c.workshop_asset_id,
        _DECISION.c.asset_id,
        _DECISION.c.aspect,
        _DECISION.c.level,
        _DECISION.c.decided_on,
        _ASSET.c.name,
        _ASSET.c.catalogue_id,
        func.coalesce(_ASSET.c.department_id, _WORKSHOP.c.department_id).label("department_id"),
        _TREATMENT.c.workshop_id,
        _WORKSHOP.c.model_version_id,
    )
    .join_from(_DECISION, _TREATMENT, _TREATMENT.c.id == _DECISION.c.workshop_asset_id)
    .join(_ASSET, _ASSET.c.id == _DECISION.c.asset_id)
    .join(_WORKSHOP, _WORKSHOP.c.id == _TREATMENT.c.workshop_id)
    .where(
        _ASSET.c.excluded_at.is_(None),
        _ASSET.c.deleted_at.is_(None),
        _TREATMENT.c.removed_at.is_(None),
        _WORKSHOP.c.deleted_at.is_(None),
    )
    .order_by(_DECISION.c.recorded_at, _DECISION.c.id)
)
_FLAGS: Final = select(_FLAG.c.asset_id, _FLAG.c.flag_id).where(
    _FLAG.c.value.is_(True), _FLAG.c.confirmed_at.is_not(None)
)
_STATE: Final = select(
    select(func.count()).select_from(_DECISION).scalar_subquery(),
    select(func.max(_DECISION.c.recorded_at)).scalar_subquery(),
    select(func.count(_ASSET.c.excluded_at)).scalar_subquery(),
    select(func.count(_ASSET.c.deleted_at)).scalar_subquery(),
    select(func.count(_TREATMENT.c.removed_at)).scalar_subquery(),
    select(func.count(_WORKSHOP.c.deleted_at)).scalar_subquery(),
)


def decided_levels(connection: Connection) -> list[Any]:
    """Every decision on an aspect with its asset's name and place, the newest last; a return has no level."""
    return list(connection.execute(_DECIDED))


def confirmed_flags(connection: Connection) -> list[Any]:
    """Every flag that a room has confirmed, by asset."""
    return list(connection.execute(_FLAGS))


def state_of_decisions(connection: Connection) -> object:
    """A value that is another one when something was decided, stopped, removed or brought back."""
    return tuple(connection.execute(_STATE).one())


def place_of_workshop(connection: Connection, workshop_id: object) -> Any:
    """The frozen model of a workshop and its department, by their ids; None where there is no workshop."""
    query = select(_WORKSHOP.c.model_version_id, _WORKSHOP.c.department_id)
    return connection.execute(query.where(_WORKSHOP.c.id == workshop_id)).one_or_none()

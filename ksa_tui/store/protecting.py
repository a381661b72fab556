"""Reads what was answered about measures, and which measures are frozen for a workshop."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, func, select

from ksa_tui.store.tables import metadata

_ANSWER: Final = metadata.tables["measure_answer"]
_FROZEN: Final = metadata.tables["workshop_measures"]
_VERSION: Final = metadata.tables["model_version"]
_ASSET: Final = metadata.tables["asset"]
_HELD: Final = metadata.tables["system_asset"]
_TREATMENT: Final = metadata.tables["workshop_asset"]
_WORKSHOP: Final = metadata.tables["workshop"]
_RISK: Final = metadata.tables["risk_assessment"]


def read_answers(connection: Connection) -> list[Any]:
    """Every answer about a measure."""
    return list(connection.execute(select(_ANSWER).order_by(_ANSWER.c.at, _ANSWER.c.id)))


def find_measures(connection: Connection, workshop_id: UUID) -> str | None:
    """The measures frozen for a workshop as canonical JSON; None while none are."""
    query = (
        select(_VERSION.c.body)
        .join_from(_FROZEN, _VERSION, _VERSION.c.id == _FROZEN.c.measures_version_id)
        .where(_FROZEN.c.workshop_id == workshop_id)
    )
    return connection.execute(query).scalar_one_or_none()


def risk_assessments(connection: Connection, workshop_id: UUID) -> list[Any]:
    """The risk assessments of a workshop, the newest first."""
    query = select(_RISK).where(_RISK.c.workshop_id == workshop_id)
    return list(connection.execute(query.order_by(_RISK.c.made_on.desc(), _RISK.c.created.desc())))


def held_elsewhere(connection: Connection, system_id: UUID, workshop_id: UUID) -> int:
    """How many assets a system holds that are treated in other workshops and not in this one."""
    here = select(_TREATMENT.c.asset_id).where(
        _TREATMENT.c.workshop_id == workshop_id, _TREATMENT.c.removed_at.is_(None)
    )
    query = (
        select(func.count(_HELD.c.asset_id.distinct()))
        .join_from(_HELD, _ASSET, _ASSET.c.id == _HELD.c.asset_id)
        .join(_TREATMENT, _TREATMENT.c.asset_id == _ASSET.c.id)
        .join(_WORKSHOP, _WORKSHOP.c.id == _TREATMENT.c.workshop_id)
        .where(
            _HELD.c.system_id == system_id,
            _ASSET.c.deleted_at.is_(None),
            _ASSET.c.excluded_at.is_(None),
            _TREATMENT.c.removed_at.is_(None),
            _WORKSHOP.c.deleted_at.is_(None),
            _HELD.c.asset_id.not_in(here),
        )
    )
    return int(connection.execute(query).scalar_one())

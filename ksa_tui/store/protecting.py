"""Reads what was answered about measures, which are frozen for a workshop, and how systems hang together."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, select

from ksa_tui.store.tables import metadata

_ANSWER: Final = metadata.tables["measure_answer"]
_FROZEN: Final = metadata.tables["workshop_measures"]
_VERSION: Final = metadata.tables["model_version"]
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

"""From rows to domain types: what a workshop is beside its assets, in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from ksa_tui.domain.model import Model
from ksa_tui.domain.sitting import Attendance, Pause, Sitting
from ksa_tui.domain.workshop import (
    CollectionUplift,
    Department,
    DismissedCheck,
    ExportRecord,
    Owner,
    ParkedQuestion,
    Participant,
    Workshop,
)
from ksa_tui.store import loading_sql as sql


def read_workshop(connection: Connection, workshop_id: UUID) -> Any | None:
    """The workshop's own columns with its owner's and department's; None as below."""
    return connection.execute(sql.WORKSHOP, {"id": workshop_id}).one_or_none()


def load_workshop(connection: Connection, model: Model, workshop_id: UUID) -> Workshop | None:
    """The aggregate without its assets, or None where there is no such workshop or it was deleted."""
    key = {"id": workshop_id}
    row = read_workshop(connection, workshop_id)
    if row is None:
        return None
    return Workshop(
        id=row.id,
        title=row.title,
        model_id=model.id,
        model_version=model.version,
        created=row.created,
        department=_department(row),
        owner=_owner(row),
        facilitator=row.facilitator,
        facilitator_role=row.facilitator_role,
        held_on=row.held_on,
        answer_by=row.answer_by,
        reply_to=row.reply_to,
        participants=_participants(connection, key),
        sittings=load_sittings(connection, workshop_id),
        parked=tuple(ParkedQuestion(*p) for p in connection.execute(sql.PARKED, key)),
        uplifts=tuple(CollectionUplift(*u) for u in connection.execute(sql.UPLIFTS, key)),
        answers={row.question_id: row.answer for row in connection.execute(sql.ANSWERS, key)},
        dismissed=tuple(DismissedCheck(*d) for d in connection.execute(sql.DISMISSED, key)),
        exports=tuple(ExportRecord(*e) for e in connection.execute(sql.EXPORTS, key)),
    )


def load_sittings(connection: Connection, workshop_id: UUID) -> tuple[Sitting, ...]:
    """When a workshop sat, in the order of time."""
    sittings: dict[UUID, Sitting] = {}
    for key, since, until, *pause in connection.execute(sql.SITTINGS, {"id": workshop_id}):
        known = sittings.setdefault(key, Sitting(key, since, until))
        if pause[0] is not None:
            sittings[key] = replace(known, breaks=(*known.breaks, Pause(*pause)))
    return tuple(sittings.values())


def _participants(connection: Connection, key: Mapping[str, UUID]) -> tuple[Participant, ...]:
    people: dict[UUID, Participant] = {}
    for row in connection.execute(sql.PARTICIPANTS, key):
        *person, sitting, since, until = row
        known = people.setdefault(row.id, Participant(*person))
        if sitting is not None:
            noted = (*known.attendance, Attendance(sitting, since, until))
            people[row.id] = replace(known, attendance=noted)
    return tuple(people.values())


def _department(row: Any) -> Department | None:
    return Department(row.department_id, row.department_name) if row.department_id else None


def _owner(row: Any) -> Owner | None:
    if row.owner_id is None:
        return None
    return Owner(row.owner_id, row.owner_name, row.owner_title, row.owner_e_mail)

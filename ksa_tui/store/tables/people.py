"""Workshops and the people and departments around them."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import ClassVar
from uuid import UUID

from sqlalchemy import Index, text
from sqlmodel import Field

from ksa_tui.store.tables.base import (
    UtcDateTime,
    Versioned,
    choice,
    derived,
    link,
    maybe_link,
    moment,
)


class DepartmentRow(Versioned, table=True):
    """A department (förvaltning)."""

    __tablename__ = "department"

    id: UUID = Field(primary_key=True)
    name: str
    folded: str = Field(index=True)
    sort_key: str
    parent_id: UUID | None = maybe_link("department.id")
    retired_at: datetime | None = moment(default=None)


class OwnerRow(Versioned, table=True):
    """An information owner: a name and a role."""

    __tablename__ = "owner"

    id: UUID = Field(primary_key=True)
    name: str
    folded: str = Field(index=True)
    sort_key: str
    role_title: str = ""
    e_mail: str = ""
    department_id: UUID | None = maybe_link("department.id")
    retired_at: datetime | None = moment(default=None)


class WorkshopRow(Versioned, table=True):
    """A workshop. Its status is derived, never stored."""

    __tablename__ = "workshop"
    __table_args__ = (
        Index("ix_workshop_changed_at", "changed_at", sqlite_where=text("deleted_at IS NULL")),
    )

    id: UUID = Field(primary_key=True)
    title: str
    folded: str
    sort_key: str
    department_id: UUID | None = maybe_link("department.id")
    owner_id: UUID | None = maybe_link("owner.id")
    facilitator: str = ""
    facilitator_role: str = ""
    model_version_id: UUID = link("model_version.id")
    held_on: date | None = None
    planned_start: time | None = None
    planned_end: time | None = None
    started_at: datetime | None = moment(default=None)
    ended_at: datetime | None = moment(default=None)
    answer_by: date | None = None
    reply_to: str = ""
    owner_language: str = ""
    walk_by_aspect: bool = False
    walk_first: str | None = None
    answers_workshop_id: UUID | None = maybe_link("workshop.id")
    deleted_at: datetime | None = moment(default=None)
    changed_at: datetime = derived(None, UtcDateTime)


class WorkshopSessionRow(Versioned, table=True):
    """One sitting of a workshop; until when it went on is counted, not recorded."""

    __tablename__ = "workshop_session"

    id: UUID = Field(primary_key=True)
    workshop_id: UUID = link("workshop.id", index=True)
    held_on: date
    started_at: datetime | None = moment(default=None)
    ended_at: datetime | None = derived(None, UtcDateTime)


class WorkshopBreakRow(Versioned, table=True):
    """A break in a sitting, counted and not recorded."""

    __tablename__ = "workshop_break"
    recorded: ClassVar[bool] = False

    id: UUID = Field(primary_key=True)
    workshop_session_id: UUID = link("workshop_session.id", index=True, cascade=True)
    from_at: datetime = moment()
    to_at: datetime | None = moment(default=None)


class ParticipantRow(Versioned, table=True):
    """Someone in the room."""

    __tablename__ = "participant"

    id: UUID = Field(primary_key=True)
    workshop_id: UUID = link("workshop.id", index=True)
    position: int
    name: str
    role_id: str | None = None
    role_text: str = ""
    department: str = ""


class AttendanceRow(Versioned, table=True):
    """From when to when someone was there."""

    __tablename__ = "attendance"

    id: UUID = Field(primary_key=True)
    participant_id: UUID = link("participant.id", index=True)
    workshop_session_id: UUID = link("workshop_session.id", index=True)
    from_at: datetime = moment()
    to_at: datetime | None = moment(default=None)


class ParkedRow(Versioned, table=True):
    """A question left for later."""

    __tablename__ = "parked"

    id: UUID = Field(primary_key=True)
    workshop_id: UUID = link("workshop.id", index=True)
    workshop_asset_id: UUID | None = maybe_link("workshop_asset.id", index=True)
    aspect: str | None = None
    text: str
    who: str = ""
    due: date | None = None
    resolved_at: datetime | None = moment(default=None)
    resolution: str = ""


class QuestionAnswerRow(Versioned, table=True):
    """An answer to a guiding question, of one treatment or of the whole collection."""

    __tablename__ = "question_answer"

    id: UUID = Field(primary_key=True)
    workshop_id: UUID = link("workshop.id", index=True)
    workshop_asset_id: UUID | None = maybe_link("workshop_asset.id", index=True)
    question_id: str
    answer: bool
    note: str = ""


class CollectionUpliftRow(Versioned, table=True):
    """What the collection adds to an aspect; never rewrites an asset."""

    __tablename__ = "collection_uplift"

    workshop_id: UUID = link("workshop.id", primary_key=True)
    aspect: str = Field(primary_key=True)
    code: str = Field(primary_key=True, sa_type=choice("code", "aggregation", "accumulation"))
    level: int
    motivation: str


class DismissedCheckRow(Versioned, table=True):
    """A plausibility check that the facilitator has answered, with the reason."""

    __tablename__ = "dismissed_check"

    workshop_id: UUID = link("workshop.id", primary_key=True)
    check_code: str = Field(primary_key=True)
    subject_id: str = Field(primary_key=True)
    reason: str

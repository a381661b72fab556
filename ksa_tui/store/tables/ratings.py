"""What was said about one aspect of one asset."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from ksa_tui.store.tables.base import Versioned, choice, derived, link, maybe_link, moment


class AssessmentRow(Versioned, table=True):
    """One aspect of one treatment; no row is an aspect nobody has touched.

    ``calculated``, ``proposed`` and ``below_floor`` are derived by ``services.derived``.
    """

    __tablename__ = "assessment"
    __table_args__ = (UniqueConstraint("workshop_asset_id", "aspect"),)

    id: UUID = Field(primary_key=True)
    workshop_asset_id: UUID = link("workshop_asset.id")
    aspect: str
    adjusted: int | None = None
    reason_code: str | None = Field(default=None, sa_type=choice("reason_code", "manual", "shared"))
    adjust_motivation: str = ""
    motivation: str = ""
    floor_reason: str = ""
    calculated: int | None = derived(None)
    proposed: int | None = derived(None)
    below_floor: bool = derived(False)


class RatingRow(Versioned, table=True):
    """One impact area of one aspect: a level, or not relevant. No row is not rated."""

    __tablename__ = "rating"
    __table_args__ = (
        CheckConstraint("(state = 'level') = (level IS NOT NULL)", name="level_or_not"),
    )

    assessment_id: UUID = link("assessment.id", primary_key=True)
    area: str = Field(primary_key=True)
    state: str = Field(sa_type=choice("state", "level", "not_relevant"))
    level: int | None = None
    at: datetime = moment()


class VoteRoundRow(Versioned, table=True):
    """One round of votes on an aspect, or on one area of it."""

    __tablename__ = "vote_round"

    id: UUID = Field(primary_key=True)
    assessment_id: UUID = link("assessment.id", index=True)
    number: int
    mode: str = Field(sa_type=choice("mode", "shown", "blind"))
    area: str | None = None
    opened_at: datetime = moment()
    revealed_at: datetime | None = moment(default=None)


class VoteRow(Versioned, table=True):
    """One participant's own level, named or not."""

    __tablename__ = "vote"

    id: UUID = Field(primary_key=True)
    vote_round_id: UUID = link("vote_round.id", index=True)
    ordinal: int
    level: int
    participant_id: UUID | None = maybe_link("participant.id")


class DissentRow(Versioned, table=True):
    """A differing view for the owner to see."""

    __tablename__ = "dissent"

    id: UUID = Field(primary_key=True)
    assessment_id: UUID = link("assessment.id", index=True)
    position: int
    level: int
    reason: str
    role: str = ""
    participant_id: UUID | None = maybe_link("participant.id")

"""What is answered about protective measures, and how systems hang together."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Field

from ksa_tui.store.tables.base import Versioned, choice, link, maybe_link, moment


class MeasureAnswerRow(Versioned, table=True):
    """How it stands with one measure at one place: the organisation, a department, a system or an asset."""

    __tablename__ = "measure_answer"

    id: UUID = Field(primary_key=True)
    measure_id: str = Field(index=True)
    scope: str = Field(sa_type=choice("scope", "organisation", "department", "system", "asset"))
    department_id: UUID | None = maybe_link("department.id")
    system_id: UUID | None = maybe_link("system.id")
    asset_id: UUID | None = maybe_link("asset.id", index=True)
    state: str = Field(
        sa_type=choice("state", "met", "partly", "not_met", "not_relevant", "unknown")
    )
    reason: str = ""
    role: str = ""
    due: date | None = None
    note: str = ""
    at: datetime = moment()
    measures_version_id: UUID | None = maybe_link("model_version.id")


class WorkshopMeasuresRow(Versioned, table=True):
    """The measures that a workshop is worked out with, frozen when they were first needed."""

    __tablename__ = "workshop_measures"

    workshop_id: UUID = link("workshop.id", primary_key=True)
    measures_version_id: UUID = link("model_version.id")


class RiskAssessmentRow(Versioned, table=True):
    """That a risk assessment was made, which confirms the measures."""

    __tablename__ = "risk_assessment"

    id: UUID = Field(primary_key=True)
    workshop_id: UUID = link("workshop.id", index=True)
    made_on: date
    reference: str = ""
    outcome: str = ""


class SystemLinkRow(Versioned, table=True):
    """A system (the parent) that inherits from another (the child): it gets its information or carries it."""

    __tablename__ = "system_link"

    parent_id: UUID = link("system.id", primary_key=True)
    child_id: UUID = link("system.id", primary_key=True, index=True)


class SystemUpliftRow(Versioned, table=True):
    """A system's level of one aspect of one model, moved: up by accumulation or aggregation, or down."""

    __tablename__ = "system_uplift"

    system_id: UUID = link("system.id", primary_key=True)
    model_version_id: UUID = link("model_version.id", primary_key=True)
    aspect: str = Field(primary_key=True)
    code: str = Field(sa_type=choice("code", "accumulation", "aggregation", "distribution"))
    level: int
    motivation: str

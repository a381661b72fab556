"""Answers about protective measures, and risk assessments."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_SCOPES = ("organisation", "department", "system", "asset")
_STATES = ("met", "partly", "not_met", "not_relevant", "unknown")


def upgrade() -> None:
    _answers()
    op.create_table(
        "risk_assessment",
        *_versioned(),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workshop_id", sa.Uuid(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        _link("risk_assessment", "workshop_id", "workshop.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk_assessment")),
    )
    op.create_index(op.f("ix_risk_assessment_workshop_id"), "risk_assessment", ["workshop_id"])
    op.create_table(
        "workshop_measures",
        *_versioned(),
        sa.Column("workshop_id", sa.Uuid(), nullable=False),
        sa.Column("measures_version_id", sa.Uuid(), nullable=False),
        _link("workshop_measures", "workshop_id", "workshop.id"),
        _link("workshop_measures", "measures_version_id", "model_version.id"),
        sa.PrimaryKeyConstraint("workshop_id", name=op.f("pk_workshop_measures")),
    )


def _answers() -> None:
    name = "measure_answer"
    op.create_table(
        name,
        *_versioned(),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("measure_id", sa.String(), nullable=False),
        sa.Column("scope", _choice("scope", *_SCOPES), nullable=False),
        sa.Column("department_id", sa.Uuid(), nullable=True),
        sa.Column("system_id", sa.Uuid(), nullable=True),
        sa.Column("asset_id", sa.Uuid(), nullable=True),
        sa.Column("state", _choice("state", *_STATES), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("measures_version_id", sa.Uuid(), nullable=True),
        _link(name, "department_id", "department.id"),
        _link(name, "system_id", "system.id"),
        _link(name, "asset_id", "asset.id"),
        _link(name, "measures_version_id", "model_version.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_answer")),
    )
    op.create_index(op.f("ix_measure_answer_measure_id"), name, ["measure_id"])
    op.create_index(op.f("ix_measure_answer_asset_id"), name, ["asset_id"])


def _versioned() -> list[sa.Column[Any]]:
    return [
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
    ]


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True)


def _link(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column],
        [target],
        name=op.f(f"fk_{table}_{column}"),
        initially="DEFERRED",
        deferrable=True,
    )

"""Which systems inherit from which, and levels of systems that are moved with a reason."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_CODES = ("accumulation", "aggregation", "distribution")


def upgrade() -> None:
    op.create_table(
        "system_link",
        *_versioned(),
        sa.Column("parent_id", sa.Uuid(), nullable=False),
        sa.Column("child_id", sa.Uuid(), nullable=False),
        _link("system_link", "parent_id", "system.id"),
        _link("system_link", "child_id", "system.id"),
        sa.PrimaryKeyConstraint("parent_id", "child_id", name=op.f("pk_system_link")),
    )
    op.create_index(op.f("ix_system_link_child_id"), "system_link", ["child_id"])
    op.create_table(
        "system_uplift",
        *_versioned(),
        sa.Column("system_id", sa.Uuid(), nullable=False),
        sa.Column("model_version_id", sa.Uuid(), nullable=False),
        sa.Column("aspect", sa.String(), nullable=False),
        sa.Column("code", _choice("code", *_CODES), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("motivation", sa.String(), nullable=False),
        _link("system_uplift", "system_id", "system.id"),
        _link("system_uplift", "model_version_id", "model_version.id"),
        sa.PrimaryKeyConstraint(
            "system_id", "model_version_id", "aspect", name=op.f("pk_system_uplift")
        ),
    )


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

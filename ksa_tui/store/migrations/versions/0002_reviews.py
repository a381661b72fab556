"""When decisions are to be reviewed, and what calls for a review before that."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_STANDING = ["removed_at", "workshop_id", "status", "deferred", "blocking"]


def upgrade() -> None:
    op.create_table(
        "review_trigger",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asset_id"],
            ["asset.id"],
            name=op.f("fk_review_trigger_asset_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_trigger")),
    )
    op.create_index(
        op.f("ix_review_trigger_asset_id"), "review_trigger", ["asset_id"], unique=False
    )
    op.add_column("workshop_asset", sa.Column("review_on", sa.Date(), nullable=True))
    op.drop_index("ix_workshop_asset_standing", "workshop_asset")
    op.create_index(
        "ix_workshop_asset_standing", "workshop_asset", [*_STANDING, "review_on"], unique=False
    )

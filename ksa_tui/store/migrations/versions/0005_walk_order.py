"""In which order a workshop goes through its assets and aspects."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "workshop",
        sa.Column("walk_by_aspect", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column("workshop", sa.Column("walk_first", sa.String(), nullable=True))

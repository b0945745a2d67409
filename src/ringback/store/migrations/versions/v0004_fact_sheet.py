"""The fact sheet: where each fact came to it from, and whether its owner took it off."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the columns; what was there was read in the texts and is kept."""
    op.add_column("facts", sa.Column("origin", sa.Text, nullable=False, server_default="read"))
    op.add_column("facts", sa.Column("state", sa.Text, nullable=False, server_default="kept"))


def downgrade() -> None:
    """Drop the columns, and the facts that only they tell apart."""
    op.execute("DELETE FROM facts WHERE state <> 'kept'")
    op.drop_column("facts", "state")
    op.drop_column("facts", "origin")

"""The last number that was given in a table, so that none is given twice."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "given_numbers",
        sa.Column("owner", sa.Text, nullable=False, server_default="me"),
        sa.Column("case_id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("owner", "case_id", "kind", name="pk_given_numbers"),
    )


def downgrade() -> None:
    """Drop it, and all that is in it."""
    op.drop_table("given_numbers")

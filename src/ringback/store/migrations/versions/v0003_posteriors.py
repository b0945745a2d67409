"""What outcomes taught about the parameters: the posterior beside the prior, every one that was kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

FIGURES = ("prior_value", "prior_low", "prior_high", "value", "low", "high")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "posteriors",
        sa.Column("owner", sa.Text, nullable=False, server_default="me"),
        sa.Column("id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("parameter", sa.Text, nullable=False),
        *(sa.Column(name, sa.Float, nullable=False) for name in FIGURES),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("method", sa.Text, nullable=False),
        sa.Column("catalogue", sa.Text, nullable=False),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("owner", "id", "parameter", name="pk_posteriors"),
    )


def downgrade() -> None:
    """Drop the table, and all that is in it."""
    op.drop_table("posteriors")

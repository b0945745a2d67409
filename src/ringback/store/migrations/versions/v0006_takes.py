"""The takes of rehearsals, under the case that is rehearsed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "takes",
        sa.Column("owner", sa.Text, nullable=False, server_default="me"),
        sa.Column("case_id", sa.Text, nullable=False),
        sa.Column("id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("seconds", sa.Float),
        sa.Column("latency", sa.Float),
        sa.Column("fillers_low", sa.Integer),
        sa.Column("fillers_high", sa.Integer),
        sa.Column("audio", sa.Text),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("owner", "case_id", "id", name="pk_takes"),
        sa.ForeignKeyConstraint(["owner", "case_id"], ["cases.owner", "cases.id"], name="fk_takes_cases"),
    )


def downgrade() -> None:
    """Drop the table, and all that is in it."""
    op.drop_table("takes")

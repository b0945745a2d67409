"""What its owner put right in the transcript of a recording, and the shape of its sound."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table, and the column."""
    op.create_table(
        "corrections",
        sa.Column("owner", sa.Text, nullable=False, server_default="me"),
        _text("case_id"),
        _number("id"),
        *(_text(name) for name in ("source", "kind")),
        _number("start"),
        *(_text(name) for name in ("was", "became")),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False),
        _text("zone"),
        sa.PrimaryKeyConstraint("owner", "case_id", "id", name="pk_corrections"),
        sa.ForeignKeyConstraint(
            ["owner", "case_id"], ["cases.owner", "cases.id"], name="fk_corrections_cases"
        ),
    )
    op.add_column("recordings", sa.Column("peaks", sa.Text, nullable=False, server_default="[]"))


def downgrade() -> None:
    """Drop both, and all that is in them."""
    op.drop_column("recordings", "peaks")
    op.drop_table("corrections")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _number(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer, nullable=False, autoincrement=False)

"""The employer library: employers, and the texts in which they say how they hire."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "employers",
        _owner(),
        _text("id"),
        _text("name"),
        sa.Column("link", sa.Text),
        sa.Column("place", sa.Text),
        *_when("added"),
        sa.Column("updated", sa.DateTime(timezone=True), nullable=False),
        _text("updated_zone"),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.Column("deleted_zone", sa.Text),
        sa.PrimaryKeyConstraint("owner", "id", name="pk_employers"),
    )
    op.create_index("ix_employers_deleted_at", "employers", ["deleted_at"])
    op.create_table(
        "employer_texts",
        _owner(),
        _text("employer_id"),
        sa.Column("id", sa.Integer, nullable=False, autoincrement=False),
        _text("origin"),
        _text("name"),
        _text("source"),
        _text("text"),
        *_when("added"),
        sa.PrimaryKeyConstraint("owner", "employer_id", "id", name="pk_employer_texts"),
        sa.ForeignKeyConstraint(
            ["owner", "employer_id"], ["employers.owner", "employers.id"], name="fk_employer_texts_employers"
        ),
    )


def downgrade() -> None:
    """Drop the tables, and all that is in them."""
    op.drop_table("employer_texts")
    op.drop_table("employers")


def _owner() -> sa.Column[str]:
    return sa.Column("owner", sa.Text, nullable=False, server_default="me")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _when(name: str) -> tuple[sa.Column[object], sa.Column[str]]:
    zone = sa.Column("zone", sa.Text, nullable=False)
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False), zone

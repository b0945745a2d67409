"""Recordings that are being listened to: one row each, and a row for each part that was heard."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "recordings",
        _owner(),
        _number("id"),
        sa.Column("case_id", sa.Text),
        *(_text(name) for name in ("name", "file", "state", "place", "me", "texts", "result")),
        *(_text(name) for name in ("code", "message", "remedy")),
        *(sa.Column(name, sa.Float, nullable=False) for name in ("seconds", "at", "took")),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("channels", "parts", "tries")),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False),
        _text("zone"),
        sa.PrimaryKeyConstraint("owner", "id", name="pk_recordings"),
        sa.ForeignKeyConstraint(
            ["owner", "case_id"], ["cases.owner", "cases.id"], name="fk_recordings_cases"
        ),
    )
    op.create_table(
        "recording_parts",
        _owner(),
        _number("recording_id"),
        _number("id"),
        _text("words"),
        sa.PrimaryKeyConstraint("owner", "recording_id", "id", name="pk_recording_parts"),
        sa.ForeignKeyConstraint(
            ["owner", "recording_id"],
            ["recordings.owner", "recordings.id"],
            name="fk_recording_parts_recordings",
        ),
    )


def downgrade() -> None:
    """Drop the tables, and all that is in them."""
    for name in ("recording_parts", "recordings"):
        op.drop_table(name)


def _owner() -> sa.Column[str]:
    return sa.Column("owner", sa.Text, nullable=False, server_default="me")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _number(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer, nullable=False, autoincrement=False)

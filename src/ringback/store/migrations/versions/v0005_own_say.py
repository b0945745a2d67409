"""What its owner has to say: findings that aren't so, own versions of drafts, steps that are done."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables."""
    _table(
        "denials",
        ("rule", "source", "start", "end"),
        _text("rule"),
        _text("source"),
        _number("start"),
        _number("end"),
        *_when("added"),
    )
    _table(
        "edits",
        ("kind", "id"),
        _text("kind"),
        _number("id"),
        _text("writer"),
        sa.Column("base", sa.Integer, nullable=False),
        _text("state"),
        _text("text"),
        *_when("added"),
    )
    _table("done_steps", ("key",), _text("key"), _text("does"), *_when("done"))


def downgrade() -> None:
    """Drop the tables, and all that is in them."""
    for name in ("done_steps", "edits", "denials"):
        op.drop_table(name)


def _table(name: str, key: tuple[str, ...], *columns: sa.Column[Any]) -> None:
    op.create_table(
        name,
        sa.Column("owner", sa.Text, nullable=False, server_default="me"),
        _text("case_id"),
        *columns,
        sa.PrimaryKeyConstraint("owner", "case_id", *key, name=f"pk_{name}"),
        sa.ForeignKeyConstraint(["owner", "case_id"], ["cases.owner", "cases.id"], name=f"fk_{name}_cases"),
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, autoincrement=False)


def _when(name: str) -> tuple[sa.Column[Any], sa.Column[str]]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False), _text("zone")

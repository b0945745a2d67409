"""The first tables: cases, what belongs to them, guided recall, exports under way."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "cases",
        _owner(),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("employer", sa.Text),
        sa.Column("title", sa.Text),
        *_when("created"),
        sa.Column("updated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_zone", sa.Text, nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.Column("deleted_zone", sa.Text),
        sa.PrimaryKeyConstraint("owner", "id", name="pk_cases"),
    )
    op.create_index("ix_cases_deleted_at", "cases", ["deleted_at"])
    _of_case("materials", _text("kind"), _text("name"), _text("text"), *_when("added"))
    _of_case("reports", _text("text"), *_when("added"))
    _of_case(
        "facts",
        _text("kind"),
        _text("text"),
        _text("provenance"),
        sa.Column("confirmed", sa.Boolean, nullable=False),
        _text("quote"),
        _text("source"),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
    )
    _of_case("notes", _text("text"), *_when("added"))
    _of_case(
        "outcomes",
        _text("happened"),
        sa.Column("on", sa.Date, nullable=False),
        sa.Column("repair_made", sa.Boolean),
        _text("words"),
        *_when("added"),
    )
    _make_recalls()
    op.create_table(
        "unfinished_exports",
        _owner(),
        _text("case_id"),
        _text("folder"),
        *_when("started"),
        sa.PrimaryKeyConstraint("owner", "case_id", "folder", name="pk_unfinished_exports"),
        _to_case("unfinished_exports"),
    )


def downgrade() -> None:
    """Drop the tables, and all that is in them."""
    for table in ("unfinished_exports", "answers", "recalls", "outcomes", "notes", "facts", "reports"):
        op.drop_table(table)
    op.drop_table("materials")
    op.drop_table("cases")


def _make_recalls() -> None:
    op.create_table(
        "recalls",
        _owner(),
        _number("id"),
        sa.Column("case_id", sa.Text),
        *_when("started"),
        sa.Column("finished", sa.DateTime(timezone=True)),
        sa.Column("finished_zone", sa.Text),
        sa.PrimaryKeyConstraint("owner", "id", name="pk_recalls"),
        _to_case("recalls"),
    )
    op.create_index("ix_recalls_owner_case_id", "recalls", ["owner", "case_id"])
    op.create_table(
        "answers",
        _owner(),
        _number("recall_id"),
        _text("question"),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("answer", sa.Text),
        *_when("answered"),
        sa.PrimaryKeyConstraint("owner", "recall_id", "question", name="pk_answers"),
        sa.ForeignKeyConstraint(
            ["owner", "recall_id"], ["recalls.owner", "recalls.id"], name="fk_answers_recalls"
        ),
    )


def _of_case(table: str, *items: sa.schema.SchemaItem) -> None:
    op.create_table(
        table,
        _owner(),
        _text("case_id"),
        _number("id"),
        *items,
        sa.PrimaryKeyConstraint("owner", "case_id", "id", name=f"pk_{table}"),
        _to_case(table),
    )


def _to_case(table: str) -> sa.ForeignKeyConstraint:
    key = ["cases.owner", "cases.id"]
    return sa.ForeignKeyConstraint(["owner", "case_id"], key, name=f"fk_{table}_cases")


def _owner() -> sa.Column[str]:
    return sa.Column("owner", sa.Text, nullable=False, server_default="me")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, autoincrement=False)


def _when(name: str) -> tuple[sa.Column[object], sa.Column[str]]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False), _text("zone")

"""The tables of the store; every row has an owner, every case and all it holds is found by (owner, case).

Employers stand beside the cases: what one publishes belongs to none of them. So do the posteriors.
The migrations make these tables step by step; a test holds the two to the same schema.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)

from ringback.store.records import OWNER

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMES)


class Instant(TypeDecorator[datetime]):
    """An instant in UTC; aware on the way in and on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """The instant for the database; SQLite keeps it without its zone."""
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """The instant as aware UTC."""
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


POSTERIOR_FIGURES = ("prior_value", "prior_low", "prior_high", "value", "low", "high")


def _owner() -> Column[str]:
    return Column("owner", Text, primary_key=True, server_default=OWNER)


def _case() -> Column[str]:
    return Column("case_id", Text, primary_key=True)


def _number(name: str = "id") -> Column[int]:
    return Column(name, Integer, primary_key=True, autoincrement=False)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _when(name: str) -> tuple[Column[datetime], Column[str]]:
    return Column(name, Instant, nullable=False), _text("zone")


def _of_case() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["owner", "case_id"], ["cases.owner", "cases.id"])


cases = Table(
    "cases",
    metadata,
    _owner(),
    Column("id", Text, primary_key=True),
    Column("employer", Text),
    Column("title", Text),
    *_when("created"),
    Column("updated", Instant, nullable=False),
    Column("updated_zone", Text, nullable=False),
    Column("deleted_at", Instant),
    Column("deleted_zone", Text),
    Index(None, "deleted_at"),
)
materials = Table(
    "materials",
    metadata,
    _owner(),
    _case(),
    _number(),
    _text("kind"),
    _text("name"),
    _text("text"),
    *_when("added"),
    _of_case(),
)
reports = Table("reports", metadata, _owner(), _case(), _number(), _text("text"), *_when("added"), _of_case())
facts = Table(
    "facts",
    metadata,
    _owner(),
    _case(),
    _number(),
    _text("kind"),
    _text("text"),
    _text("provenance"),
    Column("confirmed", Boolean, nullable=False),
    _text("quote"),
    _text("source"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("origin", Text, nullable=False, server_default="read"),
    Column("state", Text, nullable=False, server_default="kept"),
    _of_case(),
)
notes = Table("notes", metadata, _owner(), _case(), _number(), _text("text"), *_when("added"), _of_case())
outcomes = Table(
    "outcomes",
    metadata,
    _owner(),
    _case(),
    _number(),
    _text("happened"),
    Column("on", Date, nullable=False),
    Column("repair_made", Boolean),
    _text("words"),
    *_when("added"),
    _of_case(),
)
recalls = Table(
    "recalls",
    metadata,
    _owner(),
    _number(),
    Column("case_id", Text),
    *_when("started"),
    Column("finished", Instant),
    Column("finished_zone", Text),
    _of_case(),
    Index(None, "owner", "case_id"),
)
answers = Table(
    "answers",
    metadata,
    _owner(),
    _number("recall_id"),
    Column("question", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("answer", Text),
    *_when("answered"),
    ForeignKeyConstraint(["owner", "recall_id"], ["recalls.owner", "recalls.id"]),
)
denials = Table(
    "denials",
    metadata,
    _owner(),
    _case(),
    Column("rule", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    _number("start"),
    _number("end"),
    *_when("added"),
    _of_case(),
)
edits = Table(
    "edits",
    metadata,
    _owner(),
    _case(),
    Column("kind", Text, primary_key=True),
    _number(),
    _text("writer"),
    Column("base", Integer, nullable=False),
    _text("state"),
    _text("text"),
    *_when("added"),
    _of_case(),
)
done_steps = Table(
    "done_steps",
    metadata,
    _owner(),
    _case(),
    Column("key", Text, primary_key=True),
    _text("does"),
    *_when("done"),
    _of_case(),
)
takes = Table(
    "takes",
    metadata,
    _owner(),
    _case(),
    _number(),
    _text("question"),
    _text("kind"),
    _text("text"),
    Column("seconds", Float),
    Column("latency", Float),
    Column("fillers_low", Integer),
    Column("fillers_high", Integer),
    Column("audio", Text),
    *_when("added"),
    _of_case(),
)
corrections = Table(
    "corrections",
    metadata,
    _owner(),
    _case(),
    _number(),
    _text("source"),
    _text("kind"),
    Column("start", Integer, nullable=False),
    _text("was"),
    _text("became"),
    *_when("added"),
    _of_case(),
)
unfinished_exports = Table(
    "unfinished_exports",
    metadata,
    _owner(),
    _case(),
    Column("folder", Text, primary_key=True),
    *_when("started"),
    _of_case(),
)
employers = Table(
    "employers",
    metadata,
    _owner(),
    Column("id", Text, primary_key=True),
    _text("name"),
    Column("link", Text),
    Column("place", Text),
    *_when("added"),
    Column("updated", Instant, nullable=False),
    Column("updated_zone", Text, nullable=False),
    Column("deleted_at", Instant),
    Column("deleted_zone", Text),
    Index(None, "deleted_at"),
)
employer_texts = Table(
    "employer_texts",
    metadata,
    _owner(),
    Column("employer_id", Text, primary_key=True),
    _number(),
    _text("origin"),
    _text("name"),
    _text("source"),
    _text("text"),
    *_when("added"),
    ForeignKeyConstraint(["owner", "employer_id"], ["employers.owner", "employers.id"]),
)
posteriors = Table(
    "posteriors",
    metadata,
    _owner(),
    _number(),
    Column("parameter", Text, primary_key=True),
    *(Column(name, Float, nullable=False) for name in POSTERIOR_FIGURES),
    Column("n", Integer, nullable=False),
    _text("method"),
    _text("catalogue"),
    *_when("added"),
)
recordings = Table(
    "recordings",
    metadata,
    _owner(),
    _number(),
    Column("case_id", Text),
    *(_text(name) for name in ("name", "file", "state", "place", "me", "texts", "result")),
    *(_text(name) for name in ("code", "message", "remedy")),
    *(Column(name, Float, nullable=False) for name in ("seconds", "at", "took")),
    *(Column(name, Integer, nullable=False) for name in ("channels", "parts", "tries")),
    *_when("added"),
    Column("peaks", Text, nullable=False, server_default="[]"),
    _of_case(),
)
given_numbers = Table(
    "given_numbers",
    metadata,
    _owner(),
    _case(),
    Column("kind", Text, primary_key=True),
    Column("last", Integer, nullable=False),
)
recording_parts = Table(
    "recording_parts",
    metadata,
    _owner(),
    _number("recording_id"),
    _number(),
    _text("words"),
    ForeignKeyConstraint(["owner", "recording_id"], ["recordings.owner", "recordings.id"]),
)

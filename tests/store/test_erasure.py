"""Erasing leaves nothing of a case or an employer in the data folder, nor of what a killed export wrote."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Boolean, Column, Connection, Date, Float, Integer, Text, inspect, text
from tests.store.samples import CASE, DAY, NOW

from ringback.app import cases, listening
from ringback.store import employers, erasure, recordings, tables
from ringback.store.database import FILE, Store
from ringback.store.erasure import PLACES, Rows
from ringback.store.files import EXPORTING, PART, parts_in, written_whole
from ringback.store.records import Employer

NAME = "Zwentibold"
SLUG = "zwentibold"


@pytest.fixture
def store(ringback_home: Path) -> Iterator[Store]:
    opened = cases.open_store(ringback_home, NOW)
    yield opened
    opened.close()


def _bytes_of(folder: Path) -> bytes:
    return b"\n".join(
        [str(path).encode() + b"\n" + path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    ).lower()


def _planted(column: Column[object]) -> object:
    if isinstance(column.type, Text):
        return f"{NAME} in {column.table.name}.{column.name}"
    others = {tables.Instant: NOW, Boolean: True, Date: NOW.date(), Integer: 1, Float: 0.5}
    return others[type(column.type)]


def _plant_rows(store: Store, folder: Path) -> None:
    """One row in every table, with the name in every column of text that isn't the owner."""
    with store.writing() as connection:
        for table in tables.metadata.sorted_tables:
            row = {column.name: _planted(column) for column in table.columns}
            keys = {"owner": store.owner, "folder": str(folder), "case_id": SLUG, "employer_id": SLUG}
            row |= {name: value for name, value in keys.items() if name in row}
            if table in (tables.cases, tables.employers):
                row["id"] = SLUG
            if table is tables.posteriors:
                row["parameter"] = SLUG
            connection.execute(table.insert().values(**row))


def _plant_traces(store: Store, home: Path, export: Path) -> None:
    """The name in rows that were changed or deleted, in pages that were freed carelessly,
    in half-written files and in a killed export.
    """
    with store.writing() as connection:
        for number in range(2, 400):
            note = {"owner": store.owner, "case_id": SLUG, "id": number, "added": NOW, "zone": "UTC"}
            connection.execute(tables.notes.insert().values(text=NAME * 200, **note))
    with store.writing() as connection:
        connection.execute(text("DELETE FROM notes WHERE id % 2 = 0"))
        connection.execute(text("UPDATE notes SET text = 'short' WHERE id % 3 = 0"))
    with closing(sqlite3.connect(home / FILE)) as careless:  # another program, that leaves what it deletes
        careless.execute("PRAGMA secure_delete = OFF")
        careless.execute(
            "INSERT INTO notes VALUES ('me', ?, 999, ?, ?, 'UTC')", [SLUG, NAME * 5000, str(NOW)]
        )
        careless.commit()
        careless.execute("DELETE FROM notes WHERE id = 999")
        careless.commit()
    (home / f".config.toml.0a1b{PART}").write_text(NAME)
    (export / "materials").mkdir(parents=True)
    (export / "materials" / "01-account.txt").write_text(NAME)


def test_after_erasing_case_and_employer_the_name_is_nowhere_in_the_bytes_of_the_data_folder(
    store: Store, ringback_home: Path, tmp_path: Path
) -> None:
    cases.add(store, CASE, NOW)
    export = tmp_path / f"{EXPORTING}0a1b-{NAME}"
    _plant_rows(store, export)
    _plant_traces(store, ringback_home, export)
    with store.reading() as connection:
        for place in PLACES:
            if isinstance(place, Rows):
                planted = connection.execute(place.table.select()).mappings().all()
                assert any(NAME in str(dict(row)) or SLUG in str(dict(row)) for row in planted), place.where
    before = _bytes_of(ringback_home)
    for table in tables.metadata.sorted_tables:
        texts = [c.name for c in table.columns if isinstance(c.type, Text) and not _is_key(c.name)]
        assert all(f"{NAME} in {table.name}.{name}".lower().encode() in before for name in texts)

    assert cases.erase(store, SLUG) == erasure.Erased((SLUG,))
    assert f"{NAME} in employer_texts.text".lower().encode() in _bytes_of(ringback_home)
    assert f"{NAME} in cases.title".lower().encode() not in _bytes_of(ringback_home)
    assert erasure.erase(store, [SLUG], "employer") == erasure.Erased((SLUG,))
    assert erasure.erase(store, [SLUG], "posterior") == erasure.Erased((SLUG,))

    assert SLUG.encode() not in _bytes_of(ringback_home)
    assert not export.exists()
    assert not (ringback_home / erasure.MARKER).exists()
    assert [line.case.id for line in cases.list_cases(store)] == ["harrow-pell"]
    assert b"harrow" in _bytes_of(ringback_home)


def _is_key(column: str) -> bool:
    return column in {"owner", "id", "case_id", "employer_id", "folder", "parameter"}


def test_every_column_of_text_is_in_the_list_of_places(store: Store) -> None:
    inspector = inspect(store.engine)
    there = {
        (table, column["name"])
        for table in inspector.get_table_names()
        if table != "alembic_version"
        for column in inspector.get_columns(table)
        if isinstance(column["type"], Text)
    }
    listed = {(place.where, name) for place in PLACES if isinstance(place, Rows) for name in place.columns}
    assert listed == there


def test_dropping_a_recall_leaves_nothing_of_it(store: Store, ringback_home: Path) -> None:
    begun = cases.begin_recall(store, NOW)
    cases.keep_answer(store, begun.id, "free", f"{NAME} rang at nine.", NOW)
    assert SLUG.encode() in _bytes_of(ringback_home)
    assert cases.drop_recall(store, begun.id)
    assert SLUG.encode() not in _bytes_of(ringback_home)


def test_erasing_an_employer_leaves_the_cases_and_the_other_employers_alone(store: Store) -> None:
    cases.add(store, cases.NewCase(NAME), NOW)
    kept = [Employer(name, NAME, None, None, NOW, NOW) for name in (SLUG, f"{SLUG}-2")]
    with store.writing() as connection:
        employers.add(connection, store.owner, kept)
    erasure.erase(store, [SLUG], "employer")
    with store.reading() as connection:
        assert employers.read(connection, store.owner) == (kept[1],)
    assert [line.case.id for line in cases.list_cases(store)] == [SLUG]


def test_traces_that_a_reader_holds_are_emptied_at_the_next_start(
    store: Store, ringback_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasure, "PATIENCE", 0.1)
    cases.add(store, cases.NewCase(NAME), NOW)
    with closing(sqlite3.connect(ringback_home / FILE, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM cases").fetchall()
        erased = cases.erase(store, SLUG)
        assert not erased.complete
        assert cases.list_cases(store) == ()
        reader.execute("COMMIT")
    cases.open_store(ringback_home, NOW).close()
    assert SLUG.encode() not in _bytes_of(ringback_home)
    assert not (ringback_home / erasure.MARKER).exists()


def test_traces_are_emptied_at_the_next_start_also_where_another_erasure_ended_meanwhile(
    store: Store, ringback_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasure, "PATIENCE", 0.1)
    cases.add(store, cases.NewCase(NAME), NOW)
    named = recordings.copies

    def named_while_another_ends(connection: Connection) -> tuple[str, ...]:
        (ringback_home / erasure.MARKER).unlink(missing_ok=True)
        return named(connection)

    monkeypatch.setattr(recordings, "copies", named_while_another_ends)
    with closing(sqlite3.connect(ringback_home / FILE, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM cases").fetchall()
        assert not cases.erase(store, SLUG).complete
        reader.execute("COMMIT")
    cases.open_store(ringback_home, NOW).close()
    assert SLUG.encode() not in _bytes_of(ringback_home)


def test_an_erasure_lets_a_file_that_is_being_written_alone(store: Store, ringback_home: Path) -> None:
    cases.add(store, cases.NewCase(NAME), NOW)
    with written_whole(ringback_home / "config.toml") as file:
        file.write(b'me = "Ines"')
        assert cases.erase(store, SLUG).complete
    assert (ringback_home / "config.toml").read_text() == 'me = "Ines"'
    assert parts_in(ringback_home) == []


def test_an_erasure_leaves_the_sound_of_a_recording_that_is_handed_over_meanwhile(
    store: Store, ringback_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases.add(store, cases.NewCase(NAME), NOW)
    named = recordings.copies

    def named_before_another_came(connection: Connection) -> tuple[str, ...]:
        before = named(connection)
        recordings.write_copy(ringback_home, "new.sound", io.BytesIO(b"sound"))
        return before

    monkeypatch.setattr(recordings, "copies", named_before_another_came)
    assert cases.erase(store, SLUG).complete
    assert (ringback_home / recordings.FOLDER / "new.sound").read_bytes() == b"sound"


def test_what_a_killed_export_left_is_removed_at_a_start_an_hour_later(
    store: Store, ringback_home: Path, tmp_path: Path
) -> None:
    cases.add(store, CASE, NOW)
    part = tmp_path / f"{EXPORTING}0a1b"
    part.mkdir()
    (part / "case.json").write_text(NAME)
    with store.writing() as connection:
        erasure.begin_export(connection, store.owner, "harrow-pell", part, NOW)
    cases.open_store(ringback_home, NOW + timedelta(minutes=59)).close()
    assert part.exists()
    cases.open_store(ringback_home, NOW + DAY).close()
    assert not part.exists()


def test_an_hour_is_a_whole_one_though_the_clocks_go_forward_in_it(
    store: Store, ringback_home: Path, tmp_path: Path
) -> None:
    part = tmp_path / f"{EXPORTING}0a1b"
    part.mkdir()
    (part / "case.json").write_text(NAME)
    before, after = (
        datetime(2026, 3, 29, *at, tzinfo=ZoneInfo("Europe/London")) for at in ((0, 50), (2, 10))
    )
    cases.add(store, CASE, NOW)
    with store.writing() as connection:
        erasure.begin_export(connection, store.owner, "harrow-pell", part, before)
        recordings.add(connection, store.owner, "call.m4a", "a.sound", before)
    cases.open_store(ringback_home, after).close()
    listening.drop_unanswered(store, after)
    with store.reading() as connection:
        assert len(recordings.in_states(connection, store.owner, ("asked",))) == 1
    assert part.exists()
    listening.drop_unanswered(store, after + timedelta(minutes=40))
    with store.reading() as connection:
        assert recordings.in_states(connection, store.owner, ("asked",)) == ()


def test_only_folders_that_an_export_made_are_ever_removed(store: Store, tmp_path: Path) -> None:
    cases.add(store, CASE, NOW)
    mine = tmp_path / "mine"
    mine.mkdir()
    with store.writing() as connection:
        erasure.begin_export(connection, store.owner, "harrow-pell", mine, NOW)
    assert cases.erase(store, "harrow-pell").left == (str(mine),)
    assert mine.exists()

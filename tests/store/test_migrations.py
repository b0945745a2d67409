"""The migrations and the tables say the same, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.command import downgrade
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from hypothesis import HealthCheck, given, settings
from sqlalchemy import create_engine, inspect, text
from tests.store.samples import CASE, DAY, NOW, files

from ringback.app import cases, employers
from ringback.app.call import call_of, put_right, take_back
from ringback.app.circumstances import Circumstances
from ringback.app.employers import NewEmployer, NewText
from ringback.catalogue import load
from ringback.core.employers import NameWords
from ringback.core.put_right import said_by_the_other
from ringback.store import database, erasure, recordings
from ringback.store.database import SCHEMA, Store, open_server
from ringback.store.errors import StoreFault, StoreNewer
from ringback.store.folder import to_files
from ringback.store.glance import has_employers
from ringback.store.records import CaseFile, NewMaterial
from ringback.store.tables import metadata

WORDS = NameWords.of(load().phrases["employers"])
EMPLOYER = NewEmployer("Harrow & Pell", (NewText("given", "pack.txt", "by post", "A call, then a panel."),))
MIGRATIONS = Path(database.__file__).with_name("migrations")


def _drift(store: Store) -> list[object]:
    with store.reading() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))


def _down_to_nothing(store: Store) -> None:
    with store.writing() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        downgrade(config, "base")


@pytest.fixture
def sqlite(ringback_home: Path) -> Iterator[Store]:
    store = cases.open_store(ringback_home, NOW)
    yield store
    store.close()


@pytest.fixture
def server(postgresql_url: str) -> Iterator[Store]:
    store = open_server(postgresql_url)
    yield store
    with store.engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE; CREATE SCHEMA public"))
    store.close()


def test_the_number_of_migrations_is_the_schemas_number() -> None:
    revisions = list(ScriptDirectory(str(MIGRATIONS)).walk_revisions())
    assert len(revisions) == SCHEMA
    assert revisions[0].revision == f"{SCHEMA:04}"


def test_the_migrations_make_the_tables_on_sqlite(sqlite: Store) -> None:
    assert _drift(sqlite) == []


def test_the_migrations_can_be_taken_back_on_sqlite(sqlite: Store) -> None:
    _down_to_nothing(sqlite)
    assert inspect(sqlite.engine).get_table_names() == ["alembic_version"]


def test_a_migration_that_is_killed_leaves_the_old_state(
    ringback_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("alembic.op.create_index", killed)
        with pytest.raises(KeyboardInterrupt):
            cases.open_store(ringback_home, NOW)
    engine = create_engine(f"sqlite:///{ringback_home / database.FILE}")
    assert inspect(engine).get_table_names() == []
    engine.dispose()
    cases.open_store(ringback_home, NOW).close()


def test_a_server_that_cannot_be_reached_is_named_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(StoreFault) as caught:
        open_server(f"postgresql+psycopg://me:secret@/none?host={tmp_path}")
    assert "secret" not in str(caught.value)
    assert str(tmp_path.name) in str(caught.value)


@pytest.mark.full
def test_the_migrations_make_the_same_tables_on_postgresql_and_can_be_taken_back(server: Store) -> None:
    assert _drift(server) == []
    open_server(server.engine.url.render_as_string(hide_password=False)).close()
    _down_to_nothing(server)
    assert inspect(server.engine).get_table_names() == ["alembic_version"]


@pytest.mark.full
def test_a_server_from_a_newer_version_is_left_as_it_is(server: Store) -> None:
    with server.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0099'"))
    with pytest.raises(StoreNewer):
        open_server(server.engine.url.render_as_string(hide_password=False))


def test_a_store_from_before_the_library_keeps_its_cases_and_gets_one(
    ringback_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = cases.open_store(ringback_home, NOW)
    cases.add(store, CASE, NOW)
    before = cases.show(store, "harrow-pell")
    with store.writing() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        downgrade(config, "0001")
        connection.exec_driver_sql("PRAGMA user_version = 1")
    store.close()
    assert not has_employers(ringback_home)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("alembic.op.create_index", killed)
        with pytest.raises(KeyboardInterrupt):
            cases.open_store(ringback_home, NOW)
    store = cases.open_store(ringback_home, NOW)
    assert _drift(store) == []
    assert cases.show(store, "harrow-pell") == before
    employers.add(store, EMPLOYER, WORDS, NOW)
    assert has_employers(ringback_home)
    store.close()


@pytest.mark.full
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(file=files())
def test_a_case_comes_back_from_postgresql_as_it_was(server: Store, tmp_path: Path, file: CaseFile) -> None:
    folder = tmp_path / "case"
    for name, content in to_files(file).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    case = cases.import_case(server, folder)
    try:
        assert to_files(cases.show(server, case.id)) == to_files(file)
    finally:
        erasure.erase(server, [case.id])
        for name in to_files(file):
            (folder / name).unlink()


@pytest.mark.full
def test_the_life_of_a_case_is_the_same_on_postgresql(server: Store, tmp_path: Path) -> None:
    begun = cases.begin_recall(server, NOW)
    cases.keep_answer(server, begun.id, "free", "It rang at nine.", NOW)
    cases.keep_answer(server, begun.id, "free", "It rang at ten.", NOW)
    cases.add(server, CASE, NOW)
    cases.note(server, "harrow-pell", "No word.", NOW + DAY)
    cases.export(server, "harrow-pell", tmp_path / "out", NOW)
    cases.delete(server, "harrow-pell", NOW)
    assert cases.list_cases(server) == ()
    assert cases.erase_due(server, NOW + 7 * DAY).cases == ("harrow-pell",)
    cases.import_case(server, tmp_path / "out")
    [line] = cases.list_cases(server)
    assert line.verdict == "open"
    assert cases.unfinished_recall(server) is not None


@pytest.mark.full
def test_the_life_of_a_recording_is_the_same_on_postgresql(server: Store) -> None:
    owner = server.owner
    call = "[0:00.0-0:02.0] Speaker 1: Why us?\n[0:03.0-0:05.0] Speaker 2: I like the night desk.\n"
    new = replace(CASE, materials=(NewMaterial("transcript", "call.m4a", call),), facts=())
    name = cases.add(server, new, NOW).id
    with server.writing() as connection:
        kept = recordings.add(connection, owner, "call.m4a", "1.sound", NOW)
        assert recordings.change(connection, owner, kept.id, ("asked",), state="queued", place="GB")
        assert recordings.take_up(connection, owner, kept.id)
        assert recordings.keep_part(connection, owner, kept.id, 0, "[]", 12.5, 2.0)
    with server.reading() as connection:
        assert recordings.parts(connection, owner, kept.id) == {0: "[]"}
        [heard] = recordings.in_states(connection, owner, recordings.OPEN)
    assert (heard.at, heard.took, heard.tries, heard.added, heard.peaks) == (12.5, 2.0, 0, NOW, "[]")
    with server.writing() as connection:
        recordings.change(connection, owner, kept.id, ("running",), state="done", case_id=name)
    around = Circumstances(NOW, "Europe/Dublin", me="Speaker 2")
    put_right(server, name, around, load(), lambda text: said_by_the_other(text, 2))
    assert call_of(server, name, None).recording
    assert "Speaker 1: I like the night desk." in call_of(server, name, None).text
    take_back(server, name, around, load())
    assert call_of(server, name, None).text == call
    assert erasure.forget_sound(server, kept.id)
    assert erasure.erase(server, [name]).complete
    with server.reading() as connection:
        assert recordings.read(connection, owner, kept.id) is None
        assert recordings.parts(connection, owner, kept.id) == {}
    with server.writing() as connection:
        assert recordings.add(connection, owner, "other.m4a", "2.sound", NOW).id == kept.id + 1


@pytest.mark.full
def test_the_life_of_an_employer_is_the_same_on_postgresql(server: Store, tmp_path: Path) -> None:
    one, _ = employers.add(server, EMPLOYER, WORDS, NOW)
    assert employers.show(server, "Harrow & Pell", WORDS) == one
    more = replace(EMPLOYER, link="https://pell.example", place="Oban")
    again = [more, replace(EMPLOYER, name="Lowmoor")]
    done = employers.import_all(server, again, WORDS, NOW + DAY)
    assert (done.added, done.changed) == (("Lowmoor",), ("Harrow & Pell",))
    assert employers.import_all(server, again, WORDS, NOW + 2 * DAY).same == ("Harrow & Pell", "Lowmoor")
    employers.export(server, tmp_path / "library.json")
    employers.delete(server, "Lowmoor", WORDS, NOW)
    assert [one.name for one in employers.list_all(server)] == ["Harrow & Pell"]
    assert erasure.erase_due_employers(server, NOW - DAY).cases == ()
    assert erasure.erase_due_employers(server, NOW).cases == ("lowmoor",)
    assert employers.erase(server, "Harrow & Pell", WORDS).complete
    assert employers.list_all(server) == ()

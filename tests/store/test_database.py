"""Opening the store: private, quick when nothing has changed, and clear when it can't be done."""

from __future__ import annotations

import os
import pwd
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event
from tests.store.samples import CASE, NOW

from ringback.app import cases
from ringback.core.errors import RingbackError
from ringback.store import database, recalls
from ringback.store.database import FILE, SCHEMA, open_file
from ringback.store.errors import (
    DiskFull,
    StoreBusy,
    StoreCorrupted,
    StoreForeign,
    StoreNewer,
)

OPEN_AND_LIST = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from ringback.app import cases
from ringback.core.errors import RingbackError
try:
    store = cases.open_store(Path(sys.argv[1]), datetime(2026, 11, 22, tzinfo=UTC))
    cases.add(store, cases.NewCase("Harrow & Pell"), datetime(2026, 11, 22, tzinfo=UTC))
except RingbackError as error:
    print(error.code, error)
print("alembic" in sys.modules)
"""


def _open_elsewhere(home: Path, **options: object) -> str:
    command = [sys.executable, "-c", OPEN_AND_LIST, str(home)]
    source = str(Path(database.__file__).parents[2])
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={"PYTHONPATH": source}, cwd="/", **options
    )
    assert not done.stderr, done.stderr
    return done.stdout


@pytest.fixture
def home(ringback_home: Path) -> Path:
    """A data folder with one case in it."""
    store = cases.open_store(ringback_home, NOW)
    cases.add(store, CASE, NOW)
    store.close()
    return ringback_home


def test_folder_and_files_are_for_their_owner_only(ringback_home: Path) -> None:
    old = os.umask(0)
    try:
        store = cases.open_store(ringback_home, NOW)
        cases.add(store, CASE, NOW)
    finally:
        os.umask(old)
    assert ringback_home.stat().st_mode & 0o777 == 0o700
    assert {path.name: path.stat().st_mode & 0o777 for path in ringback_home.iterdir()} == {
        FILE: 0o600,
        f"{FILE}-wal": 0o600,
        f"{FILE}-shm": 0o600,
    }
    store.close()


def test_a_folder_that_holds_other_things_keeps_its_mode(tmp_path: Path) -> None:
    home = tmp_path / "shared"
    home.mkdir(mode=0o755)
    (home / "other.txt").touch()
    cases.open_store(home, NOW).close()
    assert home.stat().st_mode & 0o777 == 0o755
    assert (home / FILE).stat().st_mode & 0o777 == 0o600


def test_a_file_that_others_could_read_is_made_private(home: Path) -> None:
    (home / FILE).chmod(0o644)
    cases.open_store(home, NOW).close()
    assert (home / FILE).stat().st_mode & 0o777 == 0o600


@pytest.mark.full
def test_alembic_is_loaded_only_when_the_schema_is_behind(ringback_home: Path) -> None:
    assert _open_elsewhere(ringback_home).splitlines() == ["True"]
    assert _open_elsewhere(ringback_home).splitlines() == ["False"]


def test_a_file_that_was_made_but_never_filled_is_taken_as_new(ringback_home: Path) -> None:
    ringback_home.mkdir()
    (ringback_home / FILE).touch()
    store = cases.open_store(ringback_home, NOW)
    assert cases.list_cases(store) == ()
    store.close()


def test_folders_with_odd_names_are_fine(tmp_path: Path) -> None:
    for name in ("what?#%20 now", "100%", "naïve \N{SNOWMAN}", "a'b"):
        store = cases.open_store(tmp_path / name, NOW)
        cases.add(store, CASE, NOW)
        store.close()
        assert (tmp_path / name / FILE).stat().st_size > 4096


def test_a_store_from_a_newer_version_is_left_as_it_is(home: Path) -> None:
    with closing(sqlite3.connect(home / FILE)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA + 6}")
    before = (home / FILE).read_bytes()
    with pytest.raises(StoreNewer, match=f"its form is {SCHEMA + 6}, this one knows {SCHEMA}") as caught:
        cases.open_store(home, NOW)
    assert "Update Ringback" in caught.value.remedy
    assert (home / FILE).read_bytes() == before


def test_another_programs_database_is_left_as_it_is(ringback_home: Path) -> None:
    ringback_home.mkdir()
    with closing(sqlite3.connect(ringback_home / FILE)) as connection:
        connection.execute("CREATE TABLE theirs (id)")
        connection.commit()
    before = (ringback_home / FILE).read_bytes()
    with pytest.raises(StoreForeign, match="another program"):
        cases.open_store(ringback_home, NOW)
    assert (ringback_home / FILE).read_bytes() == before


def _no_database(content: bytes) -> bytes:
    return b"Dear diary" + content[10:]


def _cut_off(content: bytes) -> bytes:
    return content[: 4096 * 3]


def _overwritten(content: bytes) -> bytes:
    return content[:4096] + b"\xa5" * (len(content) - 4096)


@pytest.mark.parametrize("spoil", [_no_database, _cut_off, _overwritten])
def test_a_damaged_file_is_named_and_left_as_it_is(home: Path, spoil: object) -> None:
    assert callable(spoil)
    spoilt = spoil((home / FILE).read_bytes())
    (home / FILE).write_bytes(spoilt)
    with pytest.raises(StoreCorrupted, match=f"{FILE}: The case store is damaged") as caught:
        cases.list_cases(cases.open_store(home, NOW))
    assert "Put back a copy" in caught.value.remedy
    assert (home / FILE).read_bytes() == spoilt


def test_who_waits_too_long_for_another_writer_is_told_so(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.05)
    store = cases.open_store(home, NOW)
    with closing(sqlite3.connect(home / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy, match="try again"):
            cases.note(store, "harrow-pell", "No word.", NOW)
        other.execute("ROLLBACK")
    assert cases.show(store, "harrow-pell").notes == ()
    store.close()


def test_who_comes_while_another_makes_the_store_waits_for_it(ringback_home: Path) -> None:
    ringback_home.mkdir()
    made = sqlite3.connect(ringback_home / FILE, isolation_level=None, check_same_thread=False)
    with closing(made) as other:
        other.execute("BEGIN IMMEDIATE")
        ends = threading.Timer(0.3, other.execute, ["ROLLBACK"])
        ends.start()
        assert cases.list_cases(cases.open_store(ringback_home, NOW)) == ()
        ends.join()


def test_who_waits_too_long_for_another_to_make_the_store_is_told_so(
    ringback_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.05)
    ringback_home.mkdir()
    with closing(sqlite3.connect(ringback_home / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy, match="try again"):
            cases.open_store(ringback_home, NOW)


def test_a_full_disk_is_told_and_leaves_the_old_state(home: Path) -> None:
    store = open_file(home)
    event.listen(store.engine, "connect", lambda plain, _: plain.execute("PRAGMA max_page_count = 40"))
    before = cases.show(store, "harrow-pell")
    with pytest.raises(DiskFull, match="Free some space"):
        cases.note(store, "harrow-pell", "x" * 1_000_000, NOW)
    assert cases.show(store, "harrow-pell") == before
    store.close()


def test_what_an_error_says_never_quotes_a_row(home: Path) -> None:
    store = open_file(home)
    event.listen(store.engine, "connect", lambda plain, _: plain.execute("PRAGMA max_page_count = 40"))
    with pytest.raises(RingbackError) as caught:
        cases.note(store, "harrow-pell", "Zwentibold" * 100_000, NOW)
    assert "Zwentibold" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    store.close()


def test_a_case_is_read_with_one_query_a_table_however_much_it_holds(home: Path) -> None:
    store = open_file(home)
    for _ in range(3):
        begun = cases.begin_recall(store, NOW)
        cases.keep_answer(store, begun.id, "free", "It rang at nine.", NOW)
        cases.note(store, "harrow-pell", "No word.", NOW)
        with store.writing() as connection:
            recalls.give_to_case(connection, store.owner, begun.id, "harrow-pell")
    asked: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    assert len(cases.show(store, "harrow-pell").recalls) == 3
    selected = [one.split("FROM ")[1].split()[0] for one in asked if one.startswith("SELECT")]
    assert len(selected) == len(set(selected))
    store.close()


@pytest.fixture
def others_home(home: Path) -> Iterator[Path]:
    """The data folder with one case, in a place that a user without special rights can reach, and theirs."""
    folder = Path(tempfile.mkdtemp())
    shutil.copytree(home, folder / "home")
    for path in [folder, *folder.rglob("*")] if os.getuid() == 0 else []:
        shutil.chown(path, "nobody")
    yield folder / "home"
    folder.chmod(0o700)
    shutil.rmtree(folder)


def _add_as_plain_user(home: Path) -> str:
    """What adding a case says to a user without special rights: nothing, or the error."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.getuid() == 0:
                os.setuid(pwd.getpwnam("nobody").pw_uid)
            said = "added"
            cases.add(cases.open_store(home, NOW), CASE, NOW)
        except RingbackError as error:
            said = f"{error.code} {error}"
        finally:
            os.write(writing, said.encode())
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading) as told:
        return told.read()


def test_a_folder_that_may_not_be_written_is_named_with_a_remedy(others_home: Path) -> None:
    others_home.chmod(0o500)
    said = _add_as_plain_user(others_home)
    assert said.startswith("store_read_only ")
    assert str(others_home) in said
    assert "RINGBACK_HOME" in said
    others_home.chmod(0o700)
    assert _add_as_plain_user(others_home) == "added"


def test_a_folder_that_may_not_be_made_is_named_with_a_remedy(others_home: Path) -> None:
    others_home.parent.chmod(0o500)
    said = _add_as_plain_user(others_home.with_name("new"))
    assert said.startswith("store_read_only ")
    assert str(others_home.with_name("new")) in said


def test_a_file_that_may_not_be_written_is_named_with_a_remedy(others_home: Path) -> None:
    (others_home / FILE).chmod(0o400)
    assert _add_as_plain_user(others_home).startswith("store_read_only ")


def test_a_data_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "home").touch()
    with pytest.raises(RingbackError) as caught:
        cases.open_store(tmp_path / "home", NOW)
    assert caught.value.place == str(tmp_path / "home")
    with pytest.raises(RingbackError):
        cases.open_store(tmp_path / "home" / "below", NOW)

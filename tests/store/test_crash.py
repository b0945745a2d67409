"""A process that is killed at any moment leaves the old state or the new one."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from tests.store.samples import ACCOUNT, CASE, DAY, NOW

from ringback.app import cases, reworked
from ringback.store.database import FILE
from ringback.store.erasure import PLACES, Rows
from ringback.store.files import EXPORTING
from ringback.store.folder import from_files, read_folder

pytestmark = pytest.mark.full  # kills processes

LONG = "It went on for a while. " * 3000


def _begin(work: Callable[[], None]) -> int:
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        finally:
            os._exit(1)
    return child


def _killed_after(seconds: float, work: Callable[[], None]) -> None:
    child = _begin(work)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL, "the work ended before it was killed"


def _busy_life(home: Path, outside: Path, turn: int) -> None:
    """Add, export, erase and import for ever."""
    store = cases.open_store(home, NOW)
    step = 0
    while True:
        step += 1
        name = cases.add(store, CASE, NOW).id
        reworked.extend(store, name, [cases.NewMaterial("message", "long.txt", LONG)], CASE.facts, "{}", NOW)
        folder = cases.export(store, name, outside / f"{turn}-{step}", NOW)
        cases.erase(store, name)
        cases.import_case(store, folder)


def _check(home: Path, outside: Path) -> None:
    store = cases.open_store(home, NOW + DAY)
    for line in cases.list_cases(store):
        file = cases.show(store, line.case.id)
        texts = [material.text for material in file.materials]
        assert (texts, len(file.reports)) in (([ACCOUNT], 1), ([ACCOUNT, LONG], 2))
        assert file.facts == CASE.facts
    for folder in outside.iterdir():
        assert not folder.name.startswith(EXPORTING), "a start an hour later removes what was left"
        assert [material.text for material in from_files(read_folder(folder), "").materials] == [
            ACCOUNT,
            LONG,
        ]
    with store.reading() as connection:
        kept = {line.case.id for line in cases.list_cases(store)}
        for place in PLACES:
            if isinstance(place, Rows) and "case_id" in place.columns:
                assert {row.case_id for row in connection.execute(place.table.select())} <= kept
    store.close()
    with closing(sqlite3.connect(home / FILE)) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert plain.execute("PRAGMA foreign_key_check").fetchall() == []


def _kill_and_check(home: Path, outside: Path, times: int) -> None:
    outside.mkdir()
    chance = random.Random(times)
    for turn in range(times):
        _killed_after(chance.uniform(0.01, 0.3), lambda turn=turn: _busy_life(home, outside, turn))
        _check(home, outside)
    assert any(outside.iterdir()), "no export was ever finished: the kills came too early to test anything"


def test_killed_at_a_random_moment_the_store_and_the_exports_are_whole(
    ringback_home: Path, tmp_path: Path
) -> None:
    _kill_and_check(ringback_home, tmp_path / "outside", 8)


@pytest.mark.long
def test_killed_a_hundred_times_the_store_and_the_exports_are_whole(
    ringback_home: Path, tmp_path: Path
) -> None:
    _kill_and_check(ringback_home, tmp_path / "outside", 100)


def test_the_first_start_can_be_killed_too(ringback_home: Path) -> None:
    chance = random.Random(1)
    for _ in range(5):
        _killed_after(chance.uniform(0.0, 0.05), lambda: _open_for_ever(ringback_home))
        store = cases.open_store(ringback_home, NOW)
        assert cases.list_cases(store) == ()
        store.close()
        for path in ringback_home.iterdir():
            path.unlink()


def _open_for_ever(home: Path) -> None:
    cases.open_store(home, NOW)
    signal.pause()


def _killed_in_the_middle_of_a_write(file: Path) -> None:
    plain = sqlite3.connect(file, isolation_level=None)
    plain.execute("PRAGMA cache_size = 1")
    plain.execute("BEGIN")
    plain.execute("CREATE TABLE half (text)")
    for _ in range(100):
        plain.execute("INSERT INTO half VALUES (?)", ["x" * 4000])
    os.kill(os.getpid(), signal.SIGKILL)


def test_what_a_killed_first_start_began_is_undone(ringback_home: Path) -> None:
    ringback_home.mkdir()
    file = ringback_home / FILE
    file.touch()
    os.waitpid(_begin(lambda: _killed_in_the_middle_of_a_write(file)), 0)
    assert file.with_name(f"{FILE}-journal").stat().st_size > 0
    store = cases.open_store(ringback_home, NOW)
    assert cases.list_cases(store) == ()
    store.close()


def _add_three(home: Path) -> None:
    store = cases.open_store(home, NOW)
    for _ in range(3):
        cases.add(store, CASE, NOW)


def test_several_first_starts_at_once_keep_all_that_each_adds(ringback_home: Path) -> None:
    children = [_begin(lambda: _add_three(ringback_home)) for _ in range(4)]
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * 4
    store = cases.open_store(ringback_home, NOW)
    assert len(cases.list_cases(store)) == 12
    store.close()

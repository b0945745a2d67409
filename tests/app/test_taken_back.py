"""An outcome told by mistake is taken back, and a note erased; nothing of them stays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.store.samples import CASE, DAY, NOW

from ringback.app import cases, taken_back
from ringback.core.outcome import Outcome
from ringback.store.database import Store, open_server

ON = date(2026, 11, 20)
CASE_ID = "harrow-pell"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = cases.open_store(tmp_path / "home", NOW)
    cases.add(opened, CASE, NOW)
    yield opened
    opened.close()


def _told(store: Store, *words: str) -> None:
    for one in words:
        cases.record_outcome(store, CASE_ID, Outcome("other", ON, None, one), NOW)


def _noted(store: Store, *words: str) -> None:
    for one in words:
        cases.note(store, CASE_ID, one, NOW)


def _bytes_in(store: Store) -> bytes:
    assert store.file is not None
    return b"".join(file.read_bytes() for file in store.file.parent.iterdir())


def test_the_newest_outcome_is_taken_back_and_the_one_before_counts_again(store: Store) -> None:
    _told(store, "Zwentibold rang", "Quendolin wrote")
    before = cases.show(store, CASE_ID).outcomes
    done = taken_back.take_back(store, CASE_ID, NOW + DAY)
    assert done == taken_back.TakenBack(before[1], before[0], complete=True)
    assert cases.show(store, CASE_ID).outcomes == before[:1]
    assert cases.show(store, CASE_ID).case.updated == NOW + DAY
    assert b"Zwentibold" in _bytes_in(store)
    assert b"Quendolin" not in _bytes_in(store)
    assert taken_back.take_back(store, CASE_ID, NOW).now is None
    [line] = cases.list_cases(store)
    assert line.outcome is None


def test_where_nothing_was_told_nothing_is_taken_back(store: Store) -> None:
    with pytest.raises(taken_back.NothingToTakeBack, match="ringback case outcome harrow-pell"):
        taken_back.take_back(store, CASE_ID, NOW)


def test_by_its_number_no_other_outcome_than_the_newest_is_taken_back(store: Store) -> None:
    _told(store, "one", "two")
    taken_back.take_back(store, CASE_ID, NOW, 2)
    for number in (2, 9):
        with pytest.raises(taken_back.NotTheNewest):
            taken_back.take_back(store, CASE_ID, NOW, number)
    assert [one.id for one in cases.show(store, CASE_ID).outcomes] == [1]


def test_an_erased_note_is_nowhere_in_the_bytes_and_the_others_stay(store: Store) -> None:
    _noted(store, "Zwentibold rang", "Quendolin wrote")
    assert taken_back.forget_note(store, CASE_ID, 1, NOW)
    assert [(one.id, one.text) for one in cases.show(store, CASE_ID).notes] == [(2, "Quendolin wrote")]
    assert b"Zwentibold" not in _bytes_in(store)


def test_a_note_that_is_not_there_is_told_with_those_there_are(store: Store) -> None:
    with pytest.raises(taken_back.NoSuchNote, match="It has none"):
        taken_back.forget_note(store, CASE_ID, 1, NOW)
    _noted(store, "one", "two")
    with pytest.raises(taken_back.NoSuchNote, match=r"no note 3\. It has these: 1, 2"):
        taken_back.forget_note(store, CASE_ID, 3, NOW)


def test_the_number_of_what_is_erased_is_not_given_again_nor_after_an_import(
    store: Store, tmp_path: Path
) -> None:
    _noted(store, "one", "two")
    _told(store, "one", "two")
    folder = cases.export(store, CASE_ID, tmp_path / "out", NOW)
    cases.erase(store, CASE_ID)
    cases.import_case(store, folder)
    taken_back.forget_note(store, CASE_ID, 2, NOW)
    taken_back.take_back(store, CASE_ID, NOW)
    _noted(store, "three")
    _told(store, "three")
    file = cases.show(store, CASE_ID)
    assert [one.id for one in file.notes] == [one.id for one in file.outcomes] == [1, 3]


def test_what_is_erased_is_not_exported_and_the_gap_is_taken_in(store: Store, tmp_path: Path) -> None:
    _noted(store, "Zwentibold rang", "Quendolin wrote")
    taken_back.forget_note(store, CASE_ID, 1, NOW)
    folder = cases.export(store, CASE_ID, tmp_path / "out", NOW)
    assert "Zwentibold" not in (folder / "notes.json").read_text()
    again = cases.import_case(store, folder, "again")
    assert cases.show(store, again.id).notes == cases.show(store, CASE_ID).notes


@pytest.mark.full
def test_it_is_the_same_on_postgresql(postgresql_url: str) -> None:
    server = open_server(postgresql_url)
    cases.add(server, CASE, NOW)
    _noted(server, "one", "two")
    _told(server, "one", "two")
    assert taken_back.forget_note(server, CASE_ID, 2, NOW)
    assert taken_back.take_back(server, CASE_ID, NOW).complete
    _noted(server, "three")
    file = cases.show(server, CASE_ID)
    assert [one.id for one in file.notes] == [1, 3]
    assert [one.id for one in file.outcomes] == [1]
    with server.engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE; CREATE SCHEMA public"))
    server.close()

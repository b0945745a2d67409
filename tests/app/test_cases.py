"""What a user can do with cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.store.samples import ACCOUNT, CASE, DAY, NOW

from ringback.app import cases, review, reworked, voice
from ringback.app.circumstances import Circumstances
from ringback.catalogue import load
from ringback.core.moves import Asked
from ringback.core.outcome import Outcome
from ringback.store.database import Store
from ringback.store.errors import CaseExists, CaseInBin, CaseNotInBin, FolderTaken, NoSuchCase, NotStorable
from ringback.store.records import NewMaterial, StoredFact


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = cases.open_store(tmp_path / "home", NOW)
    yield opened
    opened.close()


def test_a_case_is_shown_as_it_was_given(store: Store) -> None:
    case = cases.add(store, CASE, NOW)
    file = cases.show(store, "harrow-pell")
    assert file.case == case
    assert [material.text for material in file.materials] == [ACCOUNT]
    assert file.report is not None
    assert file.report.text == CASE.report
    assert file.facts == CASE.facts


def test_a_time_comes_back_in_the_zone_it_was_told_in(store: Store) -> None:
    cases.add(store, CASE, NOW)
    assert cases.show(store, "harrow-pell").case.created.isoformat() == "2026-11-22T20:46:36+00:00"
    assert str(cases.show(store, "harrow-pell").case.created.tzinfo) == "Europe/Dublin"


@pytest.mark.parametrize(
    ("employer", "title", "name"),
    [
        ("Harrow & Pell", "Night desk", "harrow-pell"),
        ("Café O’Neill's", None, "cafe-oneills"),
        (None, "Night desk", "night-desk"),
        ("株式会社", "", "2026-11-22"),
        (None, None, "2026-11-22"),
        ("../..", None, "2026-11-22"),
        ("The Amalgamated Society of Night Desk Clerks", None, "the-amalgamated-society-of-night-desk"),
        ("x" * 99, None, "x" * 40),
    ],
)
def test_a_case_is_named_for_its_employer_else_its_title_else_its_date(
    store: Store, employer: str | None, title: str | None, name: str
) -> None:
    assert cases.add(store, cases.NewCase(employer, title), NOW).id == name


def test_a_name_that_is_taken_gets_a_number(store: Store) -> None:
    assert [cases.add(store, CASE, NOW).id for _ in range(3)] == [
        "harrow-pell",
        "harrow-pell-2",
        "harrow-pell-3",
    ]


def test_the_list_tells_door_action_and_outcome_the_last_touched_first(store: Store) -> None:
    cases.add(store, CASE, NOW)
    cases.add(store, cases.NewCase("Lowfield"), NOW + DAY)
    cases.record_outcome(store, "harrow-pell", Outcome("offer", date(2026, 12, 1), True), NOW + 2 * DAY)
    first, second = cases.list_cases(store)
    assert (first.case.id, first.verdict, first.advised_action) == (
        "harrow-pell",
        "open",
        "raise_at_next_stage",
    )
    assert first.outcome == Outcome("offer", date(2026, 12, 1), True)
    assert (second.case.id, second.verdict, second.outcome) == ("lowfield", None, None)


def test_what_is_added_later_stands_after_what_was_there(store: Store) -> None:
    cases.add(store, CASE, NOW)
    cases.note(store, "harrow-pell", "She rang back.", NOW + DAY)
    cases.note(store, "harrow-pell", "No word.", NOW + 2 * DAY)
    invite = NewMaterial("message", "invite.eml", "Come on Tuesday.")
    for _ in range(2):
        reworked.extend(store, "harrow-pell", [invite], CASE.facts, '{"verdict": "awaiting"}', NOW + 3 * DAY)
    file = cases.show(store, "harrow-pell")
    assert [(note.id, note.text) for note in file.notes] == [(1, "She rang back."), (2, "No word.")]
    assert [material.id for material in file.materials] == [1, 2]
    assert [report.data["verdict"] for report in file.reports] == ["open", "awaiting", "awaiting"]
    assert file.case.updated == NOW + 3 * DAY


def test_the_facts_of_a_case_are_replaced_whole(store: Store) -> None:
    found = StoredFact(1, "date", "The call was on Tuesday.", "found", False, "was", "my-account.txt", 9, 12)
    cases.add(store, replace(CASE, facts=(found,)), NOW)
    assert cases.show(store, "harrow-pell").facts == (found,)
    reworked.extend(store, "harrow-pell", [], CASE.facts, "{}", NOW)
    assert cases.show(store, "harrow-pell").facts == CASE.facts


def test_a_fact_beyond_its_material_is_refused_and_nothing_changes(store: Store) -> None:
    cases.add(store, CASE, NOW)
    before = cases.show(store, "harrow-pell")
    beyond = StoredFact(1, "reason", "x", "told", True, "x", "my-account.txt", 0, 9999)
    with pytest.raises(NotStorable, match="beyond the text"):
        reworked.extend(store, "harrow-pell", [], [beyond], "{}", NOW + DAY)
    assert cases.show(store, "harrow-pell") == before


@pytest.mark.parametrize("text", ["a\0b", "\ud800", "fine \udfff"])
def test_text_that_no_database_can_keep_is_refused_whole(store: Store, text: str) -> None:
    with pytest.raises(NotStorable, match="can't be kept"):
        cases.add(store, replace(CASE, materials=(NewMaterial("account", "a.txt", text),)), NOW)
    assert cases.list_cases(store) == ()


def test_a_name_that_is_nearly_right_gets_a_hint(store: Store) -> None:
    cases.add(store, CASE, NOW)
    with pytest.raises(NoSuchCase, match='Did you mean "harrow-pell"'):
        cases.show(store, "harow-pell")


def test_a_deleted_case_can_be_restored_for_seven_days_and_is_then_erased(
    tmp_path: Path, store: Store
) -> None:
    cases.add(store, CASE, NOW)
    before = cases.show(store, "harrow-pell")
    cases.delete(store, "harrow-pell", NOW)
    assert cases.list_cases(store) == ()
    with pytest.raises(CaseInBin, match="ringback case restore harrow-pell"):
        cases.show(store, "harrow-pell")
    [(case, due)] = cases.list_bin(store)
    assert (case.id, due) == ("harrow-pell", NOW + 7 * DAY)

    cases.open_store(tmp_path / "home", NOW + 6 * DAY).close()
    cases.restore(store, "harrow-pell")
    assert cases.show(store, "harrow-pell") == before

    cases.delete(store, "harrow-pell", NOW)
    cases.open_store(tmp_path / "home", NOW + 7 * DAY).close()
    with pytest.raises(NoSuchCase):
        cases.restore(store, "harrow-pell")


def test_only_what_is_in_the_bin_can_be_restored(store: Store) -> None:
    cases.add(store, CASE, NOW)
    with pytest.raises(CaseNotInBin):
        cases.restore(store, "harrow-pell")


def test_a_case_can_be_erased_at_once_from_the_bin_or_not(store: Store) -> None:
    for _ in range(3):
        cases.add(store, CASE, NOW)
    cases.delete(store, "harrow-pell-2", NOW)
    assert cases.erase(store, "harrow-pell").complete
    assert cases.empty_bin(store).cases == ("harrow-pell-2",)
    assert [line.case.id for line in cases.list_cases(store)] == ["harrow-pell-3"]


def test_a_recall_is_taken_up_where_it_was_left_and_kept_with_its_case(tmp_path: Path) -> None:
    store = cases.open_store(tmp_path / "home", NOW)
    begun = cases.begin_recall(store, NOW)
    cases.keep_answer(store, begun.id, "free", "It rang at nine.", NOW)
    cases.keep_answer(store, begun.id, "stage", None, NOW)
    cases.keep_answer(store, begun.id, "free", "It rang at ten.", NOW)
    store.close()

    store = cases.open_store(tmp_path / "home", NOW + DAY)
    recall = cases.unfinished_recall(store)
    assert recall is not None
    assert [(given.question, given.answer) for given in recall.answers] == [
        ("free", "It rang at ten."),
        ("stage", None),
    ]
    cases.finish_recall(store, recall.id, NOW + DAY)
    case = cases.add(store, replace(CASE, recall_id=recall.id), NOW + DAY)
    assert cases.unfinished_recall(store) is None
    assert cases.show(store, case.id).recalls[0].answers == recall.answers
    store.close()


def test_a_recall_can_be_dropped(store: Store) -> None:
    begun = cases.begin_recall(store, NOW)
    cases.keep_answer(store, begun.id, "free", "It rang at nine.", NOW)
    assert cases.drop_recall(store, begun.id)
    assert cases.unfinished_recall(store) is None


def test_the_number_of_a_recall_that_was_dropped_is_not_given_to_the_next(store: Store) -> None:
    begun = cases.begin_recall(store, NOW)
    cases.drop_recall(store, begun.id)
    cases.begin_recall(store, NOW)
    assert cases.recall_under_way(store, begun.id) is None


def test_an_export_comes_back_under_its_own_name_or_another(tmp_path: Path, store: Store) -> None:
    cases.add(store, CASE, NOW)
    before = cases.show(store, "harrow-pell")
    folder = cases.export(store, "harrow-pell", tmp_path / "out", NOW)
    with pytest.raises(CaseExists, match="--as"):
        cases.import_case(store, folder)
    assert cases.import_case(store, folder, "Second try").id == "second-try"
    cases.erase(store, "harrow-pell")
    cases.import_case(store, folder)
    assert cases.show(store, "harrow-pell") == before


def test_an_export_never_writes_over_what_is_there(tmp_path: Path, store: Store) -> None:
    cases.add(store, CASE, NOW)
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "mine.txt").write_text("mine")
    file = tmp_path / "file"
    file.write_text("mine")
    for place in (taken, file):
        with pytest.raises(FolderTaken, match="Name a folder that is empty"):
            cases.export(store, "harrow-pell", place, NOW)
    assert (taken / "mine.txt").read_text() == file.read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "home", "taken"]


def test_an_export_fills_an_empty_folder_readable_by_its_owner_only(tmp_path: Path, store: Store) -> None:
    cases.add(store, CASE, NOW)
    (tmp_path / "out").mkdir()
    folder = cases.export(store, "harrow-pell", tmp_path / "out", NOW)
    assert (folder / "materials" / "01-account.txt").read_bytes() == ACCOUNT.encode()
    assert {path.stat().st_mode & 0o077 for path in [folder, *folder.rglob("*")]} == {0}


def test_what_is_erased_is_not_remembered_either(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voice, "_run", lambda *_: b"no sound")
    monkeypatch.setattr(voice, "_program", lambda: "espeak-ng")
    monkeypatch.setattr(voice, "_with_its_length", lambda sound: sound)
    cases.add(store, CASE, NOW)
    review.judged(Asked("Thank you for the call on Monday."), Circumstances(NOW, "Europe/London"), load())
    voice.spoken("Why this depot?", "en-GB")
    cases.erase(store, "harrow-pell")
    assert review._judged.cache_info().currsize == 0
    assert voice._made.cache_info().currsize == 0

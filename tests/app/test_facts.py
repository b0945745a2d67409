"""The fact sheet of a kept case: it lasts, and the words follow it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from ringback.app import cases, facts, keep
from ringback.app.circumstances import Circumstances
from ringback.app.recover import understand, work_out
from ringback.app.worked_out import WorkedOut
from ringback.catalogue import load
from ringback.core import fact_sheet
from ringback.core.facts import usable
from ringback.readers import read_text
from ringback.store.database import Store, open_server
from ringback.store.errors import StoreBusy

CATALOGUE = load()
NOW = datetime(2026, 3, 4, 20, 30, tzinfo=ZoneInfo("Europe/Dublin"))
AROUND = Circumstances(NOW, "Europe/Dublin", me="Ines")
CALL = """Tom: How would you check a balance that drifts?
Ines: I have a summary of the checks I drew up at home. Sorry, my mind went blank.
Tom: Let's move on.
Ines: Of course.
"""
ACCOUNT = (
    "Phone interview with Brackwater Labs on Tuesday, for the lab technician job. My mind went blank."
    " They have asked me to come in next week."
)
MORE = "They wrote again. I'm much better in person. I have a summary of the checks I drew up at home."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = cases.open_store(tmp_path / "home", NOW)
    yield opened
    opened.close()


@pytest.fixture
def case(store: Store) -> str:
    return kept(store)


def kept(store: Store) -> str:
    materials = (*read_text(ACCOUNT, "account.txt"), *read_text(CALL, "call.txt", "transcript", "Ines"))
    known = understand(materials, AROUND, CATALOGUE)
    record = work_out(known, AROUND, CATALOGUE).as_record()
    return keep.keep(store, materials, WorkedOut(record, known.sheet, known.names.employer), NOW).id


def again(store: Store, case: str, more: str) -> None:
    """Add a text, as `recover --case` does."""
    file = cases.show(store, case)
    added = read_text(more, "more.txt")
    guided = keep.of_case(file, replace(AROUND, me=None), CATALOGUE, added)
    known = guided.known()
    keep.keep_again(store, case, added, guided.report_on(known).as_record(), known.sheet, NOW, file)


def proof_of(store: Store, case: str) -> int:
    return next(fact.number for fact in facts.sheet(store, case) if fact.kind == "proof")


def change(store: Store, case: str, by: facts.Change) -> facts.Changed:
    return facts.change(store, case, replace(AROUND, me=None, now=NOW + timedelta(days=1)), CATALOGUE, by)


def test_a_yes_fills_the_gap_in_a_new_report_and_the_old_one_stays_as_it_was(store: Store, case: str) -> None:
    number = proof_of(store, case)
    before = cases.show(store, case).reports
    done = change(store, case, lambda sheet: fact_sheet.confirm(sheet, {number}))
    assert done.numbers == (number,)
    assert {(one.kind, one.how) for one in done.words} == {
        ("opener_named", "finished"),
        ("opener_unnamed", "finished"),
        ("about_the_call", "finished"),
    }
    first, second = cases.show(store, case).reports
    assert (first,) == before
    assert "[confirm" in first.text
    assert "[confirm" not in second.text


def test_what_the_owner_did_outlasts_more_texts_and_a_yes_is_not_asked_twice(store: Store, case: str) -> None:
    number = proof_of(store, case)
    change(store, case, lambda sheet: fact_sheet.confirm(sheet, {number}))
    change(
        store,
        case,
        lambda sheet: fact_sheet.add(sheet, "reason", "I had come off a night shift", CATALOGUE)[0],
    )
    change(store, case, lambda sheet: fact_sheet.remove(sheet, {1}))
    before = facts.sheet(store, case)
    again(store, case, MORE)
    after = facts.sheet(store, case)
    kept_on = tuple(fact for fact in after if fact.number <= len(before))
    assert [(f.number, f.text, f.state, usable(f)) for f in kept_on] == [
        (f.number, f.text, f.state, usable(f)) for f in before
    ]
    assert [fact.kind for fact in after[len(before) :]] == ["preference"]
    assert fact_sheet.waiting(after) == ()


def test_the_sheet_is_carried_out_and_in_again(store: Store, case: str, tmp_path: Path) -> None:
    change(store, case, lambda sheet: fact_sheet.edit(sheet, 1, "My mind went quite blank", CATALOGUE))
    change(store, case, lambda sheet: fact_sheet.remove(sheet, {2}))
    before = facts.sheet(store, case)
    folder = cases.export(store, case, tmp_path / "out", NOW)
    assert facts.sheet(store, cases.import_case(store, folder, "again").id) == before


def test_a_folder_from_before_the_sheet_is_taken_in(store: Store, case: str, tmp_path: Path) -> None:
    folder = cases.export(store, case, tmp_path / "out", NOW)
    file = folder / "facts.json"
    old = file.read_text().replace(',\n    "origin": "read",\n    "state": "kept"', "")
    assert "origin" not in old
    file.write_text(old)
    assert facts.sheet(store, cases.import_case(store, folder, "again").id) == facts.sheet(store, case)


def test_a_change_that_changes_nothing_keeps_no_report(store: Store, case: str) -> None:
    done = change(store, case, lambda sheet: fact_sheet.confirm(sheet, {1}))
    done = change(store, case, lambda sheet: fact_sheet.confirm(sheet, {1}))
    assert (done.numbers, done.words) == ((), ())
    assert len(cases.show(store, case).reports) == 2


def test_a_change_made_meanwhile_is_not_overwritten(store: Store, case: str) -> None:
    def meanwhile(sheet: fact_sheet.Sheet) -> fact_sheet.Sheet:
        change(store, case, lambda first: fact_sheet.remove(first, {1}))
        return fact_sheet.remove(sheet, {2})

    with pytest.raises(StoreBusy):
        change(store, case, meanwhile)
    assert [fact.state for fact in facts.sheet(store, case)][:2] == ["removed", "kept"]


def test_who_writes_an_answer_knows_one(store: Store, case: str) -> None:
    change(store, case, lambda sheet: fact_sheet.add(sheet, "answer", "I check it twice a day", CATALOGUE)[0])
    record = keep.newest_report(cases.show(store, case)) or {}
    assert record["readings"]["known_answer"]["value"] == "yes"
    assert "I check it twice a day" in str(record["drafts"])


def test_work_that_was_confirmed_from_a_cv_is_no_reason_for_a_poor_call(store: Store, case: str) -> None:
    found = [
        replace(fact, number=0, kind="experience", text="I led a team of nine", quote="Led a team of nine")
        for fact in facts.sheet(store, case)[:1]
    ]
    change(store, case, lambda sheet: fact_sheet.take_in(sheet, found))
    done = change(store, case, lambda sheet: fact_sheet.confirm(sheet, {sheet[-1].number}))
    assert done.words == ()


@pytest.mark.full
def test_the_sheet_is_the_same_on_postgresql(postgresql_url: str, store: Store) -> None:
    server = open_server(postgresql_url)
    sheets = []
    for place in (store, server):
        case = kept(place)
        change(place, case, lambda sheet: fact_sheet.remove(sheet, {1}))
        change(
            place, case, lambda sheet: fact_sheet.add(sheet, "proof", "The log sheet I drew up", CATALOGUE)[0]
        )
        sheets.append(facts.sheet(place, case))
        cases.erase(place, case)
    with server.engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE; CREATE SCHEMA public"))
    server.close()
    assert sheets[0] == sheets[1]

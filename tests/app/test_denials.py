"""A finding that its owner says isn't so: verdict, plan, odds and words follow, and it can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.app import cases, denials, facts, keep
from ringback.app.circumstances import Circumstances
from ringback.app.recall import GuidedRecall
from ringback.app.recover import understand, work_out
from ringback.app.words import again
from ringback.app.worked_out import WorkedOut
from ringback.catalogue import load
from ringback.core import fact_sheet
from ringback.core.debrief import FoundAt, without
from ringback.core.errors import NoSuchFinding
from ringback.readers import read_text
from ringback.store.database import Store
from ringback.store.errors import NoReport, StoreBusy

CATALOGUE = load()
NOW = datetime(2026, 3, 4, 20, 30, tzinfo=ZoneInfo("Europe/Dublin"))
LATER = NOW + timedelta(hours=1)
AROUND = Circumstances(NOW, "Europe/Dublin")
SLIP = "I rambled on when she asked about the rota."
BLANK = "My mind went blank when she asked about stock."
BELOW = "I was not at my usual standard."
FRAME = (
    "I had a phone interview on Tuesday for the shift lead job at Quillfeather Bakery. {} They asked me in."
)
ACCOUNT = FRAME.format(f"{BLANK} {SLIP} I was late for the call, and I badmouthed my old boss.")
KNOWN = understand(read_text(ACCOUNT, "account.txt"), AROUND, CATALOGUE)
PLACES = [finding.found_at for finding in KNOWN.debrief.findings]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = cases.open_store(tmp_path / "home", NOW)
    yield opened
    opened.close()


def kept(store: Store, text: str) -> str:
    materials = read_text(text, "account.txt")
    known = understand(materials, AROUND, CATALOGUE)
    record = work_out(known, AROUND, CATALOGUE).as_record()
    return keep.keep(store, materials, WorkedOut(record, known.sheet, known.names.employer), NOW).id


@pytest.fixture
def case(store: Store) -> str:
    return kept(store, FRAME.format(f"{BLANK} {SLIP} {BELOW}"))


def record_of(store: Store, case: str) -> dict[str, Any]:
    return keep.report_of(cases.show(store, case))


def deny(store: Store, case: str, which: denials.Which) -> denials.Changed:
    return denials.deny(store, case, replace(AROUND, now=LATER), CATALOGUE, which)


def allow(store: Store, case: str, which: denials.Which) -> denials.Changed:
    return denials.allow(store, case, replace(AROUND, now=LATER), CATALOGUE, which)


def compared(record: dict[str, Any]) -> dict[str, Any]:
    """A report without what says when it was made."""
    return {name: value for name, value in record.items() if name not in ("made", "denied")}


def test_all_that_follows_is_as_if_the_finding_had_never_been_heard(store: Store, case: str) -> None:
    before = record_of(store, case)
    done = deny(store, case, 1)
    after = record_of(store, case)
    assert after == done.report
    assert [one["label"] for one in before["findings"]][:2] == ["blanked_on_question", "rambling"]
    assert after["findings"] == before["findings"][1:]
    assert after["denied"] == before["findings"][:1]
    assert after["mistakes"] == before["mistakes"][1:]
    assert (done.moved.damage.before, done.moved.damage.after) == ("serious", "slight")
    assert done.moved.repair_worth.moved
    assert done.moved.advised_action.moved
    assert done.moved.steps
    assert done.moved.drafts
    assert after["odds"] != before["odds"]
    assert "blank" in str(before["drafts"])
    assert "blank" not in str(after["drafts"])


def test_the_report_before_stays_and_taking_it_back_gives_it_again(store: Store, case: str) -> None:
    before = record_of(store, case)
    first = cases.show(store, case).reports
    done = deny(store, case, 1)
    back = allow(store, case, 1)
    assert back.finding == done.finding
    assert (back.moved.damage.before, back.moved.damage.after) == ("slight", "serious")
    assert compared(record_of(store, case)) == compared(before)
    assert cases.show(store, case).reports[:1] == first
    assert cases.show(store, case).denials == ()


def test_it_is_named_by_its_place_as_well_and_twice_is_once(store: Store, case: str) -> None:
    done = deny(store, case, 2)
    place = done.finding
    again_denied = deny(store, case, FoundAt(*place))
    assert not again_denied.moved.anything
    assert len(cases.show(store, case).reports) == 2
    assert allow(store, case, place).moved.damage.after == record_of(store, case)["damage"]
    assert not allow(store, case, place).moved.anything
    assert len(cases.show(store, case).reports) == 3


@pytest.mark.parametrize("which", [0, 4, -1, FoundAt("mistakes/none", "account.txt", 0, 4)])
def test_what_was_not_found_is_refused_and_changes_nothing(
    store: Store, case: str, which: denials.Which
) -> None:
    for change in (deny, allow):
        with pytest.raises(NoSuchFinding, match="no such finding"):
            change(store, case, which)
    assert len(cases.show(store, case).reports) == 1


def test_a_case_without_a_report_says_how_to_get_one(store: Store) -> None:
    name = cases.add(store, cases.NewCase("Lowmoor"), NOW).id
    with pytest.raises(NoReport, match="ringback recover --case lowmoor"):
        deny(store, name, 1)


def test_it_outlasts_more_texts_a_change_of_facts_another_tone_and_the_way_out_and_in(
    store: Store, case: str, tmp_path: Path
) -> None:
    place = deny(store, case, 1).finding
    file = cases.show(store, case)
    added = read_text("They wrote again: please bring an example of your work.", "more.txt")
    guided = keep.of_case(file, AROUND, CATALOGUE, added)
    known = guided.known()
    keep.keep_again(store, case, added, guided.report_on(known).as_record(), known.sheet, LATER, file)
    facts.change(store, case, AROUND, CATALOGUE, lambda sheet: fact_sheet.remove(sheet, {1}))
    folder = cases.export(store, case, tmp_path / "out", NOW)
    name = cases.import_case(store, folder, "again").id
    for one in (case, name):
        assert denials.places_of(record_of(store, one)["denied"]) == (place,)
        assert "blank" not in str(again(cases.show(store, one), AROUND, CATALOGUE).drafts)


def test_a_denial_that_came_between_is_not_worked_over(store: Store, case: str) -> None:
    def meanwhile(sheet: fact_sheet.Sheet) -> fact_sheet.Sheet:
        deny(store, case, 1)
        return fact_sheet.remove(sheet, {1})

    with pytest.raises(StoreBusy):
        facts.change(store, case, AROUND, CATALOGUE, meanwhile)
    assert record_of(store, case)["denied"]


def test_a_mistake_that_was_answered_can_be_denied_too() -> None:
    question = next(one for one in CATALOGUE.questions.values() if one.fills == "mistake")
    answers = {"story": FRAME.format(SLIP), question.id: "factual_slip"}
    told = GuidedRecall(AROUND, CATALOGUE, answers=dict(answers)).report().debrief
    [place] = [finding.found_at for finding in told.findings if finding.source == question.id]
    around = replace(AROUND, denied=[place])
    left = GuidedRecall(around, CATALOGUE, answers=dict(answers)).report().debrief
    plain = GuidedRecall(AROUND, CATALOGUE, answers={"story": answers["story"]}).report().debrief
    assert [finding.found_at for finding in left.denied] == [place]
    assert (left.findings, left.concern) == (plain.findings, plain.concern)


def test_nothing_left_is_as_if_nothing_had_been_found(store: Store) -> None:
    case = kept(store, FRAME.format(BLANK))
    plain = kept(store, FRAME.format(""))
    assert deny(store, case, 1).report["damage"] == record_of(store, plain)["damage"] == "unknown"


@given(st.sets(st.sampled_from(PLACES)), st.sets(st.sampled_from(PLACES)))
def test_what_is_denied_is_gone_in_whatever_order_it_is_denied(
    first: set[FoundAt], second: set[FoundAt]
) -> None:
    step_by_step = without(without(KNOWN.debrief, first), second)
    at_once = without(KNOWN.debrief, first | second)
    assert len(PLACES) > 2
    assert (step_by_step.findings, step_by_step.concern) == (at_once.findings, at_once.concern)
    assert {finding.found_at for finding in at_once.denied} == first | second
    assert {finding.found_at for finding in at_once.findings} == set(PLACES) - first - second
    assert set(step_by_step.denied) == set(at_once.denied)

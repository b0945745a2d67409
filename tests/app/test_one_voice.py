"""One report speaks with one voice: its findings, openers, plan and odds agree with its verdict."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ringback import catalogue
from ringback.app.circumstances import Circumstances
from ringback.app.recall import GuidedRecall
from ringback.app.recover import recover
from ringback.cli.report import View, render
from ringback.core.rehearsal import rehearsal
from ringback.readers import read_text
from ringback.telling import said
from ringback.web.chances import Tried, view

THURSDAY = datetime(2026, 3, 12, 18, 30, tzinfo=ZoneInfo("Europe/London"))
ORDER = (
    "Phone interview with the plant manager. He asked how I'd restart a tripped pump and I said open the "
    "valve, then vent it. It's the other way round: you vent it first. He said 'and you'd do it in that "
    "order?' and I said yes. They ring everyone on Friday."
)
BLANK = "Phone interview with the office manager. I went blank on the first question, and again on the next."


def _report(text: str, **answers: str) -> dict[str, Any]:
    around = Circumstances(THURSDAY, "Europe/London", readings=answers)
    return recover(read_text(text), around, catalogue.load()).as_record()


def test_a_slip_that_they_marked_and_whose_right_answer_is_told_is_worth_mending() -> None:
    record = _report(ORDER)
    assert record["case"] == "mend"
    assert record["readings"]["noticed"]["value"] == "likely"
    assert record["findings"][0]["fix"].startswith("Give the right answer")


def test_a_finding_advises_no_message_where_the_verdict_leaves_the_call_unnamed() -> None:
    record = _report(BLANK)
    assert record["case"] == "thank"
    assert {one["fix"].split(",")[0] for one in record["findings"]} == {"Nothing about it now. Next time"}


def test_what_they_noticed_is_not_told_as_unnoticed() -> None:
    record = _report(BLANK, noticed="likely")
    assert record["advised_action"] == "routine_thank_you_only"
    assert record["because"].startswith("They noticed")
    assert "noticed" not in record["changes"]


@pytest.mark.parametrize("noticed", ["likely", "unlikely", "unknown"])
@pytest.mark.parametrize("usual", ["better", "first", "same", "unknown"])
def test_say_it_yourself_comes_with_the_opener_that_names_it(noticed: str, usual: str) -> None:
    record = _report(f"{BLANK} It was a disaster.", status="advanced", noticed=noticed, usual=usual)
    assert (record["case"] == "raise") == (record["plan"]["opener"] == "named")
    assert (record["case"] == "raise") == (record["drafts"][0]["kind"] == "opener_named")


SLIP = (
    "Phone interview with a panel. I told the panel I had run a fleet of sixty vans. After the call I"
    " looked it up, it was sixteen. I honestly got it wrong, I wasn't trying to exaggerate. They said the"
    " scores are added up at the end."
)


def test_a_correction_is_owed_and_its_cost_in_the_odds_is_said_plainly() -> None:
    record = _report(SLIP)
    assert record["advised_action"] == "correct_the_record"
    assert said.worth(record) == "owed, whatever it does to the odds"
    assert "leaves out what it costs to be found out" in record["odds"]["says"]


def test_an_untruth_told_as_an_honest_slip_is_found_once() -> None:
    assert _report(SLIP)["mistakes"] == ["factual_slip"]


def test_a_chance_that_rises_with_what_they_noticed_says_why() -> None:
    advanced = view(_report(BLANK, status="advanced", decision_rule="mixed"), Tried(), catalogue.load())
    waiting = view(_report(BLANK, decision_rule="mixed"), Tried(), catalogue.load())
    assert (
        "That is why the chance rises with it." in {one.name: one for one in advanced.sliders}["noticed"].note
    )
    assert not any(one.note for one in waiting.sliders)


def test_what_was_owned_up_to_by_a_click_is_not_told_as_their_deed() -> None:
    guided = GuidedRecall(
        Circumstances(THURSDAY, "Europe/London"), catalogue.load(), tuple(read_text(BLANK, "account.txt"))
    )
    guided.answers |= {
        "untrue": "factual_slip",
        "said": "I managed six people",
        "truth": "I managed two people",
    }
    report = guided.report()
    slip = next(one for one in report.debrief.findings if one.label == "factual_slip")
    assert slip.title == "An honest misstatement"
    assert "in said" not in render(report.as_record(), View(facts=True))
    assert "when you were asked" in render(report.as_record(), View(facts=True))


def test_a_plan_is_in_the_order_of_its_days_and_acts_before_a_deadline() -> None:
    tomorrow = _report("I have a phone interview tomorrow at 10 with a haulage firm and I will go blank.")
    days = [step["when"][:10] for step in tomorrow["plan"]["steps"] if step["when"]]
    assert days == sorted(days)
    invited = _report(
        "Phone interview on Tuesday, and I went blank. They invited me to a second interview in person on"
        " 24 March and asked me to confirm by Wednesday 18 March."
    )
    assert invited["plan"]["steps"][0]["when"].startswith("2026-03-13")


def test_chances_that_hardly_differ_are_told_as_one() -> None:
    assert _report(ORDER)["odds"]["says"].endswith("however they decide.")


@pytest.mark.parametrize(
    "before",
    [
        "The agency put me forward for an electrician's job in Cork.",
        "My cousin put me forward for a warehouse job.",
    ],
)
def test_who_was_put_forward_for_a_job_is_not_through_to_another_stage(before: str) -> None:
    assert _report(f"{before} {BLANK}")["verdict"] == "awaiting"


def test_who_was_put_forward_for_another_talk_is_through() -> None:
    assert _report(f"{BLANK} She has put me forward for the second interview.")["verdict"] == "open"


def test_the_interviewer_of_a_rehearsal_asks_and_advises_nothing() -> None:
    record = _report("Phone interview. I was very nervous and my voice shook. I moaned about my old boss.")
    asked = [one.asks for one in rehearsal(record, None, THURSDAY.date(), catalogue.load()).questions]
    assert "Talk me through your background." in asked
    assert "Why are you leaving?" in asked
    assert not any("evenings running" in words or "praises something" in words for words in asked)

"""What moved between two reports of a case: the contract's words, the steps and the drafts."""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from ringback.app.circumstances import Circumstances
from ringback.app.recover import recover
from ringback.catalogue import load
from ringback.core.moved import DraftChange, Shift, moved
from ringback.readers import read_text

NOW = datetime(2026, 3, 4, 20, 30, tzinfo=ZoneInfo("Europe/Dublin"))
ACCOUNT = (
    "Phone interview with Brackwater Labs on Tuesday, for the lab technician job. My mind went blank."
    " They have asked me to come in next week."
)
REPORT = recover(read_text(ACCOUNT), Circumstances(NOW, "Europe/Dublin"), load()).as_record()


def other(**changes: Any) -> dict[str, Any]:
    return {**deepcopy(REPORT), **changes}


def test_between_a_report_and_itself_nothing_moved() -> None:
    assert not moved(REPORT, other()).anything


def test_a_word_of_the_verdict_that_is_another_is_told_with_the_one_before() -> None:
    found = moved(REPORT, other(damage="none"))
    assert found.damage == Shift(REPORT["damage"], "none")
    assert found.damage.moved
    assert not found.verdict.moved
    assert found.anything


def test_steps_move_by_what_they_say_and_not_by_the_day() -> None:
    after = other()
    first, second, *rest = after["plan"]["steps"]
    second["does"] = "something else"
    first["when"] = "2026-03-09T09:00:00+00:00"
    after["plan"]["steps"] = [first, second, *rest[:-1]]
    assert moved(REPORT, after).steps == (second["key"], rest[-1]["key"])


def test_drafts_are_told_by_what_became_of_them() -> None:
    after = other()
    first, second, *rest = after["drafts"]
    first["sentences"][0]["text"] = "Another."
    second["kind"] = "close"
    after["drafts"] = [first, second]
    gone = [DraftChange(draft["kind"], "dropped") for draft in [REPORT["drafts"][1], *rest]]
    told = (DraftChange(first["kind"], "reworded"), DraftChange("close", "new"), *gone)
    assert moved(REPORT, after).drafts == told


def test_before_the_first_report_everything_is_new() -> None:
    found = moved({}, REPORT)
    assert found.verdict == Shift(None, "open")
    assert [one.how for one in found.drafts] == ["new"] * len(REPORT["drafts"])
    assert len(found.steps) == len(REPORT["plan"]["steps"])

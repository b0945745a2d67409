"""Steps of the plan that are done: marked, unmarked, and told from those of another plan."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ringback.app import cases, reworked, steps
from ringback.catalogue import load
from ringback.store.database import Store
from ringback.store.errors import NoReport

NOW = datetime(2026, 3, 4, 20, 30, tzinfo=ZoneInfo("Europe/Dublin"))
LATER = NOW + timedelta(hours=12)
CASE = "lowmoor"


def report(**does: str) -> str:
    rows = [{"key": key, "does": says, "when": None, "words": ""} for key, says in does.items()]
    return json.dumps({"plan": {"steps": rows}})


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = cases.open_store(tmp_path / "home", NOW)
    plan = report(morning="say yes", eve="read it aloud", next="begin with it")
    cases.add(opened, cases.NewCase("Lowmoor", report=plan), NOW)
    yield opened
    opened.close()


def done(store: Store, case: str = CASE) -> list[tuple[str, Any]]:
    return [(one.key, one.done) for one in steps.listed(cases.show(store, case)) if one.done]


def test_a_step_is_marked_once_and_keeps_its_time_until_the_mark_is_taken_off(store: Store) -> None:
    steps.mark(store, CASE, "eve", LATER)
    steps.mark(store, CASE, "eve", LATER + timedelta(days=1))
    assert done(store) == [("eve", LATER)]
    assert [one.key for one in cases.show(store, CASE).done] == ["eve"]
    steps.unmark(store, CASE, "eve", LATER)
    steps.unmark(store, CASE, "eve", LATER)
    assert done(store) == []


def test_what_another_plan_says_under_the_same_key_is_not_done(store: Store) -> None:
    steps.mark(store, CASE, "morning", LATER)
    steps.mark(store, CASE, "eve", LATER)
    reworked.extend(store, CASE, [], [], report(morning="write to them", eve="read it aloud"), LATER)
    assert done(store) == [("eve", LATER)]
    again = LATER + timedelta(days=1)
    steps.mark(store, CASE, "morning", again)
    assert done(store) == [("morning", again), ("eve", LATER)]


def test_a_step_that_the_plan_lacks_is_told_with_those_it_has(store: Store) -> None:
    cases.add(store, cases.NewCase("Bare"), NOW)
    for change in (steps.mark, steps.unmark):
        with pytest.raises(steps.NoSuchStep, match="It has these: morning, eve, next"):
            change(store, CASE, "after", NOW)
        with pytest.raises(NoReport, match="ringback recover --case bare"):
            change(store, "bare", "eve", NOW)
    assert steps.listed(cases.show(store, "bare")) == ()


def test_steps_are_carried_out_and_in_again(store: Store, tmp_path: Path) -> None:
    steps.mark(store, CASE, "eve", LATER)
    folder = cases.export(store, CASE, tmp_path / "out", NOW)
    assert done(store, cases.import_case(store, folder, "again").id) == [("eve", LATER)]


def test_no_two_steps_of_a_plan_that_we_make_have_one_key() -> None:
    for case, plan in load().phrases["plan"]["case"].items():
        keys = [step["when"] for step in plan["steps"]]
        assert len(set(keys)) == len(keys), case
        assert all(keys), case

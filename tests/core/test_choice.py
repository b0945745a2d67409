"""Naming it or leaving it: the draft for either way, and what the choice rests on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from ringback.catalogue import load
from ringback.core.choice import Choice, NoSuchWay, Way, choose
from ringback.core.facts import Fact
from ringback.core.plan import Dates, make_plan
from ringback.core.process import Process
from ringback.core.readings import Reading
from ringback.core.verdict import Standing, judge
from ringback.readers.calendar import workdays

NOTICED = Standing(status="advanced", noticed="likely", damage="serious", rule="cumulative")
WAITING = Standing(status="awaiting_result", damage="slight", noticed="unlikely")
PROOF = Fact(1, "proof", "a page", "told", True, "a page", "account", 0, 6)


def chosen(
    way: Way, stands: Standing, break_evens: tuple[float | None, ...] = (0.5,), facts: tuple[Fact, ...] = ()
) -> Choice:
    phrases = load().phrases
    process = Process(Reading(stands.rule), {stands.rule: 1.0})
    verdict = judge(stands, process, (), phrases["verdict"])
    now = datetime(2026, 3, 12, 20, 50, tzinfo=ZoneInfo("Europe/London"))
    plan = make_plan(stands, verdict, process, (), Dates(now), workdays("GB"), phrases["plan"])
    return choose(way, verdict, plan, facts, break_evens, phrases["phrases/drafts"]["choice"])


def test_who_has_advanced_gets_the_opener_of_the_way_they_choose() -> None:
    named, unnamed = chosen("name_it", NOTICED), chosen("leave_it", NOTICED)
    assert (named.kind, named.ours) == ("opener_named", True)
    assert (unnamed.kind, unnamed.ours) == ("opener_unnamed", False)
    assert named.says.startswith("That's our choice too.")


def test_who_waits_gets_a_letter_that_names_it_or_one_that_shows_something() -> None:
    assert chosen("name_it", WAITING).kind == "named_letter"
    assert not chosen("name_it", WAITING).ours
    assert chosen("leave_it", WAITING).kind == "thank_you"
    assert chosen("leave_it", WAITING, facts=(PROOF,)).kind == "offer_sample"


@pytest.mark.parametrize(
    ("break_evens", "words", "share"),
    [
        ((0.5,), "above 1 in 2", 0.5),
        ((0.2, None, 2 / 3), "above 2 in 3", 2 / 3),
        ((1.0,), "doesn't help even if they certainly noticed", 1.0),
        ((None,), "neither way changes anything", None),
        ((), "nobody outside can know", None),
    ],
)
def test_the_choice_says_what_it_rests_on(
    break_evens: tuple[float | None, ...], words: str, share: float | None
) -> None:
    choice = chosen("name_it", NOTICED, break_evens)
    assert words in choice.says
    assert "experts disagree" in choice.says
    assert choice.break_even == share


def test_behind_a_closed_door_there_is_nothing_to_choose() -> None:
    with pytest.raises(NoSuchWay):
        chosen("name_it", Standing(status="rejected"))


def test_an_untruth_is_put_right_whichever_way_is_chosen() -> None:
    with pytest.raises(NoSuchWay):
        chosen("leave_it", replace(WAITING, concern="integrity", mistakes=("dishonest_answer",)))

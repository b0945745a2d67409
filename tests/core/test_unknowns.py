"""What it would be worth to find out."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from ringback.catalogue import load
from ringback.core.chances import scenario_for
from ringback.core.decision import DECISION_RULES
from ringback.core.odds import Scenario, work_out
from ringback.core.unknowns import ACTIONS, Unknowns, worth_knowing
from ringback.core.verdict import Standing

CATALOGUE = load()
WAITING = Standing(status="awaiting_result", damage="serious")
INVITED = Standing(status="advanced", damage="serious")


def build(stands: Standing, rule: str) -> Scenario:
    return scenario_for(stands, rule, CATALOGUE.parameters)


def unknowns(stands: Standing, *known: str, **rules: float) -> Unknowns:
    return worth_knowing(stands, rules or {"cumulative": 1.0}, build, CATALOGUE, known)


def gain_of(found: Unknowns, name: str) -> float:
    return next(one.gain for one in found.worth if one.unknown == name)


standings = st.builds(
    Standing,
    status=st.sampled_from(["awaiting_result", "advanced"]),
    damage=st.sampled_from(["slight", "serious"]),
    noticed=st.sampled_from(["likely", "unlikely", "unknown"]),
    usual=st.sampled_from(["better", "same", "unknown"]),
    concern=st.sampled_from(["competence", "integrity", "conduct"]),
    stage=st.sampled_from(["recruiter_screen", "final", "unknown"]),
)


@given(standings, st.sampled_from(DECISION_RULES))
@settings(max_examples=15)
def test_to_know_more_never_costs_and_what_changes_nothing_is_worth_nothing(
    stands: Standing, rule: str
) -> None:
    found = unknowns(stands, **{rule: 1.0})
    assert found.best in ACTIONS
    for one in found.worth:
        assert one.gain >= 0
        assert 0 <= one.changes <= 1
        assert one.changes > 0 or one.gain < 0.005  # less than half a dot in a hundred


def test_whether_they_noticed_is_what_decides_between_naming_it_and_not() -> None:
    unsure = replace(INVITED, usual="better")
    found = unknowns(unsure)
    assert found.worth[0].unknown == "noticed"
    assert gain_of(found, "noticed") > 0
    noticed, missed = (unknowns(replace(unsure, noticed=told)).best for told in ("likely", "unlikely"))
    assert noticed == "words_and_proof"
    assert missed in ("proof", "untouched")


def test_what_is_told_is_no_longer_unknown() -> None:
    told = replace(INVITED, noticed="likely", usual="better", stage="panel", next_stage="in_person")
    assert [one.unknown for one in unknowns(told, "candidates").worth] == []
    assert {one.unknown for one in unknowns(INVITED, cumulative=0.5, mixed=0.5).worth} == {
        "rule", "noticed", "usual", "stage", "next_stage", "candidates"
    }  # fmt: skip


def test_the_rule_matters_where_one_rule_would_have_it_named_and_another_not() -> None:
    seen = replace(INVITED, noticed="likely", usual="better")
    alone = unknowns(seen, cumulative=0.6, progressive_elimination=0.4)
    assert alone.best == "words_and_proof"
    assert gain_of(alone, "rule") < 0.005  # after a gate judged alone, words do no harm
    assert work_out(build(seen, "progressive_elimination")).gain.words.point == 0


def test_who_always_does_like_this_gains_nothing_by_naming_it_and_nothing_by_knowing_more_of_it() -> None:
    always = replace(WAITING, usual="same")
    assert unknowns(always).best in ("proof", "untouched")
    assert gain_of(unknowns(always), "noticed") < 0.005


def test_what_would_not_show_in_a_hundred_is_no_reason_to_say_anything() -> None:
    assert unknowns(WAITING, progressive_elimination=1.0).best == "untouched"

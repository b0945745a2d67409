"""How far the odds can be known."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.core.contests import (
    ALL_TOGETHER,
    EACH_IN_TURN,
    GATE_THEN_FINAL,
    ON_FILE,
    ONE_SCREEN,
    PLAUSIBLE,
    plausible,
    points,
)

from ringback.core.odds import (
    Ranges,
    Scenario,
    ranges_for,
    work_out,
)


@pytest.mark.parametrize("scenario", [ALL_TOGETHER, GATE_THEN_FINAL, ONE_SCREEN, EACH_IN_TURN, ON_FILE])
def test_ranges_come_in_order_and_are_the_same_every_time(scenario: Scenario) -> None:
    ranges = ranges_for(scenario, PLAUSIBLE)
    odds = work_out(scenario, ranges)
    assert odds == work_out(scenario, ranges)
    for chance in (odds.clean, odds.untouched, odds.words, odds.proof, odds.words_and_proof):
        assert 0 <= chance.low <= chance.median <= chance.high <= 1
    assert points(odds) == points(work_out(scenario))
    assert 1 <= len(odds.drivers) <= 3
    assert set(odds.drivers) <= {each.parameter for each in ranges.of}


def test_what_the_user_is_sure_of_is_not_spread() -> None:
    ranges = ranges_for(ALL_TOGETHER, PLAUSIBLE, known=("candidates", "noticed"))
    assert {"candidates", "noticed"}.isdisjoint(each.field for each in ranges.of)
    assert work_out(ALL_TOGETHER, ranges).clean.low == pytest.approx(0.2)


def test_each_value_is_spread_as_the_parameter_that_it_was_taken_from() -> None:
    nerves = replace(ALL_TOGETHER, shortfall=0.25, candidates=15, reliabilities=(0.44, 0.35))
    found = {(each.field, each.stage): each.parameter for each in ranges_for(nerves, PLAUSIBLE).of}
    assert found["shortfall", None] == "shortfall_nerves"
    assert found["candidates", None] == "candidates_at_screen"
    assert found["reliabilities", 0] == "reliability_structured"
    assert found["reliabilities", 1] == "reliability_phone"


def test_the_driver_is_the_parameter_that_moves_the_chance() -> None:
    two = plausible(noticed=(0.0, 0.6, 1.0), backfire=(0.24, 0.25, 0.26))
    odds = work_out(ALL_TOGETHER, ranges_for(ALL_TOGETHER, two))
    assert odds.drivers == ("noticed",)
    assert odds.untouched.high - odds.untouched.low == pytest.approx(0.8 * (0.2 - 0.117505), rel=0.05)


def test_the_lower_and_upper_ends_hold_a_tenth_each_of_a_plain_random_sample() -> None:
    only = plausible(shortfall_basic=(0.5, 1.5, 2.5))
    odds = work_out(ALL_TOGETHER, ranges_for(ALL_TOGETHER, only))
    ends = [work_out(replace(ALL_TOGETHER, shortfall=s)).untouched.point for s in (2.3, 0.7)]
    assert [odds.untouched.low, odds.untouched.high] == pytest.approx(ends, abs=1e-3)


def test_no_ranges_means_points_only() -> None:
    record = work_out(ALL_TOGETHER, Ranges(())).as_record()
    assert record["untouched"].keys() == record["gain"]["words"].keys() == {"point"}


def test_ranges_leave_out_what_the_passed_gate_rules_out() -> None:
    just_passed = replace(ONE_SCREEN, reading="evidence", recorded=0.5, passed_gates=1)
    odds = work_out(just_passed, ranges_for(just_passed, PLAUSIBLE))
    assert 0 < odds.untouched.low < odds.untouched.high < 1

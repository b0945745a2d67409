"""What a repair adds, along how bad the call was and how likely they noticed; and the gates ahead."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.contests import (
    ALL_TOGETHER,
    EACH_IN_TURN,
    GATE_THEN_FINAL,
    ON_FILE,
    ONE_SCREEN,
    scenarios,
)

from ringback.core.ahead import through_gates
from ringback.core.curves import curve
from ringback.core.odds import Scenario, work_out
from ringback.core.scenario import gates, left_after

EVERY = [ALL_TOGETHER, GATE_THEN_FINAL, ONE_SCREEN, EACH_IN_TURN, replace(GATE_THEN_FINAL, passed_gates=0)]


@pytest.mark.parametrize("scenario", EVERY, ids=lambda one: f"{one.rule}-{one.passed_gates}")
@pytest.mark.parametrize("axis", ["shortfall", "noticed"])
def test_each_place_on_a_curve_is_what_the_odds_say_there(scenario: Scenario, axis: str) -> None:
    drawn = curve(scenario, axis, work_out(scenario))
    for place in (0, len(drawn.at) // 2, -1):
        there = work_out(replace(scenario, **{axis: drawn.at[place]}))
        assert drawn.words[place] == pytest.approx(there.gain.words.point, abs=1e-5)
        assert drawn.proof[place] == pytest.approx(there.gain.proof.point, abs=1e-5)
        assert drawn.words_and_proof[place] == pytest.approx(there.gain.words_and_proof.point, abs=1e-5)


@pytest.mark.full  # contests of every size
@settings(max_examples=25)
@given(scenarios(), st.floats(0.05, 0.95))
def test_the_break_even_line_stands_where_the_gain_of_words_crosses_zero(
    scenario: Scenario, noticed: float
) -> None:
    reachable = min(scenario.shortfall, 1.5)
    for passed in range(gates(scenario) + 1):
        here = replace(scenario, noticed=noticed, shortfall=reachable, passed_gates=passed)
        drawn = curve(here, "noticed", work_out(here))
        if drawn.break_even is None or not 0.01 < drawn.break_even < 0.99:
            continue
        crossing = work_out(replace(here, noticed=drawn.break_even))
        assert crossing.gain.words.point == pytest.approx(0, abs=1e-7)


def test_a_record_that_is_known_and_a_contest_that_is_lost_have_no_curve() -> None:
    for scenario in (ON_FILE, replace(ALL_TOGETHER, failed=True)):
        assert curve(scenario, "noticed", work_out(scenario)) is None


@pytest.mark.full  # contests of every size
@settings(max_examples=25)
@given(scenarios())
def test_the_gates_ahead_narrow_and_a_clean_call_gets_through_each_as_often_as_anyone(
    scenario: Scenario,
) -> None:
    ahead = through_gates(replace(scenario, noticed=0.3))
    assert len(ahead) == gates(scenario)
    for gate, place in zip(ahead, range(gates(scenario)), strict=True):
        assert gate.candidates == left_after(scenario)[place]
        if scenario.rule == "hit_or_miss":
            assert gate.clean == pytest.approx(scenario.pass_rate, abs=1e-9)
        else:
            assert gate.clean == pytest.approx(gate.left / scenario.candidates, abs=1e-5)
        assert gate.untouched <= gate.clean + 1e-9
    offer = work_out(replace(scenario, noticed=0.3)).untouched.point
    assert all(gate.untouched >= offer - 1e-6 for gate in ahead)


def test_the_gates_ahead_are_given_those_passed() -> None:
    (gate,) = through_gates(replace(EACH_IN_TURN, passed_gates=1))
    assert (gate.candidates, gate.left) == (4, 2)
    assert gate.clean == pytest.approx(0.5, abs=1e-6)
    assert gate.untouched > gate.clean  # got through with the slip marked down: strong
    assert through_gates(replace(EACH_IN_TURN, passed_gates=2)) == ()
    assert through_gates(replace(EACH_IN_TURN, failed=True)) == ()


def test_a_share_of_the_shortfall_that_was_no_glitch_lowers_what_was_usual_and_what_words_are_worth() -> None:
    marked = replace(ALL_TOGETHER, noticed=0.95)
    whole, half, none = (work_out(replace(marked, glitch_share=share)) for share in (1.0, 0.5, 0.0))
    assert whole == work_out(marked)
    assert whole.clean.point > half.clean.point > none.clean.point
    assert whole.gain.words.point > half.gain.words.point > 0 > none.gain.words.point
    assert none.untouched.point == pytest.approx(none.clean.point)
    assert none.break_even_noticed == 1.0

"""The odds: known values, identities that any right answer keeps, and words a person would use."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.contests import (
    ALL_TOGETHER,
    EACH_IN_TURN,
    GATE_THEN_FINAL,
    ON_FILE,
    ONE_SCREEN,
    PLAUSIBLE,
    points,
    scenarios,
)

from ringback.core.ahead import courses
from ringback.core.odds import Chance, Scenario, ranges_for, work_out
from ringback.core.shares import gain_in_words, in_words

# --- Known values, each worked out by an independent program and checked by simulation.


@pytest.mark.parametrize(
    ("scenario", "expected"),
    [
        (replace(ALL_TOGETHER, noticed=1.0), {"clean": 0.2, "untouched": 0.117505, "words": 0.132889}),
        (replace(ALL_TOGETHER, noticed=1.0, proof_uptake=0.5), {"words_and_proof": 0.140649}),
        (
            replace(ALL_TOGETHER, noticed=0.3, proof_uptake=0.5),
            {"untouched": 0.175252, "words": 0.168864, "proof": 0.179581},
        ),
        (replace(ALL_TOGETHER, noticed=1.0, merit=1.0), {"untouched": 0.317839, "words": 0.344207}),
        (replace(ALL_TOGETHER, noticed=1.0, merit=-1.0, proof_uptake=1.0), {"proof": 0.032075}),
        (
            replace(GATE_THEN_FINAL, noticed=1.0, carry=1.0),
            {"clean": 0.25, "untouched": 0.379208, "words_and_proof": 0.425429},
        ),
        (replace(GATE_THEN_FINAL, noticed=1.0), {"untouched": 0.405530, "words_and_proof": 0.437253}),
        (
            replace(GATE_THEN_FINAL, noticed=0.6, carry=1.0),
            {"untouched": 0.266897, "words": 0.253181, "proof": 0.271580, "noticed_after_passing": 0.130776},
        ),
        (
            replace(GATE_THEN_FINAL, noticed=0.9, carry=1.0),
            {"words": 0.316467, "noticed_after_passing": 0.474433},
        ),
        (replace(ONE_SCREEN, carry=0.0), {"clean": 0.066462, "untouched": 0.009441, "words": 0.009441}),
        (
            replace(ONE_SCREEN, carry=1.0, passed_gates=1, proof_uptake=0.5),
            {"clean": 0.207693, "untouched": 0.339187, "words_and_proof": 0.384859},
        ),
        (EACH_IN_TURN, {"clean": 0.083333, "untouched": 0.013899, "words": 0.016216}),
        (replace(EACH_IN_TURN, passed_gates=1), {"clean": 0.25, "untouched": 0.415706, "words": 0.415706}),
        (
            replace(ON_FILE, glitch_share=0.0),
            {"untouched": 0.018290, "words": 0.026821, "proof": 0.021510, "words_and_proof": 0.029101},
        ),
        (
            replace(ON_FILE, glitch_share=0.5),
            {"untouched": 0.038419, "words": 0.054467, "proof": 0.046796, "words_and_proof": 0.061455},
        ),
        (
            replace(ON_FILE, glitch_share=1.0),
            {"untouched": 0.073512, "words": 0.100592, "proof": 0.091422, "words_and_proof": 0.116385},
        ),
        (replace(ON_FILE, glitch_share=1.0, rerating=1.0), {"words": 0.173989}),
        (replace(ON_FILE, glitch_share=0.0, acceptance=0.6), {"words": 0.023409}),
    ],
)
def test_known_values_to_four_places(scenario: Scenario, expected: dict[str, float]) -> None:
    odds = work_out(scenario).as_record()
    got = {name: odds[name]["point"] if isinstance(odds[name], dict) else odds[name] for name in expected}
    assert got == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize(
    ("shortfall", "backfire", "rerating", "threshold"),
    [
        (0.5, 0.1, 0.1, 0.784306),
        (1.5, 0.25, 0.35, 0.505379),
        (2.5, 0.5, 0.6, 0.444318),
        (1.0, 0.25, 0.6, 0.439710),
    ],
)
def test_words_pay_only_above_the_break_even_chance_of_having_been_noticed(
    shortfall: float, backfire: float, rerating: float, threshold: float
) -> None:
    slip = replace(ALL_TOGETHER, shortfall=shortfall, backfire=backfire, rerating=rerating)
    q = work_out(slip).break_even_noticed
    assert q == pytest.approx(threshold, abs=1e-5)
    assert work_out(replace(slip, noticed=q)).gain.words.point == pytest.approx(0, abs=1e-12)
    assert work_out(replace(slip, noticed=q + 0.02)).gain.words.point > 0
    assert work_out(replace(slip, noticed=q - 0.02)).gain.words.point < 0


# --- Identities.


@settings(max_examples=60)
@given(scenarios())
def test_with_nothing_botched_everyone_has_the_same_chance(scenario: Scenario) -> None:
    offers = 1.0 if scenario.rule != "hit_or_miss" else 1 - (1 - scenario.pass_rate) ** scenario.candidates
    assert work_out(scenario).clean.point == pytest.approx(offers / scenario.candidates, abs=1e-7)


@settings(max_examples=40)
@given(scenarios("mixed"))
def test_given_a_clean_pass_the_survivors_share_the_chance(scenario: Scenario) -> None:
    passed = work_out(replace(scenario, passed_gates=1))
    assert passed.clean.point == pytest.approx(1 / scenario.keep[0], abs=1e-6)


@pytest.mark.full  # contests of every size
@settings(max_examples=20)
@given(scenarios("progressive_elimination"))
def test_given_some_clean_passes_those_left_share_the_chance(scenario: Scenario) -> None:
    for gate, keep in enumerate(scenario.keep, start=1):
        passed = work_out(replace(scenario, passed_gates=gate))
        assert passed.clean.point == pytest.approx(1 / keep, abs=1e-5)


@settings(max_examples=40)
@given(scenarios())
def test_words_never_lift_the_chance_above_a_clean_call(scenario: Scenario) -> None:
    odds = work_out(scenario)
    assert odds.words.point <= odds.clean.point + 1e-9
    assert odds.untouched.point <= odds.clean.point + 1e-9


@pytest.mark.full  # contests of every size
@settings(max_examples=40)
@given(scenarios())
def test_the_gain_of_words_is_a_straight_line_in_the_chance_of_having_been_noticed(
    scenario: Scenario,
) -> None:
    none, half, sure = (work_out(replace(scenario, noticed=q)).gain.words.point for q in (0.0, 0.5, 1.0))
    assert half == pytest.approx((none + sure) / 2, abs=1e-10)
    assert none <= 1e-10


@settings(max_examples=40)
@given(scenarios("mixed"))
def test_passing_never_makes_it_likelier_that_the_slip_was_marked(scenario: Scenario) -> None:
    slip = replace(scenario, passed_gates=1, botched_stage=0, shortfall=min(scenario.shortfall, 2.0))
    assert work_out(slip).noticed_after_passing <= slip.noticed + 1e-9


@pytest.mark.full  # contests of every size
@settings(max_examples=40)
@given(scenarios())
def test_the_unconditional_odds_are_the_chance_of_passing_times_the_odds_after_it(scenario: Scenario) -> None:
    certain = replace(scenario, noticed=0.0, carry=1.0)
    if scenario.rule == "cumulative":
        return
    before, after = work_out(certain), work_out(replace(certain, passed_gates=1))
    share_passing = scenario.pass_rate or scenario.keep[0] / scenario.candidates
    assert before.untouched.point == pytest.approx(share_passing * after.untouched.point, abs=1e-7)


@pytest.mark.full  # contests of every size
@settings(max_examples=40)
@given(scenarios())
def test_a_longer_fall_a_weaker_repair_and_less_merit_never_help(scenario: Scenario) -> None:
    base = work_out(scenario)
    worse = work_out(replace(scenario, shortfall=scenario.shortfall + 0.3))
    assert worse.untouched.point <= base.untouched.point + 1e-9
    assert work_out(replace(scenario, rerating=scenario.rerating / 2)).words.point <= base.words.point + 1e-9
    assert (
        work_out(replace(scenario, acceptance=scenario.acceptance / 2)).words.point <= base.words.point + 1e-9
    )
    assert work_out(replace(scenario, merit=-0.3)).untouched.point <= base.untouched.point + 1e-9


@pytest.mark.full  # contests of every size
@settings(max_examples=30)
@given(scenarios())
def test_a_forgotten_call_cannot_be_repaired_by_words_once_the_gate_is_passed(scenario: Scenario) -> None:
    if scenario.rule == "cumulative":
        return
    forgotten = replace(scenario, carry=0.0, botched_stage=0, passed_gates=1, shortfall=1.0)
    assert work_out(forgotten).gain.words.point == pytest.approx(0, abs=1e-12)


@settings(max_examples=30)
@given(scenarios("cumulative"))
def test_with_two_candidates_and_nothing_botched_a_proof_changes_nothing(scenario: Scenario) -> None:
    two = replace(scenario, candidates=2, shortfall=0.0)
    assert work_out(two).proof.point == pytest.approx(0.5, abs=1e-9)


def test_full_repair_of_a_noticed_slip_restores_the_clean_chance_exactly() -> None:
    odds = work_out(replace(ALL_TOGETHER, noticed=1.0, acceptance=1.0, rerating=1.0))
    assert odds.words.point == pytest.approx(odds.clean.point, abs=1e-14)


def test_an_unmarked_slip_makes_words_cost_and_free_words_do_nothing() -> None:
    unmarked = replace(ALL_TOGETHER, noticed=0.0)
    assert work_out(unmarked).gain.words.point < -0.01
    assert work_out(replace(unmarked, backfire=0.0)).gain.words.point == pytest.approx(0, abs=1e-14)


def test_a_message_passed_on_counts_as_one_less_likely_to_be_accepted() -> None:
    relayed = work_out(replace(ALL_TOGETHER, acceptance=0.8, relay=0.5))
    assert points(relayed) == pytest.approx(points(work_out(replace(ALL_TOGETHER, acceptance=0.4))))


def test_a_slip_in_a_stage_that_tells_nothing_costs_nothing() -> None:
    idle = replace(ALL_TOGETHER, reliabilities=(1e-8, 0.44, 0.6), noticed=1.0)
    assert work_out(idle).untouched.point == pytest.approx(0.2, abs=2e-4)


@pytest.mark.full  # contests of every size
@pytest.mark.parametrize(
    "scenario",
    [
        ALL_TOGETHER,
        replace(ALL_TOGETHER, botched_stage=2),
        replace(GATE_THEN_FINAL, passed_gates=0, candidates=5, keep=(2,)),
        replace(GATE_THEN_FINAL, passed_gates=0, candidates=5, keep=(2,), botched_stage=1),
        replace(EACH_IN_TURN, candidates=5, keep=(3, 2)),
        replace(EACH_IN_TURN, candidates=5, keep=(3, 2), botched_stage=1),
        replace(EACH_IN_TURN, candidates=5, keep=(3, 2), botched_stage=2),
    ],
)
def test_averaging_over_every_record_gives_back_an_equal_share(scenario: Scenario) -> None:
    records = np.linspace(-5.9, 5.9, 31)
    whole = replace(scenario, reading="evidence", glitch_share=0.0)
    known = [replace(whole, recorded=float(x)) for x in records]
    chances = [work_out(each).untouched.point for each in known]
    density = np.exp(-(records**2) / 2) / np.sqrt(2 * np.pi)
    assert (chances * density).sum() * (records[1] - records[0]) == pytest.approx(0.2, abs=2e-6)
    assert all(np.diff(chances) > -1e-7)


@pytest.mark.parametrize("scenario", [ALL_TOGETHER, GATE_THEN_FINAL, ONE_SCREEN, EACH_IN_TURN, ON_FILE])
def test_after_failing_every_chance_is_exactly_zero(scenario: Scenario) -> None:
    failed = replace(scenario, failed=True)
    for odds in (work_out(failed), work_out(failed, ranges_for(failed, PLAUSIBLE))):
        assert points(odds) == (0, 0, 0, 0, 0)
        assert odds.gain.words == odds.gain.words_and_proof == odds.untouched


def test_the_runner_up_gets_the_offer_that_is_turned_down() -> None:
    chance = work_out(replace(ALL_TOGETHER, decline_rate=0.2)).clean.point
    assert chance == pytest.approx(0.2 * (1 + 0.2 + 0.2**2 + 0.2**3 + 0.2**4), abs=1e-9)


@pytest.mark.parametrize("candidates", [1, 2, 1000])
def test_the_smallest_and_largest_contests_are_worked_out(candidates: int) -> None:
    assert work_out(replace(ALL_TOGETHER, candidates=candidates)).clean.point == pytest.approx(
        1 / candidates, rel=1e-4
    )


# --- Words.


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (Chance(0.1), "about 1 in 10"),
        (Chance(0.1, 0.04, 0.1, 0.2), "about 1 in 10, could be 1 in 25 to 1 in 5"),
        (Chance(0.335), "about 1 in 3"),
        (Chance(0.29, 0.25, 0.29, 0.3), "about 3 in 10, could be as low as 1 in 4"),
        (Chance(0.1, 0.1, 0.1, 0.15), "about 1 in 10, could be up to 1 in 7"),
        (Chance(0.1, 0.0999, 0.1, 0.1001), "about 1 in 10"),
        (Chance(0.5), "about 1 in 2"),
        (Chance(0.66), "about 2 in 3"),
        (Chance(0.97), "better than 9 in 10"),
        (Chance(1.0), "better than 9 in 10"),
        (Chance(0.0009), "about 1 in 1,000"),
        (Chance(0.00001), "less than 1 in 1,000"),
        (Chance(0.0), "no chance"),
        (Chance(0.0, 0.0, 0.0, 0.0), "no chance"),
        (Chance(0.2, 0.22, 0.25, 0.3), "about 1 in 5, could be up to 3 in 10"),
        (Chance(0.00001, 0.0, 0.0, 0.01), "less than 1 in 1,000, could be no chance to 1 in 100"),
    ],
)
def test_a_chance_is_said_as_people_say_it(chance: Chance, words: str) -> None:
    assert in_words(chance) == words


@pytest.mark.parametrize(
    ("gain", "words"),
    [
        (Chance(0.02, 0.001, 0.02, 0.04), "about 2 more in 100; it could be none; it could be 4"),
        (Chance(0.02), "about 2 more in 100"),
        (Chance(0.004), "less than 1 more in 100"),
        (Chance(-0.004), "less than 1 fewer in 100"),
        (Chance(-0.02, -0.04, -0.02, 0.012), "about 2 fewer in 100; it could be 4; it could be 1 more"),
        (Chance(0.02, -0.011, 0.02, 0.04), "about 2 more in 100; it could be 1 fewer; it could be 4"),
        (
            Chance(0.003, -0.011, 0.0, 0.016),
            "less than 1 more in 100; it could be 1 fewer; it could be 2 more",
        ),
        (Chance(0.0), "no more and no fewer in 100"),
        (Chance(0.02, 0.018, 0.02, 0.022), "about 2 more in 100"),
    ],
)
def test_a_gain_is_said_in_hundredths_and_a_loss_is_called_one(gain: Chance, words: str) -> None:
    assert gain_in_words(gain) == words


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_no_chance_is_said_with_a_percentage_or_a_decimal(a: float, b: float, c: float) -> None:
    low, point, high = sorted((a, b, c))
    words = in_words(Chance(point, low, point, high))
    assert "%" not in words
    assert "." not in words


# --- What lies ahead: the next gate, and the offer.


@given(scenario=scenarios())
@settings(max_examples=30, deadline=None)
def test_the_courses_offers_are_the_odds_and_no_offer_is_likelier_than_the_gate_before_it(
    scenario: Scenario,
) -> None:
    [course] = courses([scenario])
    odds = work_out(scenario)
    wins = (odds.untouched, odds.words, odds.proof, odds.words_and_proof)
    assert course.wins == pytest.approx([chance.point for chance in wins], abs=odds.error_bound)
    assert all(
        won <= passed + odds.error_bound for won, passed in zip(course.wins, course.passes, strict=True)
    )


@pytest.mark.parametrize("scenario", [replace(GATE_THEN_FINAL, passed_gates=0), ONE_SCREEN, EACH_IN_TURN])
def test_the_next_gate_times_the_offer_after_it_is_the_offer_untouched(scenario: Scenario) -> None:
    [before], [after] = courses([scenario]), courses([replace(scenario, passed_gates=1)])
    assert before.passes[0] * after.wins[0] == pytest.approx(before.wins[0], rel=1e-4)


def test_nothing_slipped_passes_a_gate_as_often_as_the_gate_lets_through() -> None:
    plain = replace(EACH_IN_TURN, shortfall=0.0)
    assert courses([plain])[0].passes[0] == pytest.approx(4 / 12, abs=1e-5)
    assert courses([replace(plain, passed_gates=1)])[0].passes[0] == pytest.approx(2 / 4, abs=1e-5)
    assert courses([replace(plain, passed_gates=2)])[0].passes == (1.0, 1.0, 1.0, 1.0)
    assert courses([replace(ONE_SCREEN, shortfall=0.0)])[0].passes[0] == pytest.approx(0.32, abs=1e-5)

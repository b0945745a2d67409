"""The odds: known values, identities that any right answer keeps, and words a person would use."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ringback.core import contest, normal
from ringback.core.catalogue import Dated, Parameter
from ringback.core.errors import NotInThisVersion
from ringback.core.odds import (
    BadScenario,
    Chance,
    Odds,
    Ranges,
    Scenario,
    from_record,
    gain_in_words,
    in_words,
    ranges_for,
    work_out,
)
from ringback.core.scenario import TooManyGates

STAGES = (0.35, 0.44, 0.60)
ALL_TOGETHER = Scenario("cumulative", 5, STAGES, shortfall=1.5)
GATE_THEN_FINAL = Scenario("mixed", 12, STAGES, keep=(4,), shortfall=1.5, passed_gates=1, proof_uptake=0.5)
ONE_SCREEN = Scenario("hit_or_miss", 15, STAGES, pass_rate=0.32, shortfall=1.5, noticed=1.0)
EACH_IN_TURN = Scenario("progressive_elimination", 12, STAGES, keep=(4, 2), shortfall=1.5, noticed=1.0)
ON_FILE = Scenario(
    "cumulative", 5, STAGES, reading="evidence", recorded=-1.5, acceptance=1.0, proof_uptake=1.0
)


def parameter(name: str, low: float, value: float, high: float) -> Parameter:
    now = Dated(date(2026, 1, 1), value, low, high, low, high, ("judgement",))
    return Parameter(name, name, "", "judgement", (now,))


def plausible(**ranges: tuple[float, float, float]) -> dict[str, Parameter]:
    return {name: parameter(name, *ends) for name, ends in ranges.items()}


PLAUSIBLE = plausible(
    reliability_phone=(0.10, 0.35, 0.55),
    reliability_structured=(0.28, 0.44, 0.60),
    reliability_panel=(0.45, 0.60, 0.74),
    candidates_at_final=(2, 4, 7),
    candidates_at_screen=(5, 15, 30),
    shortfall_basic=(0.3, 1.0, 2.5),
    shortfall_nerves=(0.0, 0.25, 0.6),
    noticed=(0.2, 0.6, 0.95),
    rerating_competence=(0.0, 0.35, 0.7),
    backfire=(0.0, 0.25, 0.6),
    acceptance_one=(0.2, 0.6, 0.9),
    proof_uptake=(0.05, 0.3, 0.7),
    carry=(0.0, 0.5, 1.0),
    pass_rate=(0.2, 0.32, 0.6),
    file_open=(0.05, 0.22, 0.5),
    glitch_share=(0.0, 0.5, 1.0),
    self_rating_error=(-0.7, 0.3, 1.3),
)

share = st.floats(0.0, 1.0)
reliability = st.floats(0.05, 0.9)


def points(odds: Odds) -> tuple[float, ...]:
    return tuple(
        chance.point for chance in (odds.clean, odds.untouched, odds.words, odds.proof, odds.words_and_proof)
    )


def kept(rule: str) -> st.SearchStrategy[tuple[int, ...]]:
    most = {"mixed": 1, "progressive_elimination": 2}.get(rule, 0)
    falling = st.lists(st.integers(1, 20), min_size=min(most, 1), max_size=most, unique=True)
    return falling.map(lambda found: tuple(sorted(found, reverse=True)))


@st.composite
def scenarios(draw: st.DrawFn, rule: str | None = None) -> Scenario:
    """Any contest, nothing passed yet."""
    rule = rule or draw(st.sampled_from(["cumulative", "mixed", "hit_or_miss", "progressive_elimination"]))
    keep = draw(kept(rule))
    candidates = draw(st.integers(keep[0] + 1 if keep else 2, 30))
    stages = len(keep) + 1 if rule == "progressive_elimination" else draw(st.integers(2, 4))
    return Scenario(
        rule,
        candidates,
        tuple(draw(reliability) for _ in range(stages)),
        keep=keep,
        pass_rate=draw(st.floats(0.05, 0.95)) if rule == "hit_or_miss" else None,
        botched_stage=draw(st.integers(0, stages - 1)),
        shortfall=draw(st.floats(0.0, 3.0)),
        noticed=draw(share),
        acceptance=draw(share),
        rerating=draw(share),
        backfire=draw(st.floats(0.0, 1.0)),
        proof_uptake=draw(share),
        proof_reliability=draw(reliability),
        carry=draw(share),
    )


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


def test_the_normal_distribution_agrees_with_scipy_far_into_both_tails() -> None:
    stats = pytest.importorskip("scipy.stats")
    x = np.linspace(-9, 12, 4001)
    assert normal.below(x) == pytest.approx(stats.norm.cdf(x), rel=1e-9, abs=0)
    assert normal.above(-x) == pytest.approx(stats.norm.sf(-x), rel=1e-9, abs=0)
    assert normal.quantile(0.32) == pytest.approx(stats.norm.ppf(0.32))


# --- Simulation, by playing the contests out one by one.


def played(scenario: Scenario, *, marked: bool, proven: bool, plays: int = 40_000) -> np.ndarray:
    """Whether the user gets the offer in each play that passed the gates asked for."""
    random = np.random.default_rng(7)
    rho = np.array(scenario.reliabilities)
    merit = random.standard_normal((plays, scenario.candidates))
    merit[:, 0] += scenario.merit
    noise = random.standard_normal((plays, scenario.candidates, rho.size))
    scores = np.sqrt(rho) * merit[..., None] + np.sqrt(1 - rho) * noise
    if marked:
        scores[:, 0, scenario.botched_stage] -= scenario.shortfall
    weights = np.sqrt(rho) / (1 - rho)
    carry = np.array([1.0 if scenario.rule == "cumulative" else scenario.carry, *np.ones(rho.size - 1)])
    if scenario.rule == "progressive_elimination":
        return played_in_turn(scenario, scores, merit[:, 0], random if proven else None)
    index = scores @ (weights * carry)
    depth = np.full((plays, scenario.candidates), 1 + (carry * rho / (1 - rho)).sum())
    if proven:
        task = scenario.proof_reliability
        shown = np.sqrt(task) * merit[:, 0] + np.sqrt(1 - task) * random.standard_normal(plays)
        index[:, 0] += np.sqrt(task) / (1 - task) * shown
        depth[:, 0] += task / (1 - task)
    bar = mark_to_reach(scenario, scores[:, :, 0])
    stays = scores[:, :, 0] >= bar
    value = np.where(stays, index / depth, -np.inf)
    value += np.where(stays, np.sqrt(scenario.combining_noise) * random.standard_normal(value.shape), 0)
    ahead = (value > value[:, :1]).sum(axis=1)
    refusals = random.geometric(1 - scenario.decline_rate, plays) - 1
    offered = stays[:, 0] & (refusals >= ahead)
    return offered[stays[:, 0]] if scenario.passed_gates else offered


def mark_to_reach(scenario: Scenario, scores: np.ndarray) -> np.ndarray:
    if scenario.rule == "mixed":
        return np.sort(scores, axis=1)[:, -scenario.keep[0]][:, None]
    return np.array([[-np.inf if scenario.pass_rate is None else -normal.quantile(scenario.pass_rate)]])


def played_in_turn(
    scenario: Scenario, scores: np.ndarray, merit: np.ndarray, proof: np.random.Generator | None
) -> np.ndarray:
    rho = np.array(scenario.reliabilities)
    index = scores * np.sqrt(rho) / (1 - rho) / (1 + rho / (1 - rho))
    if proof is not None:
        stage = max(scenario.botched_stage + 1, scenario.passed_gates)
        own, task = (
            rho[stage] / (1 - rho[stage]),
            scenario.proof_reliability / (1 - scenario.proof_reliability),
        )
        share = scenario.proof_reliability
        shown = np.sqrt(share) * merit + np.sqrt(1 - share) * proof.standard_normal(merit.size)
        together = index[:, 0, stage] * (1 + own) + np.sqrt(share) / (1 - share) * shown
        index[:, 0, stage] = together / (1 + own + task)
    stays = np.ones(scores.shape[:2], dtype=bool)
    passed = np.ones(len(scores), dtype=bool)
    for gate, keep in enumerate(scenario.keep):
        here = np.where(stays, index[:, :, gate], -np.inf)
        stays &= here >= np.sort(here, axis=1)[:, -keep][:, None]
        passed &= stays[:, 0] if gate < scenario.passed_gates else True
    last = np.where(stays, index[:, :, -1], -np.inf)
    return (last.argmax(axis=1) == 0)[passed]


@pytest.mark.parametrize(
    "scenario",
    [
        ALL_TOGETHER,
        replace(ALL_TOGETHER, decline_rate=0.3, combining_noise=0.2, merit=0.4, botched_stage=2),
        replace(GATE_THEN_FINAL, passed_gates=0, merit=0.5, shortfall=0.7),
        replace(GATE_THEN_FINAL, shortfall=0.6, decline_rate=0.2, combining_noise=0.1),
        replace(GATE_THEN_FINAL, botched_stage=1, shortfall=0.8),
        replace(ONE_SCREEN, shortfall=0.8, decline_rate=0.15),
        replace(ONE_SCREEN, shortfall=0.5, passed_gates=1, carry=1.0),
        replace(EACH_IN_TURN, shortfall=0.5),
        replace(EACH_IN_TURN, shortfall=0.6, passed_gates=1, merit=0.3),
        replace(EACH_IN_TURN, shortfall=0.8, passed_gates=1, botched_stage=1),
        replace(EACH_IN_TURN, shortfall=0.4, candidates=9, keep=(3,), reliabilities=(0.3, 0.7)),
        Scenario("progressive_elimination", 20, (0.35, 0.4, 0.44, 0.6), keep=(9, 5, 2), shortfall=0.3),
    ],
)
@pytest.mark.parametrize("proven", [False, True])
def test_playing_the_contest_out_gives_the_same_share_of_offers(scenario: Scenario, proven: bool) -> None:
    sure = replace(scenario, noticed=1.0, proof_uptake=1.0)
    odds = work_out(sure)
    expected = (odds.proof if proven else odds.untouched).point
    offers = played(sure, marked=True, proven=proven)
    error = np.sqrt(expected * (1 - expected) / offers.size)
    assert abs(offers.mean() - expected) < 3.5 * error


def test_a_known_record_agrees_with_the_plays_that_have_that_record() -> None:
    random = np.random.default_rng(11)
    rho, record, plays = np.array(STAGES), -0.5, 60_000
    merit = random.standard_normal((plays, 12))
    merit[:, 0] = np.sqrt(rho[0]) * record + np.sqrt(1 - rho[0]) * random.standard_normal(plays)
    scores = np.sqrt(rho) * merit[..., None] + np.sqrt(1 - rho) * random.standard_normal((plays, 12, 3))
    scores[:, 0, 0] = record
    stays = scores[:, :, 0] >= np.sort(scores[:, :, 0], axis=1)[:, -4][:, None]
    index = np.where(stays, scores @ (np.sqrt(rho) / (1 - rho) * [0.5, 1, 1]), -np.inf)
    offers = (index.argmax(axis=1) == 0)[stays[:, 0]]
    known = replace(GATE_THEN_FINAL, reading="evidence", recorded=record, glitch_share=0.0)
    expected = work_out(known).untouched.point
    assert abs(offers.mean() - expected) < 3.5 * np.sqrt(expected * (1 - expected) / offers.size)


# --- Identities.


@settings(max_examples=60)
@given(scenarios())
def test_with_nothing_botched_everyone_has_the_same_chance(scenario: Scenario) -> None:
    offers = 1.0 if scenario.rule != "hit_or_miss" else 1 - (1 - scenario.pass_rate) ** scenario.candidates
    assert work_out(scenario).clean.point * scenario.candidates == pytest.approx(offers, abs=1e-6)


@settings(max_examples=40)
@given(scenarios("mixed"))
def test_given_a_clean_pass_the_survivors_share_the_chance(scenario: Scenario) -> None:
    passed = work_out(replace(scenario, passed_gates=1))
    assert passed.clean.point == pytest.approx(1 / scenario.keep[0], abs=1e-6)


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


@settings(max_examples=40)
@given(scenarios())
def test_the_unconditional_odds_are_the_chance_of_passing_times_the_odds_after_it(scenario: Scenario) -> None:
    certain = replace(scenario, noticed=0.0, carry=1.0)
    if scenario.rule == "cumulative":
        return
    before, after = work_out(certain), work_out(replace(certain, passed_gates=1))
    share_passing = scenario.pass_rate or scenario.keep[0] / scenario.candidates
    assert before.untouched.point == pytest.approx(share_passing * after.untouched.point, abs=1e-7)


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


def test_the_error_bound_covers_the_difference_from_a_much_finer_grid() -> None:
    odds = work_out(GATE_THEN_FINAL)
    contestant = contest.Contestant(gate_shift=-1.5, final_shift=-1.5)
    pool = contest.Pool(12, STAGES, keep=(4,), carry=0.5, passed=1)
    ((won, passed),) = contest.gate_then_final([(pool, [contestant])], 3.0)
    sure = work_out(replace(GATE_THEN_FINAL, noticed=1.0))
    assert abs(sure.untouched.point - won[0] / passed[0]) <= sure.error_bound
    assert odds.error_bound < 1e-6


# --- Ranges.


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


# --- What cannot be worked out.


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"rule": "cumulatve"}, "rule"),
        ({"candidates": 2.5}, "candidates"),
        ({"candidates": 0}, "candidates"),
        ({"reliabilities": []}, "reliabilities"),
        ({"reliabilities": [0.4, 1.0]}, "reliabilities[1]"),
        ({"reliabilities": [0.4, "high"]}, "reliabilities[1]"),
        ({"noticed": 1.2}, "noticed"),
        ({"noticed": float("nan")}, "noticed"),
        ({"noticed": None}, "noticed"),
        ({"merit": True}, "merit"),
        ({"botched_stage": 3}, "botched_stage"),
        ({"botched_stage": -1}, "botched_stage"),
        ({"passed_gates": 1}, "passed_gates"),
        ({"reading": "evidence"}, "recorded"),
        ({"reading": "hunch"}, "reading"),
        ({"failed": "no"}, "failed"),
        ({"rule": "hit_or_miss"}, "pass_rate"),
        ({"rule": "mixed"}, "keep"),
        ({"rule": "mixed", "keep": [5]}, "keep"),
        ({"rule": "mixed", "keep": 2}, "keep"),
        ({"rule": "progressive_elimination", "keep": [3]}, "keep"),
        ({"notised": 0.4}, "notised"),
    ],
)
def test_a_field_that_cannot_be_used_is_named_with_its_remedy(change: dict[str, object], place: str) -> None:
    record = {"id": "a", "rule": "cumulative", "candidates": 5, "reliabilities": [0.35, 0.44, 0.6]}
    with pytest.raises(BadScenario) as caught:
        from_record(record | change)
    assert [fault.place for fault in caught.value.faults] == [place]
    assert caught.value.faults[0].remedy.endswith((".", "?"))


def test_every_bad_field_is_named_at_once() -> None:
    with pytest.raises(BadScenario) as caught:
        work_out(replace(ALL_TOGETHER, noticed=-1.0, carry=4.0, candidates=-3))
    assert [fault.place for fault in caught.value.faults] == ["candidates", "noticed", "carry"]
    assert all(name in str(caught.value) for name in ("candidates", "noticed", "carry"))


def test_what_is_missing_is_named() -> None:
    with pytest.raises(BadScenario) as caught:
        from_record({"id": 4, "rule": "cumulative"})
    assert [fault.place for fault in caught.value.faults] == ["candidates", "reliabilities"]


def test_a_record_with_only_what_is_needed_takes_the_usual_values() -> None:
    record = {"id": 1, "rule": "cumulative", "candidates": 5, "reliabilities": list(STAGES), "ranges": False}
    assert from_record(record) == Scenario("cumulative", 5, STAGES)


def test_more_than_three_rank_gates_is_refused_with_a_way_out() -> None:
    four = Scenario("progressive_elimination", 50, (0.4,) * 5, keep=(20, 10, 5, 2))
    with pytest.raises(TooManyGates, match="Give the last 3"):
        work_out(four)


def test_a_mixed_rule_with_two_gates_says_what_to_give_instead() -> None:
    with pytest.raises(NotInThisVersion, match="Give the last gate"):
        work_out(Scenario("mixed", 20, STAGES, keep=(8, 4)))


def test_a_record_that_cannot_have_passed_is_refused() -> None:
    low = replace(ONE_SCREEN, reading="evidence", recorded=-1.0, passed_gates=1)
    with pytest.raises(BadScenario, match="cannot have been passed"):
        work_out(low)


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

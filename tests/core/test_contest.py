"""The contests, against playing them out one by one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.core.contests import (
    ALL_TOGETHER,
    EACH_IN_TURN,
    GATE_THEN_FINAL,
    ONE_SCREEN,
    STAGES,
)

from ringback.core import contest, normal
from ringback.core.odds import (
    Scenario,
    work_out,
)

pytestmark = pytest.mark.full  # sums and simulates at length


def test_the_normal_distribution_agrees_with_scipy_far_into_both_tails() -> None:
    stats = pytest.importorskip("scipy.stats")
    x = np.linspace(-9, 12, 4001)
    assert normal.below(x) == pytest.approx(stats.norm.cdf(x), rel=1e-9, abs=0)
    assert normal.above(-x) == pytest.approx(stats.norm.sf(-x), rel=1e-9, abs=0)
    assert normal.quantile(0.32) == pytest.approx(stats.norm.ppf(0.32))


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


def test_a_final_that_is_all_known_is_won_or_lost_by_who_else_is_left() -> None:
    last = Scenario("mixed", 2, (0.4, 0.5), keep=(1,), carry=0.0, botched_stage=1)
    known = replace(last, reading="evidence", recorded=-1.0, glitch_share=1.0)
    assert work_out(known).untouched.point == pytest.approx(0.5, abs=1e-3)


def test_the_error_bound_covers_the_difference_from_a_much_finer_grid() -> None:
    odds = work_out(GATE_THEN_FINAL)
    contestant = contest.Contestant(gate_shift=-1.5, final_shift=-1.5)
    pool = contest.Pool(12, STAGES, keep=(4,), carry=0.5, passed=1)
    ((won, passed),) = contest.gate_then_final([(pool, [contestant])], 3.0)
    sure = work_out(replace(GATE_THEN_FINAL, noticed=1.0))
    assert abs(sure.untouched.point - won[0] / passed[0]) <= sure.error_bound
    assert odds.error_bound < 1e-6

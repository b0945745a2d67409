"""The odds against two judges: values worked out by another program, and the contests played out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from tests.core.contests import (
    ALL_TOGETHER,
    EACH_IN_TURN,
    GATE_THEN_FINAL,
    ON_FILE,
    ONE_SCREEN,
    STAGES,
    points,
    standings,
)
from tests.core.simulation import CHANCES, REPAIRS, Estimate, Judgement, simulate

from ringback.core.odds import Odds, Scenario, work_out


def known(scenario: Scenario, recorded: float, **more: float) -> Scenario:
    return replace(scenario, reading="evidence", recorded=recorded, **more)


# --- Known values that test_odds.py doesn't have: the equal shares, and the tables.


@pytest.mark.parametrize("carry", [0.0, 0.5, 1.0])
def test_twelve_with_one_gate_have_a_twelfth_each_whatever_is_carried(carry: float) -> None:
    whole = replace(GATE_THEN_FINAL, passed_gates=0, carry=carry)
    assert work_out(whole).clean.point == pytest.approx(1 / 12, abs=1e-7)


@pytest.mark.parametrize(
    ("contest", "gates", "clean", "botched"),
    [
        (replace(EACH_IN_TURN, keep=(4,), reliabilities=STAGES[:2]), 1, 4 / 12, 0.0334336),
        (EACH_IN_TURN, 2, 2 / 12, None),
        (replace(GATE_THEN_FINAL, noticed=1.0, passed_gates=0), 1, 4 / 12, 0.0334336),
        (ONE_SCREEN, 1, 0.32, 0.0245514),
    ],
)
def test_where_everyone_refuses_before_you_getting_through_is_enough(
    contest: Scenario, gates: int, clean: float, botched: float | None
) -> None:
    odds = work_out(replace(contest, decline_rate=1.0))
    assert odds.clean.point == pytest.approx(clean, abs=1e-6)
    assert botched is None or odds.untouched.point == pytest.approx(botched, abs=1e-6)
    through = work_out(replace(contest, decline_rate=1.0, passed_gates=gates))
    assert through.untouched.point == pytest.approx(1, abs=1e-6)


GLITCH_SHARE = {  # share: untouched, words, the record set aside, proof, words and proof
    0.0: (0.018290, 0.026821, 0.053532, 0.021510, 0.029101),
    0.25: (0.026825, 0.038687, 0.074569, 0.032165, 0.042882),
    0.5: (0.038419, 0.054467, 0.101316, 0.046796, 0.061455),
    0.75: (0.053755, 0.074884, 0.134350, 0.066274, 0.085704),
    1.0: (0.073512, 0.100592, 0.173989, 0.091422, 0.116385),
}


@pytest.mark.parametrize("share", GLITCH_SHARE)
def test_a_known_record_is_worth_what_share_of_it_was_a_glitch(share: float) -> None:
    untouched, words, aside, proof, both = GLITCH_SHARE[share]
    known = replace(ON_FILE, glitch_share=share)
    assert points(work_out(known))[1:] == pytest.approx((untouched, words, proof, both), abs=1e-6)
    assert work_out(replace(known, rerating=1.0)).words.point == pytest.approx(aside, abs=1e-6)


NOTICED = {  # prior: after passing, untouched, words, proof
    0.3: (0.041214, 0.255325, 0.236688, 0.258899),
    0.6: (0.130776, 0.266897, 0.253181, 0.271580),
    0.9: (0.474433, 0.311300, 0.316467, 0.320235),
}


@pytest.mark.parametrize("noticed", NOTICED)
def test_getting_through_is_evidence_that_the_slip_was_not_marked(noticed: float) -> None:
    odds = work_out(replace(GATE_THEN_FINAL, carry=1.0, noticed=noticed))
    got = (odds.noticed_after_passing, odds.untouched.point, odds.words.point, odds.proof.point)
    assert got == pytest.approx(NOTICED[noticed], abs=1e-6)


MERIT = {  # merit: untouched, words, proof taken up for certain
    -1.0: (0.028208, 0.033536, 0.032075),
    -0.5: (0.060940, 0.070610, 0.069927),
    0.0: (0.117505, 0.132889, 0.134998),
    0.5: (0.203331, 0.224811, 0.232242),
    1.0: (0.317839, 0.344207, 0.358786),
}


@pytest.mark.parametrize("merit", MERIT)
def test_a_repair_is_worth_more_to_those_who_are_better(merit: float) -> None:
    odds = work_out(replace(ALL_TOGETHER, noticed=1.0, proof_uptake=1.0, merit=merit))
    got = (odds.untouched.point, odds.words.point, odds.proof.point)
    assert got == pytest.approx(MERIT[merit], abs=1e-6)


BREAK_EVEN = {  # shortfall and backfire: for a rerating of .1, .35 and .6
    (0.5, 0.1): (0.784306, 0.506196, 0.371130),
    (0.5, 0.25): (0.899579, 0.716345, 0.592484),
    (0.5, 0.5): (0.945861, 0.831232, 0.739279),
    (1.0, 0.1): (0.669632, 0.359844, 0.241595),
    (1.0, 0.25): (0.833153, 0.580682, 0.439710),
    (1.0, 0.5): (0.906880, 0.729790, 0.604833),
    (1.5, 0.1): (0.603958, 0.293157, 0.187477),
    (1.5, 0.25): (0.789781, 0.505379, 0.362421),
    (1.5, 0.5): (0.879911, 0.665856, 0.525755),
    (2.5, 0.1): (0.547301, 0.238458, 0.142674),
    (2.5, 0.25): (0.748643, 0.435477, 0.290772),
    (2.5, 0.5): (0.853131, 0.600715, 0.444318),
}


def test_the_whole_table_of_break_even_chances() -> None:
    got = {
        (fall, cost): tuple(
            work_out(
                replace(ALL_TOGETHER, shortfall=fall, backfire=cost, rerating=rerating)
            ).break_even_noticed
            for rerating in (0.1, 0.35, 0.6)
        )
        for fall, cost in BREAK_EVEN
    }
    for key, expected in BREAK_EVEN.items():
        assert got[key] == pytest.approx(expected, abs=2e-6)


@pytest.mark.parametrize(
    ("candidates", "times"), [(2, 1.0), (3, 1.00838), (5, 1.02436), (10, 1.05252), (20, 1.08577)]
)
def test_a_proof_of_ones_own_is_worth_more_the_more_there_are(candidates: int, times: float) -> None:
    one = replace(ALL_TOGETHER, shortfall=0.0, candidates=candidates, proof_uptake=1.0)
    assert work_out(one).proof.point * candidates == pytest.approx(times, abs=1e-5)


@pytest.mark.parametrize(
    "contest",
    [
        replace(EACH_IN_TURN, candidates=40, keep=(1,), reliabilities=STAGES[:2]),
        replace(EACH_IN_TURN, candidates=500, keep=(12, 4)),
        replace(GATE_THEN_FINAL, candidates=500, passed_gates=0),
        replace(ALL_TOGETHER, candidates=500),
    ],
)
def test_a_record_that_is_beyond_hope_leaves_no_chance(contest: Scenario) -> None:
    lost = work_out(known(contest, -6.0, glitch_share=0.0))
    assert points(lost)[1:] == pytest.approx((0, 0, 0, 0), abs=1e-9)
    assert lost.clean.point == pytest.approx(1 / contest.candidates, abs=1e-7)


# --- Played out.

EVERYTHING = {"proof_uptake": 0.6, "acceptance": 0.8, "file_open": 0.6}
COMMITTEE = {"combining_noise": 0.2, "decline_rate": 0.3}
TOGETHER = replace(ALL_TOGETHER, **EVERYTHING)
GATED = Scenario("mixed", 8, STAGES, keep=(3,), shortfall=0.8, **EVERYTHING)
SCREENED = Scenario("hit_or_miss", 8, STAGES, pass_rate=0.4, shortfall=0.8, **EVERYTHING)
TURNS = Scenario("progressive_elimination", 8, STAGES, keep=(4, 2), shortfall=0.7, **EVERYTHING)
MORE_TURNS = replace(TURNS, candidates=10, reliabilities=(0.35, 0.4, 0.44, 0.6), keep=(6, 4, 2))


PLAYED = {
    "cumulative": TOGETHER,
    "cumulative, last stage, relayed": replace(TOGETHER, botched_stage=2, merit=0.4, relay=0.6, **COMMITTEE),
    "cumulative, one stage": replace(TOGETHER, reliabilities=(0.5,)),
    "cumulative, eight stages": replace(
        TOGETHER, reliabilities=(*STAGES, *STAGES, 0.2, 0.7), botched_stage=4
    ),
    "cumulative, on file": known(TOGETHER, -0.6, glitch_share=0.3, merit=0.5),
    "cumulative, on file, last stage": known(TOGETHER, 0.2, botched_stage=2, **COMMITTEE),
    "mixed": GATED,
    "mixed, passed": replace(GATED, passed_gates=1),
    "mixed, passed, forgotten": replace(GATED, passed_gates=1, carry=0.0),
    "mixed, passed, carried": replace(GATED, passed_gates=1, carry=1.0, merit=-0.5, **COMMITTEE),
    "mixed, second stage": replace(GATED, botched_stage=1, **COMMITTEE),
    "mixed, second stage, passed": replace(GATED, botched_stage=1, passed_gates=1),
    "mixed, on file, passed": known(GATED, 0.3, passed_gates=1),
    "mixed, on file, last stage, passed": known(GATED, -0.4, botched_stage=2, passed_gates=1, **COMMITTEE),
    "screen": SCREENED,
    "screen, passed": replace(SCREENED, passed_gates=1),
    "screen, passed, carried": replace(SCREENED, passed_gates=1, carry=1.0, merit=-0.5, **COMMITTEE),
    "screen, last stage": replace(SCREENED, botched_stage=2, **COMMITTEE),
    "screen, on file, passed": known(SCREENED, 0.7, passed_gates=1, glitch_share=0.0),
    "screen, on file, second stage": known(SCREENED, -0.4, botched_stage=1, merit=0.3),
    "in turn": TURNS,
    "in turn, passed": replace(TURNS, passed_gates=1),
    "in turn, passed both": replace(TURNS, passed_gates=2, botched_stage=1, merit=0.4),
    "in turn, second stage, passed": replace(TURNS, passed_gates=1, botched_stage=1, decline_rate=0.3),
    "in turn, last stage": replace(TURNS, botched_stage=2, **COMMITTEE),
    "in turn, on file": known(TURNS, 0.2, merit=0.2),
    "in turn, on file, second stage, passed": known(TURNS, -0.3, botched_stage=1, passed_gates=1),
    "four in turn": replace(MORE_TURNS, relay=0.7),
    "four in turn, third stage, passed": replace(MORE_TURNS, passed_gates=1, botched_stage=2),
    "four in turn, passed three": replace(MORE_TURNS, passed_gates=3, botched_stage=2, merit=-0.3),
    "four in turn, on file, last stage, passed": known(MORE_TURNS, 0.1, botched_stage=3, passed_gates=2),
}


def compared(odds: Odds, judged: Judgement) -> Iterator[tuple[str, float, Estimate]]:
    """Each exact value, by name, beside what the plays came to."""
    for name in CHANCES:
        yield name, getattr(odds, name).point, judged.chance[name]
    for name in REPAIRS:
        yield f"gain of {name}", getattr(odds.gain, name).point, judged.gain[name]
    if odds.noticed_after_passing is not None:
        yield "noticed", odds.noticed_after_passing, judged.noticed


@pytest.mark.full  # plays at length
@pytest.mark.parametrize("name", PLAYED)
def test_the_contest_played_out_gives_every_chance_and_every_gain(name: str) -> None:
    judged = simulate(PLAYED[name], 200_000)
    for what, exact, estimate in compared(work_out(PLAYED[name]), judged):
        assert abs(exact - estimate.value) < 3 * estimate.error, what


@pytest.mark.long  # hundreds of contests, each played at length
@settings(max_examples=200, suppress_health_check=[HealthCheck.filter_too_much])
@given(standings())
def test_any_contest_played_out_gives_every_chance_and_every_gain(scenario: Scenario) -> None:
    """Some 1,800 comparisons: 4.5 errors, and a handful of plays for what hardly ever happens."""
    judged = simulate(scenario, 40_000)
    assume(judged.passed > 1_000)  # what can't be passed is refused
    odds = work_out(scenario)
    for what, exact, estimate in compared(odds, judged):
        allowed = 4.5 * estimate.error + 8 / judged.passed + odds.error_bound
        assert abs(exact - estimate.value) < allowed, what


@pytest.mark.full  # plays at length
@pytest.mark.parametrize(
    "scenario",
    [TOGETHER, replace(GATED, carry=1.0), replace(TURNS, botched_stage=1)],
    ids=lambda one: one.rule,
)
def test_what_the_user_loses_the_rivals_win_between_them(scenario: Scenario) -> None:
    """One rival's share of the offers, every candidate ranked with every other, and the user's make one."""
    random, plays = np.random.default_rng(3), 100_000
    rho, rivals = np.array(scenario.reliabilities), scenario.candidates - 1
    merit = random.standard_normal((plays, rivals + 1))
    scores = np.sqrt(rho) * merit[..., None]
    scores += np.sqrt(1 - rho) * random.standard_normal(scores.shape)
    scores[:, 0, scenario.botched_stage] -= scenario.shortfall * (random.random(plays) < scenario.noticed)
    left = np.full(scores.shape[:2], fill_value=True)
    for gate, keep in enumerate(scenario.keep):
        here = np.where(left, scores[:, :, gate], -np.inf)
        left = (-here).argsort(axis=1).argsort(axis=1) < keep
    last = scores @ (np.sqrt(rho) / (1 - rho))
    if scenario.rule == "progressive_elimination":
        last = scores[:, :, -1]
    winner = np.where(left, last, -np.inf).argmax(axis=1)
    share = (winner == 1).mean()
    error = rivals * np.sqrt(share * (1 - share) / plays)
    assert abs(work_out(scenario).untouched.point + rivals * share - 1) < 3 * error

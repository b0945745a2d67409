"""What any right answer keeps, over contests of every size, beside what test_odds.py has."""

from __future__ import annotations

from dataclasses import replace
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.core.contests import points, scenarios, share

from ringback.core.odds import Odds, Scenario, work_out
from ringback.core.scenario import gates

pytestmark = pytest.mark.full  # contests by the hundred, of every size


def whole(scenario: Scenario) -> Scenario:
    """The same contest with every gate passed."""
    return replace(scenario, passed_gates=gates(scenario))


def getting_through(scenario: Scenario) -> float:
    """The chance of passing all gates as it stands: of the offer, were everyone before you to refuse it."""
    return work_out(replace(scenario, passed_gates=0, decline_rate=1.0)).untouched.point


def gains(odds: Odds) -> tuple[float, float, float]:
    return odds.gain.words.point, odds.gain.proof.point, odds.gain.words_and_proof.point


# --- Who gets through, and who gets the offer.


@settings(max_examples=30)
@given(scenarios())
def test_each_gate_lets_through_the_share_that_it_says(scenario: Scenario) -> None:
    share_through = scenario.keep[-1] / scenario.candidates if scenario.keep else scenario.pass_rate or 1.0
    through = work_out(replace(scenario, decline_rate=1.0)).clean.point
    assert through == pytest.approx(share_through, abs=1e-6)


@settings(max_examples=30)
@given(scenarios())
def test_once_through_the_gates_somebody_left_accepts(scenario: Scenario) -> None:
    assume(getting_through(scenario) > 1e-6)
    certain = work_out(replace(whole(scenario), decline_rate=1.0))
    assert points(certain) == pytest.approx((1, 1, 1, 1, 1), abs=1e-5)


@settings(max_examples=30)
@given(st.sampled_from(["cumulative", "mixed", "progressive_elimination"]), st.data(), st.floats(0.0, 2.0))
def test_of_two_what_one_is_better_the_other_is_worse(rule: str, data: st.DataObject, better: float) -> None:
    scenario = replace(data.draw(scenarios(rule)), candidates=2)
    scenario = replace(scenario, keep=scenario.keep and (1,))
    if rule == "progressive_elimination":
        scenario = replace(scenario, reliabilities=scenario.reliabilities[:2], botched_stage=0)
    one, other = (work_out(replace(scenario, merit=merit)).clean.point for merit in (better, -better))
    assert one + other == pytest.approx(1, abs=1e-8)


@settings(max_examples=40)
@given(scenarios("cumulative"))
def test_what_the_user_loses_goes_to_the_rivals(scenario: Scenario) -> None:
    """One rival's chance against the others and the user, on a grid, for a slip that was marked down."""
    slip = replace(scenario, noticed=1.0)
    rho = np.array(slip.reliabilities)
    known = (rho / (1 - rho)).sum()
    spread = np.sqrt(known / (1 + known) + slip.combining_noise)
    at = slip.reliabilities[slip.botched_stage]
    lost = slip.shortfall * np.sqrt(at) / (1 - at) / (1 + known) / spread
    grid = np.linspace(-8.5, 8.5, 1701)
    below = np.vectorize(NormalDist().cdf)
    density = np.exp(-(grid**2) / 2) / np.sqrt(2 * np.pi)
    rival = (density * below(grid) ** (slip.candidates - 2) * below(grid + lost)).sum() * 0.01
    assert work_out(slip).untouched.point + (slip.candidates - 1) * rival == pytest.approx(1, abs=1e-7)


@settings(max_examples=30)
@given(scenarios("progressive_elimination"))
def test_passing_one_gate_after_another_is_passing_them_all(scenario: Scenario) -> None:
    certain = replace(scenario, noticed=0.0)
    before = work_out(certain).untouched.point
    for gate, keep in enumerate(scenario.keep, start=1):
        after = work_out(replace(certain, passed_gates=gate)).untouched.point
        assert before == pytest.approx(keep / scenario.candidates * after, abs=1e-7)


# --- Ranks are all that a gate knows.


@settings(max_examples=30)
@given(scenarios("mixed"))
def test_a_final_on_its_own_stage_alone_is_one_gate_more(scenario: Scenario) -> None:
    at = min(scenario.botched_stage, 1)
    final = replace(
        scenario, reliabilities=scenario.reliabilities[:2], carry=0.0, botched_stage=at, combining_noise=0.0
    )
    in_turn = replace(final, rule="progressive_elimination")
    for passed in (0, 1):
        one, other = (work_out(replace(each, passed_gates=passed)) for each in (final, in_turn))
        assert one.clean.point == pytest.approx(other.clean.point, abs=1e-6)
        assume(getting_through(final) > 1e-6)
        assert one.untouched.point == pytest.approx(other.untouched.point, abs=1e-6)


@settings(max_examples=30)
@given(scenarios("cumulative"), st.floats(0.05, 0.95))
def test_how_much_a_single_stage_tells_changes_no_rank(scenario: Scenario, rho: float) -> None:
    one = replace(scenario, reliabilities=(rho,), botched_stage=0, combining_noise=0.0)
    other = replace(one, reliabilities=(0.5,))
    assert points(work_out(one))[:3] == pytest.approx(points(work_out(other))[:3], abs=1e-9)


# --- Words.


@settings(max_examples=40)
@given(scenarios())
def test_words_about_no_slip_change_nothing(scenario: Scenario) -> None:
    nothing = replace(scenario, shortfall=0.0, noticed=1.0)
    assert work_out(nothing).gain.words.point == pytest.approx(0, abs=1e-12)


@settings(max_examples=40)
@given(scenarios())
def test_words_that_cost_nothing_never_hurt_and_an_unmarked_slip_leaves_them_nothing_to_give(
    scenario: Scenario,
) -> None:
    free = replace(scenario, backfire=0.0)
    assert work_out(free).gain.words.point >= -1e-9
    assert work_out(replace(free, noticed=0.0)).gain.words.point == pytest.approx(0, abs=1e-12)


@settings(max_examples=40)
@given(scenarios())
def test_a_repair_in_full_before_the_decision_restores_the_clean_chance(scenario: Scenario) -> None:
    gated = scenario.rule in {"mixed", "hit_or_miss"}
    full = replace(
        scenario, noticed=1.0, acceptance=1.0, relay=1.0, rerating=1.0, file_open=1.0, backfire=0.0
    )
    full = replace(full, botched_stage=max(full.botched_stage, 1)) if gated else full
    odds = work_out(full)
    assert odds.words.point == pytest.approx(odds.clean.point, abs=1e-12)


@settings(max_examples=30)
@given(scenarios())
def test_failed_is_failed_whatever_is_said_or_shown(scenario: Scenario) -> None:
    odds = work_out(replace(scenario, failed=True))
    assert points(odds) == (0, 0, 0, 0, 0)
    assert gains(odds) == (0, 0, 0)


@settings(max_examples=40)
@given(scenarios(), share)
def test_each_chance_is_the_mixture_of_marked_and_unmarked(scenario: Scenario, noticed: float) -> None:
    """By the chance of it at the time of speaking, which a passed gate has lowered."""
    assume(getting_through(replace(scenario, noticed=1.0)) > 1e-6)
    for each in (scenario, whole(scenario)):
        never, always, mixed = (work_out(replace(each, noticed=q)) for q in (0.0, 1.0, noticed))
        now = mixed.noticed_after_passing
        expected = [(1 - now) * a + now * b for a, b in zip(points(never), points(always), strict=True)]
        assert points(mixed) == pytest.approx(expected, abs=1e-6)


@settings(max_examples=40)
@given(scenarios())
def test_words_break_even_where_what_they_may_win_is_what_they_may_cost(scenario: Scenario) -> None:
    cost, win = (-work_out(replace(scenario, noticed=q)).gain.words.point for q in (0.0, 1.0))
    q = work_out(scenario).break_even_noticed
    assume(cost > 1e-6 and win < -1e-6)
    assert q == pytest.approx(cost / (cost - win), abs=1e-6)
    assert work_out(replace(scenario, noticed=q)).gain.words.point == pytest.approx(0, abs=1e-9)


@settings(max_examples=30)
@given(scenarios(), st.booleans())
def test_the_file_is_open_or_shut_for_words_and_proof_alike(scenario: Scenario, last: bool) -> None:
    if last:
        scenario = replace(scenario, botched_stage=len(scenario.reliabilities) - 1)
    shut, wide, between = (
        points(work_out(replace(scenario, file_open=u))) for u in (0.0, 1.0, scenario.file_open)
    )
    u = scenario.file_open
    assert between == pytest.approx([(1 - u) * a + u * b for a, b in zip(shut, wide, strict=True)], abs=1e-9)


# --- What getting through says.


@settings(max_examples=40)
@given(scenarios())
def test_getting_through_tells_of_the_slip_by_how_much_harder_it_made_it(scenario: Scenario) -> None:
    marked, unmarked = (getting_through(replace(scenario, noticed=q)) for q in (1.0, 0.0))
    assume(marked > 1e-6)
    q = scenario.noticed
    now = work_out(whole(scenario)).noticed_after_passing
    assert now == pytest.approx(q * marked / (q * marked + (1 - q) * unmarked), abs=1e-6)
    assert now <= q + 1e-9


# --- More of one thing.


@settings(max_examples=40)
@given(scenarios(), st.integers(1, 400))
def test_more_rivals_never_help(scenario: Scenario, more: int) -> None:
    few, many = (
        points(work_out(replace(scenario, candidates=n)))
        for n in (scenario.candidates, scenario.candidates + more)
    )
    assert all(b <= a + 1e-7 for a, b in zip(few, many, strict=True))


@settings(max_examples=40)
@given(scenarios("cumulative"), st.floats(0.0, 1.0))
def test_a_slip_costs_more_where_the_stage_tells_more(scenario: Scenario, share_up: float) -> None:
    slip = replace(scenario, noticed=1.0, combining_noise=0.0)
    at, rho = slip.botched_stage, slip.reliabilities
    more = rho[at] + share_up * (0.95 - rho[at])
    told = replace(slip, reliabilities=(*rho[:at], more, *rho[at + 1 :]))
    assert work_out(told).untouched.point <= work_out(slip).untouched.point + 1e-9


@settings(max_examples=30)
@given(scenarios(), st.floats(-2.0, 0.0), share, st.floats(0.0, 1.0))
def test_a_higher_record_and_more_of_a_glitch_never_hurt(
    scenario: Scenario, recorded: float, glitch: float, up: float
) -> None:
    known = replace(scenario, reading="evidence", recorded=recorded, glitch_share=glitch)
    base = work_out(known).untouched.point
    higher = replace(known, recorded=recorded + up)
    likelier = replace(known, glitch_share=glitch + up * (1 - glitch))
    assert base <= work_out(higher).untouched.point + 1e-8
    assert base <= work_out(likelier).untouched.point + 1e-8


@settings(max_examples=30)
@given(scenarios("cumulative"), st.integers(1, 30))
def test_a_proof_of_ones_own_is_worth_more_times_an_equal_share_the_more_there_are(
    scenario: Scenario, more: int
) -> None:
    few = replace(scenario, shortfall=0.0, combining_noise=0.0)
    many = replace(few, candidates=few.candidates + more)
    times = [work_out(each).proof.point * each.candidates for each in (few, many)]
    assert times[0] <= times[1] + 1e-5


@settings(max_examples=8)
@given(scenarios(), st.integers(2, 60))
def test_averaging_over_every_record_gives_back_the_forecast(scenario: Scenario, candidates: int) -> None:
    assume(scenario.rule != "hit_or_miss" or scenario.botched_stage > 0)
    assume(len(scenario.keep) < 3)
    keep = tuple(min(k, candidates - 1 - at) for at, k in enumerate(scenario.keep))
    assume(len(set(keep)) == len(keep) and min(keep, default=1) > 0)
    known = replace(scenario, candidates=candidates, keep=keep, reading="evidence", glitch_share=0.0)
    records = np.linspace(-5.9, 5.9, 61)  # at 31 this sum itself is off by more than is allowed here
    chances = [work_out(replace(known, recorded=float(x))).untouched.point for x in records]
    density = np.exp(-(records**2) / 2) / np.sqrt(2 * np.pi)
    forecast = work_out(replace(known, reading="intervention", glitch_share=None)).clean.point
    assert (chances * density).sum() * (records[1] - records[0]) == pytest.approx(forecast, abs=2e-6)

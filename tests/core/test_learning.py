"""What outcomes teach: nothing without them, the right direction with them, and no more than they can."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta as judge
from tests.core.contests import ONE_SCREEN
from tests.core.outcomes import GATED, PARAMETERS, TOGETHER, UNSURE, simulated, valued

from ringback.core import learning
from ringback.core.beta import Beta, fitted
from ringback.core.catalogue import LEARNT
from ringback.core.learning import Posterior, Spread, learn, with_posteriors
from ringback.core.outcome import Observed

pytestmark = pytest.mark.full  # weighs the whole design again and again

CLEAN = Observed(((1.0, replace(valued(ONE_SCREEN), pass_rate=0.32)),), "unknown", as_usual=True)
gates_take_seconds = pytest.mark.long
happenings = st.lists(
    st.tuples(st.sampled_from(["offer", "failed", "passed"]), st.sampled_from([True, False, None])),
    min_size=1,
    max_size=12,
).map(lambda told: [replace(TOGETHER, came=came, repair_made=made) for came, made in told])


def _now(seen: list[Observed], name: str) -> Spread:
    return next(one.now for one in learn(seen, PARAMETERS).posteriors if one.parameter == name)


# --- The Beta distribution.


@given(a=st.floats(0.6, 60), b=st.floats(0.6, 60), p=st.floats(0.02, 0.98))
def test_the_beta_distribution_agrees_with_an_independent_one(a: float, b: float, p: float) -> None:
    assert Beta(a, b).below(p) == pytest.approx(judge.cdf(p, a, b), abs=2e-4)
    assert Beta(a, b).quantiles((0.1, 0.9)) == pytest.approx(judge.ppf((0.1, 0.9), a, b), abs=2e-4)


def test_the_fit_meets_the_median_and_holds_eight_in_ten_between_the_ends() -> None:
    fit = fitted(0.224, 0.32, 0.544)
    assert judge.cdf(0.32, *fit) == pytest.approx(0.5, abs=1e-3)
    assert judge.cdf(0.544, *fit) - judge.cdf(0.224, *fit) == pytest.approx(0.8, abs=1e-3)
    even = fitted(*judge.ppf((0.1, 0.5, 0.9), 6, 9))
    assert even == pytest.approx((6, 9), rel=0.02)


# --- Without outcomes.


def test_no_outcome_and_no_telling_outcome_leave_every_parameter_as_it_was() -> None:
    assert learn([], PARAMETERS).posteriors == ()
    assert learn([TOGETHER, CLEAN], PARAMETERS).posteriors == ()
    assert with_posteriors(PARAMETERS, ()) == PARAMETERS


def test_what_was_certain_anyway_teaches_nothing() -> None:
    learnt = learn([replace(TOGETHER, came="passed", repair_made=True)] * 30, PARAMETERS)
    assert learnt.posteriors
    assert not any(one.learnt for one in learnt.posteriors)
    assert learnt.before == learnt.after
    assert learnt.effective == pytest.approx(learning.POINTS)


# --- The pass rate, counted.


def test_passes_and_fails_of_calls_that_went_as_usual_are_counted() -> None:
    seen = [replace(CLEAN, came=came) for came in ["passed"] * 14 + ["failed"] * 5 + ["offer"]]
    [one] = learn(seen, PARAMETERS).posteriors
    prior = fitted(*(Spread(0.32, 0.2, 0.6).at(share) for share in (0.1, 0.5, 0.9)))
    low, median, high = judge.ppf((0.1, 0.5, 0.9), prior.a + 15, prior.b + 5)
    assert (one.parameter, one.n, one.method, one.prior) == ("pass_rate", 20, "beta", Spread(0.32, 0.2, 0.6))
    assert [one.now.at(share) for share in (0.1, 0.5, 0.9)] == pytest.approx([low, median, high], abs=2e-3)


def test_a_call_with_a_slip_is_not_counted_but_weighed() -> None:
    slipped = replace(CLEAN, as_usual=False, came="failed")
    methods = {one.method for one in learn([slipped], PARAMETERS).posteriors}
    assert methods == {"weights"}


@gates_take_seconds
@pytest.mark.parametrize("came", ["passed", "failed"])
def test_a_count_and_weights_together_move_the_pass_rate_further_than_the_count_alone(came: str) -> None:
    clean = [replace(CLEAN, came=came)] * 6
    slipped = [replace(CLEAN, as_usual=False, came=came)] * 25
    counted, both = _now(clean, "pass_rate"), _now([*clean, *slipped], "pass_rate")
    assert (both.value > counted.value) == (came == "passed")


# --- The rest, weighed.


@given(seen=happenings, seed=st.integers(0, 1000))
@settings(max_examples=6, deadline=None)
def test_the_order_of_the_outcomes_and_whose_they_are_do_not_matter(seen: list[Observed], seed: int) -> None:
    shuffled = list(np.random.default_rng(seed).permutation(np.array(seen, dtype=object)))
    assert learn(shuffled, PARAMETERS) == learn(seen, PARAMETERS)


@given(seen=happenings)
@settings(max_examples=6, deadline=None)
def test_a_posterior_stays_in_order_and_within_what_is_possible(seen: list[Observed]) -> None:
    for one in learn(seen, PARAMETERS).posteriors:
        limits = PARAMETERS[one.parameter].now
        assert limits.least <= one.now.low <= one.now.value <= one.now.high <= limits.most
        assert one.n == len(seen)


@pytest.mark.parametrize("n", [2, 10, 40])
@pytest.mark.parametrize(
    "kind", [TOGETHER, *(pytest.param(one, marks=gates_take_seconds) for one in (GATED, UNSURE))]
)
def test_outcomes_that_favour_the_repair_never_lower_its_effect(kind: Observed, n: int) -> None:
    won = replace(kind, came="offer", repair_made=True)
    lost = replace(kind, came="failed", repair_made=False)
    now = {one.parameter: one for one in learn([won, lost, lost] * n, PARAMETERS).posteriors}
    for name in ("acceptance_one", "rerating_competence", "proof_uptake"):
        assert now[name].now.value >= now[name].prior.value
    assert now["backfire"].now.value <= now["backfire"].prior.value


def test_passing_in_spite_of_the_slip_says_that_it_was_hardly_marked() -> None:
    passed = _now([replace(GATED, came="passed", repair_made=False)] * 8, "noticed")
    failed = _now([replace(GATED, came="failed", repair_made=False)] * 8, "noticed")
    assert passed.value < 0.6 <= failed.value


def test_what_is_told_of_one_case_is_not_learnt_from_it() -> None:
    names = {one.parameter for one in learn([replace(UNSURE, came="failed")], PARAMETERS).posteriors}
    assert "noticed" not in names
    assert "shortfall_basic" in names


def test_more_than_the_design_can_carry_is_said_and_no_number_is_given() -> None:
    learnt = learn([replace(TOGETHER, came="offer", repair_made=True)] * 3000, PARAMETERS)
    assert not learnt.carried
    assert not any(one.learnt for one in learnt.posteriors)
    assert learnt.before == learnt.after


# --- Used.


def test_a_posterior_stands_beside_the_prior_and_says_so() -> None:
    prior = Spread.of(PARAMETERS["noticed"].now)
    moved = with_posteriors(
        PARAMETERS,
        [Posterior("noticed", prior, Spread(0.4, 0.1, 0.7), 14, "weights")],
        date(2026, 11, 30),
    )
    one = moved["noticed"]
    assert (one.now.value, one.now.low, one.now.high, one.basis) == (0.4, 0.1, 0.7, LEARNT)
    assert one.values[1:] == PARAMETERS["noticed"].values
    assert one.now.note == "Moved by 14 outcomes; before: about 0.6, could be 0.2 to 0.95."
    assert {name: each for name, each in moved.items() if name != "noticed"} == {
        name: each for name, each in PARAMETERS.items() if name != "noticed"
    }


def test_a_posterior_of_a_number_that_has_since_changed_is_left_out() -> None:
    stale = Posterior("noticed", Spread(0.5, 0.2, 0.95), Spread(0.4, 0.1, 0.7), 14, "weights")
    gone = Posterior("no_longer_there", Spread(0.5, 0.2, 0.95), Spread(0.4, 0.1, 0.7), 14, "weights")
    assert with_posteriors(PARAMETERS, [stale, gone]) == PARAMETERS


@pytest.mark.long  # 120 times a simulation and its update
def test_true_values_lie_within_the_posterior_as_often_as_they_should() -> None:
    inside, moved = [], []
    for seed in range(120):
        true, seen = simulated(np.random.default_rng(seed), 60, (TOGETHER, GATED))
        learnt = learn(seen, PARAMETERS)
        assert learnt.carried
        for one in learnt.posteriors:
            held = one.now.at(0.1) <= true[one.parameter] <= one.now.at(0.9)
            inside.append(held)
            moved += [held] if one.learnt else []
    assert len(moved) > 200
    assert np.mean(moved) == pytest.approx(0.8, abs=0.07)
    assert np.mean(inside) == pytest.approx(0.8, abs=0.04)

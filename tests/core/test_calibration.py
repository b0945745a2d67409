"""Chances against what came: known scores, and a fair simulator found fair."""

from __future__ import annotations

import math
from statistics import fmean

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from ringback.core.calibration import MOST_BINS, Told, calibrate, wilson

tolds = st.lists(
    st.builds(Told, st.sampled_from([0.0, 0.02, 0.1, 0.15, 0.2, 0.35, 0.5, 1.0]), st.booleans()),
    min_size=1,
    max_size=60,
)


def _fair(rng: np.random.Generator, n: int) -> list[Told]:
    return [Told(p, bool(rng.random() < p)) for p in rng.uniform(0.02, 0.6, n)]


def test_the_scores_are_those_of_the_definitions() -> None:
    found = calibrate([Told(0.25, came=True), Told(0.25, came=False), Told(0.5, came=False)])
    assert found.brier.value == pytest.approx((0.75**2 + 0.25**2 + 0.5**2) / 3)
    assert found.log.value == pytest.approx(-(math.log(0.25) + math.log(0.75) + math.log(0.5)) / 3)
    assert found.brier_of_base.value == pytest.approx(2 / 9)
    assert found.log_of_base.value == pytest.approx(-(math.log(1 / 3) + 2 * math.log(2 / 3)) / 3)
    assert (found.n, found.offers, found.expected) == (3, 1, 1.0)


def test_wilsons_interval_is_the_published_one() -> None:
    assert wilson(0, 10) == pytest.approx((0.0, 0.2775), abs=1e-4)  # Brown, Cai and DasGupta 2001
    assert wilson(5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)


def test_equal_chances_give_the_binomials_range_of_counts() -> None:
    found = calibrate([Told(0.2, came=False)] * 40)
    assert (found.least, found.most) == (binom.ppf(0.025, 40, 0.2), binom.ppf(0.975, 40, 0.2))


@given(told=tolds, seed=st.integers(0, 100))
@settings(max_examples=30, deadline=None)
def test_the_table_counts_every_case_once_whatever_their_order(told: list[Told], seed: int) -> None:
    found = calibrate(told)
    assert 1 <= len(found.bins) <= MOST_BINS
    assert sum(each.n for each in found.bins) == found.n == len(told)
    assert sum(each.n * each.came for each in found.bins) == pytest.approx(found.offers)
    assert [each.told for each in found.bins] == sorted({each.told for each in found.bins})
    assert all(
        0 <= each.low <= each.came + 1e-12 and each.came - 1e-12 <= each.high <= 1 for each in found.bins
    )
    for score in (found.brier, found.log, found.brier_of_base, found.log_of_base):
        assert 0 <= score.low <= score.high < 10
    order = np.random.default_rng(seed).permutation(len(told))
    assert calibrate([told[place] for place in order]) == found


@pytest.mark.full  # simulates
def test_chances_that_know_more_than_the_base_rate_score_better_and_wrong_ones_worse() -> None:
    told = _fair(np.random.default_rng(1), 2000)
    fair = calibrate(told)
    assert fair.brier.high < fair.brier_of_base.low
    assert fair.log.value < fair.log_of_base.value
    wrong = calibrate([Told(1 - each.chance, each.came) for each in told])
    assert wrong.brier.low > wrong.brier_of_base.high
    assert not wrong.least <= wrong.offers <= wrong.most


def test_no_chance_told_is_nothing_to_judge() -> None:
    with pytest.raises(ValueError, match="No chance"):
        calibrate([])


def test_a_fair_simulators_table_holds_the_diagonal_as_often_as_it_should() -> None:
    rng = np.random.default_rng(7)
    found = [calibrate(_fair(rng, 60)) for _ in range(100)]
    held = [each.low <= each.told <= each.high for one in found for each in one.bins]
    assert fmean(held) == pytest.approx(0.95, abs=0.03)
    assert fmean(one.least <= one.offers <= one.most for one in found) >= 0.9

"""Shares of many calls and their differences: the published figures, and what holds of all of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from ringback.core.cohort import Contrast, contrast, newcombe, share, within_strata

counts = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
contrasts = st.builds(lambda one, other: contrast("", share(*one), share(*other)), counts, counts)


@given(counts)
def test_a_shares_interval_is_the_one_that_another_library_gives(count: tuple[int, int]) -> None:
    found = share(*count)
    theirs = binomtest(*count).proportion_ci(method="wilson")
    assert (found.low, found.high) == pytest.approx((theirs.low, theirs.high), abs=1e-6)


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0000),
        ((10, 10), (0, 10), 0.6075, 1.0000),
    ],
)
def test_a_differences_interval_is_the_published_one(
    one: tuple[int, int], other: tuple[int, int], low: float, high: float
) -> None:
    """Newcombe 1998, Stat. Med. 17:873, table II, method 10."""
    found = newcombe(share(*one), share(*other))
    assert (found.low, found.high) == pytest.approx((low, high), abs=1.1e-4)


def tolbutamide() -> list[Contrast]:
    """Deaths with tolbutamide and placebo below and above 55 years, as in Rothman's Epidemiology (2002)."""
    young = contrast("below 55", share(8, 106), share(5, 120))
    return [young, contrast("55 and above", share(22, 98), share(16, 85))]


def test_the_difference_within_strata_is_the_published_one() -> None:
    found = within_strata(tolbutamide())
    assert found.value == pytest.approx(0.035, abs=5e-4)
    to_90_percent = 1.645 / 1.96
    assert found.value - (found.value - found.low) * to_90_percent == pytest.approx(-0.018, abs=1e-3)
    assert found.value + (found.high - found.value) * to_90_percent == pytest.approx(0.087, abs=1e-3)


def test_a_difference_that_the_strata_alone_make_is_gone_within_them() -> None:
    """As in Simpson's paradox: nine in ten repair where nine in ten go on."""
    open_ = contrast("open", share(81, 90), share(9, 10))
    closed = contrast("closed", share(1, 10), share(9, 90))
    overall = newcombe(share(82, 100), share(18, 100))
    assert overall.low > 0.5
    assert within_strata([open_, closed]).value == pytest.approx(0)


@given(contrasts)
def test_turning_a_difference_round_turns_its_interval_round(one: Contrast) -> None:
    found, turned = one.difference, newcombe(one.not_made, one.made)
    assert (found.low, found.value, found.high) == pytest.approx((-turned.high, -turned.value, -turned.low))
    assert -1 - 1e-9 <= found.low <= found.value <= found.high <= 1 + 1e-9


@given(st.lists(contrasts, min_size=1, max_size=6))
def test_the_difference_within_strata_lies_between_those_of_the_strata(strata: list[Contrast]) -> None:
    found = within_strata(strata)
    values = [each.difference.value for each in strata]
    assert min(values) - 1e-9 <= found.value <= max(values) + 1e-9
    assert -1 <= found.low <= found.value <= found.high <= 1

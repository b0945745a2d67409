"""Which groups may be shown: nothing that can be added and subtracted gives a group smaller than k."""

from __future__ import annotations

from itertools import chain, combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ringback.core.disclosure import OUTSIDE, Shown, Table, narrow_cut, protect, whole

K = 3


def ints(*numbers: int) -> np.ndarray:
    return np.array(numbers, dtype=np.int64)


def sizes(units: np.ndarray) -> Table:
    return Table(units, np.zeros_like(units), 1)


def people(parts: np.ndarray) -> list[frozenset[int]]:
    """The parts of a table, each as the people in it."""
    return [frozenset(np.flatnonzero(parts == part).tolist()) for part in np.unique(parts)]


def unions(parts: list[frozenset[int]]) -> list[frozenset[int]]:
    chosen = chain.from_iterable(combinations(parts, size) for size in range(len(parts) + 1))
    return [frozenset().union(*some) for some in chosen]


def worked_out(one: np.ndarray, other: np.ndarray) -> list[frozenset[int]]:
    """Every group that sums of one table's parts, less sums of the other's that lie within them, leave."""
    found = []
    for first, second in ((one, other), (other, one)):
        less = unions(people(second))
        found += [held - inner for held in unions(people(first)) for inner in less if inner <= held]
    return [group for group in found if group]


cohorts = st.integers(8, 40).flatmap(
    lambda n: st.tuples(
        *(st.lists(st.integers(-1, 4), min_size=n, max_size=n) for _ in range(2)),
        st.lists(st.sampled_from([0, 0, 1]), min_size=n, max_size=n),
        st.lists(st.integers(0, 3), min_size=n, max_size=n),
    )
)


@settings(max_examples=60)
@given(cohorts)
def test_no_difference_of_what_two_tables_show_is_a_group_smaller_than_k(cohort):
    first, second, had, wave = (np.array(one) for one in cohort)
    nested = np.where(first >= 0, first * 2 + (wave == 0), OUTSIDE)  # nearly the first table, but finer
    shown: list[Shown] = []
    for asked in (sizes(first), sizes(nested), Table(first, had, 2), Table(second, had, 2)):
        table = protect(asked, K, [one.parts for one in shown])
        shown += [table] if table else []
    for one in shown:
        assert min(len(group) for group in people(one.parts)) >= K
    for one, other in combinations(shown, 2):
        assert min(len(group) for group in worked_out(one.parts, other.parts)) >= K


def test_a_group_smaller_than_k_is_pooled_and_takes_another_with_it():
    units = ints(*[0] * 10, *[1] * 6, *[2] * 4, 3, 3)
    table = protect(sizes(units), K)
    assert table is not None
    assert (table.units, table.pooled) == ((0, 1), (2, 3))


def test_several_small_groups_that_are_k_together_need_no_other():
    units = ints(*[0] * 10, *[1] * 6, 2, 2, 3, 3)
    table = protect(sizes(units), K)
    assert table is not None
    assert (table.units, table.pooled) == ((0, 1), (2, 3))


def test_a_unit_is_shown_only_where_each_of_its_cells_is_large_enough():
    units = ints(*[0] * 10, *[1] * 10, *[2] * 10)
    had = ints(*[1] * 5, *[0] * 5, *[1] * 2, *[0] * 8, *[1] * 4, *[0] * 6)
    table = protect(Table(units, had, 2), K)
    assert table is not None
    assert (table.units, table.pooled) == ((0,), (1, 2))


@pytest.mark.parametrize("all_have_it", [0, 1])
def test_what_nobody_or_everybody_has_is_not_shown(all_have_it):
    units = ints(*[0] * 10, *[1] * 10)
    assert protect(Table(units, np.full(20, all_have_it), 2), K) is None


def test_what_only_one_group_could_be_shown_for_is_not_shown():
    units = ints(*[0] * 10, 1, 1)
    assert protect(sizes(units), K) is None


def test_no_more_groups_are_shown_than_asked_for():
    units = ints(*[0] * 9, *[1] * 8, *[2] * 7, *[3] * 6)
    table = protect(sizes(units), K, most=2)
    assert table is not None
    assert (table.units, table.pooled) == ((0, 1), (2, 3))


def test_a_group_that_lies_within_another_tables_but_for_a_few_is_pooled():
    nurses, cooks = [0] * 20, [1] * 20
    roles = ints(*nurses, *cooks)
    employers = ints(*[0] * 18, *[1] * 22)  # all but two nurses are at one employer
    first = protect(sizes(roles), K)
    assert first is not None
    assert protect(sizes(employers), K) is not None
    assert protect(sizes(employers), K, [first.parts]) is None


def test_tables_that_fall_apart_in_the_same_way_are_safe():
    roles = ints(*[0] * 5, *[1] * 5)
    assert narrow_cut(roles, roles, K) is None


@pytest.mark.parametrize(("out", "left_out"), [(0, 0), (1, 3), (2, 3), (3, 3), (7, 7)])
def test_who_is_left_out_of_a_table_are_none_or_at_least_k(out, left_out):
    inside = np.array([False] * out + [True] * 20)
    assert int((~whole(inside, K)).sum()) == left_out


def test_where_fewer_than_k_are_left_out_the_table_is_not_shown():
    units = ints(OUTSIDE, OUTSIDE, *[0] * 10, *[1] * 10)
    assert protect(sizes(units), K) is None

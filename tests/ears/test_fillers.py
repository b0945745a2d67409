"""Fillers are a range that grows with what was heard and with what became no word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ringback.catalogue import load
from ringback.ears.fillers import Told, ranged

TOLD = Told.of(load().phrases["recordings"]["fillers"])


@given(st.integers(0, 60), st.integers(0, 60))
def test_the_range_holds_what_was_heard_and_is_never_upside_down(heard: int, unwritten: int) -> None:
    found = ranged(heard, unwritten, TOLD)
    assert 0 <= found.low <= heard <= found.high
    assert ranged(heard, unwritten + 1, TOLD).high >= found.high


def test_nothing_heard_and_nothing_unwritten_is_none() -> None:
    assert ranged(0, 0, TOLD).high == 0

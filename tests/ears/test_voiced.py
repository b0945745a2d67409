"""Chances of speech become stretches that are heard; silence becomes none."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.core.heard import Word
from ringback.ears.engine import Packing, packed, passed_over
from ringback.ears.voiced import HOP, RATE, Listening, Span, voiced

HOW = Listening()


def chance(*runs: tuple[float, float]) -> np.ndarray:
    """Chances for runs of (seconds, chance)."""
    return np.concatenate([np.full(round(seconds * RATE / HOP), p, np.float32) for seconds, p in runs])


def seconds(spans: list[Span]) -> list[tuple[float, float]]:
    return [(round(one.start / RATE, 1), round(one.end / RATE, 1)) for one in spans]


def test_silence_is_no_speech() -> None:
    assert voiced(chance((60, 0.02)), 60 * RATE, HOW) == []
    assert voiced(np.zeros(0, np.float32), 0, HOW) == []


def test_a_click_is_no_speech() -> None:
    assert voiced(chance((2, 0.0), (0.1, 0.9), (2, 0.0)), 4 * RATE, HOW) == []


def test_speech_is_padded_and_neighbours_share_what_lies_between() -> None:
    p = chance((1, 0.0), (2, 0.9), (0.4, 0.0), (2, 0.9), (1, 0.0))
    assert seconds(voiced(p, len(p) * HOP, HOW)) == [(0.6, 3.2), (3.2, 5.7)]


def test_a_dip_within_a_word_ends_nothing() -> None:
    p = chance((1, 0.9), (0.1, 0.4), (0.1, 0.0), (1, 0.9))
    assert len(voiced(p, len(p) * HOP, HOW)) == 1


def test_a_long_stretch_is_cut_where_speech_is_least_likely() -> None:
    p = chance((25, 0.9), (0.1, 0.4), (40, 0.9))
    spans = voiced(p, len(p) * HOP, HOW)
    assert max(one.seconds for one in spans) <= HOW.most
    assert spans[0].last / RATE == pytest.approx(25, abs=0.1)


@given(st.lists(st.tuples(st.floats(0.05, 50), st.sampled_from([0.0, 0.4, 0.9])), min_size=1, max_size=12))
def test_stretches_are_in_order_apart_and_never_too_long(runs: list[tuple[float, float]]) -> None:
    p = chance(*runs)
    spans = voiced(p, len(p) * HOP, HOW)
    edges = [edge for one in spans for edge in (one.start, one.end)]
    assert edges == sorted(edges)
    assert all(0 <= one.start <= one.first <= one.last <= one.end <= len(p) * HOP for one in spans)
    assert all(one.seconds <= HOW.most + 0.1 for one in spans)


@given(st.lists(st.integers(1, 40), min_size=1, max_size=20))
def test_every_stretch_is_heard_once_in_windows_that_a_model_takes(sizes: list[int]) -> None:
    spans = [Span(at * 100 * RATE, (at * 100 + size) * RATE) for at, size in enumerate(sizes)]
    windows = packed(spans, 30 * RATE)
    assert [span for window in windows for span in window] == spans
    assert all(
        sum(one.end - one.start for one in window) <= 30 * RATE or len(window) == 1 for window in windows
    )


def test_what_a_model_passed_over_is_found_and_short_sounds_are_not() -> None:
    spans = [Span(at * RATE, (at + 3) * RATE) for at in (0, 10, 20)] + [Span(30 * RATE, 31 * RATE)]
    assert passed_over([spans], [Word("yes", 1.0, 1.2), Word("no", 20.5, 21.0)]) == [spans[1]]


def test_a_words_time_is_that_in_the_recording_and_within_speech() -> None:
    spans = [Span(10 * RATE, 12 * RATE, round(10.4 * RATE), round(11.6 * RATE)), Span(50 * RATE, 52 * RATE)]
    packing = Packing([spans])
    assert packing.in_recording(0.0, 1.0, " Hello") == (10.3, 11.0)
    assert packing.in_recording(2.5, 3.0, " there") == (50.5, 51.0)
    assert packing.in_recording(1.5, 2.8, " it.") == (11.5, 11.7)
    assert packing.in_recording(1.7, 2.6, " Great") == (50.0, 50.6)

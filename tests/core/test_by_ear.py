"""Fillers counted by ear in a minute: what that says of the rest, and how sure."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringback.core import by_ear
from ringback.core.by_ear import BadCount, Counted, NoMinute, counted, marked, minutes, spread, to_count
from ringback.core.heard import clock, is_heard, lines_of
from ringback.core.put_right import NothingChanged

ME, THEM = "Speaker 2", "Speaker 1"


def call(*notes: str, answers: int = 6, each: float = 40.0) -> str:
    """Questions of ten seconds, each with an answer."""
    lines = [f"# {note}" for note in ("Heard in a.m4a, 5:00, by tiny.en.", f"You: {ME}", *notes)]
    for number in range(answers):
        at = number * (10 + each)
        lines.append(f"[{clock(at)}-{clock(at + 9)}] {THEM}: And then?")
        lines.append(f"[{clock(at + 10)}-{clock(at + 10 + each)}] {ME}: Then I rang them.")
    return "\n".join(lines) + "\n"


AGAIN = "Heard again: 0:10.0-1:40.0 2, 1:50.0-3:20.0 3, 3:30.0-5:00.0 2"


def test_the_minute_in_the_middle_is_counted_first_and_none_twice() -> None:
    text = call("Fillers: 6 to 12", AGAIN)
    first = to_count(text, ME)
    assert (first.start, first.end) == (110.0, 200.0)
    for _ in range(3):
        text = marked(text, to_count(text, ME), 4).of(text)
    assert is_heard(text)
    with pytest.raises(NoMinute):
        to_count(text, ME)
    told = counted(text, ME)
    assert told == Counted(12, 12, by_ear.marks(text))


def test_counted_by_ear_the_range_moves_to_what_was_heard_and_says_from_which_minute() -> None:
    text = call("Fillers: 6 to 12", AGAIN)
    assert counted(text, ME) == Counted(6, 12)
    agreed = counted(marked(text, to_count(text, ME), 3).of(text), ME)
    missed = counted(marked(text, to_count(text, ME), 9).of(text), ME)
    assert agreed
    assert missed
    assert [(one.count, one.start, one.end) for one in agreed.marks] == [(3, 110.0, 200.0)]
    assert 7 <= agreed.low < agreed.high <= 13
    assert missed.low > agreed.low
    assert missed.high > agreed.high


def test_without_a_second_hearing_the_minute_alone_says_it_and_less_surely() -> None:
    text = call()
    assert counted(text, ME) is None
    one = minutes(text, ME)[1]
    told = counted(marked(text, one, 4).of(text), ME)
    surer = call("Fillers: 9 to 14", AGAIN)
    known = counted(marked(surer, to_count(surer, ME), 4).of(surer), ME)
    assert told
    assert known
    assert told.low <= 12 <= told.high
    assert told.high - told.low > known.high - known.low


def test_nobody_counts_a_thousand_and_no_minute_is_left_to_who_said_nothing() -> None:
    text = call()
    for count in (-1, 401):
        with pytest.raises(BadCount):
            marked(text, to_count(text, ME), count)
    with pytest.raises(NoMinute):
        to_count(text, "")
    with pytest.raises(NoMinute):
        to_count(call(answers=1, each=3.0), ME)


def test_minutes_hold_all_of_the_candidates_talk_and_about_a_minute_each() -> None:
    text = call(answers=9, each=20.0)
    found = minutes(text, ME)
    assert [sum(one.start <= line.at < one.end for line in mine(text)) for one in found] == [3, 3, 3]


def mine(text: str) -> list:
    return [line for line in lines_of(text) if line.speaker == ME]


def test_of_invented_calls_nine_in_ten_lie_within_the_range() -> None:
    """A rate, a share that is heard again, and both counts drawn; the ranges are of 90 in 100."""
    random = np.random.default_rng(11)
    within = 0
    for _ in range(400):
        rate, share, many = random.gamma(2, 1.5), random.beta(*by_ear.SHARE), random.integers(3, 15)
        said = random.poisson(rate, many)
        heard = random.binomial(said, share)
        low, high = spread(int(said[0]), 60.0, 60.0 * (many - 1), int(heard[0]), int(heard[1:].sum()))
        within += low <= said.sum() <= high
    assert 0.87 <= within / 400 <= 0.99


def test_a_minute_counted_again_counts_once_and_the_earlier_count_comes_back() -> None:
    once = marked(text := call("Fillers: 6 to 12", AGAIN), to_count(text, ME), 4).of(text)
    minute = to_count(text, ME)
    again = marked(once, minute, 7)
    assert [one.count for one in by_ear.marks(again.of(once))] == [7]
    assert counted(again.of(once), ME) == counted(marked(text, minute, 7).of(text), ME)
    assert again.back().of(again.of(once)) == once
    with pytest.raises(NothingChanged):
        marked(once, minute, 4)


counts = st.integers(0, 60)


@given(counts, st.floats(20, 120), st.floats(0, 1500), st.none() | counts, counts)
def test_the_range_never_ends_below_what_was_counted(
    count: int, talk: float, rest: float, within: int | None, others: int
) -> None:
    low, high = spread(count, talk, rest, within, others)
    assert count <= low <= high
    more, most = spread(count + 5, talk, rest, within, others)
    assert more >= low
    assert most >= high

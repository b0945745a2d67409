"""What a repair adds, as three lines."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.pictures.boxes import SVG, boxes, readable, words

from ringback.core.curves import Curve
from ringback.pictures.curves import gain_curve, pushed_apart

FIFTHS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


def noticed(here: float = 0.6, break_even: float | None = 0.4) -> Curve:
    """Words cost 2 in 100 when nothing was noticed and add 3 when it surely was; proof always adds 1."""
    return Curve(
        "noticed",
        FIFTHS,
        tuple(-0.02 + 0.05 * q for q in FIFTHS),
        (0.01,) * 6,
        tuple(-0.01 + 0.05 * q for q in FIFTHS),
        here,
        break_even,
    )


def shortfall(gain: float = 0.02, here: float = 1.0) -> Curve:
    at = (0.0, 1.0, 2.0, 3.0)
    rising = tuple(gain * steps / 3 for steps in at)
    return Curve("shortfall", at, rising, rising, rising, here)


def paths(root: ET.Element, kind: str) -> list[list[float]]:
    """The numbers of each path of a class."""
    every = (path for path in root.iter(f"{SVG}path") if kind in path.attrib["class"].split())
    return [[float(number) for number in re.findall(r"[\d.]+", path.attrib["d"])] for path in every]


def test_gains_stand_above_none_and_losses_below():
    root = readable(gain_curve(noticed()))
    none = next(box for box in boxes(root) if box.words == "none")
    axis = (none.top + none.bottom) / 2
    [told] = paths(root, "words")
    assert told[1] > axis + 20
    assert told[-1] < axis - 20
    ticks = {box.words: box.top for box in boxes(root) if box.words == "none" or "in 100" in box.words}
    assert sorted(ticks, key=ticks.__getitem__) == [
        "4 more in 100",
        "2 more in 100",
        "none",
        "2 fewer in 100",
    ]


def test_each_line_has_its_label_and_a_dash_of_its_own():
    svg = gain_curve(noticed())
    root = readable(svg)
    for label, kind in (("words", "words"), ("proof", "proof"), ("words and proof", "both")):
        assert [box.words for box in boxes(root)].count(label) == 1
        assert len(paths(root, kind)) == 1
    dashes = [re.findall(rf"\.{kind}{{[^}}]*dasharray:([\d ]+)", svg) for kind in ("words", "proof", "both")]
    assert dashes[0] != dashes[1]
    assert not dashes[2]


@pytest.mark.parametrize("here", [0.0, 0.37, 1.0])
def test_you_stand_where_you_are(here: float):
    root = readable(gain_curve(noticed(here)))
    scale = {box.words: (box.left + box.right) / 2 for box in boxes(root)}
    place = scale["never"] + here * (scale["surely"] - scale["never"])
    assert paths(root, "you")[0][0] == pytest.approx(place, abs=0.1)
    assert [float(dot.attrib["cx"]) for dot in root.iter(f"{SVG}circle")] == pytest.approx(
        [place] * 3, abs=0.1
    )


def test_words_pay_above_the_break_even():
    root = readable(gain_curve(noticed(break_even=0.4)))
    scale = {box.words: (box.left + box.right) / 2 for box in boxes(root)}
    assert paths(root, "even")[0][0] == pytest.approx(
        scale["never"] + 0.4 * (scale["surely"] - scale["never"])
    )
    assert "above this, words pay" in words(root)
    assert "break even at 4 in 10; above this, words pay" in (root.findtext(f"{SVG}desc") or "")


@pytest.mark.parametrize("curve", [noticed(break_even=None), shortfall()])
def test_without_a_break_even_none_is_drawn_or_told(curve: Curve):
    svg = gain_curve(curve)
    assert not paths(readable(svg), "even")
    assert "words pay" not in svg


def test_the_description_tells_what_each_line_adds_for_you_and_along_the_way():
    told = readable(gain_curve(noticed(0.6))).findtext(f"{SVG}desc") or ""
    assert "You: 6 in 10 that they noticed." in told
    assert (
        "Words: for you about 1 more in 100, never about 2 fewer in 100,"
        " one in two about 1 more in 100, surely about 3 more in 100." in told
    )
    assert (readable(gain_curve(shortfall())).findtext(f"{SVG}desc") or "").startswith(
        "You: one step. Words:"
    )


@pytest.mark.parametrize("gain", [0.0, 0.0004, 0.02, 0.3, 1.0, -0.0004, -0.3])
def test_the_scale_is_in_whole_dots_through_none(gain: float):
    root = readable(gain_curve(shortfall(gain)))
    ticks = [box.words for box in boxes(root) if box.words == "none" or box.words.endswith(" in 100")]
    assert "none" in ticks
    assert 2 <= len(ticks) <= 8
    assert all(re.fullmatch(r"none|\d+ (more|fewer) in 100", tick) for tick in ticks)


def test_a_call_worse_than_three_steps_widens_the_picture():
    assert "three steps" in words(readable(gain_curve(shortfall(here=3.0))))
    assert "six steps" in words(readable(gain_curve(shortfall(here=5.5))))


gains = st.lists(st.floats(-0.4, 0.6), min_size=6, max_size=6).map(tuple)


@given(gains, gains, gains, st.floats(0, 1), st.none() | st.floats(0, 1))
def test_any_curve_can_be_read(
    told: tuple[float, ...],
    proof: tuple[float, ...],
    both: tuple[float, ...],
    here: float,
    even: float | None,
):
    root = readable(gain_curve(Curve("noticed", FIFTHS, told, proof, both, here, even)))
    _, _, wide, high = map(float, root.attrib["viewBox"].split())
    for path in paths(root, "curve"):
        assert all(0 < x < wide for x in path[::2])
        assert all(0 < y < high for y in path[1::2])


@given(st.floats(-0.9, 0.9), st.floats(0, 6))
def test_any_shortfall_can_be_read(gain: float, here: float):
    readable(gain_curve(shortfall(gain, here)))


@given(st.floats(0, 1), st.floats(-0.04, 0.04))
def test_you_and_the_break_even_never_run_into_each_other(here: float, off: float):
    assume(0 <= here + off <= 1)
    root = readable(gain_curve(noticed(here, here + off)))
    you = next(box for box in boxes(root) if box.words == "you")
    assert not you.left < paths(root, "even")[0][0] < you.right


@given(st.lists(st.floats(100, 340), min_size=1, max_size=5))
def test_labels_are_pushed_apart_and_no_further(wanted: list[float]):
    placed = pushed_apart(wanted, 20, 100, 340)
    assert all(100 - 1e-9 <= y <= 340 + 1e-9 for y in placed)
    assert all(below - above >= 20 - 1e-9 for above, below in pairwise(sorted(placed)))
    pairs = sorted(zip(wanted, placed, strict=True))
    assert all(one[1] < other[1] for one, other in pairwise(pairs) if one[0] < other[0])
    if all(below - above >= 20 for above, below in pairwise(sorted(wanted))):
        assert placed == pytest.approx(wanted)

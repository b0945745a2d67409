"""The small pictures of a take: where its figure stands beside those before it."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring

from hypothesis import given
from hypothesis import strategies as st

from ringback.core.take import Measure
from ringback.pictures.takes import LEFT, RIGHT, plot

figures = st.floats(0, 1000, allow_nan=False).map(lambda value: (value, value))


def across(picture: Element, name: str) -> list[int]:
    """How far across the dots of a sort stand."""
    return [int(one.attrib["cx"]) for one in picture if one.attrib["class"] == name]


def test_a_shorter_take_stands_left_of_a_longer_one() -> None:
    picture = fromstring(
        plot(Measure("length", (72, 72), ((1, (140, 140)), (2, (91, 91))), (38, 38), (0, 120)))
    )
    [first, second], [last] = across(picture, "mid"), across(picture, "last")
    assert last < second < first
    assert [one.attrib["class"] for one in picture if one.tag == "path"] == ["track", "span", "then"]


def test_what_is_not_known_of_the_call_is_not_drawn() -> None:
    picture = fromstring(plot(Measure("latency", (2, 2), ((1, (3, 3)),))))
    assert [one.attrib["class"] for one in picture] == ["track", "mid", "last"]


@given(figures, st.lists(figures, max_size=4), st.none() | figures)
def test_everything_stands_within_the_line(here, earlier, then) -> None:
    picture = fromstring(plot(Measure("length", here, tuple(enumerate(earlier, 1)), then, (25, 50))))
    assert all(LEFT <= at <= RIGHT for name in ("mid", "last") for at in across(picture, name))

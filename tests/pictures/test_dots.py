"""A chance as a hundred dots."""

from __future__ import annotations

import re
from itertools import chain
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.pictures.boxes import SVG, boxes, readable, words

from ringback.core.odds import Chance
from ringback.core.shares import in_words
from ringback.pictures.dots import SLIM, WIDE, Grid, Row, counted, dots, rows_of_dots

RUN = re.compile(r"M([\d.]+) ([\d.]+)h([\d.]+)")
chances = st.floats(0, 1)


def row(point: float, low: float | None = None, high: float | None = None, **more: str) -> Row:
    said = in_words(Chance(point, low, point, high))
    return Row(more.get("label", "You, as it stands"), said, point, low, high, more.get("note", ""))


rows = st.builds(
    row,
    chances,
    st.none() | chances,
    st.none() | chances,
    label=st.sampled_from(
        ["You", "Any one of the four still in", "You, if you raise it and offer the page " * 3]
    ),
    note=st.sampled_from(["", "Too small a difference to see: less than 1 more in 100."]),
)


def centres(svg: ET.Element, kind: str) -> list[list[tuple[float, float]]]:
    """Where each dot of a kind stands, path for path: a dash of no length every 11 px."""
    return [
        [
            (float(x) + 11 * n, float(y))
            for x, y, long in RUN.findall(path.attrib["d"])
            for n in range(int(float(long) / 11) + 1)
        ]
        for path in svg.iter()
        if path.attrib.get("class") == kind
    ]


def drawn(shown: Row, grid: Grid = WIDE) -> ET.Element:
    return ET.fromstring(dots(shown, grid))


@pytest.mark.parametrize(
    ("shown", "filled", "pale"),
    [
        (row(0.25), 25, 0),
        (row(0.34, 0.29, 0.36), 29, 7),
        (row(0.08, 0.04, 0.13), 4, 9),
        (row(0.005), 1, 0),
        (row(0.0), 0, 0),
        (row(1.0), 100, 0),
        (row(0.2, 0.3, 0.4), 20, 20),
    ],
)
def test_dots_are_filled_to_the_low_end_and_pale_to_the_high_one(shown: Row, filled: int, pale: int):
    counts = counted(shown)
    assert (counts.filled, counts.pale, counts.empty) == (filled, pale, 100 - filled - pale)
    on = centres(drawn(shown), "d-on")
    assert sum(map(len, on)) == filled + pale
    assert sum(map(len, centres(drawn(shown), "d-pale"))) == pale
    assert sum(map(len, centres(drawn(shown), "d-off"))) == 100 - filled - pale


@given(chances, st.none() | chances, st.none() | chances)
def test_there_are_always_a_hundred(point: float, low: float | None, high: float | None):
    counts = counted(row(point, low, high))
    assert counts.filled + counts.pale + counts.empty == 100
    assert min(counts.filled, counts.pale, counts.empty) >= 0
    assert counts.bar is None or counts.filled <= counts.bar <= counts.filled + counts.pale


@given(st.tuples(chances, chances), st.tuples(chances, chances))
def test_a_better_chance_never_shows_fewer(points: tuple[float, float], ends: tuple[float, float]):
    worse, better = sorted(points)
    assert counted(row(worse)).filled <= counted(row(better)).filled
    low, high = sorted(ends)
    less, more = counted(row(worse, low, high)), counted(row(better, low, high))
    assert less.filled <= more.filled
    assert less.empty >= more.empty


@pytest.mark.parametrize(("grid", "across", "group", "down"), [(WIDE, 50, 10, 17), (SLIM, 25, 5, 12.5)])
@given(chances, chances, chances)
def test_each_dot_has_a_place_of_its_own(
    grid: Grid, across: int, group: int, down: float, point: float, low: float, high: float
):
    svg = drawn(row(point, low, high), grid)
    *ranged, filled = (
        centres(svg, "d-on") if counted(row(point, low, high)).filled else [*centres(svg, "d-on"), []]
    )
    assert ranged == centres(svg, "d-pale")
    assert centres(svg, "d-edge") == centres(svg, "d-off")
    assert [*filled, *chain(*ranged, *centres(svg, "d-off"))] == [
        (6 + 11 * column + 6 * (column // group), 7 + down * line)
        for line in range(100 // across)
        for column in range(across)
    ]


def bar(svg: ET.Element) -> tuple[float, float] | None:
    """The middle of the bar."""
    for path in svg.iter():
        if path.attrib.get("class") == "d-point":
            x, y, long = map(float, re.findall(r"[\d.]+", path.attrib["d"]))
            return x, round(y + long / 2, 6)
    return None


@pytest.mark.parametrize("grid", [WIDE, SLIM])
@given(st.floats(0.005, 1))
def test_the_bar_goes_through_the_middle_figure(grid: Grid, point: float):
    svg = drawn(row(point, 0.0, 1.0), grid)
    assert bar(svg) == centres(svg, "d-pale")[0][int(100 * point + 0.5) - 1]


def test_a_chance_too_small_for_a_dot_still_has_its_bar_at_the_left_and_is_explained():
    svg = drawn(row(1 / 300))
    assert not centres(svg, "d-on")
    at = bar(svg)
    assert at is not None
    assert at[0] < centres(svg, "d-off")[0][0][0] - 3
    picture = readable(rows_of_dots([row(1 / 300)]))
    assert "Less than half a dot" in words(picture)
    assert bar(drawn(row(0.0))) is None
    assert "Less than half a dot" not in words(readable(rows_of_dots([row(0.0)])))


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        (row(0.25), "25 of 100 filled"),
        (row(0.34, 0.29, 0.36), "29 of 100 filled, 30 to 36 pale, middle 34"),
        (row(0.003, 0.001, 0.01), "none of 100 filled, 1 pale, middle before the first"),
    ],
)
def test_who_cannot_see_the_dots_is_told_them(shown: Row, told: str):
    assert drawn(shown).attrib["aria-label"] == told
    assert told in (readable(rows_of_dots([shown])).findtext(f"{SVG}desc") or "")


def test_the_page_gets_either_shape_without_words_or_colours_of_its_own():
    for grid, box in ((WIDE, "0 0 572 34"), (SLIM, "0 0 302 56")):
        svg = drawn(row(0.34, 0.29, 0.36), grid)
        assert svg.attrib["class"] == f"dots {grid.name}"
        assert svg.attrib["viewBox"] == box
        assert {path.tag for path in svg} == {"path"}
        assert all(set(path.attrib) == {"class", "d"} for path in svg)


def test_a_row_says_its_words_and_a_difference_too_small_to_see():
    small = "Too small a difference to see: less than 1 more in 100."
    root = readable(rows_of_dots([row(0.081), row(0.084, label="You, with the repair", note=small)]))
    assert words(root).count("about 1 in 12") == 2
    labels = [box for box in boxes(root) if box.words in {"You, with the repair", small}]
    assert [box.words for box in labels] == ["You, with the repair", small]
    assert labels[0].bottom < labels[1].top


def test_the_key_tells_the_range_where_there_is_one():
    assert "the range; the bar is the middle" in words(readable(rows_of_dots([row(0.3, 0.2, 0.4)])))
    assert "the range" not in words(readable(rows_of_dots([row(0.3)])))


def test_a_pale_dot_differs_in_more_than_colour():
    style = rows_of_dots([row(0.3, 0.2, 0.4)])
    ring, inside = (
        float(re.findall(rf"\.{kind}{{[^}}]*width:([\d.]+)", style)[0]) for kind in ("d-on", "d-pale")
    )
    assert inside < ring - 2


@given(st.lists(rows, max_size=4), st.sampled_from(["", "The second being longer isn't a gain. " * 4]))
def test_any_rows_can_be_read(shown: list[Row], note: str):
    root = readable(rows_of_dots(shown, note))
    told = root.findtext(f"{SVG}desc") or ""
    for each in shown:
        assert each.words in told
        assert each.words in words(root)
    for group in root.iter(f"{SVG}g"):
        assert sum(map(len, centres(group, "d-on") + centres(group, "d-off"))) == 100

"""The process as a narrowing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.pictures.boxes import SVG, boxes, readable, words

from ringback.pictures.funnel import Step, funnel

STEPS = (
    Step("phone interview", 12, 1.0, 1.0),
    Step("interview in person or panel", 4, 0.21, 0.33),
    Step("offer", 1, 0.08, 0.1),
)


def lengths(steps: tuple[Step, ...] | list[Step]) -> list[float]:
    return [float(bar.attrib["width"]) for bar in readable(funnel(steps)).iter(f"{SVG}rect")]


def test_each_step_says_how_many_are_in_and_your_chance_to_be_among_them():
    said = [box.words for box in boxes(readable(funnel(STEPS)))]
    assert said == [
        *("phone interview", "12 in", "you: among them"),
        *("interview in person or panel", "4 in"),
        *("you: about 1 in 5 to be among them", "had the call gone as usual: about 1 in 3"),
        *("offer", "1 offer"),
        *("you: about 1 in 12 to be the one", "had the call gone as usual: about 1 in 10"),
    ]


def test_the_same_is_told_to_who_cannot_see_it():
    root = readable(funnel(STEPS))
    told = root.findtext(f"{SVG}desc") or ""
    assert all(box.words in told for box in boxes(root))


def test_what_would_have_been_is_said_only_where_it_differs():
    assert "as usual" not in words(readable(funnel([Step("final", 4, 0.5, 0.5), Step("offer", 1, 0.2, 0.2)])))


def test_no_chance_is_said():
    assert "you: no chance to be the one" in words(readable(funnel([Step("offer", 1, 0.0, 0.1)])))


def test_no_steps_are_said():
    assert readable(funnel([])).findtext(f"{SVG}desc") == "No step is named."


def test_bars_narrow_with_the_field_and_the_one_offer_still_shows():
    first, middle, last = lengths(STEPS)
    assert first > middle > last
    assert lengths([Step("application", 300, 1.0, 1.0), Step("offer", 1, 0.01, 0.01)])[-1] > 20


steps = st.builds(
    Step,
    st.sampled_from(["offer", "phone interview", "interview in person or panel " * 4]),
    st.integers(1, 5000),
    st.floats(0, 1),
    st.floats(0, 1),
)


@given(st.lists(steps, max_size=7))
def test_any_process_can_be_read(process: list[Step]):
    root = readable(funnel(process))
    _, _, wide, high = map(float, root.attrib["viewBox"].split())
    for bar in root.iter(f"{SVG}rect"):
        x, y, across, down = (float(bar.attrib[side]) for side in ("x", "y", "width", "height"))
        assert 0 <= x < x + across <= wide
        assert 0 <= y < y + down <= high
        for box in boxes(root):
            beside = box.left >= x + across or box.right <= x
            assert beside or box.bottom <= y or y + down <= box.top

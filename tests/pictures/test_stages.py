"""The line of stages as a picture."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from ringback.core.stages import STAGE_KINDS
from ringback.pictures.stages import stage_line
from ringback.telling.said import STAGE_KIND

SVG = "{http://www.w3.org/2000/svg}"
Drawn = dict[str, Any]


def stage(kind: str, when: str = "unknown", role: str = "unknown", *, optional: bool = False) -> Drawn:
    return {"kind": kind, "when": when, "role": role, "optional": optional}


def drawn(*stages: Drawn, order_known: bool = True) -> ET.Element:
    return ET.fromstring(stage_line(stages, STAGE_KIND, order_known=order_known))


def words(root: ET.Element) -> str:
    return " ".join(text.text or "" for text in root.iter(f"{SVG}text"))


def test_every_stage_is_a_dot_with_its_name():
    root = drawn(stage("phone_interview"), stage("take_home"))
    assert len(list(root.iter(f"{SVG}circle"))) == 2
    assert "phone interview" in words(root)
    assert "take-home task" in words(root)


def test_where_you_are_and_what_is_a_gate_are_said_in_words_too():
    root = drawn(stage("phone_interview", "done", "gate"), stage("panel_or_onsite", "next"))
    assert "you are here" in words(root)
    assert "a gate" in words(root)
    assert root.findtext(f"{SVG}desc") == (
        "phone interview, done, a gate; interview in person or panel, next: you are here"
    )


def test_stages_without_an_order_are_not_joined():
    stages = (stage("take_home"), stage("presentation"))
    assert list(drawn(*stages).iter(f"{SVG}path"))
    assert not list(drawn(*stages, order_known=False).iter(f"{SVG}path"))


def test_nothing_to_draw_is_said():
    assert drawn().findtext(f"{SVG}desc") == "No stage is named."


@given(
    st.lists(
        st.builds(
            stage,
            st.sampled_from(STAGE_KINDS),
            st.sampled_from(["done", "next", "to_come", "unknown"]),
            st.sampled_from(["gate", "contributor", "unknown"]),
            optional=st.booleans(),
        ),
        max_size=9,
    )
)
def test_any_line_is_drawn_inside_its_own_frame(stages: list[Drawn]):
    root = drawn(*stages)
    _, _, wide, high = map(float, root.attrib["viewBox"].split())
    for circle in root.iter(f"{SVG}circle"):
        assert 0 < float(circle.attrib["cx"]) < wide
    for text in root.iter(f"{SVG}text"):
        assert 0 < float(text.attrib["x"]) < wide
        assert 0 < float(text.attrib["y"]) <= high

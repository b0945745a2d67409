"""What holds for every picture: it can be read, by eye and by ear, by day and in the dark."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple
from xml.etree import ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"
LETTER, ABOVE, BELOW = 8.5, 12, 4
"""DejaVu Sans, the widest of the usual faces, at 15 px: a letter, and what stands over and under the line."""


class Box(NamedTuple):
    """Where a line of words stands."""

    words: str
    left: float
    right: float
    top: float
    bottom: float


def boxes(root: ET.Element) -> list[Box]:
    return [_box(text) for text in root.iter(f"{SVG}text")]


def _box(text: ET.Element) -> Box:
    words = text.text or ""
    kinds = text.attrib.get("class", "").split()
    wide, x, y = LETTER * len(words), float(text.attrib["x"]), float(text.attrib["y"])
    left = x - (wide if "end" in kinds else wide / 2 if "middle" in kinds else 0)
    return Box(words, left, left + wide, y - ABOVE, y + BELOW)


def words(root: ET.Element) -> str:
    return " ".join(box.words for box in boxes(root))


def readable(svg: str) -> ET.Element:
    """The picture, once it is seen to be whole, told in words, inside its frame and with nothing on top."""
    root = ET.fromstring(svg)
    assert root.findtext(f"{SVG}title")
    assert root.findtext(f"{SVG}desc")
    assert "prefers-color-scheme:dark" in (root.findtext(f"{SVG}style") or "")
    assert not any("style" in element.attrib for element in root.iter())
    _, _, wide, high = map(float, root.attrib["viewBox"].split())
    for box in boxes(root):
        assert box.left >= 0, box
        assert box.right <= wide, box
        assert box.top >= 0, box
        assert box.bottom <= high, box
    for one, other in combinations(boxes(root), 2):
        apart = one.right <= other.left or other.right <= one.left
        assert apart or one.bottom <= other.top or other.bottom <= one.top, (one, other)
    return root

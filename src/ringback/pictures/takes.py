"""One figure of a take beside those before it: a line, a square for the call, dots for the takes.

The words beside it carry the meaning; the picture is a second telling. Sizes are in px of a 560 by 24 box.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

from ringback.core.take import Measure, Range

LEFT, RIGHT, MIDDLE = 8, 552, 12
SQUARE, SMALL, LARGE = 12, 5, 8
ROOM = 1.1
"""How far the line goes on beyond the largest figure."""


def plot(measure: Measure) -> str:
    """The picture, for a page that says the same in words."""
    furthest = max(_middle(one) for one in _all(measure)) * ROOM or 1.0
    picture = Element("svg", {"class": "plot", "viewBox": "0 0 560 24", "aria-hidden": "true"})
    SubElement(picture, "path", {"class": "track", "d": f"M{LEFT} {MIDDLE}H{RIGHT}"})
    if measure.good:
        start, end = (_across(value, furthest) for value in measure.good)
        SubElement(picture, "path", {"class": "span", "d": f"M{start} {MIDDLE}H{end}"})
    if measure.then:
        at = _across(_middle(measure.then), furthest) - SQUARE / 2
        square = f"M{at:g} {MIDDLE - SQUARE / 2:g}h{SQUARE}v{SQUARE}h-{SQUARE}z"
        SubElement(picture, "path", {"class": "then", "d": square})
    for _, value in measure.earlier:
        _dot(picture, "mid", _across(_middle(value), furthest), SMALL)
    _dot(picture, "last", _across(_middle(measure.here), furthest), LARGE)
    return tostring(picture, encoding="unicode")


def _all(measure: Measure) -> list[Range]:
    return [
        measure.here,
        *(value for _, value in measure.earlier),
        *([measure.then] if measure.then else []),
        *([(measure.good[1], measure.good[1])] if measure.good else []),
    ]


def _middle(value: Range) -> float:
    return (value[0] + value[1]) / 2


def _across(value: float, furthest: float) -> int:
    return round(LEFT + (RIGHT - LEFT) * min(value / furthest, 1.0))


def _dot(picture: Element, name: str, across: int, radius: int) -> None:
    SubElement(picture, "circle", {"class": name, "cx": str(across), "cy": str(MIDDLE), "r": str(radius)})

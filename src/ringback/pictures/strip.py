"""The call as one bar: who spoke when, and marks where something went wrong or wasn't yours.

Drawn by a page's stylesheet; no words but for who can't see it, since words inside would shrink with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

WIDE, HIGH = 540, 40
_LEAST = 2.0


@dataclass(frozen=True, slots=True)
class Spoken:
    """A stretch of speech, in seconds, and whether it was the candidate's."""

    start: float
    end: float
    mine: bool


def strip(spoken: Sequence[Spoken], wrong: Sequence[float], not_yours: Sequence[float], told: str) -> str:
    """The bar; `wrong` and `not_yours` are places in seconds, `told` is the same in words.

    Empty where nothing is known of the time.
    """
    length = max((one.end for one in spoken), default=0.0)
    if length <= 0:
        return ""
    box = {"class": "strip", "viewBox": f"0 0 {WIDE} {HIGH}", "role": "img", "aria-label": told}
    root = Element("svg", box)
    for one in spoken:
        x, wide = WIDE * one.start / length, max(WIDE * (one.end - one.start) / length - 1, _LEAST)
        y, high = ("18", "14") if one.mine else ("22", "10")
        kind = "you-talk" if one.mine else "they-talk"
        SubElement(
            root, "rect", {"class": kind, "x": f"{x:.1f}", "y": y, "width": f"{wide:.1f}", "height": high}
        )
    for at in wrong:
        SubElement(root, "path", {"class": "mark", "d": f"M{_inside(at, length) - 6:.1f} 2h12l-6 10z"})
    for at in not_yours:
        SubElement(
            root, "circle", {"class": "not-yours", "cx": f"{_inside(at, length):.1f}", "cy": "8", "r": "5"}
        )
    return tostring(root, encoding="unicode")


def _inside(at: float, length: float) -> float:
    """Where a mark stands, whole within the bar."""
    return min(max(WIDE * at / length, 7), WIDE - 7)

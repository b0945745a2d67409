"""The reliability plot: how often an offer came, against the chance that was told, with what luck allows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from ringback.pictures.frame import TOKENS, draw, framed, write, written

Record = Mapping[str, Any]

SIDE, LEFT, TOP, BELOW, RIGHT = 320, 76, 40, 72, 36
DOT, BAR_END = 6, 5
STYLE = TOKENS + (
    ".grid{stroke:var(--p-rule);fill:none}.right{stroke:var(--p-edge);stroke-dasharray:5 4;fill:none}"
    ".luck{stroke:var(--p-accent);stroke-width:2;fill:none}.came{fill:var(--p-accent)}"
)


def reliability(calibration: Record) -> str:
    """The bins of a calibration (as its record) as an SVG of its own, with a title and a description.

    A dot is a bin at its mean chance told and the share that came true; its bar is Wilson's 95 % interval;
    on the dashed line chances come true as often as they say. Axes run from 0 to the largest value shown,
    in tenths.
    """
    bins = calibration["bins"]
    tenths = min(10, int(max(max(each["told"], each["high"]) for each in bins) * 10) + 1)
    wide, high = LEFT + SIDE + RIGHT, TOP + SIDE + BELOW
    told = " ".join(_told(each) for each in bins)
    root = framed(wide, "Chances told, and how often an offer came", told, STYLE)
    _frame(root, tenths)
    for each in bins:
        _bin(root, each, tenths)
    return written(root, high)


def _x(share: float, tenths: int) -> float:
    return LEFT + SIDE * share * 10 / tenths


def _y(share: float, tenths: int) -> float:
    return TOP + SIDE * (1 - share * 10 / tenths)


def _frame(root: Element, tenths: int) -> None:
    for at in range(0, tenths + 1, 2 if tenths > 5 else 1):
        x, y = _x(at / 10, tenths), _y(at / 10, tenths)
        draw(root, "grid", f"M{LEFT} {y:g}H{LEFT + SIDE}M{x:g} {TOP}V{TOP + SIDE}")
        write(root, f"{at} in 10" if at else "0", x, TOP + SIDE + 22, "middle soft")
        write(root, f"{at} in 10" if at else "0", LEFT - 8, y + 5, "soft end")
    draw(root, "right", f"M{LEFT} {TOP + SIDE}L{LEFT + SIDE} {TOP}")
    write(root, "Chance told", LEFT + SIDE / 2, TOP + SIDE + 52, "middle")
    write(root, "An offer came", LEFT, TOP - 16, "middle")


def _bin(root: Element, each: Record, tenths: int) -> None:
    x = _x(each["told"], tenths)
    low, high = (_y(each[end], tenths) for end in ("low", "high"))
    ends = "".join(f"M{x - BAR_END:g} {y:g}H{x + BAR_END:g}" for y in (low, high))
    draw(root, "luck", f"M{x:g} {low:g}V{high:g}{ends}")
    place = {"cx": f"{x:g}", "cy": f"{_y(each['came'], tenths):g}", "r": str(DOT)}
    SubElement(root, "circle", {"class": "came", **place})


def _told(each: Record) -> str:
    return (
        f"Told {each['told']:.0%} on average, {each['n']} cases: came true {each['came']:.0%},"
        f" could be {each['low']:.0%} to {each['high']:.0%}."
    )

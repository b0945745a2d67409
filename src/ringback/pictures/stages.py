"""The line of stages: filled where it is over, ringed where you are, dashed where it isn't for everyone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from ringback.pictures.frame import draw, framed, write, written

Record = Mapping[str, Any]

STEP, RADIUS, TOP, MARGIN = 132, 9, 26, 66
LINE_HEIGHT, LABEL_WIDTH = 17, 17
STYLE = (
    ".line,.dot{stroke:var(--edge,#857765);stroke-width:2;fill:none}"
    ".dot{fill:var(--paper,#fbf8f2)}.done .dot{fill:var(--edge,#857765)}"
    ".next .dot{stroke:var(--accent,#a3431f);stroke-width:4}"
    ".optional .dot{stroke-dasharray:3 3}.gate{fill:var(--ink,#2b2620)}"
    "text{font:14px/1.2 system-ui,sans-serif;fill:var(--ink,#2b2620);text-anchor:middle}"
    ".you{font-weight:600;fill:var(--accent,#a3431f)}.soft{fill:var(--soft,#6b6053)}"
)


def stage_line(stages: Sequence[Record], labels: Mapping[str, str], *, order_known: bool) -> str:
    """The stages as an SVG of its own: a title and a description for who can't see it, text as text.

    `labels` gives the words for each kind. Raises KeyError for a kind without one.
    """
    names = [_lines(labels[stage["kind"]]) for stage in stages]
    tall = max((len(name) for name in names), default=1)
    wide, high = 2 * MARGIN + STEP * max(len(stages) - 1, 0), TOP + 3 * LINE_HEIGHT + tall * LINE_HEIGHT
    title = "The stages in their order" if order_known else "The stages; order not told"
    told = "; ".join(_told(stage, labels) for stage in stages) or "No stage is named."
    root = framed(wide, title, told, STYLE)
    if order_known and len(stages) > 1:
        draw(root, "line", f"M{MARGIN} {TOP}H{wide - MARGIN}")
    for n, (stage, name) in enumerate(zip(stages, names, strict=True)):
        _stage(root, stage, name, MARGIN + n * STEP)
    return written(root, high)


def _stage(root: Element, stage: Record, name: Sequence[str], x: int) -> None:
    classes = [stage["when"], *(["optional"] if stage["optional"] else [])]
    group = SubElement(root, "g", {"class": " ".join(classes)})
    SubElement(group, "circle", {"class": "dot", "cx": str(x), "cy": str(TOP), "r": str(RADIUS)})
    if stage["role"] == "gate":
        bar = {"class": "gate", "x": str(x + RADIUS + 8), "y": str(TOP - 10), "width": "4", "height": "20"}
        SubElement(group, "rect", bar)
    rows = [(line, "") for line in name]
    if stage["role"] == "gate":
        rows.append(("a gate", "soft"))
    elif stage["optional"]:
        rows.append(("not for everyone", "soft"))
    if stage["when"] == "next":
        rows.append(("you are here", "you"))
    for n, (words, style) in enumerate(rows):
        write(group, words, x, TOP + 2 * RADIUS + 12 + n * LINE_HEIGHT, style)


def _lines(label: str) -> list[str]:
    """A label in lines of about 17 letters."""
    lines: list[str] = [""]
    for word in label.split():
        if lines[-1] and len(lines[-1]) + len(word) + 1 > LABEL_WIDTH:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _told(stage: Record, labels: Mapping[str, str]) -> str:
    when = {"done": ", done", "next": ", next: you are here"}.get(stage["when"], "")
    more = ", not for everyone" if stage["optional"] else ""
    gate = ", a gate" if stage["role"] == "gate" else ""
    return f"{labels[stage['kind']]}{when}{more}{gate}"

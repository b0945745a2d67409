"""The process as a narrowing: how many are in at each step, and your chance of being among them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import SubElement

from ringback.core.odds import Chance
from ringback.core.shares import in_words
from ringback.pictures.frame import (
    LETTER,
    LINE_HEIGHT,
    MARGIN,
    TOKENS,
    framed,
    lines_of,
    sentences,
    write,
    write_lines,
    written,
)


@dataclass(frozen=True, slots=True)
class Step:
    """A step with how many are in before it or, last, the one offer, and your chance of being among them.

    `yours` is as it stands, `as_usual` had the call gone as usual.
    """

    label: str
    candidates: int
    yours: float
    as_usual: float


_ACROSS, _BAR, _BETWEEN = 460, 18, 26
_WIDE = MARGIN + _ACROSS + 110 + MARGIN
_LETTERS = int((_WIDE - 2 * MARGIN) / LETTER)
_STYLE = TOKENS + ".bar{fill:var(--p-edge)}.offer .bar{fill:var(--p-accent)}"


def funnel(steps: Sequence[Step]) -> str:
    """The steps from first to last as an SVG of its own.

    A bar's length goes with the square root of the number, so that one offer out of two hundred candidates
    still shows; the number stands beside it.
    """
    counts = [_count(step, last=n == len(steps)) for n, step in enumerate(steps, 1)]
    told = sentences(*("; ".join([f"{s.label}: {c}", *yours(s)]) for s, c in zip(steps, counts, strict=True)))
    root = framed(_WIDE, "How the field narrows", told or "No step is named.", _STYLE)
    most = max((step.candidates for step in steps), default=1)
    y: float = MARGIN + 12
    for step, count in zip(steps, counts, strict=True):
        group = SubElement(root, "g", {"class": "step offer" if "offer" in count else "step"})
        y = write_lines(group, lines_of(step.label, _LETTERS), MARGIN, y, "strong")
        long = round(_ACROSS * math.sqrt(step.candidates / most), 1)
        size = {"x": str(MARGIN), "y": f"{y - 8:g}", "width": f"{long:g}", "height": str(_BAR)}
        SubElement(group, "rect", {"class": "bar", **size})
        write(group, count, MARGIN + long + 10, y + 6)
        y = write_lines(group, yours(step), MARGIN, y + _BAR + 14, "soft") + _BETWEEN
    return written(root, y + MARGIN - _BETWEEN - LINE_HEIGHT)


def _count(step: Step, *, last: bool) -> str:
    return "1 offer" if last and step.candidates == 1 else f"{step.candidates} in"


def yours(step: Step) -> list[str]:
    """Your chance of being among them, a line of words; one more for what it had been, where that differs."""
    place = "among them" if step.candidates > 1 else "the one"
    if step.yours >= 1:
        return [f"you: {place}"]
    now, usual = in_words(Chance(step.yours)), in_words(Chance(step.as_usual))
    return [f"you: {now} to be {place}", *([] if usual == now else [f"had the call gone as usual: {usual}"])]

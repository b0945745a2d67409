"""The sound of a call as a picture: how loud it gets, who speaks, and what was found where.

Drawn by a page's stylesheet, like the strip; the script of the player moves the line that says where it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, tostring

from ringback.pictures.strip import Spoken

WIDE, HIGH = 540, 84
_TOP, _FOOT = 18, 74
"""Between these the levels are drawn; the marks stand above, the questions below."""
_MIDDLE = (_TOP + _FOOT) / 2
_FLAT = 45
"""The level of speech whose sound isn't known."""
_BARS = 270
_SIZES = {"basic": 8, "substantive": 7, "surface": 5}


@dataclass(frozen=True, slots=True)
class Mark:
    """Something found at a place, in seconds, and its weight."""

    at: float
    weight: str


def waveform(
    peaks: Sequence[int],
    spoken: Sequence[Spoken],
    marks: Sequence[Mark],
    questions: Sequence[float],
    length: float,
    told: str,
) -> str:
    """The picture, `length` seconds long; `peaks` are levels from 0 to 100, none where the sound isn't known.

    `questions` are places in seconds; `told` says in words what it shows. Empty where nothing has a length.
    """
    if length <= 0:
        return ""
    box = {"class": "wave", "viewBox": f"0 0 {WIDE} {HIGH}", "role": "img", "aria-label": told}
    root = Element("svg", {**box, "data-wave": f"{length:.1f}"})
    for kind, path in _levels(peaks, spoken, length):
        SubElement(root, "path", {"class": kind, "d": path})
    for at in questions:
        SubElement(root, "path", {"class": "asked-at", "d": f"M{_x(at, length):.1f} {_FOOT + 3}v6"})
    for mark in sorted(marks, key=lambda one: _SIZES.get(one.weight, 0)):
        size, x = _SIZES.get(mark.weight, 5), _x(mark.at, length)
        shape = f"M{x - size:.1f} {_TOP - 5 - size}h{2 * size}l{-size} {size + 3}z"
        SubElement(root, "path", {"class": f"mark {mark.weight}", "d": shape, "data-at": f"{mark.at:.1f}"})
    SubElement(root, "path", {"class": "now-at", "d": f"M0 {_TOP - 4}V{_FOOT + 4}", "data-now": ""})
    return tostring(root, encoding="unicode")


def _levels(peaks: Sequence[int], spoken: Sequence[Spoken], length: float) -> Iterator[tuple[str, str]]:
    """A path for what each of the two said, and one for where nobody speaks."""
    bars = [(_speaker(spoken, length * (n + 0.5) / _BARS), n) for n in range(_BARS)]
    for kind, found in groupby(sorted(bars), key=lambda bar: bar[0]):
        drawn = [_bar(n, _level(peaks, n, kind)) for _, n in found]
        yield kind, "".join(drawn)


def _speaker(spoken: Sequence[Spoken], at: float) -> str:
    mine = [one.mine for one in spoken if one.start <= at < one.end]
    return "nobody" if not mine else "you-talk" if any(mine) else "they-talk"


def _level(peaks: Sequence[int], number: int, kind: str) -> int:
    if not peaks:
        return 0 if kind == "nobody" else _FLAT
    first = number * len(peaks) // _BARS
    return max(peaks[first : max((number + 1) * len(peaks) // _BARS, first + 1)])


def _bar(number: int, level: int) -> str:
    high = max((_FOOT - _TOP) * level / 100, 1.0)
    return f"M{WIDE * (number + 0.5) / _BARS:.1f} {_MIDDLE - high / 2:.1f}v{high:.1f}"


def _x(at: float, length: float) -> float:
    """Where a place stands, whole within the picture."""
    return min(max(WIDE * at / length, 9), WIDE - 9)

"""What a repair adds, in dots of a hundred, against how bad the call was or how likely they noticed.

The three lines are told apart by their dashes and by the label at each one's end.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from ringback.core.curves import Curve
from ringback.core.odds import Chance
from ringback.core.shares import gain_in_words, share_in_words
from ringback.pictures.frame import LINE_HEIGHT, TOKENS, draw, framed, sentences, write, written

_LEFT, _TOP, _ACROSS, _DOWN, _WIDE = 160, 100, 400, 240, 740
_RIGHT, _BOTTOM = _LEFT + _ACROSS, _TOP + _DOWN
_HEADING = "What a repair adds to the chance of the offer"
_UNDER = {"shortfall": "how bad the call was", "noticed": "how likely they noticed"}
_STEPS = ("not at all", "one step", "two steps", "three steps", "four steps", "five steps", "six steps")
_CHANCES = ((0.0, "never"), (0.5, "one in two"), (1.0, "surely"))
_APART = (1, 2, 5, 10, 20, 50)
_STYLE = TOKENS + (
    ".curve,.lead,.rule,.none,.you,.even{fill:none;stroke-linejoin:round}"
    ".curve{stroke:var(--p-ink);stroke-width:2.5}.words{stroke-dasharray:9 5}.proof{stroke-dasharray:2 4}"
    ".both{stroke:var(--p-accent)}.lead{stroke:var(--p-edge)}.rule{stroke:var(--p-rule)}"
    ".none{stroke:var(--p-edge);stroke-width:1.5}.you{stroke:var(--p-ink)}"
    ".even{stroke:var(--p-soft);stroke-dasharray:1 3}.at{fill:var(--p-ink)}"
)
_CLASSES = ("curve words", "curve proof", "curve both")


def _kinds(curve: Curve) -> tuple[tuple[str, tuple[float, ...]], ...]:
    """Each line with its label."""
    return ("words", curve.words), ("proof", curve.proof), ("words and proof", curve.words_and_proof)


def gain_curve(curve: Curve) -> str:
    """The gains as an SVG of its own. Needs two places or more, and as many gains on each line."""
    root = framed(_WIDE, f"{_HEADING}, by {_UNDER[curve.axis]}", _told(curve), _STYLE)
    write(root, _HEADING, 24, 34, "strong")
    ticks = _ticks([gain for _, gains in _kinds(curve) for gain in gains])
    places = _places(curve)
    scale = _Scale(places[-1][0], ticks[0], ticks[-1])
    for tick in ticks:
        draw(root, "none" if tick == 0 else "rule", f"M{_LEFT} {scale.y(tick / 100):g}H{_RIGHT}")
        write(root, _tick_in_words(tick), _LEFT - 12, scale.y(tick / 100) + 5, "end soft")
    for place, words in places:
        draw(root, "none", f"M{scale.x(place):g} {_BOTTOM}v6")
        write(root, words, scale.x(place), _BOTTOM + 24, "middle soft")
    write(root, _UNDER[curve.axis], _LEFT + _ACROSS / 2, _BOTTOM + 50, "middle")
    _markers(root, curve, scale)
    _lines(root, curve, scale)
    return written(root, _BOTTOM + 74)


@dataclass(frozen=True, slots=True)
class _Scale:
    """From places and gains to px; the ends of the upright axis are in hundredths."""

    end: float
    low: int
    high: int

    def x(self, place: float) -> float:
        return round(_LEFT + _ACROSS * place / self.end, 1)

    def y(self, gain: float) -> float:
        return round(_BOTTOM - _DOWN * (100 * gain - self.low) / (self.high - self.low), 1)


def _ticks(gains: Sequence[float]) -> list[int]:
    """Whole hundredths from below the least gain to above the greatest, through zero, six at most or so."""
    low, high = (round(100 * end, 6) for end in (min(0.0, *gains), max(0.0, *gains)))
    step = next((step for step in _APART if high - low <= 5 * step), _APART[-1])
    first, last = (math.floor(low / step), math.ceil(high / step)) if low < high else (-1, 1)
    return [step * n for n in range(first, last + 1)]


def _tick_in_words(tick: int) -> str:
    return f"{abs(tick)} {'more' if tick > 0 else 'fewer'} in 100" if tick else "none"


def _places(curve: Curve) -> Sequence[tuple[float, str]]:
    """The ticks below: three steps, or as many as the line and the user need, never closer than they read."""
    if curve.axis == "noticed":
        return _CHANCES
    end = max(3, math.ceil(max(curve.at[-1], curve.here)))
    every = 1 if end <= 4 else 2
    return [(float(n), _STEPS[n]) for n in range(0, end + end % every + 1, every)]


def _markers(root: Element, curve: Curve, scale: _Scale) -> None:
    """The user's own place and, above it, the break-even; "you" stands on the side away from that."""
    here, even = scale.x(curve.here), _even(curve)
    draw(root, "you", f"M{here:g} {_TOP - 28}V{_BOTTOM}")
    left = even is not None and even >= curve.here
    write(root, "you", here - 5 if left else here + 5, _TOP - 16, "strong end" if left else "strong")
    if even is not None:
        draw(root, "even", f"M{scale.x(even):g} {_TOP - 34}V{_BOTTOM}")
        write(root, "above this, words pay", scale.x(even), _TOP - 40, "middle")


def _lines(root: Element, curve: Curve, scale: _Scale) -> None:
    ends = [scale.y(gains[-1]) for _, gains in _kinds(curve)]
    beside = pushed_apart(ends, LINE_HEIGHT, _TOP, _BOTTOM)
    for kind, (label, gains), end, y in zip(_CLASSES, _kinds(curve), ends, beside, strict=True):
        points = zip(curve.at, gains, strict=True)
        path = "L".join(f"{scale.x(place):g} {scale.y(gain):g}" for place, gain in points)
        draw(root, kind, f"M{path}")
        at = {
            "cx": f"{scale.x(curve.here):g}",
            "cy": f"{scale.y(_between(curve, gains, curve.here)):g}",
            "r": "3.5",
        }
        SubElement(root, "circle", {"class": "at", **at})
        draw(root, "lead", f"M{scale.x(curve.at[-1]) + 3:g} {end:g}L{_RIGHT + 20} {y:g}")
        write(root, label, _RIGHT + 24, y + 5)


def pushed_apart(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """The places nearest to those wanted (least squares) that keep their order, a gap and the bounds.

    With the gaps taken off, that is the nearest rising sequence: neighbours that fall are pooled.
    """
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    pools: list[list[float]] = []
    for n, which in enumerate(order):
        pools.append([wanted[which] - n * gap])
        while len(pools) > 1 and _mean(pools[-2]) > _mean(pools[-1]):
            pools[-2:] = [pools[-2] + pools[-1]]
    top = high - gap * (len(wanted) - 1)
    level = [min(max(_mean(pool), low), top) for pool in pools for _ in pool]
    placed = {which: y + n * gap for n, (which, y) in enumerate(zip(order, level, strict=True))}
    return [placed[which] for which in range(len(wanted))]


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)


def _even(curve: Curve) -> float | None:
    return curve.break_even if curve.axis == "noticed" else None


def _between(curve: Curve, gains: Sequence[float], place: float) -> float:
    """The line's height at a place, straight between its points."""
    import numpy as np

    return float(np.interp(place, curve.at, gains))


def _told(curve: Curve) -> str:
    """What each line adds where the user is and at every tick below."""
    here = _STEPS[int(curve.here)] if curve.here % 1 == 0 else f"{curve.here:g} steps"
    if curve.axis == "noticed":
        here = f"{share_in_words(curve.here)} that they noticed"
    places = [(curve.here, "for you"), *(tick for tick in _places(curve) if tick[0] <= curve.at[-1])]
    lines = [
        f"{label.capitalize()}: "
        + ", ".join(
            f"{where} {gain_in_words(Chance(_between(curve, gains, place)))}" for place, where in places
        )
        for label, gains in _kinds(curve)
    ]
    even = _even(curve)
    pays = "" if even is None else f"Words break even at {share_in_words(even)}; above this, words pay"
    return sentences(f"You: {here}", *lines, pays)

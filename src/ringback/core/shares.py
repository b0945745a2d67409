"""How a chance and a difference of chances are said in words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ringback.core.odds import Chance

_NOTHING = 1e-12


def in_words(chance: Chance) -> str:
    """The chance as people say it: "about 1 in 10, could be 1 in 25 to 1 in 5"."""
    about = share_in_words(chance.point)
    if chance.low is None or chance.high is None:
        return _with_about(about)
    low = share_in_words(min(chance.low, chance.point))
    high = share_in_words(max(chance.high, chance.point))
    if low == high:
        return _with_about(about)
    if low == about:
        return f"{_with_about(about)}, could be up to {high}"
    if high == about:
        return f"{_with_about(about)}, could be as low as {low}"
    return f"{_with_about(about)}, could be {low} to {high}"


def gain_in_words(gain: Chance) -> str:
    """What a repair adds, in hundredths: "about 2 more in 100; it could be none; it could be 4"."""
    about = _difference_in_words(gain.point)
    if gain.low is None or gain.high is None:
        return about
    low = _hundredths(min(gain.low, gain.point))
    high = _hundredths(max(gain.high, gain.point))
    point = _hundredths(gain.point)
    ends = [_end_in_words(end, point) for end in (low, high) if end != point]
    return "; ".join([about, *ends])


_SHARES = (
    *((1 / n, f"1 in {n:,}") for n in (1000, 500, 300, 200, 150, 100, 80, 60, 50, 40, 30, 25, 20, 15, 12)),
    *((1 / n, f"1 in {n}") for n in range(10, 3, -1)),
    (0.3, "3 in 10"),
    (1 / 3, "1 in 3"),
    (0.4, "4 in 10"),
    (0.5, "1 in 2"),
    (0.6, "6 in 10"),
    (2 / 3, "2 in 3"),
    (0.75, "3 in 4"),
    (0.8, "4 in 5"),
    (0.9, "9 in 10"),
)


def share_in_words(p: float) -> str:
    """The nearest everyday share, measured in log odds: "1 in 10", "2 in 3", "better than 9 in 10"."""
    if p <= 0:
        return "no chance"
    if p < 1 / 1200:
        return "less than 1 in 1,000"
    if p > 0.93:
        return "better than 9 in 10"
    return min(_SHARES, key=lambda share: abs(_log_odds(share[0]) - _log_odds(p)))[1]


def _log_odds(p: float) -> float:
    return math.log(p / (1 - p))


def _with_about(share: str) -> str:
    return f"about {share}" if share[0].isdigit() else share


def _hundredths(difference: float) -> int:
    """Whole hundredths, halves away from zero, so that less than half a dot is none."""
    size = math.floor(abs(difference) * 100 + 0.5)
    return size if difference > 0 else -size


def _difference_in_words(difference: float) -> str:
    size, more = _hundredths(difference), "more" if difference > 0 else "fewer"
    if abs(difference) <= _NOTHING:
        return "no more and no fewer in 100"
    return f"about {abs(size)} {more} in 100" if size else f"less than 1 {more} in 100"


def _end_in_words(end: int, point: int) -> str:
    """One end of a gain's range; the sign is said only where it differs from what went before."""
    if end == 0:
        return "it could be none"
    if point == 0 or (end > 0) != (point > 0):
        return f"it could be {abs(end)} {'more' if end > 0 else 'fewer'}"
    return f"it could be {abs(end)}"

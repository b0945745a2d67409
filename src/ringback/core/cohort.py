"""What can be said of many calls at once: shares and their differences, overall and within strata."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ringback.core.calibration import wilson

_Z = 1.959964


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `of` calls, as a share with Wilson's 95 % interval."""

    count: int
    of: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference of two shares with its 95 % interval, from -1 to 1."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Contrast:
    """Who made the repair beside who didn't, in one group: the shares that went on, and the difference."""

    name: str
    made: Share
    not_made: Share
    difference: Difference


def share(count: int, of: int) -> Share:
    """The share of calls. Raises ZeroDivisionError where there is none."""
    return Share(count, of, count / of, *wilson(count, of))


def contrast(name: str, made: Share, not_made: Share) -> Contrast:
    """The two shares and their difference."""
    return Contrast(name, made, not_made, newcombe(made, not_made))


def newcombe(one: Share, other: Share) -> Difference:
    """The first share less the second, by Newcombe's score interval (1998, Stat. Med. 17:873, no. 10)."""
    value = one.share - other.share
    down = math.hypot(one.share - one.low, other.high - other.share)
    up = math.hypot(one.high - one.share, other.share - other.low)
    return Difference(value, value - down, value + up)


def within_strata(strata: Sequence[Contrast]) -> Difference:
    """The difference within strata, by Mantel and Haenszel's weights.

    The interval rests on the variance by Greenland and Robins (1985, Biometrics 41:55). Raises
    ZeroDivisionError where there is no stratum.
    """
    weighed = variance = total = 0.0
    for each in strata:
        made, not_made = each.made, each.not_made
        weight = made.of * not_made.of / (made.of + not_made.of)
        total += weight
        weighed += weight * each.difference.value
        variance += weight**2 * (_variance(made) + _variance(not_made))
    value, reach = weighed / total, _Z * math.sqrt(variance) / total
    return Difference(value, max(value - reach, -1.0), min(value + reach, 1.0))


def _variance(one: Share) -> float:
    return one.share * (1 - one.share) / one.of

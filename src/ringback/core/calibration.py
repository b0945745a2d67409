"""Whether the chances that were told came true as often as they said.

The Brier score is the mean squared distance between chance and outcome (Brier 1950, Monthly Weather Review
78:1), the log score the mean of -log of the chance given to what came; lower is better for both. The base
rate's scores are those of telling everybody the share that came true, known only afterwards.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ringback.core.normal import Floats

MOST_BINS = 5
SURE = 1e-3
"""The log score takes no chance for surer than this, so that one surprise is not infinitely bad."""
_RESAMPLES = 2000
_TAIL = 1e-18
_Z = 1.959964


@dataclass(frozen=True, slots=True)
class Told:
    """A chance of the offer that was told, and whether the offer came."""

    chance: float
    came: bool


@dataclass(frozen=True, slots=True)
class Scored:
    """A score with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Cases that were told about the same: how many, the mean chance, and the share that came true.

    `low` and `high` are Wilson's 95 % interval of the share.
    """

    n: int
    told: float
    came: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The chances told of `n` cases that have come to an end, against what came.

    `expected` is the sum of the chances, `least` to `most` how many offers would be no surprise were they
    right (95 %), `offers` how many there were. Each score stands beside that of the base rate.
    """

    n: int
    offers: int
    expected: float
    least: int
    most: int
    brier: Scored
    brier_of_base: Scored
    log: Scored
    log_of_base: Scored
    bins: tuple[Bin, ...]


def calibrate(told: Sequence[Told], most_bins: int = MOST_BINS) -> Calibration:
    """How well the chances were calibrated. Raises ValueError where none was told."""
    import numpy as np

    if not told:
        raise ValueError("No chance was told.")
    ordered = in_order(told)
    chances = np.array([each.chance for each in ordered])
    came = np.array([each.came for each in ordered], dtype=float)
    sure = np.clip(chances, SURE, 1 - SURE)
    each_case = np.column_stack(((chances - came) ** 2, -np.log(np.where(came > 0, sure, 1 - sure)), came))
    least, most = _no_surprise(chances)
    once, again = _scores(each_case.mean(axis=0)[None]), _scores(_resampled(each_case))
    brier, log, brier_of_base, log_of_base = (
        Scored(float(value[0]), *(float(end) for end in np.quantile(spread, (0.025, 0.975))))
        for value, spread in zip(once, again, strict=True)
    )
    return Calibration(
        n=len(ordered),
        offers=int(came.sum()),
        expected=float(chances.sum()),
        least=least,
        most=most,
        brier=brier,
        brier_of_base=brier_of_base,
        log=log,
        log_of_base=log_of_base,
        bins=bins_of(ordered, most_bins),
    )


def in_order(told: Sequence[Told]) -> list[Told]:
    """The chances from the least to the greatest, what didn't come before what did."""
    return sorted(told, key=lambda each: (each.chance, each.came))


def _resampled(each_case: Floats) -> Floats:
    """The means of each resample of the cases: one row a resample."""
    import numpy as np

    n, rng = len(each_case), np.random.default_rng(0)
    drawn = (np.bincount(rng.integers(0, n, n), minlength=n) for _ in range(_RESAMPLES))
    return np.array([times @ each_case / n for times in drawn])


def _scores(means: Floats) -> tuple[Floats, ...]:
    """Brier and log score, then those of the base rate, of each row of means."""
    import numpy as np

    brier, log, base = means.T
    sure = np.clip(base, SURE, 1 - SURE)
    return brier, log, base * (1 - base), -base * np.log(sure) - (1 - base) * np.log(1 - sure)


def _no_surprise(chances: Floats) -> tuple[int, int]:
    """Between which counts the offers lie with 95 %: the law of a sum of unequal yes-or-noes, but for its
    vanishing tails.
    """
    import numpy as np

    laws = [(0, np.array((1 - chance, chance))) for chance in chances]
    while len(laws) > 1:
        odd = laws[len(laws) // 2 * 2 :]
        laws = [_together(*pair) for pair in zip(laws[::2], laws[1::2], strict=False)] + odd
    first, law = laws[0]
    summed = law.cumsum()
    return first + int(np.searchsorted(summed, 0.025)), first + int(np.searchsorted(summed, 0.975))


def _together(one: tuple[int, Floats], other: tuple[int, Floats]) -> tuple[int, Floats]:
    """The law of the sum of two counts, each as its least count and the chances from there on."""
    import numpy as np

    law = np.convolve(one[1], other[1])
    weighty = np.flatnonzero(law > _TAIL)
    return one[0] + other[0] + int(weighty[0]), law[weighty[0] : weighty[-1] + 1]


def bins_of(ordered: Sequence[Told], most: int = MOST_BINS) -> tuple[Bin, ...]:
    """At most so many bins of about as many cases each, from cases in order; equal chances stay together."""
    size = len(ordered) / most
    bins: list[list[Told]] = [[]]
    done = 0
    for _, same in groupby(ordered, key=lambda each: each.chance):
        if bins[-1] and done >= size * len(bins):
            bins.append([])
        members = list(same)
        bins[-1] += members
        done += len(members)
    return tuple(map(_bin, bins))


def _bin(members: Sequence[Told]) -> Bin:
    n, came = len(members), sum(each.came for each in members)
    low, high = wilson(came, n)
    return Bin(n, sum(each.chance for each in members) / n, came / n, low, high)


def wilson(k: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share of which k of n are seen (Wilson 1927, JASA 22:209)."""
    middle = (k + _Z**2 / 2) / (n + _Z**2)
    half = _Z / (n + _Z**2) * math.sqrt(k * (n - k) / n + _Z**2 / 4)
    return max(middle - half, 0.0), min(middle + half, 1.0)
